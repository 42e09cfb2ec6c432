"""`GET /numbers`, `GET /numbers/ranges`, `GET /udi/triggers`: what the desk shows about identifiers and numbers."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter

from backend.items.queries.numbers import (
    PoolLine,
    PrefixLine,
    RangeLine,
    StrandedLine,
    pools,
    prefixes,
    ranges,
    stranded,
)
from backend.items.routes.master import InjectedDesk
from backend.items.rules import TRIGGERS
from backend.log.positions import LAST_POSITION

MAX_RANGES = 100


class NumbersView(msgspec.Struct, frozen=True):
    """Company prefixes, number pools, and what revoked devices left unused."""

    position: int
    prefixes: list[PrefixLine]
    pools: list[PoolLine]
    stranded: list[StrandedLine]


class RangesView(msgspec.Struct, frozen=True):
    """Ranges of a pool in the order they were leased in; ``more``: go on after the last one's ``first``."""

    position: int
    more: bool
    ranges: list[RangeLine]


class TriggerLine(msgspec.Struct, frozen=True):
    """An attribute whose change needs a new device identifier, to which regime, by which clause."""

    attribute: str
    regime: str
    clause: str


@get("/numbers", summary="Company prefixes, number pools and what is left of them")
async def show_numbers(items: InjectedDesk) -> NumbersView:
    """Return prefixes and pools with their counts."""
    async with items.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        return NumbersView(await db.fetchval(LAST_POSITION), await prefixes(db), await pools(db), await stranded(db))


@get("/numbers/ranges", summary="Who holds which numbers of a pool, and what became of them")
async def show_ranges(
    items: InjectedDesk,
    pool: Annotated[str, QueryParameter(max_length=120)],
    after: Annotated[int, QueryParameter(ge=0, lt=2**53)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_RANGES)] = 20,
) -> RangesView:
    """Return the ranges of a pool; none for a pool that is not there."""
    async with items.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await ranges(db, pool, after=after, limit=limit + 1)
    return RangesView(position, len(found) > limit, found[:limit])


@get("/udi/triggers", summary="Which changes need a new device identifier, and by which clause", sync_to_thread=False)
def show_triggers() -> list[TriggerLine]:
    """Return the table of triggers."""
    return [TriggerLine(*trigger) for trigger in TRIGGERS]
