"""How items are made: revisions of structures and routings."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = {"row_structure": "lines", "row_routing": "steps"}


def upgrade() -> None:
    """Create the tables and let the application write them."""
    for table, content in _TABLES.items():
        op.execute(f"""
            CREATE TABLE {table} (
              item TEXT NOT NULL,
              revision TEXT NOT NULL,
              status TEXT NOT NULL,
              effectivity JSONB NOT NULL,
              drafted_by TEXT NOT NULL,
              drafted_by_entry TEXT NOT NULL,
              drafted_at TIMESTAMP WITH TIME ZONE NOT NULL,
              approved_by TEXT,
              approved_at TIMESTAMP WITH TIME ZONE,
              withdrawn_by TEXT,
              withdrawn_at TIMESTAMP WITH TIME ZONE,
              {content} JSONB NOT NULL,
              PRIMARY KEY (item, revision)
            )""")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO unitrail_app")
