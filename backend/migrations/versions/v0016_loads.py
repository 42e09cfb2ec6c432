"""Sterilisation cycles and loads, and the holds on loads."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TABLES = "row_load_hold, row_cycle, row_load, row_load_member, row_load_indicator, row_cycle_reading"
STATEMENTS = (
    """
CREATE TABLE row_load_hold (
  id TEXT NOT NULL, site TEXT NOT NULL, load TEXT NOT NULL, node BIGINT NOT NULL, reason_code TEXT NOT NULL,
  text TEXT NOT NULL, placed_by TEXT NOT NULL, placed_at TIMESTAMP WITH TIME ZONE NOT NULL, source TEXT NOT NULL,
  lifted_at TIMESTAMP WITH TIME ZONE, lifted_by TEXT, lift_reason TEXT,
  PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_row_load_hold_load ON row_load_hold (load)",
    "CREATE INDEX ix_row_load_hold_node ON row_load_hold (node)",
    """
CREATE TABLE row_cycle (
  code TEXT NOT NULL, revision TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL,
  equipment_class TEXT NOT NULL, parameters JSONB NOT NULL, indicators BIGINT NOT NULL,
  incubation_hours BIGINT NOT NULL, exposures BIGINT NOT NULL,
  PRIMARY KEY (code, revision)
)""",
    """
CREATE TABLE row_load (
  number TEXT NOT NULL, site TEXT NOT NULL, chamber TEXT NOT NULL, cycle TEXT NOT NULL, revision TEXT NOT NULL,
  status TEXT NOT NULL, observed JSONB NOT NULL, failed JSONB NOT NULL, people JSONB NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL, closed_at TIMESTAMP WITH TIME ZONE, decided_by TEXT,
  decided_at TIMESTAMP WITH TIME ZONE, reason TEXT,
  PRIMARY KEY (number)
)""",
    "CREATE INDEX ix_row_load_site ON row_load (site)",
    """
CREATE TABLE row_load_member (
  load TEXT NOT NULL, lot TEXT NOT NULL, position TEXT NOT NULL, site TEXT NOT NULL, quantity NUMERIC NOT NULL,
  unit TEXT NOT NULL, late BOOLEAN NOT NULL,
  PRIMARY KEY (load, lot, position)
)""",
    "CREATE INDEX ix_row_load_member_lot ON row_load_member (lot)",
    """
CREATE TABLE row_load_indicator (
  load TEXT NOT NULL, indicator TEXT NOT NULL, site TEXT NOT NULL, position TEXT,
  placed_at TIMESTAMP WITH TIME ZONE, incubated_at TIMESTAMP WITH TIME ZONE, result TEXT,
  read_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (load, indicator)
)""",
    """
CREATE TABLE row_cycle_reading (
  id TEXT NOT NULL, load TEXT NOT NULL, code TEXT NOT NULL, phase TEXT NOT NULL, value NUMERIC NOT NULL,
  unit TEXT NOT NULL, verdict TEXT NOT NULL, gauge TEXT, by TEXT NOT NULL, at TIMESTAMP WITH TIME ZONE NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_row_cycle_reading_gauge ON row_cycle_reading (gauge)",
    "CREATE INDEX ix_row_cycle_reading_load ON row_cycle_reading (load)",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_TABLES} TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
