"""What a batch touches is told from rows as they were seen, and holds only if they are so once they are locked."""

from collections.abc import Iterable

import asyncpg
import pytest

from backend.intake.hints import Hints
from backend.intake.resolve import ScopeMoved, working_set
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.state import Location

_PLACE = (
    "INSERT INTO row_location (site, code, name_en, name_zh, type, zone, active) "
    "VALUES ('SZ', $1, '', '', 'rack', $2, true)"
)


def asks(rows: WorkingSet) -> Iterable[AnyTouch]:
    """Touch place A, and the place that A names."""
    yield Touch(Location, ("SZ", "A"))
    known = rows.peek(Location, "SZ", "A")
    if known is not None:
        yield Touch(Location, ("SZ", known.zone))


async def loaded(pool: asyncpg.Pool, hints: Hints) -> set[str]:
    async with pool.acquire() as db, db.transaction():
        rows = await working_set(db, [asks], hints)
    return {code for code in "ABC" if rows.has(Touch(Location, ("SZ", code)))}


async def test_a_guess_that_was_wrong_is_noticed_under_the_lock_and_nothing_is_judged(pool: asyncpg.Pool) -> None:
    await pool.executemany(_PLACE, [("A", "B"), ("B", ""), ("C", "")])
    hints = Hints()
    assert await loaded(pool, hints) == {"A", "B"}
    await pool.execute("UPDATE row_location SET zone = 'C' WHERE code = 'A'")
    with pytest.raises(ScopeMoved):
        await loaded(pool, hints)
    hints.forget()
    assert await loaded(pool, hints) == {"A", "C"}


async def test_what_is_guessed_rightly_is_followed_without_a_look(pool: asyncpg.Pool) -> None:
    await pool.executemany(_PLACE, [("A", "B"), ("B", "")])
    hints = Hints()
    await loaded(pool, hints)
    asked: list[str] = []
    async with pool.acquire() as db, db.transaction():
        db.add_query_logger(lambda said: asked.append(said.query))
        rows = await working_set(db, [asks], hints)
    assert rows.has(Touch(Location, ("SZ", "B")))
    assert [" FOR SHARE" in query for query in asked if "row_location" in query] == [True], "locked, not looked at"
