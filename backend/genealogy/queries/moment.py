"""Where a thing led at a moment: the edges that were live then are walked level by level, for a closure has no time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reached import Direction, Reach, Seeds
from backend.material.events import Thing, lot_thing

_LIVE = "e.at <= $2 AND (e.ended_at IS NULL OR e.ended_at > $2)"
_BACK = f"""
SELECT DISTINCT e.input AS id, n.kind, n.key->>0 AS number FROM row_edge e JOIN row_node n ON n.id = e.input
WHERE e.output = ANY ($1::bigint[]) AND {_LIVE}
"""  # noqa: S608 - a constant of this module
_FORWARD = f"""
SELECT DISTINCT e.output AS id, n.kind, n.key->>0 AS number FROM row_edge e JOIN row_node n ON n.id = e.output
WHERE e.input = ANY ($1::bigint[]) AND {_LIVE}
"""  # noqa: S608 - as above
# Within another unit, or gone on under another serial.
_BUILT_IN = f"""
SELECT DISTINCT e.input FROM row_edge e JOIN row_unit o ON o.node = e.output
WHERE e.input = ANY ($1::bigint[]) AND {_LIVE}
"""  # noqa: S608 - as above
# A unit has been in the lot it was made in since its first step began.
_MADE_IN = """
SELECT DISTINCT u.lot FROM row_unit u WHERE u.node = ANY ($1::bigint[]) AND u.lot IS NOT NULL AND EXISTS (
  SELECT 1 FROM row_step_run r WHERE r.subject = 'unit:' || u.serial AND r.started_at <= $2
)
"""
_OF_LOTS = """
SELECT u.node AS id, 'unit' AS kind, u.item AS number FROM row_unit u WHERE u.lot = ANY ($1::text[]) AND EXISTS (
  SELECT 1 FROM row_step_run r WHERE r.subject = 'unit:' || u.serial AND r.started_at <= $2
)
"""


async def reach_at(db: Db, thing: Thing, direction: Direction, at: datetime) -> Reach:
    """Return what was reached then; every unit is named."""
    kinds = {thing.node: thing.kind}
    named: dict[int, str] = {}
    level: Sequence[tuple[int, str, str]] = [(thing.node, thing.kind, thing.key[0])]
    while level:
        level = [each for each in await _next(db, direction, level, at) if each[0] not in kinds]
        for node, kind, number in level:
            kinds[node] = kind  # type: ignore[assignment]  # written from a Thing
            if kind == "lot":
                named[node] = number
    del kinds[thing.node]
    units = [node for node, kind in kinds.items() if kind == "unit"]
    mine = [thing.node] * (thing.kind == "unit")
    inner = (
        {record[0] for record in await db.fetch(_BUILT_IN, [*units, *mine], at)} if direction == "forward" else set()
    )
    roots = [node for node in (*units, *mine) if node not in inner] if direction == "forward" else []
    return Reach(
        lots=[node for node, kind in kinds.items() if kind in ("lot", "load")],
        named=named,
        units=units if direction == "forward" else [*mine, *units],
        containers=[node for node, kind in kinds.items() if kind == "container"],
        seeds=Seeds([], [], roots),
    )


async def _next(
    db: Db, direction: Direction, level: Sequence[tuple[int, str, str]], at: datetime
) -> list[tuple[int, str, str]]:
    nodes = [node for node, _, _ in level]
    if direction == "back":
        lots = await db.fetch(_MADE_IN, nodes, at)
        made_in: list[Any] = [(lot_thing(number).node, "lot", number) for (number,) in lots]
        return [*map(tuple, await db.fetch(_BACK, nodes, at)), *made_in]
    numbers = [number for _, kind, number in level if kind == "lot"]
    made: list[Any] = await db.fetch(_OF_LOTS, numbers, at) if numbers else []
    return [*map(tuple, await db.fetch(_FORWARD, nodes, at)), *map(tuple, made)]
