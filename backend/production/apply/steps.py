"""The effect of step events on runs and readings."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.production.events import (
    LotOpened,
    MaterialConsumed,
    MaterialTakenBack,
    Observed,
    RunsInherited,
    SentBack,
    SequenceJudged,
    StepFinished,
    StepSkipped,
    StepStarted,
    StepStopped,
)
from backend.production.state import (
    BASELINE,
    RECENT,
    SKIPPED,
    LotOpening,
    MachineMessage,
    MachineValue,
    OrderSnapshot,
    Reading,
    StepDoubt,
    StepRun,
    Trend,
    scope_of,
    with_opening,
)
from sync.quantity import add


def apply_step_started(rows: WorkingSet, event: StepStarted, ctx: EventContext) -> None:
    """Put the run, or let more people and equipment join it."""
    known = rows.find(StepRun, event.order, event.step, event.subject)
    if known is None:
        known = _begun(event, ctx)
    again = {"status": "running", "finished_at": None} if known.status == SKIPPED else {}
    rows.put(
        replace(
            known,
            **again,
            equipment=_with(known.equipment, *event.equipment),
            people=_with(known.people, ctx.badge),
            unverified=known.unverified or (event.unverified and _doubted(rows, event, ctx)),
        )
    )


def _doubted(rows: WorkingSet, event: StepStarted, ctx: EventContext) -> bool:
    """Note since when the run is in doubt; where a deviation about it was opened, it is not doubted again."""
    key = (event.order, event.step, event.subject)
    known = rows.find(StepDoubt, *key)
    if known is None:
        known = StepDoubt(
            order=event.order,
            step=event.step,
            subject=event.subject,
            site=ctx.site,
            since=ctx.received_at,
            entries=(),
            open=True,
        )
    rows.put(replace(known, entries=_with(known.entries, ctx.entry_id)))
    return known.open


def _begun(event: StepStarted, ctx: EventContext) -> StepRun:
    return replace(_open(event.order, event.step, event.subject, ctx), revision=event.revision)


def _open(order: str, step: int, subject: str, ctx: EventContext) -> StepRun:
    return StepRun(
        order=order,
        step=step,
        subject=subject,
        scope=scope_of(order, subject),
        site=ctx.site,
        status="running",
        revision="",
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
    """Write the reading and note on the run that it is there: one that could not be judged is still to be read."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    rows.create(_reading(event, run.equipment, ctx))
    failed = (*run.failed, event.code) if event.verdict == "fail" else run.failed
    people = _with(run.people, ctx.badge)
    values = with_value(run, event.code, event.value, event.unit, event.verdict) if event.source == "device" else {}
    observed = run.observed if event.verdict == "unjudged" else _with(run.observed, event.code)
    rows.put(replace(run, observed=observed, failed=failed, people=people, **values))
    if event.value is not None and event.verdict != "unjudged":
        _follow_trend(rows, event, event.value)
    if event.message is not None:
        rows.put(MachineMessage(device=ctx.device, message=event.message, reading=event.id))


def with_value(run: StepRun, code: str, value: Decimal | None, unit: str | None, verdict: str) -> dict[str, Any]:
    """Return the change of a run by which it says the last value of a code that a machine sent."""
    assert value is not None, "a machine sends a value"
    assert unit is not None, "a value has a unit"
    sent = MachineValue(value=f"{value:f}", unit=unit, verdict=verdict)
    return {"machine_values": {**run.machine_values, code: sent}}


def _follow_trend(rows: WorkingSet, event: Observed, value: Decimal) -> None:
    """Take the value into the baseline while that is being made, and into the last ones."""
    known = rows.find(Trend, event.order, event.step, event.code)
    if known is None:
        zero = Decimal(0)
        known = Trend(order=event.order, step=event.step, code=event.code, count=0, total=zero, ranges=zero, recent=())
    making = known.count < BASELINE
    moved = abs(value - Decimal(known.recent[-1])) if known.recent else Decimal(0)
    rows.put(
        replace(
            known,
            count=known.count + 1,
            total=add(known.total, value) if making else known.total,
            ranges=add(known.ranges, moved) if making else known.ranges,
            recent=(*known.recent, f"{value:f}")[-RECENT:],
        )
    )


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


