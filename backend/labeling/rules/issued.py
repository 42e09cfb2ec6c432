"""Decides on single printed labels. A scan is a fact: what it shows is kept, and a label that should not be there stops
the job (820.45(c)). Reprints and voids need a reason and count in the reconciliation.
"""

from backend.items.state import IssuedNumber, NumberUse
from backend.labeling.entries.issued import LabelUse, ReprintLabel, ScanLabelBack, UseLabel, VoidLabel
from backend.labeling.entries.printing import LabelSpan
from backend.labeling.events.issued import LabelReprintAsked, LabelScannedBack, LabelUsed, LabelVoided
from backend.labeling.events.jobs import LabelIncidentOpened
from backend.labeling.events.printing import LabelsSettled
from backend.labeling.rules.guards import job_here, problem_with, reason_missing, unknown
from backend.labeling.state.jobs import Label, LabelJob
from backend.labeling.state.scans import is_alike, label_of, scanned_numbers
from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from sync.outcome import Flag

REPLACEABLE = ("printed", "scanned", "applied", "sample", "destroyed", "returned")


def decide_scan_back(rows: WorkingSet, body: ScanLabelBack, ctx: Context) -> Decision:
    """Keep that a label of the job was seen and reads as it should."""
    return _scanned(rows, body, ctx, None)


def decide_use(rows: WorkingSet, body: UseLabel, ctx: Context) -> Decision:
    """Keep where a label went."""
    return _scanned(rows, body, ctx, body.use)


def _scanned(rows: WorkingSet, body: ScanLabelBack | UseLabel, ctx: Context, use: LabelUse | None) -> Decision:
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(exceptions=(Exceptional("LABEL_JOB_UNKNOWN", "label_job", body.job, {"job": body.job}),))
    if job.status in ("closed", "cancelled"):
        return Decision(exceptions=(_about(job, "LABEL_JOB_CLOSED", status=job.status),))
    if job.pool is None:
        return _alike(job, body, use)
    wanted = [number for scan in body.scans for number in scanned_numbers(job, scan.text, ctx.received_at.year)]
    numbers = [row for number in wanted if (row := rows.find(IssuedNumber, *number)) is not None]
    for number in numbers:
        n = label_of(job, number)
        if n is not None:
            return _seen(rows, job, n, number.number, use)
    return _foreign(rows, job, numbers, body.scans[0].text)


def _alike(job: LabelJob, body: ScanLabelBack | UseLabel, use: LabelUse | None) -> Decision:
    if not any(is_alike(job, scan.text) for scan in body.scans):
        return Decision(exceptions=(_about(job, "LABEL_NOT_OF_JOB", found=body.scans[0].text[:100]),))
    return Decision((LabelUsed(job=job.id, n=None, use=use) if use else LabelScannedBack(job=job.id, n=None),))


def _seen(rows: WorkingSet, job: LabelJob, n: int, number: str, use: LabelUse | None) -> Decision:
    label = rows.find(Label, job.id, n)
    named: dict[str, str | int] = {"n": n, "number": number}
    if label is None:
        incident = LabelIncidentOpened(job=job.id, code="LABEL_NOT_PRINTED_HERE")
        return Decision((incident,), (_about(job, "LABEL_NOT_PRINTED_HERE", **named),))
    if label.state in ("void", "waiting"):
        return Decision(exceptions=(_about(job, "LABEL_IS_VOID", **named),))
    events: list[Event] = []
    if label.state == "uncertain":  # a label that can be scanned did come out
        events.append(LabelsSettled(job=job.id, came_out=True, span=LabelSpan(first=n, last=n)))
    if use is not None:
        return Decision((*events, LabelUsed(job=job.id, n=n, use=use)))
    if label.scanned_at is not None:
        return Decision(exceptions=(_about(job, "LABEL_SCANNED_AGAIN", **named),))
    return Decision((*events, LabelScannedBack(job=job.id, n=n)))


def _foreign(rows: WorkingSet, job: LabelJob, numbers: list[IssuedNumber], text: str) -> Decision:
    """A label with a number of something else among these is a mix-up; any other code is only not of this job."""
    for number in numbers:
        uses = rows.group(NumberUse, "range", number.range) if number.range else []
        use = next((use for use in uses if use.first <= number.place <= use.last), None)
        if use is not None:
            exception = _about(job, "LABEL_OF_OTHER_JOB", number=number.number, other=use.purpose)
            return Decision((LabelIncidentOpened(job=job.id, code="LABEL_OF_OTHER_JOB"),), (exception,))
    return Decision(exceptions=(_about(job, "LABEL_NOT_OF_JOB", found=text[:100]),))


def _about(job: LabelJob, code: str, **detail: str | int) -> Exceptional:
    return Exceptional(code, "label_job", job.id, {"job": job.number, **detail})


def decide_reprint(rows: WorkingSet, body: ReprintLabel, ctx: Context) -> Decision:
    """Void the copy there is and put the label where it is printed next; a closed job is open again."""
    job = job_here(rows, body.job, ctx)
    problem = _replaceable(rows, job, body, ctx)
    if job is None or problem is not None:
        return Decision(refusal=problem)
    return Decision((LabelReprintAsked(job=job.id, n=body.n, reason=ctx.reason or ""),))


def decide_void(rows: WorkingSet, body: VoidLabel, ctx: Context) -> Decision:
    """Void the copy there is."""
    job = job_here(rows, body.job, ctx)
    problem = _replaceable(rows, job, body, ctx)
    if job is None or problem is not None:
        return Decision(refusal=problem)
    if job.status == "closed":
        return refuse("LABEL_JOB_NOT_AT_THIS_POINT", job=job.number, status=job.status, expected="printed, stopped")
    return Decision((LabelVoided(job=job.id, n=body.n, reason=ctx.reason or ""),))


def _replaceable(rows: WorkingSet, job: LabelJob | None, body: ReprintLabel | VoidLabel, ctx: Context) -> Flag | None:
    if job is None:
        return unknown(body.job)
    problem = problem_with(job, ("printed", "stopped", "closed")) or reason_missing(ctx)
    if problem is not None:
        return problem
    label = rows.find(Label, job.id, body.n)
    if label is None or label.state not in REPLACEABLE:
        state = label.state if label is not None else "-"
        return Flag("LABEL_NOT_REPLACEABLE", {"job": job.number, "n": body.n, "state": state})
    return None
