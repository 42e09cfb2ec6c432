"""The effect of printing on the rows of a job and its labels."""

from msgspec.structs import replace

from backend.items.state import numbers_of
from backend.labeling.apply.jobs import at_rest
from backend.labeling.entries.printing import LabelSpan
from backend.labeling.events import printing
from backend.labeling.state.jobs import PAUSED, Label, LabelJob, LabelState
from backend.labeling.state.numbers import spans_for
from backend.labeling.state.spans import merged, without
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_started(rows: WorkingSet, event: printing.PrintingStarted, ctx: EventContext) -> None:
    """Put that the job is being printed, how and by whom."""
    job = rows.get(LabelJob, event.job)
    started = {"method": event.method, "printer": event.printer, "printed_by": ctx.badge}
    rows.put(replace(job, status="printing", stop_cause="", stop_detail="", **started))


def apply_paused(rows: WorkingSet, event: printing.PrintingPaused, _ctx: EventContext) -> None:
    """Put that a person stopped the printer; with nothing on its way the job is at rest at once."""
    rows.put(at_rest(replace(rows.get(LabelJob, event.job), stop_cause=PAUSED, stop_detail="")))


def apply_sent(rows: WorkingSet, event: printing.LabelsSent, ctx: EventContext) -> None:
    """Put the labels that are on their way to paper."""
    job = rows.get(LabelJob, event.job)
    rows.put(replace(job, todo=without(job.todo, event.span), sending=event.span, counter=event.counter))
    numbers: list[str | None] = [
        number for span in spans_for(job.spans, event.span) for number in numbers_of(rows, span)
    ]
    for n, number in zip(_labels(event.span), numbers or [None] * event.span.count, strict=True):
        known = rows.find(Label, job.id, n)
        rows.put(replace(known, state="sent") if known is not None else _new(job, n, number, ctx))


def _new(job: LabelJob, n: int, number: str | None, ctx: EventContext) -> Label:
    by = job.printed_by or ctx.badge
    return Label(
        job=job.id, n=n, site=job.site, number=number, state="sent", copies=0, scanned_at=None, printed_at=None, by=by
    )


def apply_printed(rows: WorkingSet, event: printing.LabelsPrinted, ctx: EventContext) -> None:
    """Put that labels came out; the job is done when nothing is left."""
    job = rows.get(LabelJob, event.job)
    _came_out(rows, job, event.span, ctx)
    left = without((job.sending,), event.span) if job.sending is not None else ()
    sending = left[0] if left else None
    issued = job.issued + event.span.count
    done = replace(job, sending=sending, issued=issued, printed_at=ctx.received_at)
    goes_on = done.todo and not done.paused
    rows.put(done if goes_on or sending is not None else at_rest(done))


def apply_unprinted(rows: WorkingSet, event: printing.LabelsUnprinted, _ctx: EventContext) -> None:
    """Put back what did not come out."""
    _take_back(rows, rows.get(LabelJob, event.job), event.span)


def _take_back(rows: WorkingSet, job: LabelJob, span: LabelSpan) -> None:
    left = without((job.sending,), span) if job.sending is not None else ()
    rows.put(replace(job, todo=merged((*job.todo, span)), sending=left[0] if left else None))
    for n in _labels(span):
        label = rows.get(Label, job.id, n)
        if label.copies:
            rows.put(replace(label, state="waiting"))
        else:
            rows.remove(Label, job.id, n)


def apply_in_doubt(rows: WorkingSet, event: printing.LabelsInDoubt, _ctx: EventContext) -> None:
    """Put what a person must look at."""
    job = rows.get(LabelJob, event.job)
    left = without((job.sending,), event.span) if job.sending is not None else ()
    in_doubt = merged((*job.in_doubt, event.span))
    rows.put(replace(job, in_doubt=in_doubt, sending=left[0] if left else None))
    for n in _labels(event.span):
        rows.put(replace(rows.get(Label, job.id, n), state="uncertain"))


def apply_stopped(rows: WorkingSet, event: printing.PrintingStopped, _ctx: EventContext) -> None:
    """Put that nothing is being printed, and why."""
    job = replace(rows.get(LabelJob, event.job), stop_cause=event.cause or "", stop_detail=event.detail, sending=None)
    rows.put(at_rest(job))


def apply_settled(rows: WorkingSet, event: printing.LabelsSettled, ctx: EventContext) -> None:
    """Put what a person saw."""
    job = rows.get(LabelJob, event.job)
    settled = replace(job, in_doubt=without(job.in_doubt, event.span))
    if event.came_out:
        _came_out(rows, job, event.span, ctx)
        rows.put(at_rest(replace(settled, issued=job.issued + event.span.count)))
    else:
        _take_back(rows, settled, event.span)


def _came_out(rows: WorkingSet, job: LabelJob, span: LabelSpan, ctx: EventContext) -> None:
    for n in _labels(span):
        label = rows.get(Label, job.id, n)
        copies = label.copies + 1
        rows.put(replace(label, state=_state(label), copies=copies, printed_at=ctx.received_at))


def _state(label: Label) -> LabelState:
    """Return the state of a label that came out: it may have been scanned, or used, before that was known."""
    if label.state in ("sent", "uncertain"):
        return "printed" if label.scanned_at is None else "scanned"
    return label.state


def _labels(span: LabelSpan) -> range:
    return range(span.first, span.last + 1)
