"""What a picture of an answer is put together from: nodes from supplier lots to containers, edges between."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import LotFound
from backend.material.events import Thing, unit_thing

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


_CONTAINERS = "SELECT id, key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) ORDER BY 2"


class Picture:
    """Nodes by id and edges, as they are found."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[tuple[str, str, str], GraphEdge] = {}

    def put(self, node: GraphNode) -> None:
        """Put a node that may be there already."""
        self.nodes.setdefault(node.id, node)

    def join(
        self, source: str, target: str, kind: str, quantity: Decimal | None = None, unit: str | None = None
    ) -> None:
        """Put an edge; with what was used of the input where it is known."""
        amount = None if quantity is None else f"{quantity.normalize():f}"
        if source != target:
            self.edges[source, target, kind] = GraphEdge(source, target, kind, amount, unit)


def put_lot(picture: Picture, lot: LotFound) -> None:
    """Put a lot or load, and before it the supplier's lot that it was received as."""
    column: Column = "material" if lot.supplier is not None or not lot.has_inputs else "making"
    thing = Thing(lot.kind, (lot.number,))  # type: ignore[arg-type]  # read as a lot or load
    picture.put(GraphNode(str(lot.node), column, thing, lot.item, lot.number, lot.status, held=lot.held, count=1))
    if lot.supplier_lot is not None:
        id_ = f"supplier|{lot.supplier}|{lot.supplier_lot}"
        picture.put(GraphNode(id_, "supplier_lot", None, lot.supplier or "", lot.supplier_lot, "", held=False, count=1))
        picture.join(id_, str(lot.node), "receive")


def put_unit(picture: Picture, item: str, serial: str, status: str, *, held: bool) -> str:
    """Put one unit; return its id."""
    thing = unit_thing(item, serial)
    picture.put(GraphNode(str(thing.node), "unit", thing, item, serial, status, held=held, count=1))
    return str(thing.node)


async def put_containers(db: Db, picture: Picture, containers: Sequence[int]) -> dict[int, str]:
    """Put containers, one by one where they are few, else as one group; return the id that stands for each."""
    named = await db.fetch(_CONTAINERS, list(containers))
    if len(named) > SINGLE:
        picture.put(GraphNode("containers", "container", None, "", "", "", held=False, count=len(named)))
        return {node: "containers" for node, _ in named}
    for node, code in named:
        thing = Thing("container", (code,))
        picture.put(GraphNode(str(node), "container", thing, "", code, "", held=False, count=1))
    return {node: str(node) for node, _ in named}


def unit_id(item: str, status: str, serial: str | None) -> str:
    """Return the id of a unit, or of the group of an item in one state."""
    return f"{item}|{status}" if serial is None else str(unit_thing(item, serial).node)
