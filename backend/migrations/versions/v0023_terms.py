"""What families of items and classes of equipment are called."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_term (
  kind TEXT NOT NULL, code TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, PRIMARY KEY (kind, code)
)""",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_term TO unitrail_app",
)


def upgrade() -> None:
    """Create the table."""
    for statement in STATEMENTS:
        op.execute(statement)
