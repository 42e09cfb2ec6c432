from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.builders.served import Served, served


@pytest.fixture
async def site(database_url: str, tmp_path: Path) -> AsyncIterator[Served]:
    async with served(database_url, tmp_path) as running:
        yield running
