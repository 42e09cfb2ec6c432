"""What devices are told at a step: revisions that stop work, what is in a lot, the values that machines sent."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_process_stop (
  kind TEXT NOT NULL, item TEXT NOT NULL, revision TEXT NOT NULL, approved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (kind, item, revision)
)""",
    "CREATE INDEX ix_row_process_stop_item ON row_process_stop (item)",
    """
CREATE TABLE row_lot_sources (
  lot TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL, lots JSONB NOT NULL, loads JSONB NOT NULL
)""",
    "ALTER TABLE row_step_run ADD COLUMN machine_values JSONB NOT NULL DEFAULT '{}'",
    "ALTER TABLE row_step_run ALTER COLUMN machine_values DROP DEFAULT",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_process_stop, row_lot_sources TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables, empty: a row of before that no device was sent could never be taken back from one."""
    for statement in STATEMENTS:
        op.execute(statement)
