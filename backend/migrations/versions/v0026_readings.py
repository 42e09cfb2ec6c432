"""Whether a skill asks for an assessment, and when a person has read its document."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE row_skill ADD COLUMN assessed BOOLEAN NOT NULL DEFAULT true",
    "ALTER TABLE row_skill ALTER COLUMN assessed DROP DEFAULT",
    "ALTER TABLE row_training ADD COLUMN read_at TIMESTAMP WITH TIME ZONE",
)


def upgrade() -> None:
    """Add the columns; every skill asked for an assessment, and nobody has read yet."""
    for statement in STATEMENTS:
        op.execute(statement)
