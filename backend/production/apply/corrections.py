"""The effect of corrections: what now holds stands beside what was recorded first, which stays as it was."""

from typing import Any

from msgspec.structs import replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.production.apply.steps import ended, with_value
from backend.production.events import CheckCorrected, ReadingCorrected, ReadingSuperseded
from backend.production.state import Reading, StepRun


def apply_reading_corrected(rows: WorkingSet, event: ReadingCorrected, ctx: EventContext) -> None:
    """Write the value that now holds, on the run too where a machine had sent the first one."""
    _correct(rows, event, ctx, value=event.value, text=event.reason)
    first = rows.get(Reading, event.corrects)
    run = rows.get(StepRun, first.order, first.step, first.subject)
    if first.code in run.machine_values and first.source == "device":
        rows.put(replace(run, **with_value(run, first.code, event.value, first.unit, event.verdict)))


def apply_check_corrected(rows: WorkingSet, event: CheckCorrected, ctx: EventContext) -> None:
    """Write the answer that now holds."""
    _correct(rows, event, ctx, passed=event.passed, defect=event.defect, text=event.reason)


def apply_reading_superseded(rows: WorkingSet, event: ReadingSuperseded, _ctx: EventContext) -> None:
    """Let the second entry go out with the first."""
    twin = rows.get(Reading, event.reading)
    rows.put(replace(twin, corrected_by=event.by))
    _rejudge(rows, twin, twin.verdict, "")


def _correct(
    rows: WorkingSet,
    event: ReadingCorrected | CheckCorrected,
    ctx: EventContext,
    **said: Any,  # noqa: ANN401 - fields of a reading
) -> None:
    first = rows.get(Reading, event.corrects)
    rows.put(replace(first, corrected_by=event.id))
    written = {"by": ctx.badge, "corrected_by": None, "entry": ctx.entry_id, "received_at": ctx.received_at}
    rows.create(replace(first, id=event.id, verdict=event.verdict, **said, **written))
    _rejudge(rows, first, first.verdict, event.verdict)


def _rejudge(rows: WorkingSet, about: Reading, before: str, after: str) -> None:
    """Take one failure of the code off the run, or add one; an ended step is then done or failed by what is left."""
    run = rows.get(StepRun, about.order, about.step, about.subject)
    failed = list(run.failed)
    if before == "fail" and about.code in failed:
        failed.remove(about.code)
    if after == "fail":
        failed.append(about.code)
    status = ended(tuple(failed)) if run.status in ("done", "failed") else run.status
    rows.put(replace(run, failed=tuple(failed), status=status))
