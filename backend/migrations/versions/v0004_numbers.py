"""Number pools, the ranges leased from them, and what became of each number."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    """
CREATE TABLE row_number_pool (
  pool TEXT NOT NULL, kind TEXT NOT NULL, of TEXT NOT NULL, "order" TEXT NOT NULL, prefix TEXT NOT NULL,
  digits BIGINT NOT NULL, alphabet TEXT NOT NULL, key TEXT NOT NULL, period TEXT NOT NULL, cursor BIGINT NOT NULL,
  begins BIGINT NOT NULL, issued BIGINT NOT NULL, listed BIGINT NOT NULL,
  PRIMARY KEY (pool)
)""",
    """
CREATE TABLE row_number_range (
  id TEXT NOT NULL, pool TEXT NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL, device TEXT NOT NULL,
  holder TEXT NOT NULL, numbers JSONB NOT NULL, leased_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_row_number_range_pool ON row_number_range (pool)",
    "CREATE INDEX ix_row_number_range_holder ON row_number_range (holder)",
    """
CREATE TABLE row_number_use (
  range TEXT NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL, status TEXT NOT NULL, purpose TEXT NOT NULL,
  entry TEXT NOT NULL, device TEXT NOT NULL, at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (range, first)
)""",
    """
CREATE TABLE row_issued_number (
  scope TEXT NOT NULL, number TEXT NOT NULL, pool TEXT NOT NULL, range TEXT NOT NULL, place BIGINT NOT NULL,
  PRIMARY KEY (scope, number)
)""",
    """
CREATE TABLE row_listed_serial (
  pool TEXT NOT NULL, place BIGINT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (pool, place)
)""",
)
NAMES = ("number_pool", "number_range", "number_use", "issued_number", "listed_serial")


def upgrade() -> None:
    """Create the tables; the application reads and writes them as it does all derived rows."""
    for statement in TABLES:
        op.execute(statement)
    for name in NAMES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON row_{name} TO unitrail_app")
