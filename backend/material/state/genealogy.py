"""Rows of the genealogy, and what linking touches.

Edges are the truth. Beside them: the closure of the lots' graph, counted in paths so that a link can be taken back,
and for each unit the lots it was made of, under the root of the assembly it now belongs to.

Locks: a link between lots locks both nodes and all descendants of the output. Any two links that together make a new
path meet at such a node, so none is missed. A unit's own lock guards its edges, its lots and its place in the tree.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.entries import HoldUnit, LiftUnitHold
from backend.material.events.genealogy import Linked, Thing, Unlinked, unit_thing
from backend.material.state.stock import Hold, at_site

LOT_LIKE = ("lot", "load")


@row_type("unit", key=("item", "serial"), rank=54, lock="update", streams=at_site)
class Unit(Row, frozen=True, kw_only=True):
    """A serial. ``parent``, ``root``: nodes of the assembly it is in and of the outermost one (itself if in none).

    ``holds``: what holds it, each by the number of its cause; nobody uses or ships it while there is one.
    """

    item: str
    serial: str
    site: str
    node: int
    lot: str | None
    status: str
    parent: int | None
    root: int
    stub: bool
    holds: tuple[str, ...]


@row_type("container", key=("code",), rank=55, lock="update", streams=at_site)
class Container(Row, frozen=True, kw_only=True):
    """A box, carton, pallet or tray; what is in it are its edges."""

    code: str
    site: str
    node: int
    level: str


@row_type("node", key=("id",), rank=56, lock="share")
class Node(Row, frozen=True, kw_only=True):
    """A thing that went into another or was made of others."""

    id: int
    kind: str
    key: tuple[str, ...]

    @property
    def thing(self) -> Thing:
        """The thing by its name."""
        return Thing(self.kind, self.key)  # type: ignore[arg-type]  # written from a Thing


@row_type("load_hold", key=("id",), rank=56, lock="parent", streams=at_site, part_of=("load", ("load",)))
class LoadHold(Row, frozen=True, kw_only=True):
    """A stop on a sterilisation load and on everything that was in it; the load's node guards it."""

    id: str
    site: str
    load: str
    node: int
    reason_code: str
    text: str
    placed_by: str
    placed_at: datetime
    source: str
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None

    @property
    def held(self) -> str:
        """What is stopped."""
        return self.load


@row_type("edge", key=("output", "n"), rank=57, lock="parent")
class Edge(Row, frozen=True, kw_only=True):
    """``input`` went into ``output``. Repeated consumption adds to ``quantity``; ``ended_at``: it is out again."""

    output: int
    n: int
    input: int
    kind: str
    quantity: Decimal | None
    unit: str | None
    entry: str
    at: datetime
    last_at: datetime
    ended_at: datetime | None


@row_type("path", key=("ancestor", "descendant"), rank=58, lock="parent")
class Path(Row, frozen=True, kw_only=True):
    """A lot or load flowed into another lot, directly or not, in so many ways; no row: in none."""

    ancestor: int
    descendant: int
    ways: Decimal


@row_type("unit_lot", key=("root", "unit", "lot"), rank=59, lock="parent")
class UnitLot(Row, frozen=True, kw_only=True):
    """A lot that went directly into a unit, under the root of the assembly that the unit now belongs to.

    The root comes first in the key: what is in an assembly then lies in one place, and needs no index of its own.
    """

    unit: int
    lot: int
    root: int


@row_type("lot_sources", key=("lot",), rank=59, lock="parent", streams=at_site, part_of=("lot", ("lot",)))
class LotSources(Row, frozen=True, kw_only=True):
    """What went directly into a lot and is in it still, and the loads it was in, by name.

    A device finds the holds further up from these: it has neither nodes nor paths, of which there are far more.
    """

    lot: str
    site: str
    lots: tuple[str, ...]
    loads: tuple[str, ...]


def live_edge(rows: WorkingSet, event: Linked | Unlinked) -> Edge | None:
    """Return the edge of this kind between the two that has not ended."""
    of_output = rows.group(Edge, "output", event.output.node)
    same = (e for e in of_output if e.input == event.input.node and e.kind == event.kind and e.ended_at is None)
    return next(same, None)


def touches_unit(item: str, serial: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return a unit with its edges and lots, to be changed, and everything built into it."""
    node = unit_thing(item, serial).node
    yield Touch(Unit, (item, serial), write=True)
    yield GroupTouch(Edge, "output", node)
    known = rows.peek(Unit, item, serial)
    root = node if known is None else known.root
    yield GroupTouch(Unit, "root", root)
    yield GroupTouch(UnitLot, "root", root)
    if rows.has(GroupTouch(Unit, "root", root)):
        for member in rows.group(Unit, "root", root):
            yield Touch(Unit, (member.item, member.serial), write=True)


def touches_link(inputs: Iterable[Thing], output: Thing, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what linking these inputs to this output reads and writes, beside the lots themselves."""
    for thing in (*inputs, output):
        yield Touch(Node, (thing.node,), write=True)
        if thing.kind == "unit":
            yield from touches_unit(thing.key[0], thing.key[1], rows)
    yield GroupTouch(Edge, "output", output.node)
    if output.kind in LOT_LIKE:
        yield Touch(LotSources, output.key, write=True)
        for thing in (*inputs, output):
            yield GroupTouch(Path, "descendant", thing.node)
        yield from _touches_below(output, rows)


def _touches_below(output: Thing, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return everything that an output flowed into, with all that leads there."""
    below = GroupTouch(Path, "ancestor", output.node)
    yield below
    if rows.has(below):
        for path in rows.group(Path, "ancestor", output.node):
            yield Touch(Node, (path.descendant,), write=True)
            yield GroupTouch(Path, "descendant", path.descendant)


def touches_upstream(lots: Iterable[Thing], rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the holds on these lots and on everything that flowed into them. A decision locks those lots besides."""
    for thing in lots:
        above = GroupTouch(Path, "descendant", thing.node)
        yield above
        nodes = rows.group(Path, "descendant", thing.node) if rows.has(above) else []
        yield Touch(Node, (thing.node,))
        for path in nodes:
            yield Touch(Node, (path.ancestor,))
        for ancestor in (thing, *(n.thing for p in nodes if (n := rows.peek(Node, p.ancestor)) is not None)):
            if ancestor.kind == "lot":
                yield GroupTouch(Hold, "lot", ancestor.key[0])
            if ancestor.kind == "load":
                yield GroupTouch(LoadHold, "load", ancestor.key[0])


def touches_unit_hold(body: HoldUnit | LiftUnitHold, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the unit."""
    return touches_unit(body.item, body.serial, rows)
