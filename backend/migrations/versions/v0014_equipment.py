"""Equipment with what was done to it, skills and training."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_equipment (
  code TEXT NOT NULL, site TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, kind TEXT NOT NULL,
  equipment_class TEXT NOT NULL, critical BOOLEAN NOT NULL, calibration_days BIGINT, maintenance_days BIGINT,
  cleaning_hours BIGINT, status TEXT NOT NULL, calibrated_at TIMESTAMP WITH TIME ZONE, calibration_due DATE,
  out_of_tolerance_at TIMESTAMP WITH TIME ZONE, maintained_at TIMESTAMP WITH TIME ZONE, maintenance_due DATE,
  cleaned_at TIMESTAMP WITH TIME ZONE, last_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (code)
)""",
    "CREATE INDEX ix_row_equipment_site ON row_equipment (site)",
    """
CREATE TABLE row_equipment_record (
  id TEXT NOT NULL, site TEXT NOT NULL, equipment TEXT NOT NULL, record TEXT NOT NULL, result TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL, due DATE, certificate TEXT, laboratory TEXT NOT NULL, as_found TEXT NOT NULL,
  as_left TEXT NOT NULL, text TEXT NOT NULL, files JSONB NOT NULL, by TEXT NOT NULL, entry TEXT NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_row_equipment_record_equipment ON row_equipment_record (equipment)",
    "CREATE INDEX ix_row_step_run_equipment ON row_step_run USING gin (equipment jsonb_path_ops)",
    """
CREATE TABLE row_skill (
  code TEXT NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL, document TEXT NOT NULL, revision TEXT NOT NULL,
  revision_before TEXT, effective_from DATE NOT NULL, valid_months BIGINT,
  PRIMARY KEY (code)
)""",
    """
CREATE TABLE row_training (
  id TEXT NOT NULL, holder TEXT NOT NULL, person TEXT NOT NULL, skill TEXT NOT NULL, document TEXT NOT NULL,
  revision TEXT NOT NULL, assigned_at TIMESTAMP WITH TIME ZONE, due DATE, qualified_at TIMESTAMP WITH TIME ZONE,
  valid_to DATE, evidence JSONB NOT NULL, text TEXT NOT NULL, assessed_by TEXT,
  revoked_at TIMESTAMP WITH TIME ZONE, revoked_by TEXT, revoke_reason TEXT,
  PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_row_training_holder ON row_training (holder)",
    "CREATE INDEX ix_row_training_person ON row_training (person)",
    "CREATE INDEX ix_row_training_skill ON row_training (skill)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_equipment, row_equipment_record TO unitrail_app",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_skill, row_training TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
