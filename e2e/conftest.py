"""What browser tests share: the databases of the other tests, a filled server for each module, the built app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.server import ROOT, Server, serving
from tests.conftest import module_database_url, postgres_url, template_database

__all__ = ["module_database_url", "postgres_url", "template_database"]

# What a person waits for comes in well under a second; only a machine that does other work meanwhile takes longer.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def server(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with people, items and orders; the app must be built (./run setup does)."""
    if not Path(ROOT / "pwa/dist/index.html").is_file():
        pytest.fail("the app is not built: run ./run setup, or vite build in pwa")
    with serving(module_database_url, tmp_path_factory.mktemp("data")) as running:
        yield running
