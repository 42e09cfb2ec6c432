from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.builders.log_writer import LogWriter, log_writer


@pytest.fixture
async def writer(database_url: str, tmp_path: Path) -> AsyncIterator[LogWriter]:
    """The log of a server just started."""
    async with log_writer(database_url, tmp_path) as writer:
        yield writer


@pytest.fixture
async def owner(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection with every right on the same database."""
    db = await asyncpg.connect(database_url)
    yield db
    await db.close()
