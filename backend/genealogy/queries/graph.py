"""The picture of an answer: nodes in columns and the edges between them; many units of one item are one node."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from backend.genealogy.queries.answer import LotFound, lots_found
from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reach import Direction, reached_lots
from backend.genealogy.queries.units import UnitCount, count_units
from backend.material.events import Thing

SINGLE_UNITS = 40
"""Up to so many units of one item made of the same lot are shown one by one; more are one group with its count."""


class GraphNode(msgspec.Struct, frozen=True):
    """A lot, load, unit, or a group of units (``count`` above one). ``id`` is unique within the answer."""

    id: str
    kind: str
    key: tuple[str, ...]
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
    """Nodes and edges, complete: groups stand for units, nothing is left out."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]


_LOT_NODES = "SELECT id, key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) AND kind <> 'unit'"
_EDGES = """
SELECT e.input, e.output, e.kind, sum(e.quantity), min(e.unit) FROM row_edge e
WHERE e.ended_at IS NULL AND e.input = ANY ($1::bigint[]) AND e.output = ANY ($1::bigint[])
GROUP BY e.input, e.output, e.kind
"""
_LINKS = """
SELECT DISTINCT x.lot, u.item, u.status
FROM row_unit_lot x JOIN row_unit u ON u.node = x.root WHERE x.lot = ANY ($1::bigint[]) AND u.item = ANY ($2::text[])
"""
_UNITS_OF = """
SELECT DISTINCT u.node, u.item, u.serial, u.status, x.lot
FROM row_unit_lot x JOIN row_unit u ON u.node = x.root WHERE x.lot = ANY ($1::bigint[]) AND u.item = $2
"""
_UNITS = "SELECT node, item, serial, status FROM row_unit WHERE node = ANY ($1::bigint[])"


async def graph(db: Db, thing: Thing, direction: Direction) -> Graph:
    """Return the picture of what is in a thing, or where it went."""
    lots, inside = await reached_lots(db, thing, direction)
    nodes = [*lots, thing.node] if thing.kind != "unit" else lots
    names = {str(id_): number for id_, number in await db.fetch(_LOT_NODES, nodes)}
    facts = {lot.number: lot for lot in await lots_found(db, nodes, nodes)}
    shown = [_lot_node(id_, number, facts.get(number)) for id_, number in names.items()]
    units = [_unit_node(*record) for record in await db.fetch(_UNITS, inside)]
    edges = [_edge(*record) for record in await db.fetch(_EDGES, [*nodes, *inside])]
    if direction == "forward":
        more_nodes, more_edges = await _units_forward(db, nodes)
        units, edges = [*units, *more_nodes], [*edges, *more_edges]
    return Graph([*shown, *units], edges)


async def _units_forward(db: Db, lots: Sequence[int]) -> tuple[list[GraphNode], list[GraphEdge]]:
    """Return the units of these lots: one by one where they are few, else as groups, with the edges from the lots."""
    counts = await count_units(db, lots)
    of_item: dict[str, int] = {}
    for each in counts:
        of_item[each.item] = of_item.get(each.item, 0) + each.count
    many = [item for item, count in of_item.items() if count > SINGLE_UNITS]
    nodes = {_group_id(c.item, c.status): _group(c) for c in counts if c.item in many}
    links = await db.fetch(_LINKS, list(lots), many)
    edges = [_consumed(lot, _group_id(item, status)) for lot, item, status in links]
    for item in of_item.keys() - set(many):
        for node, item_of, serial, status, lot in await db.fetch(_UNITS_OF, list(lots), item):
            nodes[str(node)] = _unit_node(node, item_of, serial, status)
            edges.append(_consumed(lot, str(node)))
    return list(nodes.values()), edges


def _group_id(item: str, status: str) -> str:
    return f"{item}|{status}"


def _group(count: UnitCount) -> GraphNode:
    id_ = _group_id(count.item, count.status)
    return GraphNode(id_, "unit", (count.item,), count.item, count.item, count.status, held=False, count=count.count)


def _consumed(lot: int, target: str) -> GraphEdge:
    return GraphEdge(str(lot), target, "consume", None, None)


def _lot_node(id_: str, number: str, lot: LotFound | None) -> GraphNode:
    kind = "lot" if lot is None else lot.kind
    item, status, held = ("", "", False) if lot is None else (lot.item, lot.status, lot.held)
    return GraphNode(id_, kind, (number,), item, number, status, held=held, count=1)


def _unit_node(node: int, item: str, serial: str, status: str) -> GraphNode:
    return GraphNode(str(node), "unit", (item, serial), item, serial, status, held=False, count=1)


def _edge(source: int, target: int, kind: str, quantity: Decimal | None, unit: str | None) -> GraphEdge:
    return GraphEdge(str(source), str(target), kind, None if quantity is None else f"{quantity.normalize():f}", unit)
