from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from backend.app.app import create_app
from backend.app.running import Running, running
from backend.app.settings import Settings


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
