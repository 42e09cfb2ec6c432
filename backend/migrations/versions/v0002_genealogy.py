"""Units, and the genealogy of lots and units: nodes, edges, the lots' closure, the lots of each unit."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = ("row_unit", "row_node", "row_edge", "row_path", "row_unit_lot")
_CREATE = """
CREATE TABLE row_unit (
  item TEXT NOT NULL,
  serial TEXT NOT NULL,
  site TEXT NOT NULL,
  node BIGINT NOT NULL UNIQUE,
  lot TEXT,
  status TEXT NOT NULL,
  parent BIGINT,
  root BIGINT NOT NULL,
  stub BOOLEAN NOT NULL,
  PRIMARY KEY (item, serial)
);
CREATE INDEX ix_row_unit_root ON row_unit (root);
CREATE INDEX ix_row_unit_lot ON row_unit (lot);
CREATE TABLE row_node (
  id BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  key JSONB NOT NULL
);
CREATE TABLE row_edge (
  output BIGINT NOT NULL,
  n BIGINT NOT NULL,
  input BIGINT NOT NULL,
  kind TEXT NOT NULL,
  quantity NUMERIC,
  unit TEXT,
  entry TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (output, n)
);
CREATE INDEX ix_row_edge_input_output ON row_edge (input, output);
CREATE TABLE row_path (
  ancestor BIGINT NOT NULL,
  descendant BIGINT NOT NULL,
  ways NUMERIC NOT NULL,
  PRIMARY KEY (ancestor, descendant)
);
CREATE INDEX ix_row_path_descendant_ancestor ON row_path (descendant, ancestor);
CREATE TABLE row_unit_lot (
  unit BIGINT NOT NULL,
  lot BIGINT NOT NULL,
  root BIGINT NOT NULL,
  PRIMARY KEY (unit, lot)
);
CREATE INDEX ix_row_unit_lot_lot_root ON row_unit_lot (lot, root);
CREATE INDEX ix_row_unit_lot_root_lot ON row_unit_lot (root, lot);
"""


def upgrade() -> None:
    """Create the tables and let the application write them."""
    for statement in _CREATE.strip().rstrip(";").split(";\n"):
        op.execute(statement)
    for table in _TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO unitrail_app")
