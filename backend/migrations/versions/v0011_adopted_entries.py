"""What became of lines that are kept beside a device's chain."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_adopted_entry (
  device TEXT NOT NULL, seq BIGINT NOT NULL, content TEXT NOT NULL, batch BIGINT NOT NULL, line BIGINT NOT NULL,
  entry TEXT NOT NULL, revision BIGINT NOT NULL, outcome TEXT NOT NULL, codes JSONB NOT NULL,
  adopted_by TEXT NOT NULL, adopted_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (device, seq, content)
)""",
    "CREATE INDEX ix_row_adopted_entry_entry ON row_adopted_entry (entry)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_adopted_entry TO unitrail_app",
)


def upgrade() -> None:
    """Create the table."""
    for statement in STATEMENTS:
        op.execute(statement)
