"""The units that lots went into: outermost assemblies, counted, grouped by item, or streamed; never cut off."""

from collections.abc import AsyncIterator

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reached import Seeds

_ROOTS = """
SELECT root FROM row_unit_lot WHERE lot = ANY ($1::bigint[])
UNION ALL SELECT root FROM row_unit WHERE lot = ANY ($2::text[])
UNION ALL SELECT unnest($3::bigint[])
"""
FORWARD_COUNT = f"SELECT count(DISTINCT root) FROM ({_ROOTS}) x"  # noqa: S608 - a constant of this module
FORWARD_ROOTS = f"SELECT DISTINCT root FROM ({_ROOTS}) x"  # noqa: S608 - as above
# As an array, which the index is walked along once: joined, 20,000 units were 20,000 searches, 3 times as long.
_UNITS = f"row_unit u WHERE u.node = ANY (ARRAY({FORWARD_ROOTS}))"
_BY_ITEM = f"""
SELECT u.item, u.status, count(*), count(*) FILTER (WHERE u.stub)
FROM {_UNITS} GROUP BY u.item, u.status ORDER BY u.item, u.status
"""  # noqa: S608 - as above
_STREAM = f"""
SELECT u.item, u.serial, u.lot, u.status, u.stub FROM {_UNITS} ORDER BY u.item, u.serial
"""  # noqa: S608 - as above
_NAMED = """
SELECT item, serial, lot, status, stub FROM row_unit WHERE node = ANY ($1::bigint[]) ORDER BY item, serial
"""


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


async def count_units(db: Db, seeds: Seeds) -> list[UnitCount]:
    """Return how many outermost assemblies hold any of the lots, by item and state."""
    return [UnitCount(*record) for record in await db.fetch(_BY_ITEM, seeds.nodes, seeds.numbers, seeds.roots)]


async def stream_units(db: Db, seeds: Seeds) -> AsyncIterator[UnitFound]:
    """Yield every outermost assembly that holds any of the lots; ``db`` is in a transaction."""
    rows = db.cursor(_STREAM, seeds.nodes, seeds.numbers, seeds.roots, prefetch=2000)
    async for record in rows:
        yield UnitFound(*record)


async def named_units(db: Db, nodes: list[int]) -> list[UnitFound]:
    """Return these units by their serials."""
    return [UnitFound(*record) for record in await db.fetch(_NAMED, nodes)]
