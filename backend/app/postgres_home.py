"""Which database to work on: the one DATABASE_URL names, or the embedded one in the data folder, started or joined.

Yields two addresses: the owner's, for migrations, and the application's, whose login has no more than the app role.
"""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import msgspec

from backend.app.database import APP_ROLE, migrate
from backend.app.postgres import EmbeddedPostgres
from backend.app.postgres_binaries import cluster_folder_for
from backend.app.settings import Settings

APP_LOGIN = "unitrail_login"


class Addresses(msgspec.Struct, frozen=True):
    """Where the database is, for its owner and for the application."""

    owner: str
    app: str


@contextmanager
def database(settings: Settings) -> Iterator[Addresses]:
    """Yield a migrated database; an embedded one that this call started is stopped at the end."""
    if settings.database_url is not None:
        addresses = Addresses(settings.database_owner_url or settings.database_url, settings.database_url)
        migrate(addresses.owner)
        yield addresses
        return
    server = EmbeddedPostgres(cluster_folder_for(settings.data / "postgres"))
    if server.join():
        yield _with_app_login(server)
        return
    with server:
        migrate(server.dsn())
        yield _with_app_login(server)


def _with_app_login(server: EmbeddedPostgres) -> Addresses:
    """Give the application a login of its own that is a member of the app role and of nothing else."""
    file = server.folder / "app-password"
    if not file.exists():
        password = secrets.token_urlsafe(24)
        asyncio.run(_make_login(server.dsn(), password))
        _write_private(file, password)
    return Addresses(server.dsn(), server.dsn(role=APP_LOGIN, password=file.read_text()))


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)


async def _make_login(owner_url: str, password: str) -> None:
    db = await asyncpg.connect(owner_url)
    try:
        exists = await db.fetchval("SELECT count(*) FROM pg_roles WHERE rolname = $1", APP_LOGIN)
        verb = "ALTER" if exists else "CREATE"
        # Not a query parameter: utility statements take none. The password has only URL-safe letters.
        await db.execute(f"{verb} ROLE {APP_LOGIN} LOGIN PASSWORD '{password}'")
        await db.execute(f"GRANT {APP_ROLE} TO {APP_LOGIN}")
    finally:
        await db.close()
