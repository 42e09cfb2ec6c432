"""What the entries of label jobs touch: the job, whose lock guards its labels; its numbers; what they say."""

from collections.abc import Iterable

from backend.items.entries import Span, UseNumbers
from backend.items.state import (
    Identifier,
    IssuedNumber,
    Item,
    NumberRange,
    NumberUse,
    spans_of,
    touches_draw,
    touches_spans,
)
from backend.items.state import touches_use_numbers as touches_use
from backend.items.state.numbers import touches_range
from backend.labeling.entries import issued, jobs, printing
from backend.labeling.state.jobs import Label, LabelJob, LabelJobCount, touches_labels
from backend.labeling.state.numbers import spans_for
from backend.labeling.state.printers import Printer
from backend.labeling.state.scans import label_of, scanned_numbers
from backend.labeling.state.template import touches_template
from backend.labeling.state.texts import LabelTexts
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.state import Hold, Lot

JobEntry = jobs.CancelLabels | jobs.ReconcileLabels | printing.PausePrinting | printing.RecordReadBack
ScanEntry = issued.ScanLabelBack | issued.UseLabel


def touches_request(body: jobs.RequestLabels, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what the labels are of, the printer, the site's count, and the numbers they take."""
    yield Touch(LabelJobCount, (ctx.site,), write=True)
    yield Touch(LabelJob, (ctx.entry_id,), write=True)
    yield from touches_template(body.template, body.revision)
    if body.printer is not None:
        yield Touch(Printer, (ctx.site, body.printer))
    yield from _touches_subject(body, rows)
    if body.pool is not None:
        yield from touches_draw(body.pool, body.count, ctx, rows)
    yield from touches_spans(body.spans)
    yield from _touches_jobs_with(rows, body.spans)


def _touches_jobs_with(rows: WorkingSet, spans: Iterable[Span]) -> Iterable[AnyTouch]:
    """Return the jobs whose labels have some of the numbers already."""
    for span in spans:
        group = GroupTouch(NumberUse, "range", span.range)
        for use in rows.group(NumberUse, "range", span.range) if rows.has(group) else ():
            if use.first <= span.last and span.first <= use.last:
                yield Touch(LabelJob, (use.purpose,), write=True)


def touches_use_numbers(body: UseNumbers, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what a use touches, the job it is for, and those that have the numbers already."""
    yield from touches_use(body, ctx, rows)
    yield Touch(LabelJob, (body.purpose,), write=True)
    yield from _touches_jobs_with(rows, spans_of(body, rows))


def _touches_subject(body: jobs.RequestLabels, rows: WorkingSet) -> Iterable[AnyTouch]:
    item = body.item
    if body.di is not None:
        yield Touch(Identifier, (body.di,))
        identifier = rows.peek(Identifier, body.di)
        item = item or (identifier.item if identifier else None)
    if body.lot is not None:
        yield Touch(Lot, (body.lot,))
        lot = rows.peek(Lot, body.lot)
        item = item or (lot.item if lot else None)
        yield GroupTouch(Hold, "lot", body.lot)
    yield Touch(LabelTexts, ("",))
    if item:
        yield Touch(Item, (item,))
        yield Touch(LabelTexts, (item,))


def touches_job(body: JobEntry, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job."""
    return (Touch(LabelJob, (body.job,), write=True),)


def touches_release(body: jobs.ReleaseLabels, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and its template."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    if job is not None:
        yield from touches_template(job.template, job.revision)


def touches_clear(body: jobs.ClearLabelIncident, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job, and the jobs that claim the same numbers."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    for other in job.conflicts if job is not None else ():
        yield Touch(LabelJob, (other,), write=True)


def touches_print(body: printing.PrintLabels, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job, its printer, and the labels that are printed by hand at once."""
    yield Touch(LabelJob, (body.job,), write=True)
    if body.printer is not None:
        yield Touch(Printer, (ctx.site, body.printer))
    job = rows.peek(LabelJob, body.job)
    if job is not None:
        yield from touches_template(job.template, job.revision)
    if job is not None and job.todo and body.method != "printer":
        yield from touches_sent(job, job.todo[0])


def touches_sent(job: LabelJob, span: printing.LabelSpan) -> Iterable[AnyTouch]:
    """Return labels that are sent to paper, and the ranges that their numbers are written in."""
    yield from touches_labels(job.id, span)
    yield from (Touch(NumberRange, (part.range,)) for part in spans_for(job.spans, span))


def touches_progress(body: printing.RecordPrintProgress, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the labels that were printed and are sent."""
    yield Touch(LabelJob, (body.job,), write=True)
    if body.printed is not None:
        yield from touches_labels(body.job, body.printed)
    job = rows.peek(LabelJob, body.job)
    if job is not None and body.sending is not None:
        yield from touches_sent(job, body.sending)


def touches_stop(body: printing.RecordPrintStop, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the labels that had been sent."""
    yield Touch(LabelJob, (body.job,), write=True)
    for span in (body.printed, body.uncertain, body.unprinted):
        if span is not None:
            yield from touches_labels(body.job, span)


def touches_confirm(body: printing.ConfirmPrinted, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the labels that were printed by hand."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    if job is not None and job.sending is not None:
        yield from touches_labels(job.id, job.sending)


def touches_settle(body: printing.SettleLabels, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the labels in doubt."""
    yield Touch(LabelJob, (body.job,), write=True)
    yield from touches_labels(body.job, printing.LabelSpan(first=body.first, last=max(body.first, body.last)))


def touches_scan(body: ScanEntry, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and its label that was scanned, or what says whose number it is."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    if job is None or job.pool is None:
        return
    numbers = [number for scan in body.scans for number in scanned_numbers(job, scan.text, ctx.received_at.year)]
    for number in numbers:
        yield Touch(IssuedNumber, number)
        issued_number = rows.peek(IssuedNumber, *number)
        n = label_of(job, issued_number)
        if n is not None:
            yield Touch(Label, (job.id, n), write=True)
        elif issued_number is not None and issued_number.range:
            yield from touches_range(issued_number.range)


def touches_label(body: issued.ReprintLabel | issued.VoidLabel, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the label."""
    yield Touch(LabelJob, (body.job,), write=True)
    yield from touches_labels(body.job, printing.LabelSpan(first=body.n, last=body.n))
