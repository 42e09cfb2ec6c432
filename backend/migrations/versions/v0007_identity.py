"""Company prefixes and device descriptions; the database itself keeps an identifier with its item."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE row_company_prefix (
  agency TEXT NOT NULL, prefix TEXT NOT NULL, root TEXT NOT NULL, issued_by TEXT NOT NULL, valid_from DATE NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (agency, prefix)
)""",
    "CREATE INDEX ix_row_company_prefix_root ON row_company_prefix (root)",
    """
CREATE TABLE row_device_description (
  item TEXT NOT NULL, revision TEXT NOT NULL, markets JSONB NOT NULL, description JSONB NOT NULL,
  identifiers JSONB NOT NULL,
  PRIMARY KEY (item)
)""",
    """
CREATE FUNCTION identifier_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'identifier % belongs to item % for ever', OLD.di, OLD.item
  USING ERRCODE = 'integrity_constraint_violation';
END $$""",
    """
CREATE TRIGGER identifier_stays BEFORE UPDATE ON row_identifier FOR EACH ROW
WHEN (OLD.item <> NEW.item OR OLD.di <> NEW.di) EXECUTE FUNCTION identifier_stays()""",
    "REVOKE DELETE, TRUNCATE ON row_identifier FROM unitrail_app",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON row_company_prefix, row_device_description TO unitrail_app",
)


def upgrade() -> None:
    """Create the tables and the guard of identifiers."""
    for statement in STATEMENTS:
        op.execute(statement)
