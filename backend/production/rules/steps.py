"""Decides on the beginning and the end of steps, and on steps that are left out."""

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.production.entries import FinishStep, ReportBlocked, SkipStep, StartStep
from backend.production.events import StepFinished, StepSkipped, StepStopped
from backend.production.rules.floor import (
    Place,
    begun,
    consequences,
    findings,
    fitting,
    is_alone,
    place_of,
    undone_before,
)
from backend.production.rules.resources import at_end, at_start
from backend.production.rules.revisions import at_first, stopped
from backend.production.rules.rework import reworked
from backend.production.rules.sequence import settled
from backend.production.state import StepRun


def decide_start_step(rows: WorkingSet, body: StartStep, ctx: Context) -> Decision:
    """Begin, whatever is in the way; what is in the way is said."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    means = at_start(rows, place, body.equipment).with_those(at_first(rows, place))
    stops = stopped(rows, place)
    exceptions = [*findings(place), *stops, *means.all]
    undone = undone_before(rows, place)
    if undone:
        exceptions.append(place.exceptional("STEP_OUT_OF_SEQUENCE", missing=", ".join(map(str, undone))))
    bound = "" if place.order is None else place.order.routing_revision
    if place.order is not None and body.revision != bound:
        exceptions.append(place.exceptional("STEP_BY_OTHER_REVISION", expected=bound or "-", found=body.revision))
    events = begun(rows, place, equipment=body.equipment, revision=body.revision)
    events += consequences(place, [*stops, *means.holding], deviating=means.deviating)
    return Decision(tuple(events), tuple(exceptions))


def decide_finish_step(rows: WorkingSet, body: FinishStep, ctx: Context) -> Decision:
    """End the step; what it asks for and nobody recorded is named."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    means = at_end(rows, place, second=body.second_badge).with_those(at_first(rows, place))
    stops = [*stopped(rows, place), *stopped(rows, place, ending=True)]
    doubts = settled(rows, place)
    exceptions = [*findings(place), *stops, *means.all, *_by_one(rows, place, body.second_badge), *doubts.exceptions]
    missing = _missing(rows, place)
    if missing:
        exceptions.append(place.exceptional("STEP_INCOMPLETE", missing=", ".join(missing)))
    named = {"order": body.order, "subject": place.subject}
    done = StepFinished(**named, step=body.step, missing=missing, second_by=body.second_badge)
    told = consequences(place, [*stops, *means.holding], deviating=means.deviating)
    events: list[Event] = [*begun(rows, place), done, *reworked(rows, place), *doubts.events, *told]
    return Decision(tuple(events), tuple(exceptions), settled=doubts.settled)


def decide_skip_step(rows: WorkingSet, body: SkipStep, ctx: Context) -> Decision:
    """Leave the step out and open a deviation; what is done already is not left out, and that is said."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    if run is not None and run.finished_at is not None:
        late = place.exceptional("STEP_SKIPPED_TOO_LATE", found=run.status)
        return Decision(exceptions=(*findings(place), late))
    reason = (ctx.reason or "").strip()
    first = at_first(rows, place)
    skipped = place.exceptional("STEP_SKIPPED", reason=reason or "-")
    events = begun(rows, place) if run is None else []
    events.append(StepSkipped(order=body.order, step=body.step, subject=place.subject))
    doubts = settled(rows, place, left_out=True)
    events += [*doubts.events, *consequences(place, first.holding, deviating=[*first.deviating, skipped])]
    return Decision(tuple(events), (*findings(place), *first.all, skipped, *doubts.exceptions), settled=doubts.settled)


def _by_one(rows: WorkingSet, place: Place, second: str | None) -> list[Exceptional]:
    """Return that a step which takes two was ended by one; where something was looked at, two people did that."""
    if place.step is None or not place.step.two_person or not is_alone(rows, place.ctx, second):
        return []
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    observed = () if run is None else run.observed
    looked = any(check.code in observed for check in place.step.checks if check.kind != "reading")
    return [] if looked else [place.exceptional("STEP_BY_ONE_PERSON")]


def _missing(rows: WorkingSet, place: Place) -> tuple[str, ...]:
    """Return the components and values that are wanted every time and are not there."""
    if place.step is None:
        return ()
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    fits = fitting(rows, place) or {}
    there = set() if run is None else {*run.observed, *(fits.get(item, item) for item in run.consumed)}
    wanted = [component.item for component in place.step.components]
    wanted += [each.code for each in place.step.parameters if each.sampling.kind == "every"]
    wanted += [each.code for each in place.step.checks if each.sampling.kind == "every"]
    return tuple(name for name in wanted if name not in there)


def decide_report_blocked(rows: WorkingSet, body: ReportBlocked, ctx: Context) -> Decision:
    """Keep that somebody was stopped; nothing else changes."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    stopped = StepStopped(order=body.order, step=body.step, subject=place.subject, code=body.code, detail=body.detail)
    return Decision(events=(stopped,))
