"""Settings, from the environment (prefix ``UNITRAIL_``); docs/settings.md lists them, and a test compares both."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation may choose."""

    model_config = SettingsConfigDict(env_prefix="UNITRAIL_", frozen=True, extra="ignore")

    data: Path = Field(Path("data"), description="Folder for attachments, keys, checkpoints, the embedded database.")
    database_url: str | None = Field(
        None,
        validation_alias="DATABASE_URL",
        description="PostgreSQL 15 or newer to use instead of the embedded one: the application's login.",
    )
    database_owner_url: str | None = Field(
        None, description="Login that owns the database and runs migrations; DATABASE_URL if not given."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, description="Port to listen on.")
    public_url: str | None = Field(None, description="The address people and devices use; shown in enrolment QR codes.")
    keys: Path | None = Field(None, description="Folder of the server's keys; <data>/keys if not given.")
    checkpoints: Path | None = Field(
        None, description="The append-only checkpoint file; <data>/checkpoints.jsonl if not given."
    )
    statement_cache: int = Field(100, description="Prepared statements a connection keeps; 0 behind PgBouncer.")
    pool_size: int = Field(10, description="Connections to the database a process holds at most.")

    sequence_hours: int = Field(
        24, ge=1, le=8760, description="Hours a step may wait for the record of one before it; then a deviation opens."
    )

    tls_lan: bool = Field(
        default=False, description="HTTPS for phones on the same network, with an authority made here once."
    )
    tls_names: str | None = Field(
        None,
        description="With UNITRAIL_TLS_LAN: addresses and names to use, by commas; the machine's own if not given.",
    )
    tls_page_port: int | None = Field(
        None,
        description="With UNITRAIL_TLS_LAN: port of the page that gives phones the authority; port + 1 if not given.",
    )
    tls_certificate: Path | None = Field(None, description="Your own certificate with its chain, PEM.")
    tls_key: Path | None = Field(None, description="The key of your own certificate, PEM, without a password.")

    @property
    def address(self) -> str:
        """The address people and devices use."""
        scheme = "https" if self.tls_lan or self.tls_certificate else "http"
        return self.public_url or f"{scheme}://localhost:{self.port}"

    printer_networks: str = Field(
        "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fd00::/8",
        description="Networks that label printers may be in; the server sends labels nowhere else.",
    )

    @property
    def keys_folder(self) -> Path:
        """The folder of the server's keys."""
        return self.keys or self.data / "keys"

    @property
    def checkpoint_file(self) -> Path:
        """The append-only checkpoint file."""
        return self.checkpoints or self.data / "checkpoints.jsonl"

    @property
    def attachments_folder(self) -> Path:
        """The folder of attachments by content hash."""
        return self.data / "attachments"
