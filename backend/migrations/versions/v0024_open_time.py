"""How long an item may be used once it is open, and since when lots are."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE row_item ADD COLUMN open_minutes BIGINT",
    """
CREATE TABLE row_lot_opening (
  lot TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL, said JSONB NOT NULL, used_at TIMESTAMP WITH TIME ZONE
)""",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_lot_opening TO unitrail_app",
)


def upgrade() -> None:
    """Add the column and the table; no item has such a time yet."""
    for statement in STATEMENTS:
        op.execute(statement)
