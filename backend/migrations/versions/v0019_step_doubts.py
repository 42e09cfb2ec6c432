"""Since when steps are in doubt that began before one they follow."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_step_doubt (
  "order" TEXT NOT NULL, step BIGINT NOT NULL, subject TEXT NOT NULL, site TEXT NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL, entries JSONB NOT NULL, open BOOLEAN NOT NULL,
  PRIMARY KEY ("order", step, subject)
)""",
    """
INSERT INTO row_step_doubt
SELECT r."order", r.step, r.subject, r.site, coalesce(min(x.opened_at), r.started_at),
  coalesce(jsonb_agg(x.entry ORDER BY x.opened_at, x.id) FILTER (WHERE x.id IS NOT NULL), '[]'), true
FROM row_step_run r
LEFT JOIN row_exception x ON x.code = 'STEP_OUT_OF_SEQUENCE' AND x.detail->>'order' = r."order"
  AND x.detail->>'step' = r.step::text AND r.subject IN ('lot:' || x.subject_key, 'unit:' || x.subject_key)
WHERE r.unverified
GROUP BY r."order", r.step, r.subject, r.site, r.started_at""",
    "CREATE INDEX ix_row_exception_entry ON row_exception (entry)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_step_doubt TO unitrail_app",
)


def upgrade() -> None:
    """Create the table, with what is in doubt now; a rebuild gives the same and the entries that raised nothing."""
    for statement in STATEMENTS:
        op.execute(statement)
