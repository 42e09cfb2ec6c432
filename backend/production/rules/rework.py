"""Decides on rework: under the disposition of a deviation, back to a step, and through everything after it again.

A disposition to scrap stands: rework that was done all the same holds what came of it (C17).
"""

from collections.abc import Iterator
from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import UnitStatusChanged, lot_thing
from backend.material.rules import link
from backend.material.state import Lot, Unit
from backend.nonconformance.state import Deviation
from backend.production.entries import ReworkLot, ReworkUnit
from backend.production.events import QuantityReported, QuantityTransferred, SentBack
from backend.production.rules.floor import Place, begun_order, consequences, findings, place_of
from backend.production.rules.lots import IN_PROCESS, inheriting
from backend.production.rules.quantities import bucket_short
from backend.production.rules.transformations import GONE, reason_missing
from backend.production.state import StepRun, scope_of, subject_of


def decide_rework_lot(rows: WorkingSet, body: ReworkLot, ctx: Context) -> Decision:
    """Make the lot that goes back, of the first one; what it was in process as, or for rework, is in process anew."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.output, serial=None)
    lot = rows.find(Lot, body.lot)
    quantity = Decimal(body.quantity)
    wrong = [*_not_done(rows, body, place, lot)]
    if quantity <= 0:
        wrong.append(place.exceptional("COUNT_NOT_POSITIVE", found=body.quantity))
    if wrong or lot is None or place.order is None:
        return Decision(exceptions=tuple(wrong))
    undecided = [*_undecided(rows, place, body.deviation)]
    found = [*findings(place), *undecided, *reason_missing(ctx, "lot", body.output)]
    found += bucket_short(rows, body.order, body.lot, body.from_bucket, quantity)
    joined = link(rows, lot_thing(body.lot), lot_thing(body.output), "rework", (quantity, place.order.unit))
    assert not isinstance(joined, Exceptional), "a new lot is part of nothing"
    moved = QuantityTransferred(
        number=body.order, from_lot=body.lot, to_lot=body.output, bucket=body.from_bucket, quantity=quantity
    )
    events: list[Event] = [*begun_order(place), inheriting(lot, body.output), joined, moved]
    if body.from_bucket != IN_PROCESS:
        counted = QuantityReported(
            number=body.order,
            lot=body.output,
            from_bucket=body.from_bucket,
            to_bucket=IN_PROCESS,
            quantity=quantity,
            defect=None,
        )
        events.append(counted)
    sent = {"from_subject": subject_of(body.lot, None), "to_subject": place.subject}
    events.append(SentBack(order=body.order, **sent, step=body.step))
    return Decision((*events, *consequences(place, undecided)), tuple(found))


def _not_done(rows: WorkingSet, body: ReworkLot, place: Place, lot: Lot | None) -> Iterator[Exceptional]:
    if place.order is None:
        yield place.exceptional("WORK_ORDER_NOT_KNOWN")
    if lot is None:
        yield Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot})
    if rows.find(Lot, body.output) is not None:
        yield Exceptional("LOT_PART_TAKEN", "lot", body.output, {"lot": body.lot, "part": body.output})


def decide_rework_unit(rows: WorkingSet, body: ReworkUnit, ctx: Context) -> Decision:
    """Open the unit's steps again, from that one on; what was read before stays in the record."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=None, serial=body.serial)
    if place.order is None:
        return Decision(exceptions=(place.exceptional("WORK_ORDER_NOT_KNOWN"),))
    unit = rows.find(Unit, place.order.item, body.serial)
    detail = {"item": place.order.item, "serial": body.serial}
    if unit is None:
        return Decision(exceptions=(Exceptional("UNIT_NOT_KNOWN", "unit", body.serial, detail),))
    gone = unit.status in GONE
    if gone:
        detail["found"] = unit.status
        return Decision(exceptions=(Exceptional("UNIT_GONE", "unit", body.serial, detail),))
    undecided = [*_undecided(rows, place, body.deviation)]
    found = [*findings(place), *undecided, *reason_missing(ctx, "unit", body.serial)]
    back = SentBack(order=body.order, from_subject=place.subject, to_subject=place.subject, step=body.step)
    again = UnitStatusChanged(item=unit.item, serial=unit.serial, status="rework")
    return Decision((*begun_order(place), back, again, *consequences(place, undecided)), tuple(found))


def _undecided(rows: WorkingSet, place: Place, number: str | None) -> Iterator[Exceptional]:
    """Yield that nobody decided on this rework, or that it was decided otherwise."""
    deviation = None if number is None else rows.find(Deviation, number)
    if deviation is not None and deviation.status == "closed" and deviation.disposition == "scrap":
        yield place.exceptional("REWORK_AFTER_SCRAP", deviation=deviation.number, by=deviation.closed_by or "-")
    elif deviation is None or deviation.status != "closed" or deviation.disposition != "rework":
        yield place.exceptional("REWORK_NOT_DECIDED", deviation=number or "-")


def reworked(rows: WorkingSet, place: Place) -> list[Event]:
    """Return that a unit is made again once the step that ends was the last one of its rework."""
    if place.serial is None or place.order is None:
        return []
    unit = rows.find(Unit, place.order.item, place.serial)
    runs = rows.group(StepRun, "scope", scope_of(place.order_number, place.subject))
    going = [run for run in runs if run.status == "running" and run.step != place.number]
    if unit is None or unit.status != "rework" or going:
        return []
    return [UnitStatusChanged(item=unit.item, serial=unit.serial, status="built")]
