"""Label templates and their revisions."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_label_template (
  number TEXT NOT NULL, newest TEXT NOT NULL, approved TEXT,
  PRIMARY KEY (number)
)""",
    """
CREATE TABLE row_template_revision (
  number TEXT NOT NULL, revision TEXT NOT NULL, status TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL,
  use TEXT NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL, drafted_by TEXT NOT NULL,
  drafted_at TIMESTAMP WITH TIME ZONE NOT NULL, approved_by TEXT, approved_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (number, revision)
)""",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_label_template, row_template_revision TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
