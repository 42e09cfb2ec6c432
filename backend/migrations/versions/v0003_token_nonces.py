"""The nonces that device tokens were asked with, so that a request heard on the way is worth nothing (P37)."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; old nonces are deleted by the server."""
    op.execute(
        "CREATE TABLE token_nonce (device TEXT NOT NULL, nonce TEXT NOT NULL, "
        "used_at TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY (device, nonce))"
    )
    op.execute("GRANT SELECT, INSERT, DELETE ON token_nonce TO unitrail_app")
