"""The lots of units are kept by the root of the assembly: they lie together, and one index fewer is written."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE row_unit_lot DROP CONSTRAINT row_unit_lot_pkey",
    "ALTER TABLE row_unit_lot ADD PRIMARY KEY (root, unit, lot)",
    "DROP INDEX ix_row_unit_lot_root_lot",
)


def upgrade() -> None:
    """Change the key; the rows stay as they are."""
    for statement in STATEMENTS:
        op.execute(statement)
