"""The effect of step events on runs and readings."""

from msgspec.structs import replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.production.events import (
    MaterialConsumed,
    MaterialTakenBack,
    Observed,
    ReadingCorrected,
    RunsInherited,
    SentBack,
    StepFinished,
    StepStarted,
    StepStopped,
)
from backend.production.state import MachineMessage, Reading, StepRun, scope_of


def apply_step_started(rows: WorkingSet, event: StepStarted, ctx: EventContext) -> None:
    """Put the run, or let more people and equipment join it."""
    known = rows.find(StepRun, event.order, event.step, event.subject)
    if known is None:
        known = _begun(event, ctx)
    rows.put(
        replace(
            known,
            equipment=_with(known.equipment, *event.equipment),
            people=_with(known.people, ctx.badge),
            unverified=known.unverified or event.unverified,
        )
    )


def _begun(event: StepStarted, ctx: EventContext) -> StepRun:
    return StepRun(
        order=event.order,
        step=event.step,
        subject=event.subject,
        scope=scope_of(event.order, event.subject),
        site=ctx.site,
        status="running",
        revision=event.revision,
        equipment=(),
        people=(),
        observed=(),
        failed=(),
        consumed=(),
        unverified=False,
        started_at=ctx.occurred_at,
        finished_at=None,
        missing=(),
    )


def apply_observed(rows: WorkingSet, event: Observed, ctx: EventContext) -> None:
    """Write the reading and note on the run that it is there."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    rows.create(_reading(event, run.equipment, ctx))
    failed = _with(run.failed, event.code) if event.verdict == "fail" else run.failed
    people = _with(run.people, ctx.badge)
    rows.put(replace(run, observed=_with(run.observed, event.code), failed=failed, people=people))
    if event.message is not None:
        rows.put(MachineMessage(device=ctx.device, message=event.message, reading=event.id))


def _reading(event: Observed, equipment: tuple[str, ...], ctx: EventContext) -> Reading:
    return Reading(
        id=event.id,
        site=ctx.site,
        order=event.order,
        step=event.step,
        subject=event.subject,
        lot=event.lot,
        serial=event.serial,
        code=event.code,
        kind=event.kind,
        value=event.value,
        unit=event.unit,
        passed=event.passed,
        verdict=event.verdict,
        source=event.source,
        gauge=event.gauge,
        by=ctx.badge,
        second_by=event.second_by,
        defect=event.defect,
        document=event.document,
        photos=event.photos,
        text=event.text,
        routing_revision=event.routing_revision,
        equipment=equipment,
        corrected_by=None,
        entry=ctx.entry_id,
        at=ctx.occurred_at,
        received_at=ctx.received_at,
    )


def apply_material_consumed(rows: WorkingSet, event: MaterialConsumed, ctx: EventContext) -> None:
    """Note on the run that the component went in."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    rows.put(replace(run, consumed=_with(run.consumed, event.item), people=_with(run.people, ctx.badge)))


def apply_material_taken_back(rows: WorkingSet, event: MaterialTakenBack, _ctx: EventContext) -> None:
    """Let the run go on without the component."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    consumed = tuple(item for item in run.consumed if item != event.item)
    rows.put(replace(run, consumed=consumed, status="running", finished_at=None))


def apply_runs_inherited(rows: WorkingSet, event: RunsInherited, _ctx: EventContext) -> None:
    """Write the whole's runs for the part too, where it has none of its own."""
    for run in rows.group(StepRun, "scope", scope_of(event.order, event.from_subject)):
        own = rows.find(StepRun, event.order, run.step, event.to_subject)
        if own is None and (event.running or run.status != "running"):
            scope = scope_of(event.order, event.to_subject)
            rows.put(replace(run, subject=event.to_subject, scope=scope))


def apply_sent_back(rows: WorkingSet, event: SentBack, ctx: EventContext) -> None:
    """Give the other lot the steps before that one; open the unit's own from there on, with what is built in."""
    scope = scope_of(event.order, event.to_subject)
    for run in rows.group(StepRun, "scope", scope_of(event.order, event.from_subject)):
        if event.to_subject == event.from_subject:
            if run.step >= event.step:
                rows.put(_again(run, ctx))
        elif run.step < event.step and rows.find(StepRun, event.order, run.step, event.to_subject) is None:
            rows.put(replace(run, subject=event.to_subject, scope=scope))


def _again(run: StepRun, ctx: EventContext) -> StepRun:
    return replace(
        run,
        status="running",
        observed=(),
        failed=(),
        missing=(),
        started_at=ctx.occurred_at,
        finished_at=None,
    )


def apply_reading_corrected(rows: WorkingSet, event: ReadingCorrected, ctx: EventContext) -> None:
    """Write the value that now holds beside the first one, which stays as it was read."""
    first = rows.get(Reading, event.corrects)
    rows.put(replace(first, corrected_by=event.id))
    rows.create(
        replace(
            first,
            id=event.id,
            value=event.value,
            verdict=event.verdict,
            by=ctx.badge,
            text=event.reason,
            corrected_by=None,
            entry=ctx.entry_id,
            received_at=ctx.received_at,
        )
    )
    run = rows.get(StepRun, first.order, first.step, first.subject)
    failed = tuple(code for code in run.failed if code != first.code)
    rows.put(replace(run, failed=(*failed, first.code) if event.verdict == "fail" else failed))


def apply_step_finished(rows: WorkingSet, event: StepFinished, ctx: EventContext) -> None:
    """Close the run."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    status = "failed" if run.failed else "done"
    rows.put(replace(run, status=status, finished_at=ctx.occurred_at, missing=event.missing))


def apply_step_stopped(_rows: WorkingSet, _event: StepStopped, _ctx: EventContext) -> None:
    """Change nothing: that somebody was stopped is told by the log."""


def _with(known: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
