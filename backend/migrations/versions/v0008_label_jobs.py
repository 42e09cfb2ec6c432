"""Label printers, texts on labels, label jobs and their labels."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = ("row_printer", "row_label_texts", "row_label_job", "row_label", "row_label_job_count")
_CREATE = """
CREATE TABLE row_printer (
  site TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  port BIGINT NOT NULL,
  dpi BIGINT NOT NULL,
  media_width_mm TEXT NOT NULL,
  media_height_mm TEXT NOT NULL,
  language TEXT NOT NULL,
  symbols TEXT NOT NULL,
  answers BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  PRIMARY KEY (site, code)
);
CREATE TABLE row_label_texts (
  item TEXT NOT NULL,
  texts JSONB NOT NULL,
  PRIMARY KEY (item)
);
CREATE TABLE row_label_job (
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  template TEXT NOT NULL,
  revision TEXT NOT NULL,
  item TEXT,
  lot TEXT,
  di TEXT,
  pool TEXT,
  spans JSONB NOT NULL,
  sequence JSONB,
  count BIGINT NOT NULL,
  dpi BIGINT NOT NULL,
  language TEXT NOT NULL,
  data JSONB NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
  status TEXT NOT NULL,
  incident TEXT NOT NULL,
  conflicts JSONB NOT NULL,
  contents JSONB NOT NULL,
  drawing_sha256 TEXT NOT NULL,
  failed BIGINT NOT NULL,
  unread JSONB NOT NULL,
  released_by TEXT,
  released_person TEXT,
  released_at TIMESTAMP WITH TIME ZONE,
  printer TEXT,
  method TEXT NOT NULL,
  todo JSONB NOT NULL,
  sending JSONB,
  in_doubt JSONB NOT NULL,
  counter BIGINT,
  stop_cause TEXT NOT NULL,
  stop_detail TEXT NOT NULL,
  printed_by TEXT,
  printed_at TIMESTAMP WITH TIME ZONE,
  issued BIGINT NOT NULL,
  scanned BIGINT NOT NULL,
  applied BIGINT NOT NULL,
  sample BIGINT NOT NULL,
  destroyed BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  void BIGINT NOT NULL,
  counted JSONB,
  reconciled_by TEXT,
  reconciled_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (id),
  UNIQUE (number)
);
CREATE INDEX ix_row_label_job_item ON row_label_job (item);
CREATE INDEX ix_row_label_job_lot ON row_label_job (lot);
CREATE INDEX ix_row_label_job_site ON row_label_job (site);
CREATE INDEX ix_row_label_job_status ON row_label_job (status);
CREATE TABLE row_label (
  job TEXT NOT NULL,
  n BIGINT NOT NULL,
  site TEXT NOT NULL,
  number TEXT,
  state TEXT NOT NULL,
  copies BIGINT NOT NULL,
  scanned_at TIMESTAMP WITH TIME ZONE,
  printed_at TIMESTAMP WITH TIME ZONE,
  by TEXT NOT NULL,
  PRIMARY KEY (job, n)
);
CREATE INDEX ix_row_label_number ON row_label (number);
CREATE TABLE row_label_job_count (
  site TEXT NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (site)
);
"""


def upgrade() -> None:
    """Create the tables and let the application write them."""
    for statement in _CREATE.strip().rstrip(";").split(";\n"):
        op.execute(statement)
    for table in _TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO unitrail_app")
