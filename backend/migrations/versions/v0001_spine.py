"""The log, the feed and the rows of the first capabilities; the application's role, which can only append to it."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "batch",
    "entry",
    "branch_entry",
    "event",
    "outcome",
    "position",
    "feed",
    "stream_sum",
    "history",
    "checkpoint",
    "epoch",
    "projection",
    "rejected_push",
    "attachment",
)


def upgrade() -> None:
    """Create everything."""
    for statement in Path(__file__).with_suffix(".sql").read_text().split(";\n"):
        if statement.strip():
            op.execute(statement)
    _grant()


def _grant() -> None:
    op.execute(
        "DO $$ BEGIN CREATE ROLE unitrail_app NOLOGIN; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    # An owner that is no superuser must be a member to assume the role; one that already is changes nothing.
    op.execute(
        "DO $$ BEGIN GRANT unitrail_app TO CURRENT_USER; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$"
    )
    op.execute("GRANT USAGE ON SCHEMA public TO unitrail_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO unitrail_app")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO unitrail_app")
    op.execute("REVOKE ALL ON alembic_version FROM unitrail_app")
    op.execute("GRANT SELECT ON alembic_version TO unitrail_app")
    for table in APPEND_ONLY:
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM unitrail_app")
