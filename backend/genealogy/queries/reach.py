"""Which lots, loads, units and containers a thing leads to, in either direction, now or at a moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.moment import reach_at
from backend.genealogy.queries.reached import Direction, Reach, Seeds
from backend.material.events import Thing, lot_thing

_FOUND = """
SELECT EXISTS (SELECT 1 FROM row_node WHERE id = $1 AND kind = $2 AND key = $3::jsonb)
  OR ($2 = 'lot' AND EXISTS (SELECT 1 FROM row_lot WHERE number = $4))
  OR ($2 = 'unit' AND EXISTS (SELECT 1 FROM row_unit WHERE node = $1))
  OR ($2 = 'container' AND EXISTS (SELECT 1 FROM row_container WHERE node = $1))
"""
_SITE = """
SELECT site FROM row_lot WHERE $2 = 'lot' AND number = $3
UNION ALL SELECT site FROM row_unit WHERE $2 = 'unit' AND node = $1
UNION ALL SELECT site FROM row_container WHERE $2 = 'container' AND node = $1
"""

_LOTS_FORWARD = "SELECT descendant FROM row_path WHERE ancestor = $1"
_LOTS_BACK = """
WITH direct AS (
  SELECT unnest($1::bigint[]) AS lot
  UNION SELECT x.lot FROM row_unit u JOIN row_unit_lot x ON (x.root, x.unit) = (u.root, u.node)
  WHERE u.node = ANY ($2::bigint[])
)
SELECT ancestor FROM row_path WHERE descendant IN (SELECT lot FROM direct) UNION SELECT lot FROM direct
"""
_MADE_IN = "SELECT DISTINCT lot FROM row_unit WHERE node = ANY ($1::bigint[]) AND lot IS NOT NULL"
_NUMBERS = "SELECT key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) AND kind = 'lot'"

_BUILT_IN = """
WITH RECURSIVE inside(node, root) AS (
  SELECT node, root FROM row_unit WHERE node = ANY ($1::bigint[])
  UNION SELECT u.node, u.root FROM inside i JOIN row_unit u ON u.root = i.root AND u.parent = i.node
)
SELECT node FROM inside
"""
_BUILT_INTO = """
WITH RECURSIVE outer_(node, parent) AS (
  SELECT node, parent FROM row_unit WHERE node = $1
  UNION ALL SELECT u.node, u.parent FROM outer_ o JOIN row_unit u ON u.node = o.parent
)
SELECT node FROM outer_ WHERE node <> $1
"""
_PACKED_IN = """
WITH RECURSIVE packed(id) AS (
  SELECT e.input FROM row_edge e WHERE e.output = $1 AND e.kind = 'pack' AND e.ended_at IS NULL
  UNION SELECT e.input FROM packed p JOIN row_edge e ON e.output = p.id WHERE e.kind = 'pack' AND e.ended_at IS NULL
)
SELECT p.id, n.kind FROM packed p JOIN row_node n ON n.id = p.id
"""
# Whatever holds the units and lots that were found, up to the outermost.
_CONTAINERS = """
WITH RECURSIVE packed(id) AS (
  SELECT e.output FROM row_edge e WHERE e.kind = 'pack' AND e.ended_at IS NULL AND e.input IN (
    SELECT unnest($1::bigint[]) UNION SELECT root FROM row_unit_lot WHERE lot = ANY ($1::bigint[])
    UNION SELECT root FROM row_unit WHERE lot = ANY ($2::text[]) UNION SELECT unnest($3::bigint[])
  )
  UNION SELECT e.output FROM packed p JOIN row_edge e ON e.input = p.id WHERE e.kind = 'pack' AND e.ended_at IS NULL
)
SELECT id FROM packed
"""


async def found(db: Db, thing: Thing) -> bool:
    """Say whether there is such a thing in the genealogy, among the lots or among the units."""
    key = msgspec.json.encode(list(thing.key)).decode()
    return bool(await db.fetchval(_FOUND, thing.node, thing.kind, key, thing.key[0]))


async def site_of(db: Db, thing: Thing) -> str | None:
    """Return the site where a lot or unit is kept; None of what has no record of its own."""
    site: str | None = await db.fetchval(_SITE, thing.node, thing.kind, thing.key[0])
    return site


async def reach(db: Db, thing: Thing, direction: Direction, *, at: datetime | None = None) -> Reach:
    """Return what a thing leads to. ``at``: as the edges stood then; every unit is then named one by one."""
    if at is not None:
        return await reach_at(db, thing, direction, at)
    return await (_back(db, thing) if direction == "back" else _forward(db, thing))


async def _back(db: Db, thing: Thing) -> Reach:
    packed = await db.fetch(_PACKED_IN, thing.node) if thing.kind == "container" else []
    tops = [node for node, kind in packed if kind == "unit"] + [thing.node] * (thing.kind == "unit")
    units = _ids(await db.fetch(_BUILT_IN, tops))
    named = await made_in(db, units)
    direct = [node for node, kind in packed if kind in ("lot", "load")] + list(named)
    direct += [thing.node] * (thing.kind in ("lot", "load"))
    lots = [lot for lot in _ids(await db.fetch(_LOTS_BACK, direct, units)) if lot != thing.node]
    containers = [node for node, kind in packed if kind == "container"]
    return Reach(lots, named, units, containers, Seeds([], [], []))


async def _forward(db: Db, thing: Thing) -> Reach:
    lots = _ids(await db.fetch(_LOTS_FORWARD, thing.node))
    outer = _ids(await db.fetch(_BUILT_INTO, thing.node)) if thing.kind == "unit" else []
    numbers = _ids(await db.fetch(_NUMBERS, lots)) + [thing.key[0]] * (thing.kind == "lot")
    roots = [outer[-1] if outer else thing.node] if thing.kind == "unit" else []
    seeds = Seeds([*lots, thing.node] if thing.kind in ("lot", "load") else [], numbers, roots)
    containers = _ids(await db.fetch(_CONTAINERS, [*lots, thing.node], seeds.numbers, roots))
    return Reach(lots, {}, outer, containers, seeds)


async def made_in(db: Db, units: Sequence[int]) -> dict[int, str]:
    """Return the lots that units were made in, node to number."""
    return {lot_thing(number).node: number for number in _ids(await db.fetch(_MADE_IN, list(units)))}


def _ids(records: Iterable[Sequence[Any]]) -> list[Any]:
    return [record[0] for record in records]
