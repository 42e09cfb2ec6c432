"""A location can be closed."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every location that is there is open."""
    op.execute("ALTER TABLE row_location ADD COLUMN active BOOLEAN NOT NULL DEFAULT true")
    op.execute("ALTER TABLE row_location ALTER COLUMN active DROP DEFAULT")
