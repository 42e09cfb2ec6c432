"""Decides on stock and units that are thrown away, sampled or relabelled. What was done is kept, whatever it breaks."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import (
    LotStubbed,
    StockMoved,
    UnitHeld,
    UnitMade,
    UnitStatusChanged,
    lot_thing,
    unit_thing,
)
from backend.material.rules import ids, link, measured, negative
from backend.material.state import Lot, Unit
from backend.people.rules import has_reason
from backend.production.entries import RelabelLot, RelabelUnit, ScrapStock, ScrapUnit, TakeSample
from backend.production.events import RunsInherited
from backend.production.rules.lots import Over, inheriting
from backend.production.state import OrderSnapshot, subject_of
from sync.quantity import NotConvertible

GONE = ("scrapped", "void")
"""States of a unit that is not there any more."""


class Taken(msgspec.Struct, frozen=True):
    """So much of a lot, in the unit its stock is kept in; ``found``: what is wrong with taking it."""

    amount: Decimal
    unit: str
    found: tuple[Exceptional, ...] = ()


def decide_scrap_stock(rows: WorkingSet, body: ScrapStock, ctx: Context) -> Decision:
    """Take it out of stock for good."""
    taken = _taken(rows, body, ctx)
    if taken.amount <= 0:
        return Decision(exceptions=taken.found)
    gone = _move(ctx.new_id(1), body.lot, taken, body.location, "scrap")
    return _told(rows, taken, [*_known(rows, body.lot), gone])


def decide_take_sample(rows: WorkingSet, body: TakeSample, ctx: Context) -> Decision:
    """Take it out of stock; under a number of its own it is a lot made of the first one."""
    taken = _taken(rows, body, ctx)
    if taken.amount <= 0:
        return Decision(exceptions=taken.found)
    lot = rows.find(Lot, body.lot)
    gone = _move(ctx.new_id(1), body.lot, taken, body.location, body.purpose)
    if body.sample is None or lot is None:
        return _told(rows, taken, [*_known(rows, body.lot), gone])
    if rows.find(Lot, body.sample) is not None:
        return Decision(exceptions=(*taken.found, _number_taken(body.lot, body.sample)))
    joined = link(rows, lot_thing(body.lot), lot_thing(body.sample), "sample", (taken.amount, taken.unit))
    assert not isinstance(joined, Exceptional), "a new lot is part of nothing"
    kept = StockMoved(
        id=ctx.new_id(2),
        lot=body.sample,
        from_location=None,
        to_location=body.store or body.location,
        quantity=taken.amount,
        unit=taken.unit,
        kind=body.purpose,
    )
    return _told(rows, taken, [inheriting(lot, body.sample), joined, gone, kept])


def decide_relabel_lot(rows: WorkingSet, body: RelabelLot, ctx: Context) -> Decision:
    """Move the stock to the other number, which has all that the first one has behind it."""
    lot = rows.find(Lot, body.lot)
    if lot is None:
        return Decision(exceptions=(Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot}),))
    if rows.find(Lot, body.output) is not None:
        return Decision(exceptions=(_number_taken(body.lot, body.output),))
    taken = _taken(rows, body, ctx)
    if taken.amount <= 0:
        return Decision(exceptions=taken.found)
    joined = link(rows, lot_thing(body.lot), lot_thing(body.output), "relabel", (taken.amount, taken.unit))
    assert not isinstance(joined, Exceptional), "a new lot is part of nothing"
    over = Over(body.location, body.location, taken.amount, taken.unit, "relabel")
    return _told(rows, taken, [inheriting(lot, body.output), joined, *over.moves(body.lot, body.output, ids(ctx))])


def decide_scrap_unit(rows: WorkingSet, body: ScrapUnit, ctx: Context) -> Decision:
    """Say that the unit is gone; one that is still part of another is said to be."""
    unit = rows.find(Unit, body.item, body.serial)
    found = [*reason_missing(ctx, "unit", body.serial)]
    stub: list[Event] = []
    if unit is None:
        found.append(_unit_unknown(body.item, body.serial))
        stub.append(UnitMade(item=body.item, serial=body.serial, lot=None, status="built", stub=True))
    elif unit.status in GONE:
        detail = {"item": body.item, "serial": body.serial, "found": unit.status}
        return Decision(exceptions=(*found, Exceptional("UNIT_GONE", "unit", body.serial, detail)))
    elif unit.parent is not None:
        found.append(_built_in(unit))
    gone = UnitStatusChanged(item=body.item, serial=body.serial, status="scrapped")
    return Decision((*stub, gone), tuple(found))


def decide_relabel_unit(rows: WorkingSet, body: RelabelUnit, ctx: Context) -> Decision:
    """Let the unit go on under the other serial, with its parts, holds and steps; the old serial is void."""
    found = [*reason_missing(ctx, "unit", body.serial)]
    unit, other = rows.find(Unit, body.item, body.serial), rows.find(Unit, body.item, body.output)
    problem = _no_relabelling(body, unit, other)
    if unit is None or problem is not None:
        return Decision(exceptions=(*found, *(() if problem is None else (problem,))))
    joined = link(rows, unit_thing(body.item, body.serial), unit_thing(body.item, body.output), "relabel")
    if isinstance(joined, Exceptional):
        return Decision(exceptions=(*found, joined))
    made = UnitMade(item=body.item, serial=body.output, lot=unit.lot, status=unit.status, stub=False)  # type: ignore[arg-type]  # a unit's own status
    events: list[Event] = [made, joined]
    events += [
        UnitHeld(item=body.item, serial=body.output, reason_code="RELABELLED", source=source) for source in unit.holds
    ]
    events.append(UnitStatusChanged(item=body.item, serial=body.serial, status="void"))
    if body.order is not None and rows.find(OrderSnapshot, body.order) is not None:
        names = {"from_subject": subject_of(None, body.serial), "to_subject": subject_of(None, body.output)}
        events.append(RunsInherited(order=body.order, **names, running=True))
    return Decision(tuple(events), tuple(found))


def _no_relabelling(body: RelabelUnit, unit: Unit | None, other: Unit | None) -> Exceptional | None:
    detail = {"item": body.item, "serial": body.serial, "output": body.output}
    if unit is None:
        return _unit_unknown(body.item, body.serial)
    if unit.status in GONE:
        return Exceptional("UNIT_GONE", "unit", body.serial, {**detail, "found": unit.status})
    if unit.parent is not None:
        return _built_in(unit)
    if other is not None:
        return Exceptional("UNIT_SERIAL_TAKEN", "unit", body.serial, detail)
    return None


def reason_missing(ctx: Context, kind: str, key: str) -> Iterator[Exceptional]:
    """Yield that nobody said why."""
    if not has_reason(ctx):
        yield Exceptional("TRANSFORMED_WITHOUT_REASON", kind, key, {"subject": key})


def _unit_unknown(item: str, serial: str) -> Exceptional:
    return Exceptional("UNIT_NOT_KNOWN", "unit", serial, {"item": item, "serial": serial})


def _built_in(unit: Unit) -> Exceptional:
    return Exceptional("UNIT_STILL_BUILT_IN", "unit", unit.serial, {"item": unit.item, "serial": unit.serial})


def _number_taken(lot: str, number: str) -> Exceptional:
    return Exceptional("LOT_PART_TAKEN", "lot", number, {"lot": lot, "part": number})


def _taken(rows: WorkingSet, body: ScrapStock | TakeSample | RelabelLot, ctx: Context) -> Taken:
    """Return what was taken; nothing where it cannot be measured or is not above zero."""
    lot = rows.find(Lot, body.lot)
    found = [*reason_missing(ctx, "lot", body.lot)]
    about = {"lot": body.lot, "quantity": body.quantity.value, "found": body.quantity.unit, "expected": "-"}
    if lot is None or lot.stub:
        found.append(Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot}))
    try:
        amount, unit = measured(rows, lot, body.quantity)
    except NotConvertible as error:
        return Taken(Decimal(0), "", (*found, Exceptional(error.code, "lot", body.lot, about)))
    if amount <= 0:
        found.append(Exceptional("QUANTITY_NOT_POSITIVE", "lot", body.lot, about))
    return Taken(amount, unit, tuple(found))


def _known(rows: WorkingSet, lot: str) -> list[Event]:
    return [] if rows.find(Lot, lot) is not None else [LotStubbed(number=lot)]


def _move(number: str, lot: str, taken: Taken, location: str, kind: str) -> StockMoved:
    return StockMoved(
        id=number,
        lot=lot,
        from_location=location,
        to_location=None,
        quantity=taken.amount,
        unit=taken.unit,
        kind=kind,  # type: ignore[arg-type]  # a bucket is a kind of movement too
    )


def _told(rows: WorkingSet, taken: Taken, events: list[Event]) -> Decision:
    known = [each for each in events if isinstance(each, StockMoved) and rows.find(Lot, each.lot) is not None]
    return Decision(tuple(events), (*taken.found, *negative(rows, known)))