def apply_runs_inherited(rows: WorkingSet, event: RunsInherited, ctx: EventContext) -> None:
    """Write the whole's runs of the routing's steps for the part too, where it has none of its own.

    Of what is going on, a later part has what went in; what was read was read of the first.
    """
    fresh = {"observed": (), "failed": (), "machine_values": {}, "started_at": ctx.occurred_at}
    snapshot = rows.find(OrderSnapshot, event.order)
    for run in rows.group(StepRun, "scope", scope_of(event.order, event.from_subject)):
        if snapshot is None or snapshot.step(run.step) is None:
            continue
        if rows.find(StepRun, event.order, run.step, event.to_subject) is None:
            anew = fresh if run.status == "running" and not event.running else {}
            scope = scope_of(event.order, event.to_subject)
            rows.put(replace(run, subject=event.to_subject, scope=scope, **anew))


def apply_sent_back(rows: WorkingSet, event: SentBack, ctx: EventContext) -> None:
    """Give the other lot the steps before that one and open that one; open the unit's own steps from there on."""
    same = event.to_subject == event.from_subject
    scope = scope_of(event.order, event.to_subject)
    for run in rows.group(StepRun, "scope", scope_of(event.order, event.from_subject)):
        if same and run.step >= event.step:
            rows.put(_again(run, ctx))
        elif not same and run.step < event.step:
            rows.put(replace(run, subject=event.to_subject, scope=scope))
    if not same:
        rows.put(_open(event.order, event.step, event.to_subject, ctx))


def _again(run: StepRun, ctx: EventContext) -> StepRun:
    return replace(
        run,
        status="running",
        observed=(),
        failed=(),
        machine_values={},
        missing=(),
        started_at=ctx.occurred_at,
        finished_at=None,
    )


def apply_step_finished(rows: WorkingSet, event: StepFinished, ctx: EventContext) -> None:
    """Close the run."""
    run = rows.get(StepRun, event.order, event.step, event.subject)
    people = run.people if event.second_by is None else _with(run.people, event.second_by)
    done = {"status": ended(run.failed), "finished_at": ctx.occurred_at, "missing": event.missing}
    rows.put(replace(run, **done, people=people))


def apply_step_skipped(rows: WorkingSet, event: StepSkipped, ctx: EventContext) -> None:
    """Put the run as left out, ended; what was recorded of it stays."""
    known = rows.find(StepRun, event.order, event.step, event.subject)
    if known is None:
        begun = StepStarted(
            order=event.order, step=event.step, subject=event.subject, revision="", equipment=(), unverified=False
        )
        known = _begun(begun, ctx)
    rows.put(replace(known, status=SKIPPED, finished_at=ctx.occurred_at))


def apply_sequence_judged(rows: WorkingSet, event: SequenceJudged, _ctx: EventContext) -> None:
    """Take the doubt off the run; that there was a deviation is kept, so that the same is not doubted again."""
    rows.put(replace(rows.get(StepRun, event.order, event.step, event.subject), unverified=False))
    doubt = rows.find(StepDoubt, event.order, event.step, event.subject)
    if doubt is not None and event.in_sequence:
        rows.remove(StepDoubt, event.order, event.step, event.subject)
    elif doubt is not None:
        rows.put(replace(doubt, open=False))


def apply_step_stopped(_rows: WorkingSet, _event: StepStopped, _ctx: EventContext) -> None:
    """Change nothing: that somebody was stopped is told by the log."""


def apply_lot_opened(rows: WorkingSet, event: LotOpened, ctx: EventContext) -> None:
    """Note since when the lot is open."""
    rows.put(with_opening(rows.find(LotOpening, event.lot), event, ctx.site))


def ended(failed: tuple[str, ...]) -> str:
    """Return how a step stands that is ended."""
    return "failed" if failed else "done"


def _with(known: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
