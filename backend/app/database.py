"""How the application reaches PostgreSQL: migrations as the owner, everything else as a role that can only append."""

import asyncio
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

import backend.migrations

APP_ROLE = "unitrail_app"
_TIMEOUT_MS = "60000"


def migrate(owner_url: str) -> None:
    """Bring the database at ``owner_url`` to the newest schema; blocking. Raises what the database refuses."""
    asyncio.run(_migrate(owner_url))


async def _migrate(owner_url: str) -> None:
    url = make_url(owner_url).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(backend.migrations.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def open_pool(url: str, *, size: int = 10, statement_cache: int = 100) -> asyncpg.Pool:
    """Return a pool of connections that have assumed the application's role."""
    settings = {
        "role": APP_ROLE,
        "application_name": "unitrail",
        "statement_timeout": _TIMEOUT_MS,
        "idle_in_transaction_session_timeout": _TIMEOUT_MS,
        "timezone": "UTC",
    }
    return await asyncpg.create_pool(
        url, min_size=1, max_size=size, statement_cache_size=statement_cache, server_settings=settings, reset=_end
    )


async def _end(db: asyncpg.Connection) -> None:
    """Leave no transaction open. Nobody here changes a session otherwise, so no statement is spent on resetting it."""
    if db.is_in_transaction():
        await db.execute("ROLLBACK")
