"""P43, P44: whatever somebody with every right on the database changes, verify or a rebuild finds."""

import asyncio
from pathlib import Path
from random import Random

import asyncpg
import msgspec
import pytest

from backend.app.registry import build_registry
from backend.intake import store
from backend.log import rebuild
from backend.log.verify import verify
from tests.builders.log_writer import log_writer, write_company
from tests.builders.tampering import DERIVED_TABLES, LOG_TABLES, row_tables, tamper

CASES = 200
UNTOUCHED = 20


class Written(msgspec.Struct, frozen=True):
    """A company's log, closed, and what is known of it outside the database."""

    url: str
    file: Path
    public_key: str


@pytest.fixture(scope="module")
def written(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return asyncio.run(_write(module_database_url, tmp_path_factory.mktemp("checkpoints")))


async def _write(url: str, folder: Path) -> Written:
    async with log_writer(url, folder) as writer:
        await write_company(writer)
        return Written(url, writer.file, writer.public_key)


@pytest.mark.parametrize("seed", range(CASES))
async def test_p43_p44_a_changed_row_is_found(written: Written, seed: int) -> None:
    random = Random(seed)
    db = await asyncpg.connect(written.url)
    try:
        transaction = db.transaction(isolation="repeatable_read")
        await transaction.start()
        table = await _table(db, random)
        done = await tamper(db, table, random)
        report = await verify(db, file=written.file, public_key=written.public_key)
        if table in LOG_TABLES:
            assert report.first is not None, f"{done} was not found"
        elif report.ok:
            assert await _rebuilt(db), f"{done} was not found"
        await transaction.rollback()
    finally:
        await db.close()


async def _table(db: asyncpg.Connection, random: Random) -> str:
    """Draw a kind of table first, so that the many row tables do not crowd out the log."""
    kind = random.choice(("log", "log", "derived", "rows"))
    if kind == "log":
        return random.choice(LOG_TABLES)
    return random.choice(DERIVED_TABLES if kind == "derived" else await row_tables(db))


async def _rebuilt(db: asyncpg.Connection) -> list[str]:
    rebuilt = await rebuild.check(db, build_registry(), write=store.write)
    stopped = [rebuilt.stopped.found] if rebuilt.stopped else []
    return stopped + [difference.text() for difference in rebuilt.differences]


@pytest.mark.parametrize("seed", range(UNTOUCHED))
async def test_p43_p44_a_change_taken_back_leaves_nothing_to_find(written: Written, seed: int) -> None:
    random = Random(seed)
    db = await asyncpg.connect(written.url)
    try:
        transaction = db.transaction(isolation="repeatable_read")
        await transaction.start()
        savepoint = db.transaction()
        await savepoint.start()
        await tamper(db, await _table(db, random), random)
        await savepoint.rollback()
        report = await verify(db, file=written.file, public_key=written.public_key)
        assert [problem.text() for problem in report.problems] == []
        assert await _rebuilt(db) == []
        await transaction.rollback()
    finally:
        await db.close()
