"""What measured codes did lately, for the run rules."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_trend (
  "order" TEXT NOT NULL, step BIGINT NOT NULL, code TEXT NOT NULL, count BIGINT NOT NULL, total NUMERIC NOT NULL,
  ranges NUMERIC NOT NULL, recent JSONB NOT NULL,
  PRIMARY KEY ("order", step, code)
)""",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_trend TO unitrail_app",
)


def upgrade() -> None:
    """Create the table."""
    for statement in STATEMENTS:
        op.execute(statement)
