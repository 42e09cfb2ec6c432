"""Containers."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and let the application write it."""
    op.execute(
        "CREATE TABLE row_container (code TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL, "
        "node BIGINT NOT NULL UNIQUE, level TEXT NOT NULL)"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON row_container TO unitrail_app")
