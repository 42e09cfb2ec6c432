"""What the entries of label jobs touch: the job, whose lock guards its labels; claims on numbers; what they say."""

from collections.abc import Iterable

from backend.items.state import Identifier, Item
from backend.labeling.entries import issued, jobs, printing
from backend.labeling.state.jobs import Label, LabelBlock, LabelJob, LabelJobCount, touches_labels
from backend.labeling.state.numbers import blocks_of, scope_of, stem_of, writable
from backend.labeling.state.printers import Printer
from backend.labeling.state.scans import scanned_label
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.state import Lot

JobEntry = (
    jobs.ReleaseLabels | jobs.CancelLabels | jobs.ReconcileLabels | jobs.ClearLabelIncident | printing.RecordReadBack
)
ScanEntry = issued.ScanLabelBack | issued.UseLabel


def touches_request(body: jobs.RequestLabels, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what the labels are of, the printer, the site's count, and who has these numbers already."""
    yield Touch(LabelJobCount, (ctx.site,), write=True)
    yield Touch(LabelJob, (ctx.entry_id,), write=True)
    if body.printer is not None:
        yield Touch(Printer, (ctx.site, body.printer))
    yield from _touches_subject(body, rows)
    if body.numbers is not None and writable(body.numbers, body.count):
        yield from touches_claims(body.numbers, body.count, body.di, rows)


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
    if item:
        yield Touch(Item, (item,))


def touches_claims(
    numbers: jobs.LabelNumbers, count: int, di: str | None, rows: WorkingSet, *, write: bool = True
) -> Iterable[AnyTouch]:
    """Return the blocks in which the numbers lie, and the jobs that claim some of them."""
    for block, first, last in blocks_of(numbers, count):
        key = (scope_of(numbers, di), stem_of(numbers)[0], block)
        yield Touch(LabelBlock, key, write=write)
        known = rows.peek(LabelBlock, *key)
        for claim in known.claims if known else ():
            if claim.first <= last and first <= claim.last:
                yield Touch(LabelJob, (claim.job,), write=True)


def touches_job(body: JobEntry, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job."""
    return (Touch(LabelJob, (body.job,), write=True),)


def touches_clear(body: jobs.ClearLabelIncident, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job, and the jobs that claim the same numbers."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    if job is not None and job.numbers is not None:
        yield from touches_claims(job.numbers, job.count, job.di, rows, write=False)


def touches_print(body: printing.PrintLabels, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job, its printer, and the labels that are printed by hand at once."""
    yield Touch(LabelJob, (body.job,), write=True)
    if body.printer is not None:
        yield Touch(Printer, (ctx.site, body.printer))
    job = rows.peek(LabelJob, body.job)
    if job is not None and job.todo and body.method != "printer":
        yield from touches_labels(job.id, job.todo[0])


def touches_progress(body: printing.RecordPrintProgress, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the labels that were printed and are sent."""
    yield Touch(LabelJob, (body.job,), write=True)
    for span in (body.printed, body.sending):
        if span is not None:
            yield from touches_labels(body.job, span)


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
    yield from touches_labels(body.job, printing.Span(first=body.first, last=max(body.first, body.last)))


def touches_scan(body: ScanEntry, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and its label that was scanned, or the row that says whose label it is."""
    yield Touch(LabelJob, (body.job,), write=True)
    job = rows.peek(LabelJob, body.job)
    if job is None:
        return
    found = scanned_label(job, body.scans, ctx.received_at.year)
    if found.n is not None:
        yield Touch(Label, (job.id, found.n), write=True)
    elif found.block is not None:
        yield Touch(LabelBlock, found.block)


def touches_label(body: issued.ReprintLabel | issued.VoidLabel, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the job and the label."""
    yield Touch(LabelJob, (body.job,), write=True)
    yield from touches_labels(body.job, printing.Span(first=body.n, last=body.n))
