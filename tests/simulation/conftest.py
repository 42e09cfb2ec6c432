from collections.abc import Iterator

import pytest

from tests.simulation.databases import Place, company, copy_of


@pytest.fixture(scope="session")
def company_place(postgres_url: str) -> Iterator[Place]:
    """The simulated company, founded once; tests work on copies."""
    with company(postgres_url) as original:
        yield original


@pytest.fixture
def place(postgres_url: str, company_place: Place) -> Iterator[Place]:
    """A copy of the company for one test."""
    with copy_of(postgres_url, company_place) as copied:
        yield copied
