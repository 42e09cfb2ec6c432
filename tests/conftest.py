"""One PostgreSQL per test session, and a fresh copy of the migrated database wherever a test asks for one."""

import asyncio
import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from backend.app.database import migrate
from backend.app.postgres import EmbeddedPostgres

_numbers = itertools.count(1)


def migrate_template(url: str) -> None:
    """Bring the empty database at ``url`` (superuser) to the newest schema; every test database is a copy of it."""
    migrate(url)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A superuser address of the session's server: DATABASE_URL when set, otherwise our own PostgreSQL.

    TEST_POSTGRES_BIN names the folder of another PostgreSQL to run instead of the one that would be found.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    binaries = os.environ.get("TEST_POSTGRES_BIN")
    # Not pytest's own tmp_path: that one is private to us, and PostgreSQL does not run as root.
    with tempfile.TemporaryDirectory(prefix="unitrail-tests-") as scratch:
        Path(scratch).chmod(0o755)
        # A test checks what is committed, not what a power cut leaves.
        unsafe_but_fast = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        with EmbeddedPostgres(
            Path(scratch) / "postgres", settings=unsafe_but_fast, binaries=Path(binaries) if binaries else None
        ) as server:
            yield server.dsn()


@pytest.fixture(scope="session")
def template_database(postgres_url: str) -> Iterator[str]:
    """The name of the migrated database that test databases are copied from."""
    with _database(postgres_url, template=None) as url:
        migrate_template(url)
        yield _name(url)


@pytest.fixture
def database_url(postgres_url: str, template_database: str) -> Iterator[str]:
    """A superuser address of a migrated, empty database of this test's own."""
    with _database(postgres_url, template=template_database) as url:
        yield url


@pytest.fixture(scope="module")
def module_database_url(postgres_url: str, template_database: str) -> Iterator[str]:
    """As database_url, but one for all tests of a module: for tests that only read, or that name their own rows."""
    with _database(postgres_url, template=template_database) as url:
        yield url


@contextmanager
def _database(server_url: str, *, template: str | None) -> Iterator[str]:
    name = f"unitrail_test_{os.getpid()}_{next(_numbers)}"
    source = f'TEMPLATE "{template}"' if template else "TEMPLATE template0"
    asyncio.run(_execute(server_url, f'CREATE DATABASE "{name}" {source}'))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        asyncio.run(_execute(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
