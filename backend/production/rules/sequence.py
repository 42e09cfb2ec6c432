"""Steps whose records arrive in another order than they were done (C23): a step that began before one it follows is in
doubt until that one arrives. If it ended before this one began, all is well; if not, or if it has not arrived at the
deadline, a deviation is opened. What was said in the inbox is settled with the doubt.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from backend.log.vocabulary import Context, Decision, Event, Exceptional, Settled
from backend.log.working_set import WorkingSet
from backend.nonconformance.rules import opened
from backend.production.entries import EndDoubt
from backend.production.events import SequenceJudged
from backend.production.rules.floor import Place, place_of, undone_before
from backend.production.state import PASSED_BY, OrderSnapshot, StepDoubt, StepRun, scope_of, subject_of

_FIRST = 50
"""Deviations of doubts are numbered from here, beside those of what else is wrong."""

IN_SEQUENCE, SKIPPED_STEP = "STEP_IN_SEQUENCE", "STEP_SKIPPED"
BROKEN, UNRESOLVED = "STEP_SEQUENCE_BROKEN", "STEP_SEQUENCE_UNRESOLVED"


def settled(rows: WorkingSet, place: Place, *, left_out: bool = False) -> Decision:
    """Return what the end of this step says about the steps of the same lot or unit that are in doubt.

    ``left_out``: it was skipped, under a deviation of its own; whenever that was said, no second one is opened.
    """
    events: list[Event] = []
    exceptions: list[Exceptional] = []
    done_with: list[Settled] = []
    for run in _in_doubt(rows, place):
        ended = {**_ended(rows, place, run), place.number: place.ctx.occurred_at}
        late = _late(rows, run, ended)
        if late is None:
            continue
        if left_out and place.number in late:
            late.remove(place.number)
        events.append(_judged(run, in_sequence=not late))
        done_with += _answered(rows, run, BROKEN if late else SKIPPED_STEP if left_out else IN_SEQUENCE)
        if late:
            exceptions.append(place.exceptional(BROKEN, began=run.step, missing=_listed(late)))
            n = _FIRST + len(exceptions)
            events.append(opened(place.ctx, exceptions[-1], n=n, order=run.order, step=run.step))
    return Decision(tuple(events), tuple(exceptions), settled=tuple(done_with))


def decide_end_doubt(rows: WorkingSet, body: EndDoubt, ctx: Context) -> Decision:
    """Open a deviation for a step that is still in doubt at the deadline; before it, or after the doubt, do nothing."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    run = rows.find(StepRun, body.order, body.step, place.subject)
    doubt = rows.find(StepDoubt, body.order, body.step, place.subject)
    due = None if doubt is None or not doubt.open else doubt.since + timedelta(hours=body.hours)
    if run is None or due is None or ctx.occurred_at < due:
        return Decision()
    late = _late(rows, run, _ended(rows, place, run))
    if late == []:
        return Decision((_judged(run, in_sequence=True),), settled=_answered(rows, run, IN_SEQUENCE))
    if late is None:
        missing = _listed(undone_before(rows, place))
        broken = place.exceptional(UNRESOLVED, missing=missing, hours=body.hours)
    else:
        broken = place.exceptional(BROKEN, began=run.step, missing=_listed(late))
    deviation = opened(ctx, broken, order=body.order, step=body.step)
    judged = _judged(run, in_sequence=False)
    return Decision((judged, deviation), (broken,), settled=_answered(rows, run, broken.code))


def _judged(run: StepRun, *, in_sequence: bool) -> SequenceJudged:
    return SequenceJudged(order=run.order, step=run.step, subject=run.subject, in_sequence=in_sequence)


def _answered(rows: WorkingSet, run: StepRun, reason: str) -> tuple[Settled, ...]:
    """Return that what was said of the run being out of sequence needs nobody's look any more."""
    doubt = rows.find(StepDoubt, run.order, run.step, run.subject)
    entries = () if doubt is None else doubt.entries
    return tuple(Settled(entry, "STEP_OUT_OF_SEQUENCE", reason) for entry in entries)


def _late(rows: WorkingSet, run: StepRun, ended: Mapping[int, datetime]) -> list[int] | None:
    """Return the steps before a run that ended after it had begun; None while one of them is not there."""
    snapshot = rows.find(OrderSnapshot, run.order)
    step = None if snapshot is None else snapshot.step(run.step)
    if step is None or not all(number in ended for number in step.predecessors):
        return None
    return [number for number in step.predecessors if ended[number] > run.started_at]


def _in_doubt(rows: WorkingSet, place: Place) -> Iterator[StepRun]:
    for subject in sorted({"", place.subject, subject_of(place.lot, None)}):
        for run in rows.group(StepRun, "scope", scope_of(place.order_number, subject)):
            if run.unverified:
                yield run


def _ended(rows: WorkingSet, place: Place, of: StepRun) -> Mapping[int, datetime]:
    """Return when the steps ended that count for a run."""
    return {
        run.step: run.finished_at
        for subject in {"", of.subject, place.subject, subject_of(place.lot, None)}
        for run in rows.group(StepRun, "scope", scope_of(place.order_number, subject))
        if run.status in PASSED_BY and run.finished_at is not None
    }


def _listed(steps: Sequence[int]) -> str:
    return ", ".join(map(str, steps))
