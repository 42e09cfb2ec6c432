"""The picture of an answer: nodes from supplier lots to containers, edges between; many of a kind are one node."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import LotFound, lots_found
from backend.genealogy.queries.reach import reach
from backend.genealogy.queries.reached import Direction, Reach
from backend.genealogy.queries.units import count_units
from backend.material.events import Thing, lot_thing, unit_thing

SINGLE = 40
"""Up to so many units of one item, or containers, are shown one by one; more are one group with its count."""

Column = Literal["supplier_lot", "material", "making", "unit", "container"]


class GraphNode(msgspec.Struct, frozen=True):
    """A thing, a supplier's lot (``thing`` None), or a group (``count`` above one). ``id`` is unique in the answer."""

    id: str
    column: Column
    thing: Thing | None
    item: str
    label: str
    status: str
    held: bool
    count: int


class GraphEdge(msgspec.Struct, frozen=True):
    """``source`` went into ``target``."""

    source: str
    target: str
    kind: str
    quantity: str | None
    unit: str | None


class Graph(msgspec.Struct, frozen=True):
    """Nodes and edges, complete: groups stand for units and containers, nothing is left out."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]


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
_CONTAINERS = "SELECT id, key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) ORDER BY 2"
_PACKED = """
SELECT DISTINCT e.output, u.item, u.status, CASE WHEN u.item = ANY ($2::text[]) THEN NULL ELSE u.serial END
FROM row_edge e JOIN row_unit u ON u.node = e.input
WHERE e.output = ANY ($1::bigint[]) AND e.kind = 'pack' AND e.ended_at IS NULL
"""


class _Picture:
    """Nodes by id and edges, as they are found."""

    def __init__(self) -> None:
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[tuple[str, str, str], GraphEdge] = {}

    def put(self, node: GraphNode) -> None:
        self.nodes.setdefault(node.id, node)

    def join(
        self, source: str, target: str, kind: str, quantity: Decimal | None = None, unit: str | None = None
    ) -> None:
        amount = None if quantity is None else f"{quantity.normalize():f}"
        if source != target:
            self.edges[source, target, kind] = GraphEdge(source, target, kind, amount, unit)


async def graph(db: Db, thing: Thing, direction: Direction) -> Graph:
    """Return the picture of what is in a thing, or where it went."""
    found = await reach(db, thing, direction)
    picture = _Picture()
    lots = await lots_found(db, found, thing, [*found.lots, thing.node])
    for lot in lots:
        _put_lot(picture, lot)
    inside = [*found.units, *([thing.node] if thing.kind == "unit" else [])]
    await _put_units(db, picture, inside)
    many = await _put_units_forward(db, picture, found, lots) if direction == "forward" else []
    places = await _put_containers(
        db, picture, [*found.containers, *([thing.node] if thing.kind == "container" else [])]
    )
    nodes = [lot.node for lot in lots] + inside + list(places)
    for source, target, kind, quantity, unit in await db.fetch(_EDGES, nodes):
        picture.join(places.get(source, str(source)), places.get(target, str(target)), kind, quantity, unit)
    for container, item, status, serial in await db.fetch(_PACKED, list(places), many):
        packed = _unit_id(item, status, serial)
        if packed in picture.nodes:
            picture.join(packed, places[container], "pack")
    return Graph(list(picture.nodes.values()), list(picture.edges.values()))


def _put_lot(picture: _Picture, lot: LotFound) -> None:
    column: Column = "material" if lot.supplier is not None or not lot.has_inputs else "making"
    thing = Thing(lot.kind, (lot.number,))  # type: ignore[arg-type]  # read as a lot or load
    picture.put(GraphNode(str(lot.node), column, thing, lot.item, lot.number, lot.status, held=lot.held, count=1))
    if lot.supplier_lot is not None:
        id_ = f"supplier|{lot.supplier}|{lot.supplier_lot}"
        picture.put(GraphNode(id_, "supplier_lot", None, lot.supplier or "", lot.supplier_lot, "", held=False, count=1))
        picture.join(id_, str(lot.node), "receive")


def _put_unit(picture: _Picture, item: str, serial: str, status: str, *, held: bool) -> str:
    thing = unit_thing(item, serial)
    picture.put(GraphNode(str(thing.node), "unit", thing, item, serial, status, held=held, count=1))
    return str(thing.node)


async def _put_units(db: Db, picture: _Picture, nodes: Sequence[int]) -> None:
    for item, serial, status, held, lot in await db.fetch(_INSIDE, list(nodes)):
        id_ = _put_unit(picture, item, serial, status, held=held)
        if lot is not None and (made_in := str(lot_thing(lot).node)) in picture.nodes:
            picture.join(made_in, id_, "made_in")


async def _put_units_forward(db: Db, picture: _Picture, found: Reach, lots: Sequence[LotFound]) -> list[str]:
    """Put the units of these lots, one by one where they are few, else as groups; return the items that are many."""
    counts = await count_units(db, found.seeds)
    of_item: dict[str, int] = {}
    for each in counts:
        of_item[each.item] = of_item.get(each.item, 0) + each.count
    many = [item for item, count in of_item.items() if count > SINGLE]
    for group in counts:
        if group.item in many:
            id_ = _unit_id(group.item, group.status, None)
            picture.put(
                GraphNode(id_, "unit", None, group.item, group.item, group.status, held=False, count=group.count)
            )
    own = [(lot.node, lot.number) for lot in lots if lot.kind == "lot"]
    asked = (found.seeds.nodes, [number for _, number in own])
    for items, single in ((many, False), (sorted(of_item.keys() - set(many)), True)):
        for lot, item, status, serial in await db.fetch(_LINKS, *asked, items, single, [node for node, _ in own]):
            id_ = _unit_id(item, status, serial)
            if serial is not None:
                _put_unit(picture, item, serial, status, held=False)
            picture.join(str(lot), id_, "consume")
    await _mark_held(db, picture)
    return many


async def _mark_held(db: Db, picture: _Picture) -> None:
    single = [
        node.thing.node for node in picture.nodes.values() if node.thing is not None and node.thing.kind == "unit"
    ]
    for item, serial in await db.fetch(_HELD, single):
        id_ = str(unit_thing(item, serial).node)
        picture.nodes[id_] = msgspec.structs.replace(picture.nodes[id_], held=True)


async def _put_containers(db: Db, picture: _Picture, containers: Sequence[int]) -> dict[int, str]:
    """Put containers, one by one where they are few, else as one group; return the id that stands for each."""
    named = await db.fetch(_CONTAINERS, list(containers))
    if len(named) > SINGLE:
        picture.put(GraphNode("containers", "container", None, "", "", "", held=False, count=len(named)))
        return {node: "containers" for node, _ in named}
    for node, code in named:
        thing = Thing("container", (code,))
        picture.put(GraphNode(str(node), "container", thing, "", code, "", held=False, count=1))
    return {node: str(node) for node, _ in named}


def _unit_id(item: str, status: str, serial: str | None) -> str:
    return f"{item}|{status}" if serial is None else str(unit_thing(item, serial).node)
