"""What dividing and merging lots touch, and a change of lot, which divides what is made: wholes, parts, old and new."""

from collections.abc import Iterable

from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import lot_thing
from backend.material.state import Edge, Location, Node, touches_link, touches_lot, touches_upstream
from backend.production.entries import BeginLot, ChangeLot, FinishStep, MergeLots, SplitLot
from backend.production.state.open_time import touches_as_open, touches_use
from backend.production.state.rows import StepRun, scope_of, subject_of
from backend.production.state.touches import StepEntry, touches_inherited, touches_order, touches_output, touches_step


def wholes_of(rows: WorkingSet, lot: str) -> list[str]:
    """Return the lots that a lot is a part of, from the nearest outwards, as far as they are loaded."""
    found: list[str] = []
    at: str | None = lot
    while at is not None:
        group = GroupTouch(Edge, "output", lot_thing(at).node)
        edges = rows.group(Edge, "output", group.value) if rows.has(group) else []
        above = next((edge.input for edge in edges if edge.kind == "split" and edge.ended_at is None), None)
        node = None if above is None else rows.peek(Node, above)
        at = None if node is None else node.key[0]
        if at is not None:
            found.append(at)
    return found


def parts_of(rows: WorkingSet, lot: str) -> list[str]:
    """Return the parts that a lot was divided into."""
    edges = rows.group(Edge, "input", lot_thing(lot).node)
    nodes = [rows.get(Node, edge.output) for edge in edges if edge.kind == "split" and edge.ended_at is None]
    return sorted(node.key[0] for node in nodes)


def _known_parts(rows: WorkingSet, lot: str) -> list[str]:
    """Return the parts as far as they are loaded."""
    group = GroupTouch(Edge, "input", lot_thing(lot).node)
    edges = rows.group(Edge, "input", group.value) if rows.has(group) else []
    loaded = all(rows.has(Touch(Node, (edge.output,))) for edge in edges if edge.kind == "split")
    return parts_of(rows, lot) if rows.has(group) and loaded else []


def touches_parts(lot: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the parts that a lot was divided into."""
    group = GroupTouch(Edge, "input", lot_thing(lot).node)
    yield group
    for edge in rows.group(Edge, "input", group.value) if rows.has(group) else []:
        if edge.kind == "split":
            yield Touch(Node, (edge.output,))
    for part in _known_parts(rows, lot):
        yield from touches_lot(part, rows)


def _touches_wholes(lot: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    for each in (lot, *wholes_of(rows, lot)):
        group = GroupTouch(Edge, "output", lot_thing(each).node)
        yield group
        for edge in rows.group(Edge, "output", group.value) if rows.has(group) else []:
            if edge.kind == "split":
                yield Touch(Node, (edge.input,))


def touches_change_lot(body: ChangeLot, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return everything that the change of lot reads and writes."""
    old, new = lot_thing(body.old_lot), lot_thing(body.new_lot)
    yield from touches_order(body.order, write=True)
    yield from touches_step(_as_step(body), ctx, rows)
    yield from _touches_wholes(body.lot, rows)
    for whole in (body.lot, *wholes_of(rows, body.lot)):
        yield from touches_parts(whole, rows)
        yield from touches_link([old], lot_thing(whole), rows)
        for part in _known_parts(rows, whole):
            yield from touches_link([old, new], lot_thing(part), rows)
    for part in (body.before.lot, body.after.lot):
        yield from touches_output(body.order, part, None, rows)
        yield from touches_inherited(rows, body.order, subject_of(body.lot, None), subject_of(part, None))
        yield Touch(StepRun, (body.order, body.step, subject_of(part, None)), write=True)
        yield GroupTouch(StepRun, "scope", scope_of(body.order, subject_of(part, None)))
        others = [lot_thing(each) for each in _known_parts(rows, body.lot)]
        yield from touches_link([lot_thing(body.lot), old, new, *others], lot_thing(part), rows)
    for lot in (body.old_lot, body.new_lot):
        yield from touches_lot(lot, rows)
    yield from touches_upstream([new], rows)
    yield from touches_use(body.new_lot, ctx, rows)
    for location in (body.new_location, body.old_location):
        if location is not None:
            yield Touch(Location, (ctx.site, location))


def _as_step(body: ChangeLot) -> StepEntry:
    """Return a record of the step, which touches what all of them do."""
    return FinishStep(lot=body.lot, order=body.order, second_badge=None, serial=None, step=body.step)


def touches_split_lot(body: SplitLot, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot, its parts and the links to them."""
    source = lot_thing(body.lot)
    yield from touches_lot(body.lot, rows)
    if body.order is not None:
        yield from touches_order(body.order, write=True)
        yield from touches_parts(body.lot, rows)
    for part in body.parts:
        yield from touches_lot(part.lot, rows)
        if body.order is not None:
            yield from touches_inherited(rows, body.order, subject_of(body.lot, None), subject_of(part.lot, None))
        yield from touches_link([source], lot_thing(part.lot), rows)
    yield from touches_as_open([body.lot], [part.lot for part in body.parts], rows)


def touches_merge_lots(body: MergeLots, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lots, the one they become, and the links."""
    for lot in (*body.lots, body.output):
        yield from touches_lot(lot, rows)
    yield from touches_link([lot_thing(lot) for lot in body.lots], lot_thing(body.output), rows)
    yield from touches_as_open(body.lots, [body.output], rows)
    yield Touch(Location, (ctx.site, body.location))


def touches_begin_lot(body: BeginLot, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order with its accounts and the lot."""
    yield from touches_order(body.order, write=True)
    yield from touches_output(body.order, body.lot, None, rows)
