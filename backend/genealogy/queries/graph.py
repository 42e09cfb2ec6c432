"""The picture of an answer: nodes from supplier lots to containers, edges between; many of a kind are one node."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.graph_moment import graph_at
from backend.genealogy.queries.lots import LotFound, lots_found
from backend.genealogy.queries.picture import (
    SINGLE,
    Graph,
    GraphNode,
    Picture,
    put_containers,
    put_lot,
    put_unit,
    unit_id,
)
from backend.genealogy.queries.reach import reach
from backend.genealogy.queries.reached import Direction, Reach
from backend.genealogy.queries.units import count_units
from backend.material.events import Thing, lot_thing, unit_thing

_EDGES = """
SELECT e.input, e.output, e.kind, sum(e.quantity), min(e.unit) FROM row_edge e
WHERE e.ended_at IS NULL AND e.input = ANY ($1::bigint[]) AND e.output = ANY ($1::bigint[])
GROUP BY e.input, e.output, e.kind
"""
_LINKS = """
SELECT DISTINCT x.lot, u.item, u.status, CASE WHEN $4 THEN u.serial END FROM (
  SELECT lot, root FROM row_unit_lot WHERE lot = ANY ($1::bigint[])
  UNION ALL SELECT m.node, u.root FROM unnest($5::bigint[], $2::text[]) m(node, number)
    JOIN row_unit u ON u.lot = m.number
) x JOIN row_unit u ON u.node = x.root WHERE u.item = ANY ($3::text[])
"""
_INSIDE = "SELECT item, serial, status, holds <> '[]'::jsonb, lot FROM row_unit WHERE node = ANY ($1::bigint[])"
_HELD = "SELECT item, serial FROM row_unit WHERE node = ANY ($1::bigint[]) AND holds <> '[]'::jsonb"
_PACKED = """
SELECT DISTINCT e.output, u.item, u.status, CASE WHEN u.item = ANY ($2::text[]) THEN NULL ELSE u.serial END
FROM row_edge e JOIN row_unit u ON u.node = e.input
WHERE e.output = ANY ($1::bigint[]) AND e.kind = 'pack' AND e.ended_at IS NULL
"""


async def graph(db: Db, thing: Thing, direction: Direction, *, at: datetime | None = None) -> Graph:
    """Return the picture of what is in a thing, or where it went. ``at``: as linked at that moment."""
    if at is not None:
        return await graph_at(db, thing, direction, at)
    found = await reach(db, thing, direction)
    picture = Picture()
    lots = await lots_found(db, found, [thing], [*found.lots, thing.node])
    for lot in lots:
        put_lot(picture, lot)
    inside = [*found.units, *([thing.node] if thing.kind == "unit" else [])]
    await _put_units(db, picture, inside)
    many = await _put_units_forward(db, picture, found, lots) if direction == "forward" else []
    places = await put_containers(
        db, picture, [*found.containers, *([thing.node] if thing.kind == "container" else [])]
    )
    nodes = [lot.node for lot in lots] + inside + list(places)
    for source, target, kind, quantity, unit in await db.fetch(_EDGES, nodes):
        picture.join(places.get(source, str(source)), places.get(target, str(target)), kind, quantity, unit)
    for container, item, status, serial in await db.fetch(_PACKED, list(places), many):
        packed = unit_id(item, status, serial)
        if packed in picture.nodes:
            picture.join(packed, places[container], "pack")
    return Graph(list(picture.nodes.values()), list(picture.edges.values()))


async def _put_units(db: Db, picture: Picture, nodes: Sequence[int]) -> None:
    for item, serial, status, held, lot in await db.fetch(_INSIDE, list(nodes)):
        id_ = put_unit(picture, item, serial, status, held=held)
        if lot is not None and (made_in := str(lot_thing(lot).node)) in picture.nodes:
            picture.join(made_in, id_, "made_in")


async def _put_units_forward(db: Db, picture: Picture, found: Reach, lots: Sequence[LotFound]) -> list[str]:
    """Put the units of these lots, one by one where they are few, else as groups; return the items that are many."""
    counts = await count_units(db, found.seeds)
    of_item: dict[str, int] = {}
    for each in counts:
        of_item[each.item] = of_item.get(each.item, 0) + each.count
    many = [item for item, count in of_item.items() if count > SINGLE]
    for group in counts:
        if group.item in many:
            id_ = unit_id(group.item, group.status, None)
            picture.put(
                GraphNode(id_, "unit", None, group.item, group.item, group.status, held=False, count=group.count)
            )
    own = [(lot.node, lot.number) for lot in lots if lot.kind == "lot"]
    asked = (found.seeds.nodes, [number for _, number in own])
    for items, single in ((many, False), (sorted(of_item.keys() - set(many)), True)):
        if not items:
            continue
        for lot, item, status, serial in await db.fetch(_LINKS, *asked, items, single, [node for node, _ in own]):
            id_ = unit_id(item, status, serial)
            if serial is not None:
                put_unit(picture, item, serial, status, held=False)
            picture.join(str(lot), id_, "consume")
    await _mark_held(db, picture)
    return many


async def _mark_held(db: Db, picture: Picture) -> None:
    single = [
        node.thing.node for node in picture.nodes.values() if node.thing is not None and node.thing.kind == "unit"
    ]
    for item, serial in await db.fetch(_HELD, single):
        id_ = str(unit_thing(item, serial).node)
        picture.nodes[id_] = msgspec.structs.replace(picture.nodes[id_], held=True)
