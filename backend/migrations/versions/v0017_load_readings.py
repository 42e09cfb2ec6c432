"""Chemical indicators, what sent a value of a cycle, and the skill that a cycle asks for."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE row_cycle ADD COLUMN chemical_indicators BIGINT NOT NULL DEFAULT 0, ADD COLUMN skill TEXT",
    "ALTER TABLE row_cycle ALTER COLUMN chemical_indicators DROP DEFAULT",
    "ALTER TABLE row_load_indicator ADD COLUMN kind TEXT NOT NULL DEFAULT 'biological'",
    "ALTER TABLE row_load_indicator ALTER COLUMN kind DROP DEFAULT",
    "ALTER TABLE row_cycle_reading ADD COLUMN source TEXT NOT NULL DEFAULT 'manual'",
    "ALTER TABLE row_cycle_reading ALTER COLUMN source DROP DEFAULT",
)


def upgrade() -> None:
    """Add the columns; what was recorded before was biological and keyed by hand."""
    for statement in STATEMENTS:
        op.execute(statement)
