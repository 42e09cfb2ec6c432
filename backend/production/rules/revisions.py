"""What other revisions mean for an order that goes on by its own: nothing, unless work must stop now (C05), or a lot or
unit is one that another revision holds for. A reading is judged by the order's own limits; where the limits that hold
now say otherwise, both verdicts are said (C22).
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from backend.items.entries.process import Check, Parameter, Step
from backend.items.rules import effective, held_at, latest
from backend.items.state import Revision, Routing, Structure, contains
from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.material.state import Unit
from backend.production.rules.floor import Place
from backend.production.rules.limits import FAIL, verdict_of
from backend.production.rules.resources import Found
from backend.production.state import NamedSerial, OrderSerials, StepRun, WorkOrder, scope_of
from sync.units import converted


def stopped(rows: WorkingSet, place: Place, *, ending: bool = False) -> list[Exceptional]:
    """Return that the revision this is done by was stopped before: said once, when a step begins.

    ``ending``: the step ends; then it is said of what began before the stop and went on after it.
    """
    if place.order is None:
        return []
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    found = next(_stops(rows, place.order, place), None)
    if found is None or (run is None) == ending:
        return []
    if run is not None and (found.approved_at is None or found.approved_at <= run.started_at):
        return []
    bound = place.order.routing_revision if isinstance(found, Routing) else place.order.structure_revision
    at = "" if found.approved_at is None else found.approved_at.isoformat()
    return [place.exceptional("STEP_BY_STOPPED_REVISION", found=bound, expected=found.revision, at=at)]


def _stops(rows: WorkingSet, order: WorkOrder, place: Place) -> Iterator[Routing | Structure]:
    """Yield the revisions approved since the order's release, to hold at once, before this was done."""
    bound = {Routing: order.routing_revision, Structure: order.structure_revision}
    revisions: list[Routing | Structure] = [*rows.group(Routing, "item", order.item)]
    revisions += rows.group(Structure, "item", order.item)
    for each in revisions:
        since = order.released_at is None or each.approved_at is None or each.approved_at >= order.released_at
        begun = each.approved_at is not None and each.approved_at <= place.ctx.occurred_at
        stops = each.effectivity.kind == "stop_now" and each.status == "approved"
        if stops and since and begun and each.revision != bound[type(each)]:
            yield each


def at_first(rows: WorkingSet, place: Place) -> Found:
    """Return what is wrong with making this lot or unit under this order at all: said once, by its first record.

    By number it belongs to another revision than the one the order is bound to: it waits. By its serial it is none that
    the order named: somebody decides what that means.
    """
    order = place.order
    first = place.subject and not rows.group(StepRun, "scope", scope_of(place.order_number, place.subject))
    if order is None or order.released_at is None or not first or _is_there(rows, place, order):
        return Found()
    return Found(tuple(_outside(rows, place, order)), tuple(_unnamed(rows, place, order)))


def _is_there(rows: WorkingSet, place: Place, order: WorkOrder) -> bool:
    """Say whether a unit was made before: what this order does to it is rework."""
    unit = None if place.serial is None else rows.find(Unit, order.item, place.serial)
    return unit is not None and not unit.stub


def _outside(rows: WorkingSet, place: Place, order: WorkOrder) -> Iterator[Exceptional]:
    """Yield the revision that holds for this number where the order has another: once for both, if they go together.

    Starts by time were decided at the release; those by number are looked at again, for what the order did not name.
    They say something of what is made, not of a day: one approved since counts too, for what was begun after it.
    """
    released = order.released_at
    assert released is not None, "at_first asks for it"
    wrong: dict[tuple[str, str], list[str]] = {}
    for kind, what, bound in (
        (Structure, "structure", order.structure_revision),
        (Routing, "routing", order.routing_revision),
    ):
        known = [r for r in rows.group(kind, "item", order.item) if r.revision == bound or _counts(r, released, place)]
        told = [r for r in known if r.revision == bound or r.effectivity.kind in ("lot", "serial")]
        lot, serial = _named(rows, place, order)
        day = factory_day(released)
        found = latest(told, day=day, lot=lot, serial=serial)
        if told and (found is None or found.revision != bound):
            holds = latest(known, day=day, lot=lot, serial=serial)
            wrong.setdefault((bound, "–" if holds is None else holds.revision), []).append(what)
    for (bound, expected), kinds in wrong.items():
        yield place.exceptional("MADE_BY_OTHER_REVISION", kind=", ".join(kinds), found=bound, expected=expected)


def _counts(revision: Revision, released: datetime, place: Place) -> bool:
    """Say whether a revision had to do with the order when this was begun: at its release, or by number since."""
    by_number = revision.effectivity.kind in ("lot", "serial")
    since = by_number and revision.approved_at is not None and revision.approved_at > released
    return (since or held_at(revision, released)) and held_at(revision, place.ctx.occurred_at)


def _named(rows: WorkingSet, place: Place, order: WorkOrder) -> tuple[str | None, str | None]:
    """Return lot and serial that starts are compared with: of what is being made, else the order's first."""
    spans = rows.find(OrderSerials, order.number)
    lot = place.lot or (order.lots[0] if order.lots else None)
    return lot, place.serial or (None if spans is None else spans.spans[0].first)


def _unnamed(rows: WorkingSet, place: Place, order: WorkOrder) -> Iterator[Exceptional]:
    """Yield that the order named serials and this is none of them, or that another order named it."""
    if place.serial is None:
        return
    named = rows.find(OrderSerials, order.number)
    other = rows.find(NamedSerial, order.item, place.serial)
    if other is not None and other.order != order.number:
        yield place.exceptional("SERIAL_OF_OTHER_ORDER", expected=other.order)
    elif named is not None and not contains(named.spans, place.serial):
        yield place.exceptional("SERIAL_NOT_NAMED")


def judged_now(
    rows: WorkingSet, place: Place, wanted: Parameter | Check, value: Decimal, verdict: str
) -> list[Exceptional]:
    """Return that the limits which hold now judge a value otherwise than the order's own, which bind."""
    if place.order is None:
        return []
    lot, serial = _named(rows, place, place.order)
    day = factory_day(place.ctx.received_at)
    now = effective(rows.group(Routing, "item", place.order.item), day=day, lot=lot, serial=serial)
    if now is None or now.revision == place.order.routing_revision:
        return []
    same = _same(now.steps, place.number, wanted)
    if same is None or same.limits is None or same.unit is None or wanted.unit is None:
        return []
    there = converted(f"{value:f}", unit=wanted.unit, into=same.unit)
    if there is None:
        return []
    other = verdict_of(Decimal(there), same.limits)
    if (other == FAIL) == (verdict == FAIL):
        return []
    detail = {
        "name": wanted.code,
        "found": f"{value:f}",
        "unit": wanted.unit,
        "revision": place.order.routing_revision,
        "verdict": verdict,
        "new_revision": now.revision,
        "new_verdict": other,
    }
    return [place.exceptional("READING_JUDGED_OTHERWISE_NOW", **detail)]


def _same(steps: tuple[Step, ...], number: int, wanted: Parameter | Check) -> Parameter | Check | None:
    step = next((each for each in steps if each.number == number), None)
    asked: tuple[Parameter | Check, ...] = () if step is None else (*step.parameters, *step.checks)
    return next((each for each in asked if each.code == wanted.code), None)
