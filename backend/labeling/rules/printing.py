"""Decides on printing: what goes to paper next, what surely came out, what a person must look at. Nothing is printed
again unless it is sure that it did not come out, or somebody asked for a reprint.
"""

from backend.labeling.entries.printing import (
    ConfirmPrinted,
    LabelSpan,
    PausePrinting,
    PrintLabels,
    RecordPrintProgress,
    RecordPrintStop,
    SettleLabels,
)
from backend.labeling.events.printing import (
    LabelsInDoubt,
    LabelsPrinted,
    LabelsSent,
    LabelsSettled,
    LabelsUnprinted,
    PrintingPaused,
    PrintingStarted,
    PrintingStopped,
)
from backend.labeling.rules.guards import job_here, problem_with, superseded, unknown
from backend.labeling.rules.printers import printer_problem
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.printers import Printer
from backend.labeling.state.spans import contains, text_of
from backend.labeling.state.template import approved_template
from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from sync.outcome import Flag


def decide_print(rows: WorkingSet, body: PrintLabels, ctx: Context) -> Decision:
    """Start or go on printing at the first label that is not printed. By hand, all that is next goes at once."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    problem = problem_with(job, ("released", "stopped")) or superseded(rows, job) or _doubtful(job)
    problem = problem or _unprintable(rows, job, body, ctx)
    if problem is not None:
        return Decision(refusal=problem)
    started = PrintingStarted(job=job.id, method=body.method, printer=body.printer)
    if body.method == "printer":
        return Decision((started,))
    return Decision((started, LabelsSent(job=job.id, counter=None, span=job.todo[0])))


def _doubtful(job: LabelJob) -> Flag | None:
    if not job.in_doubt:
        return None
    return Flag("LABELS_NOT_SETTLED", {"job": job.number, "labels": ", ".join(map(text_of, job.in_doubt))})


def _unprintable(rows: WorkingSet, job: LabelJob, body: PrintLabels, ctx: Context) -> Flag | None:
    if not job.todo:
        return Flag("LABEL_JOB_NOT_AT_THIS_POINT", {"job": job.number, "status": job.status, "expected": "todo"})
    if body.method != "printer":
        return None
    template = approved_template(rows, job.template, job.revision)
    assert template is not None, "a superseded template was refused before"
    printer = rows.find(Printer, ctx.site, body.printer) if body.printer is not None else None
    return printer_problem(printer, body.printer or "-", job.dpi, template)


def decide_pause(rows: WorkingSet, body: PausePrinting, ctx: Context) -> Decision:
    """Stop a printer between two labels; printing by hand ends when a person says what came out."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    if job.status != "printing" or job.method != "printer" or job.paused:
        return refuse("LABEL_JOB_NOT_AT_THIS_POINT", job=job.number, status=job.status, expected="printing")
    return Decision((PrintingPaused(job=job.id),))


def decide_progress(rows: WorkingSet, body: RecordPrintProgress, ctx: Context) -> Decision:
    """Keep what came out and what is sent next; out of step with the job it is refused, and then nothing is sent."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    in_step = job.status == "printing" and body.printed == job.sending
    if body.sending is not None:
        next_up = bool(job.todo) and job.todo[0].first == body.sending.first and contains(job.todo, body.sending)
        in_step = in_step and next_up and not job.incident and not job.paused
    if not in_step:
        return Decision(refusal=_out_of_step(job))
    events: list[Event] = []
    if body.printed is not None:
        events.append(LabelsPrinted(job=job.id, span=body.printed))
    if body.sending is not None:
        events.append(LabelsSent(job=job.id, counter=body.counter, span=body.sending))
    return Decision(tuple(events))


def _out_of_step(job: LabelJob) -> Flag:
    sending = text_of(job.sending) if job.sending else "-"
    return Flag("LABEL_PRINTING_OUT_OF_STEP", {"job": job.number, "status": job.status, "sending": sending})


def decide_stop(rows: WorkingSet, body: RecordPrintStop, ctx: Context) -> Decision:
    """Stop the job at the exact label; every label that was sent is printed, in doubt, or to be printed next."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    parts = [span for span in (body.printed, body.uncertain, body.unprinted) if span is not None]
    sent = [n for span in parts for n in range(span.first, span.last + 1)]
    expected = [] if job.sending is None else list(range(job.sending.first, job.sending.last + 1))
    if job.status != "printing" or sorted(sent) != expected:
        return Decision(refusal=_out_of_step(job))
    events: list[Event] = []
    if body.printed is not None:
        events.append(LabelsPrinted(job=job.id, span=body.printed))
    if body.uncertain is not None:
        events.append(LabelsInDoubt(job=job.id, span=body.uncertain))
    if body.unprinted is not None:
        events.append(LabelsUnprinted(job=job.id, span=body.unprinted))
    if body.resumes and body.uncertain is None and not job.paused:
        return Decision(tuple(events))
    events.append(PrintingStopped(job=job.id, cause=body.cause, detail=body.detail))
    return Decision(tuple(events), _stopped(job, body))


def _stopped(job: LabelJob, body: RecordPrintStop) -> tuple[Exceptional, ...]:
    detail = {"job": job.number, "printer": job.printer or "-", "cause": body.cause, "detail": body.detail or "-"}
    if body.uncertain is None:
        return (Exceptional("LABEL_PRINTER_STOPPED", "label_job", job.id, detail),)
    labels = {"labels": text_of(body.uncertain)}
    return (Exceptional("LABELS_IN_DOUBT", "label_job", job.id, detail | labels),)


def decide_confirm(rows: WorkingSet, body: ConfirmPrinted, ctx: Context) -> Decision:
    """Take a person's word for what came out; the rest is to be printed next."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(exceptions=(Exceptional("LABEL_JOB_UNKNOWN", "label_job", body.job, {"job": body.job}),))
    sent = job.sending
    if sent is None or job.method == "printer" or not sent.first - 1 <= body.through <= sent.last:
        detail = {"job": job.number, "sending": text_of(sent) if sent else "-", "found": body.through}
        return Decision(exceptions=(Exceptional("LABELS_NOT_BEING_PRINTED", "label_job", job.id, detail),))
    events: list[Event] = []
    if body.through >= sent.first:
        events.append(LabelsPrinted(job=job.id, span=LabelSpan(first=sent.first, last=body.through)))
    if body.through < sent.last:
        events.append(LabelsUnprinted(job=job.id, span=LabelSpan(first=body.through + 1, last=sent.last)))
    return Decision((*events, PrintingStopped(job=job.id, cause=None, detail="")))


def decide_settle(rows: WorkingSet, body: SettleLabels, ctx: Context) -> Decision:
    """Take a person's word for labels in doubt."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(exceptions=(Exceptional("LABEL_JOB_UNKNOWN", "label_job", body.job, {"job": body.job}),))
    span = LabelSpan(first=body.first, last=max(body.first, body.last))
    if not contains(job.in_doubt, span):
        detail = {"job": job.number, "labels": text_of(span)}
        return Decision(exceptions=(Exceptional("LABELS_NOT_IN_DOUBT", "label_job", job.id, detail),))
    return Decision((LabelsSettled(job=job.id, came_out=body.came_out, span=span),))
