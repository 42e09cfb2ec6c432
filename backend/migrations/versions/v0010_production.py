"""Deviations, work orders, their steps and readings; holds of units."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TABLES = (
    "row_deviation",
    "row_work_order",
    "row_order_snapshot",
    "row_order_account",
    "row_step_run",
    "row_reading",
    "row_machine_message",
)
_CREATE = """
CREATE TABLE row_deviation (
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  code TEXT NOT NULL,
  detail JSONB NOT NULL,
  text TEXT NOT NULL,
  "order" TEXT,
  step BIGINT,
  photos JSONB NOT NULL,
  status TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  entry TEXT NOT NULL,
  disposition TEXT,
  closed_by TEXT,
  closed_at TIMESTAMP WITH TIME ZONE,
  close_reason TEXT,
  PRIMARY KEY (number)
);
CREATE INDEX ix_row_deviation_order ON row_deviation ("order");
CREATE INDEX ix_row_deviation_site ON row_deviation (site);
CREATE INDEX ix_row_deviation_subject_key ON row_deviation (subject_key);
CREATE TABLE row_work_order (
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  item TEXT NOT NULL,
  quantity NUMERIC NOT NULL,
  unit TEXT NOT NULL,
  due DATE,
  lots JSONB NOT NULL,
  output_location TEXT NOT NULL,
  status TEXT NOT NULL,
  structure_revision TEXT NOT NULL,
  routing_revision TEXT NOT NULL,
  released_by TEXT,
  released_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (number)
);
CREATE INDEX ix_row_work_order_item ON row_work_order (item);
CREATE INDEX ix_row_work_order_site ON row_work_order (site);
CREATE TABLE row_order_snapshot (
  "order" TEXT NOT NULL,
  site TEXT NOT NULL,
  item_revision TEXT NOT NULL,
  lines JSONB NOT NULL,
  steps JSONB NOT NULL,
  PRIMARY KEY ("order")
);
CREATE TABLE row_order_account (
  "order" TEXT NOT NULL,
  lot TEXT NOT NULL,
  bucket TEXT NOT NULL,
  quantity NUMERIC NOT NULL,
  PRIMARY KEY ("order", lot, bucket)
);
CREATE TABLE row_step_run (
  "order" TEXT NOT NULL,
  step BIGINT NOT NULL,
  subject TEXT NOT NULL,
  scope TEXT NOT NULL,
  site TEXT NOT NULL,
  status TEXT NOT NULL,
  revision TEXT NOT NULL,
  equipment JSONB NOT NULL,
  people JSONB NOT NULL,
  observed JSONB NOT NULL,
  failed JSONB NOT NULL,
  consumed JSONB NOT NULL,
  unverified BOOLEAN NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  finished_at TIMESTAMP WITH TIME ZONE,
  missing JSONB NOT NULL,
  PRIMARY KEY ("order", step, subject)
);
CREATE INDEX ix_row_step_run_scope ON row_step_run (scope);
CREATE TABLE row_reading (
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  "order" TEXT NOT NULL,
  step BIGINT NOT NULL,
  subject TEXT NOT NULL,
  lot TEXT,
  serial TEXT,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  value NUMERIC,
  unit TEXT,
  passed BOOLEAN,
  verdict TEXT NOT NULL,
  source TEXT NOT NULL,
  gauge TEXT,
  by TEXT NOT NULL,
  second_by TEXT,
  defect TEXT,
  document TEXT,
  photos JSONB NOT NULL,
  text TEXT NOT NULL,
  routing_revision TEXT NOT NULL,
  equipment JSONB NOT NULL,
  corrected_by TEXT,
  entry TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_reading_gauge ON row_reading (gauge);
CREATE INDEX ix_row_reading_lot ON row_reading (lot);
CREATE INDEX ix_row_reading_order_step_code ON row_reading ("order", step, code);
CREATE INDEX ix_row_reading_serial ON row_reading (serial);
CREATE TABLE row_machine_message (
  device TEXT NOT NULL,
  message TEXT NOT NULL,
  reading TEXT NOT NULL,
  PRIMARY KEY (device, message)
);
"""


def upgrade() -> None:
    """Create the tables and let the application write them."""
    op.execute("ALTER TABLE row_unit ADD COLUMN holds JSONB NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE row_unit ALTER COLUMN holds DROP DEFAULT")
    for statement in _CREATE.strip().rstrip(";").split(";\n"):
        op.execute(statement)
    for table in _TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO unitrail_app")
