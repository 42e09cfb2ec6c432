"""A random genealogy in the database, written as the door writes it, beside the oracle that knows its links."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from backend.intake.store import write
from backend.log.row import type_of
from backend.log.working_set import Change
from tests.builders.genealogy import Oracle, grown
from tests.builders.world import World


@pytest.fixture
async def pool(database_url: str, company: tuple[World, Oracle]) -> AsyncIterator[asyncpg.Pool]:
    found, _ = company
    db = await asyncpg.connect(database_url)
    for struct, rows in found.rows.items():
        await write(db, [Change(struct, type_of(struct).key_of(r), None, r, fresh=True) for r in rows.values()])
    await db.close()
    async with asyncpg.create_pool(database_url, min_size=1, max_size=2) as made:
        yield made


@pytest.fixture(scope="module")
def company() -> tuple[World, Oracle]:
    return grown(4)
