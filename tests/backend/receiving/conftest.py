from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.app.running import Running, running
from backend.app.settings import Settings


@pytest.fixture
async def server(database_url: str, tmp_path: Path) -> AsyncIterator[Running]:
    async with running(Settings(data=tmp_path), database_url) as opened:
        yield opened
