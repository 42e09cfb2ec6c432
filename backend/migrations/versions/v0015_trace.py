"""Indexes that a trace asks of: units by serial, steps and accounts by what was made, records in quarantine."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but indexes; a serial alone names a unit where a label says no item."""
    op.execute("CREATE INDEX ix_row_unit_serial ON row_unit (serial)")
    op.execute("CREATE INDEX ix_row_step_run_subject ON row_step_run (subject)")
    op.execute("CREATE INDEX ix_row_order_account_lot ON row_order_account (lot)")
    quarantined = """raw LIKE '%"outcome":"quarantined"%'::bytea"""
    op.execute(f"CREATE INDEX ix_outcome_quarantined ON outcome (device, seq) WHERE {quarantined}")
