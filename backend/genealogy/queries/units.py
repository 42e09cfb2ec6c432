"""The units that lots went into: outermost assemblies, counted, grouped by item, or streamed; never cut off."""

from collections.abc import AsyncIterator, Sequence

import msgspec

from backend.genealogy.queries.connection import Db

FORWARD_COUNT = "SELECT count(DISTINCT root) FROM row_unit_lot WHERE lot = ANY ($1::bigint[])"
FORWARD_ROOTS = "SELECT DISTINCT root FROM row_unit_lot WHERE lot = ANY ($1::bigint[])"
_BY_ITEM = f"""
SELECT u.item, u.status, count(*), count(*) FILTER (WHERE u.stub)
FROM ({FORWARD_ROOTS}) x JOIN row_unit u ON u.node = x.root GROUP BY u.item, u.status ORDER BY u.item, u.status
"""  # noqa: S608 - constants of this module
_STREAM = f"""
SELECT u.item, u.serial, u.lot, u.status, u.stub FROM ({FORWARD_ROOTS}) x JOIN row_unit u ON u.node = x.root
ORDER BY u.item, u.serial
"""  # noqa: S608 - as above


class UnitCount(msgspec.Struct, frozen=True):
    """So many units of an item in a state; ``stubs`` of them were only ever named."""

    item: str
    status: str
    count: int
    stubs: int


class UnitFound(msgspec.Struct, frozen=True):
    """A unit of an answer."""

    item: str
    serial: str
    lot: str | None
    status: str
    stub: bool


async def count_units(db: Db, lots: Sequence[int]) -> list[UnitCount]:
    """Return how many outermost assemblies hold any of the lots, by item and state."""
    return [UnitCount(*record) for record in await db.fetch(_BY_ITEM, list(lots))]


async def stream_units(db: Db, lots: Sequence[int]) -> AsyncIterator[UnitFound]:
    """Yield every outermost assembly that holds any of the lots; ``db`` is in a transaction."""
    async for record in db.cursor(_STREAM, list(lots), prefetch=2000):  # type: ignore[call-arg]  # asyncpg's own
        yield UnitFound(*record)
