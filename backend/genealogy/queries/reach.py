"""Which lots, loads and units a thing leads to, in either direction, now or at a moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from backend.genealogy.queries.connection import Db
from backend.material.events import Thing

Direction = Literal["back", "forward"]

_FOUND = "SELECT 1 FROM row_node WHERE id = $1 AND kind = $2 AND key = $3::jsonb"

# The lots and loads beside the thing itself. What is in a unit begins with the lots of everything built into it.
_LOTS_FORWARD = "SELECT descendant FROM row_path WHERE ancestor = $1"
_LOTS_BACK = """
WITH direct AS (
  SELECT $1::bigint AS lot
  UNION SELECT lot FROM row_unit_lot WHERE unit = ANY ($2::bigint[])
)
SELECT ancestor FROM row_path WHERE descendant IN (SELECT lot FROM direct)
UNION SELECT lot FROM direct WHERE lot <> $1
"""

# At a moment the edges that were live then are walked: a closure has no time.
_WALK = """
WITH RECURSIVE reached(id) AS (
  SELECT $1::bigint
  UNION SELECT e.{to} FROM reached r JOIN row_edge e ON e.{at} = r.id
  WHERE e.kind <> 'pack' AND e.at <= $2 AND (e.ended_at IS NULL OR e.ended_at > $2)
)
SELECT r.id, coalesce(n.kind, '') FROM reached r LEFT JOIN row_node n ON n.id = r.id WHERE r.id <> $1
"""
_WALKS = {"forward": _WALK.format(to="output", at="input"), "back": _WALK.format(to="input", at="output")}

_BUILT_IN = """
WITH RECURSIVE inside(node) AS (
  SELECT $1::bigint UNION ALL SELECT u.node FROM inside i JOIN row_unit u ON u.parent = i.node AND u.root = $2
)
SELECT node FROM inside
"""
_ROOT = "SELECT root FROM row_unit WHERE node = $1"


async def found(db: Db, thing: Thing) -> bool:
    """Say whether the genealogy knows the thing; one that never went into anything is not in it."""
    return bool(await db.fetchval(_FOUND, thing.node, thing.kind, _json(thing.key)))


async def reached_lots(
    db: Db, thing: Thing, direction: Direction, *, at: datetime | None = None
) -> tuple[list[int], list[int]]:
    """Return the nodes of lots and loads beside ``thing``, and of units: those inside it (back), none (forward).

    ``at``: as the edges stood then; the units that were reached are then all returned.
    """
    if at is not None:
        reached = await db.fetch(_WALKS[direction], thing.node, at)
        lots = [node for node, kind in reached if kind != "unit"]
        return lots, [node for node, kind in reached if kind == "unit"]
    units = await _inside(db, thing) if thing.kind == "unit" and direction == "back" else []
    if direction == "back":
        lots = [r[0] for r in await db.fetch(_LOTS_BACK, thing.node, units)]
    else:
        lots = [r[0] for r in await db.fetch(_LOTS_FORWARD, thing.node)]
    return lots, units


async def _inside(db: Db, thing: Thing) -> list[int]:
    """Return a unit and the units built into it."""
    root = await db.fetchval(_ROOT, thing.node)
    return [] if root is None else [r[0] for r in await db.fetch(_BUILT_IN, thing.node, root)]


def _json(key: Sequence[str]) -> str:
    return msgspec.json.encode(list(key)).decode()
