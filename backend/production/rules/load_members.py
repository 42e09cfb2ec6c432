"""Decides on what is put in a sterilisation load and taken out again; what breaks a rule is kept, and said."""

from collections.abc import Iterator
from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import LotStubbed, Unlinked, load_thing, lot_thing
from backend.material.rules import link, measured
from backend.material.state import Balance, Edge, Lot
from backend.production.entries.loads import PutInLoad, TakeFromLoad
from backend.production.events.loads import LoadEmptied, LoadFilled
from backend.production.rules.loads import PHASES, about, cycle_of, held, on_hold, steps_missing, untrained
from backend.production.state.loads import Load, LoadMember
from sync.quantity import NotConvertible

ASKED = ("LOAD_LOT_AGAIN",)
"""What a deviation asks about at once, though nothing is held for it."""


def decide_put_in_load(rows: WorkingSet, body: PutInLoad, ctx: Context) -> Decision:
    """Put a lot in and link it; after the load was closed that is an exception which holds the load (C24)."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    twice = _box_there(rows, body)
    if twice is not None:
        return Decision(exceptions=(twice,))
    lot = rows.find(Lot, body.lot)
    try:
        quantity, unit = measured(rows, lot, body.quantity)
        problem = None if quantity > 0 else "-"
    except NotConvertible as failed:
        quantity, unit, problem = Decimal(0), "", failed.code
    if problem is not None:
        detail = {"lot": body.lot, "found": f"{body.quantity.value} {body.quantity.unit}", "why": problem}
        return Decision(exceptions=(about(body.load, "LOAD_QUANTITY_WRONG", **detail),))
    return _put(rows, body, ctx, load, (quantity, unit))


def _put(rows: WorkingSet, body: PutInLoad, ctx: Context, load: Load, amount: tuple[Decimal, str]) -> Decision:
    lot = rows.find(Lot, body.lot)
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    found = [*people, *_about_lot(rows, load, body.lot, lot), *_about_quantity(rows, body, *amount)]
    late = load.status != PHASES[0]
    late_found = [about(body.load, "LOAD_CLOSED", lot=body.lot, found=load.status)] if late else []
    joined = link(rows, load_thing(body.load), lot_thing(body.lot), "sterilise", amount)
    assert not isinstance(joined, Exceptional), "nothing flows into a load"
    filled = LoadFilled(
        container=body.container,
        load=body.load,
        lot=body.lot,
        position=body.position,
        quantity=amount[0],
        unit=amount[1],
        late=late,
    )
    stub: list[Event] = [] if lot is not None else [LotStubbed(number=body.lot)]
    asked = [*people, *(each for each in found if each.code in ASKED)]
    told = held(ctx, late_found, deviating=asked)
    return Decision((*stub, filled, joined, *told), (*found, *late_found))


def _box_there(rows: WorkingSet, body: PutInLoad) -> Exceptional | None:
    """Return that the box is in the load already: it is one thing, and counts once."""
    there = rows.group(LoadMember, "load", body.load)
    at = next((each.position for each in there for box in each.boxes if box.container == body.container), None)
    return None if at is None else about(body.load, "LOAD_BOX_TWICE", container=body.container, position=at)


def _about_quantity(rows: WorkingSet, body: PutInLoad, quantity: Decimal, unit: str) -> Iterator[Exceptional]:
    """Yield that the lot stands at the position already, and that more of it would be in the load than there is.

    One box beside another of the same lot is nothing to be said.
    """
    there = [member for member in rows.group(LoadMember, "load", body.load) if member.lot == body.lot]
    same = next((member for member in there if member.position == body.position), None)
    inside = sum((member.quantity for member in there), quantity)
    detail = {"lot": body.lot, "position": body.position}
    if same is not None and (body.container is None or not same.boxes):
        total = f"{(same.quantity + quantity).normalize():f} {unit}"
        yield about(body.load, "LOAD_LOT_TWICE", **detail, found=total)
    balances = rows.group(Balance, "lot", body.lot)
    stock = sum((balance.quantity for balance in balances), Decimal(0))
    if balances and inside > stock:
        measure = {"found": f"{inside.normalize():f} {unit}", "expected": f"{stock.normalize():f} {unit}"}
        yield about(body.load, "LOAD_MORE_THAN_THERE", **detail, **measure)


def _about_lot(rows: WorkingSet, load: Load, number: str, lot: Lot | None) -> list[Exceptional]:
    if lot is None or lot.stub:
        return [about(load.number, "LOAD_LOT_UNKNOWN", lot=number)]
    found = [*on_hold(rows, load, number), *steps_missing(rows, load, number)]
    cycle = cycle_of(rows, load)
    this = load_thing(load.number).node
    before = {
        edge.input
        for edge in rows.group(Edge, "output", lot_thing(number).node)
        if edge.kind == "sterilise" and edge.ended_at is None and edge.input != this
    }
    if cycle is not None and len(before) >= cycle.exposures:
        found.append(about(load.number, "LOAD_LOT_AGAIN", lot=number, found=len(before), expected=cycle.exposures))
    return found


def decide_take_from_load(rows: WorkingSet, body: TakeFromLoad, ctx: Context) -> Decision:
    """Take a lot, or one box of it, out again; what was in the load when it was closed stays in the record."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    quantity, late = _standing_there(rows, body)
    if quantity is None:
        what = body.lot if body.container is None else f"{body.lot} ({body.container})"
        return Decision(exceptions=(about(body.load, "LOAD_NOT_IN", lot=what, position=body.position),))
    if load.status != PHASES[0] and not late:
        return Decision(exceptions=(about(body.load, "LOAD_FROZEN", lot=body.lot, found=load.status),))
    apart = Unlinked(input=load_thing(body.load), output=lot_thing(body.lot), kind="sterilise", quantity=quantity)
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    emptied = LoadEmptied(container=body.container, load=body.load, lot=body.lot, position=body.position)
    return Decision((emptied, apart, *held(ctx, [], deviating=people)), tuple(people))


def _standing_there(rows: WorkingSet, body: TakeFromLoad) -> tuple[Decimal | None, bool]:
    """Return how much would be taken out, and whether it was scanned in late; None where it does not stand there."""
    members = rows.group(LoadMember, "load", body.load)
    member = next((m for m in members if (m.lot, m.position) == (body.lot, body.position)), None)
    if member is None:
        return None, False
    if body.container is None:
        return member.quantity, member.late
    return next((box.quantity for box in member.boxes if box.container == body.container), None), member.late
