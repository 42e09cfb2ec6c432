"""What settling a doubt about the sequence of steps reads and writes (C23)."""

from collections.abc import Iterable, Iterator

from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.production.entries import EndDoubt, FinishStep, SkipStep
from backend.production.state.rows import OrderSnapshot, StepDoubt, StepRun, WorkOrder, scope_of, subject_of
from backend.production.state.touches import touches_output, touches_step

Ends = FinishStep | SkipStep
"""What may clear the doubt about the steps that follow."""


def touches_end_of_step(body: Ends, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what every record of a step touches, and the runs in doubt, which it may clear."""
    yield from touches_step(body, ctx, rows)
    for run in _in_doubt(body, rows):
        yield Touch(StepRun, (run.order, run.step, run.subject), write=True)
        yield Touch(StepDoubt, (run.order, run.step, run.subject), write=True)


def touches_end_doubt(body: EndDoubt, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the run, its doubt, and the runs that it follows, which the lock of what is being made guards."""
    subject = subject_of(body.lot, body.serial)
    yield Touch(WorkOrder, (body.order,))
    yield Touch(OrderSnapshot, (body.order,))
    yield Touch(StepRun, (body.order, body.step, subject), write=True)
    yield Touch(StepDoubt, (body.order, body.step, subject), write=True)
    yield from _groups(body)
    yield from touches_output(body.order, body.lot, body.serial, rows)


def doubted_entries(body: Ends | EndDoubt, _ctx: Context, rows: WorkingSet) -> Iterable[str]:
    """Return the entries that said that a run is out of sequence, of those runs which this may settle."""
    for run in _in_doubt(body, rows):
        doubt = rows.peek(StepDoubt, run.order, run.step, run.subject)
        if doubt is not None:
            yield from doubt.entries


def _in_doubt(body: Ends | EndDoubt, rows: WorkingSet) -> Iterator[StepRun]:
    for group in _groups(body):
        if rows.has(group):
            yield from (run for run in rows.group(StepRun, "scope", group.value) if run.unverified)


def _groups(body: Ends | EndDoubt) -> Iterator[GroupTouch]:
    for subject in sorted({"", subject_of(body.lot, body.serial), subject_of(body.lot, None)}):
        yield GroupTouch(StepRun, "scope", scope_of(body.order, subject))
