"""Which boxes stand in a load."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE row_load_member ADD COLUMN boxes JSONB NOT NULL DEFAULT '[]'",
    "ALTER TABLE row_load_member ALTER COLUMN boxes DROP DEFAULT",
)


def upgrade() -> None:
    """Add the column; no load has boxes yet."""
    for statement in STATEMENTS:
        op.execute(statement)
