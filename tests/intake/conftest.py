from collections.abc import AsyncIterator

import asyncpg
import pytest

from backend.app.database import open_pool
from backend.app.registry import build_registry
from backend.intake.door import Intake


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[asyncpg.Pool]:
    pool = await open_pool(database_url, size=8)
    yield pool
    await pool.close()


@pytest.fixture
async def intake(pool: asyncpg.Pool) -> AsyncIterator[Intake]:
    intake = Intake(pool, build_registry())
    intake.start()
    yield intake
    await intake.stop()
