from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient

from backend.app.app import create_app
from backend.app.database import open_pool
from backend.app.registry import build_registry
from backend.app.running import Running, running
from backend.app.settings import Settings
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


@pytest.fixture
async def server(database_url: str, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(Settings(data=tmp_path), database_url) as opened:
        yield opened


@pytest.fixture
async def client(server: Running) -> AsyncIterator[AsyncClient]:
    # The application lives in the test's own event loop; what it raises, the test raises.
    app: Any = create_app(server)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://unitrail.test") as opened:
        yield opened
