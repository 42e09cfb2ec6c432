"""Which identifiers are in regulators' databases."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_publication (
  di TEXT NOT NULL, regime TEXT NOT NULL, item TEXT NOT NULL,
  submitted_on DATE NOT NULL, published_on DATE, record_key TEXT NOT NULL,
  PRIMARY KEY (di, regime)
)""",
    "CREATE INDEX ix_row_publication_item ON row_publication (item)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_publication TO unitrail_app",
)


def upgrade() -> None:
    """Create the table and let the application write it."""
    for statement in STATEMENTS:
        op.execute(statement)
