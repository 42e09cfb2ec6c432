"""The effect of links on the genealogy: edges, the lots' closure in counted paths, units' lots, assemblies."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.material.events import (
    ContainerMade,
    Linked,
    Thing,
    UnitHeld,
    UnitHoldLifted,
    UnitMade,
    UnitStatusChanged,
    Unlinked,
    container_thing,
    unit_thing,
)
from backend.material.state import LOT_LIKE, Container, Edge, LotSources, Node, Path, Unit, UnitLot, live_edge
from sync.quantity import add


def apply_container_made(rows: WorkingSet, event: ContainerMade, ctx: EventContext) -> None:
    """Put the container."""
    node = container_thing(event.code).node
    rows.put(Container(code=event.code, site=ctx.site, node=node, level=event.level))


def apply_unit_made(rows: WorkingSet, event: UnitMade, ctx: EventContext) -> None:
    """Put the unit, in no assembly; a stub of that serial is completed and stays where it was built in."""
    node = unit_thing(event.item, event.serial).node
    known = rows.find(Unit, event.item, event.serial)
    rows.put(
        Unit(
            item=event.item,
            serial=event.serial,
            site=ctx.site if known is None else known.site,
            node=node,
            lot=event.lot,
            status=event.status,
            parent=None if known is None else known.parent,
            root=node if known is None else known.root,
            stub=event.stub,
            holds=() if known is None else known.holds,
        )
    )


def apply_unit_status_changed(rows: WorkingSet, event: UnitStatusChanged, _ctx: EventContext) -> None:
    """Move the unit to its next state."""
    rows.put(replace(rows.get(Unit, event.item, event.serial), status=event.status))


def apply_unit_held(rows: WorkingSet, event: UnitHeld, _ctx: EventContext) -> None:
    """Stop the unit, once for each reason."""
    unit = rows.get(Unit, event.item, event.serial)
    rows.put(replace(unit, holds=tuple(dict.fromkeys((*unit.holds, event.source)))))


def apply_unit_hold_lifted(rows: WorkingSet, event: UnitHoldLifted, _ctx: EventContext) -> None:
    """Let one of its holds go."""
    unit = rows.get(Unit, event.item, event.serial)
    rows.put(replace(unit, holds=tuple(source for source in unit.holds if source != event.source)))


def apply_linked(rows: WorkingSet, event: Linked, ctx: EventContext) -> None:
    """Add to the live edge of this kind between the two, or write a new one and everything that follows from it."""
    _know(rows, event.input)
    _know(rows, event.output)
    live = live_edge(rows, event)
    if live is not None:
        more = None if live.quantity is None or event.quantity is None else add(live.quantity, event.quantity)
        rows.put(replace(live, quantity=more, last_at=ctx.occurred_at))
        return
    edges = rows.group(Edge, "output", event.output.node)
    rows.create(
        Edge(
            output=event.output.node,
            n=1 + max((edge.n for edge in edges), default=0),
            input=event.input.node,
            kind=event.kind,
            quantity=event.quantity,
            unit=event.unit,
            entry=ctx.entry_id,
            at=ctx.occurred_at,
            last_at=ctx.occurred_at,
            ended_at=None,
        )
    )
    _follow(rows, event.input, event.output, 1)
    _name_sources(rows, event.output, event.input, ctx.site)


def apply_unlinked(rows: WorkingSet, event: Unlinked, ctx: EventContext) -> None:
    """Take the quantity off the live edge; at nothing left it ends, and what followed from it goes."""
    edge = live_edge(rows, event)
    assert edge is not None, f"{event.input} is not in {event.output}"
    if event.quantity is not None and edge.quantity is not None and event.quantity != edge.quantity:
        rows.put(replace(edge, quantity=add(edge.quantity, -event.quantity), last_at=ctx.occurred_at))
        return
    rows.put(replace(edge, ended_at=ctx.occurred_at))
    _follow(rows, event.input, event.output, -1)
    _name_sources(rows, event.output, event.input, ctx.site)


def _know(rows: WorkingSet, thing: Thing) -> None:
    known = rows.find(Node, thing.node)
    if known is None:
        rows.put(Node(id=thing.node, kind=thing.kind, key=thing.key))
    else:
        assert known.thing == thing, f"{known.thing} and {thing} have one node number"


def _follow(rows: WorkingSet, source: Thing, output: Thing, sign: int) -> None:
    """Write what a new edge (``sign`` 1) or an ended one (-1) means beside itself; into containers it means nothing."""
    if output.kind in LOT_LIKE:
        assert source.kind in LOT_LIKE, f"a {source.kind} does not become part of a {output.kind}"
        _count_paths(rows, source.node, output.node, sign)
    elif output.kind == "unit" and source.kind in LOT_LIKE:
        _list_lot(rows, source.node, output)
    elif output.kind == "unit" and source.kind == "unit":
        _hang(rows, source, output if sign > 0 else None)


def _name_sources(rows: WorkingSet, output: Thing, source: Thing, site: str) -> None:
    """Let the names of what is in a lot say whether any edge from this source is live."""
    if output.kind != "lot":
        return
    known = rows.find(LotSources, *output.key) or LotSources(lot=output.key[0], site=site, lots=(), loads=())
    live = any(e.input == source.node and e.ended_at is None for e in rows.group(Edge, "output", output.node))
    rows.put(
        replace(
            known,
            lots=_named(known.lots, source, "lot", live=live),
            loads=_named(known.loads, source, "load", live=live),
        )
    )


def _named(names: tuple[str, ...], source: Thing, kind: str, *, live: bool) -> tuple[str, ...]:
    if source.kind != kind:
        return names
    others = {name for name in names if name != source.key[0]}
    return tuple(sorted({*others, source.key[0]} if live else others))


def _count_paths(rows: WorkingSet, source: int, output: int, sign: int) -> None:
    above = [(p.ancestor, p.ways) for p in rows.group(Path, "descendant", source)] + [(source, Decimal(1))]
    below = [(p.descendant, p.ways) for p in rows.group(Path, "ancestor", output)] + [(output, Decimal(1))]
    for ancestor, up in above:
        for descendant, down in below:
            _add_ways(rows, ancestor, descendant, sign * up * down)


def _add_ways(rows: WorkingSet, ancestor: int, descendant: int, ways: Decimal) -> None:
    known = rows.peek(Path, ancestor, descendant)
    total = ways if known is None else known.ways + ways
    assert total >= 0, f"fewer than no paths from {ancestor} to {descendant}"
    if total:
        row = Path(ancestor=ancestor, descendant=descendant, ways=total)
        rows.create(row) if known is None else rows.put(row)
    else:
        rows.remove(Path, ancestor, descendant)


def _list_lot(rows: WorkingSet, lot: int, output: Thing) -> None:
    """Let the unit's list of lots say whether an edge from this lot is live."""
    unit = rows.get(Unit, *output.key)
    live = any(e.input == lot and e.ended_at is None for e in rows.group(Edge, "output", unit.node))
    listed = rows.peek(UnitLot, unit.root, unit.node, lot)
    if live and listed is None:
        rows.create(UnitLot(unit=unit.node, lot=lot, root=unit.root))
    elif not live and listed is not None:
        rows.remove(UnitLot, unit.root, unit.node, lot)


def _hang(rows: WorkingSet, source: Thing, output: Thing | None) -> None:
    """Move a unit with all that is built into it under another, or out again under its own root."""
    child = rows.get(Unit, *source.key)
    parent = None if output is None else rows.get(Unit, *output.key)
    root = child.node if parent is None else parent.root
    subtree = list(below(rows, child))
    lots = [lot for unit in subtree for lot in rows.group(UnitLot, "root", unit.root) if lot.unit == unit.node]
    for unit in subtree:
        hung = replace(unit, root=root)
        rows.put(replace(hung, parent=None if parent is None else parent.node) if unit is child else hung)
    for lot in lots if root != child.root else ():
        rows.remove(UnitLot, lot.root, lot.unit, lot.lot)
        rows.create(replace(lot, root=root))


def below(rows: WorkingSet, top: Unit) -> Iterable[Unit]:
    """Yield a unit and everything built into it."""
    members = rows.group(Unit, "root", top.root)
    waiting = [top]
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting += [member for member in members if member.parent == unit.node]
