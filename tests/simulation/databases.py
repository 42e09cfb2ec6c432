"""Databases for schedules: one company made once, and a copy of it for each schedule."""

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import msgspec

from backend.app.database import migrate
from backend.app.postgres import EmbeddedPostgres
from tests.simulation.company import found

_numbers = itertools.count(1)
_UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Place(msgspec.Struct, frozen=True):
    """A database of one company (superuser address) and the folder of its keys and checkpoint file."""

    url: str
    folder: Path


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Yield a superuser address: DATABASE_URL when set, else a PostgreSQL of our own; ``durable`` with fsync on."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="unitrail-simulation-") as scratch:
        Path(scratch).chmod(0o755)
        with EmbeddedPostgres(Path(scratch) / "postgres", settings={} if durable else _UNSAFE_BUT_FAST) as server:
            yield server.dsn()


@contextmanager
def company(server_url: str) -> Iterator[Place]:
    """Yield the company as it was founded; nobody connects to its database while copies are made."""
    with empty(server_url) as place:
        asyncio.run(found(place.url, place.folder))
        yield place


@contextmanager
def empty(server_url: str) -> Iterator[Place]:
    """Yield a migrated database without a company."""
    with _database(server_url, "TEMPLATE template0") as place:
        migrate(place.url)
        yield place


@contextmanager
def copy_of(server_url: str, original: Place) -> Iterator[Place]:
    """Yield a copy of a company, with its keys and checkpoint file."""
    name = urlsplit(original.url).path.removeprefix("/")
    with _database(server_url, f'TEMPLATE "{name}"') as place:
        shutil.copytree(original.folder, place.folder, dirs_exist_ok=True)
        yield place


@contextmanager
def _database(server_url: str, clause: str) -> Iterator[Place]:
    name = f"unitrail_simulation_{os.getpid()}_{next(_numbers)}"
    asyncio.run(_execute(server_url, f'CREATE DATABASE "{name}" {clause}'))
    try:
        with tempfile.TemporaryDirectory(prefix="unitrail-company-") as folder:
            yield Place(urlunsplit(urlsplit(server_url)._replace(path=f"/{name}")), Path(folder))
    finally:
        asyncio.run(_execute(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
