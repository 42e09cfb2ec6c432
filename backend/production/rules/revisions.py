"""What a newer revision means for an order that goes on by its own: nothing, unless work must stop now (C05). A reading
is judged by the order's own limits; where the limits that hold now say otherwise, both verdicts are said (C22).
"""

from collections.abc import Iterator
from decimal import Decimal

from backend.items.entries.process import Check, Parameter, Step
from backend.items.state import Routing, Structure, effective
from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.production.rules.floor import Place
from backend.production.rules.limits import FAIL, verdict_of
from backend.production.state import StepRun, WorkOrder
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


def judged_now(
    rows: WorkingSet, place: Place, wanted: Parameter | Check, value: Decimal, verdict: str
) -> list[Exceptional]:
    """Return that the limits which hold now judge a value otherwise than the order's own, which bind."""
    if place.order is None:
        return []
    first = place.order.lots[0] if place.order.lots else None
    day = factory_day(place.ctx.received_at)
    now = effective(rows.group(Routing, "item", place.order.item), day=day, lot=first)
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
