"""Steps whose records arrive in another order than they were done (C23): a step that began before one it follows is in
doubt until that one arrives. If it ended before this one began, all is well; if not, a deviation is opened.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from backend.log.vocabulary import Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.nonconformance.rules import opened
from backend.production.events import SequenceJudged
from backend.production.rules.floor import Place
from backend.production.state import PASSED_BY, OrderSnapshot, StepRun, scope_of, subject_of

_FIRST = 50
"""Deviations of doubts are numbered from here, beside those of what else is wrong."""


def settled(rows: WorkingSet, place: Place, *, left_out: bool = False) -> tuple[list[Event], list[Exceptional]]:
    """Return what the end of this step says about the steps of the same lot or unit that are in doubt.

    ``left_out``: it was skipped, under a deviation of its own; whenever that was said, no second one is opened.
    """
    events: list[Event] = []
    exceptions: list[Exceptional] = []
    for run in _in_doubt(rows, place):
        ended = _ended(rows, place, run)
        steps = rows.find(OrderSnapshot, place.order_number)
        step = None if steps is None else steps.step(run.step)
        if step is None or not all(number in ended for number in step.predecessors):
            continue
        late = [number for number in step.predecessors if ended[number] > run.started_at]
        if left_out and place.number in late:
            late.remove(place.number)
        in_sequence = not late
        judged = SequenceJudged(order=run.order, step=run.step, subject=run.subject, in_sequence=in_sequence)
        events.append(judged)
        if late:
            broken = place.exceptional("STEP_SEQUENCE_BROKEN", began=run.step, missing=", ".join(map(str, late)))
            exceptions.append(broken)
            n = _FIRST + len(exceptions)
            events.append(opened(place.ctx, broken, n=n, order=run.order, step=run.step))
    return events, exceptions


def _in_doubt(rows: WorkingSet, place: Place) -> Iterator[StepRun]:
    for subject in sorted({"", place.subject, subject_of(place.lot, None)}):
        for run in rows.group(StepRun, "scope", scope_of(place.order_number, subject)):
            if run.unverified:
                yield run


def _ended(rows: WorkingSet, place: Place, of: StepRun) -> Mapping[int, datetime]:
    """Return when the steps ended that count for a run, with the one that ends now."""
    ended = {
        run.step: run.finished_at
        for subject in {"", of.subject, place.subject, subject_of(place.lot, None)}
        for run in rows.group(StepRun, "scope", scope_of(place.order_number, subject))
        if run.status in PASSED_BY and run.finished_at is not None
    }
    return ended | {place.number: place.ctx.occurred_at}
