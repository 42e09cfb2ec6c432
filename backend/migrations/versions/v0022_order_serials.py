"""The serials that work orders name for their units."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

STATEMENTS = (
    'CREATE TABLE row_order_serials ("order" TEXT NOT NULL, spans JSONB NOT NULL, PRIMARY KEY ("order"))',
    """
CREATE TABLE row_named_serial (
  item TEXT NOT NULL, serial TEXT NOT NULL, "order" TEXT NOT NULL, PRIMARY KEY (item, serial)
)""",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_order_serials, row_named_serial TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables; no order has named a serial yet."""
    for statement in STATEMENTS:
        op.execute(statement)
