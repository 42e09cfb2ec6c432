"""Decides on a job as a whole: what its read-back means, who may release, call off and reconcile it (R13)."""

from backend.labeling.entries.jobs import CancelLabels, ClearLabelIncident, ReconcileLabels, ReleaseLabels
from backend.labeling.entries.printing import RecordReadBack
from backend.labeling.events.jobs import (
    LabelIncidentCleared,
    LabelsCancelled,
    LabelsReadBack,
    LabelsReconciled,
    LabelsReleased,
)
from backend.labeling.rules.guards import job_here, problem_with, reason_missing, superseded, unknown
from backend.labeling.state.jobs import LabelJob
from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from sync.outcome import Flag

USES = ("applied", "sample", "destroyed", "returned")


def decide_read_back(rows: WorkingSet, body: RecordReadBack, ctx: Context) -> Decision:
    """Take the verdict on every label of the job; one that did not read back blocks the job and is named."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    problem = problem_with(job, ("requested",))
    if problem is None and (body.checked, body.dpi) != (job.count, job.dpi):
        problem = Flag("LABELS_NOT_ALL_READ_BACK", {"job": job.number, "expected": job.count, "found": body.checked})
    if problem is not None:
        return Decision(refusal=problem)
    event = LabelsReadBack(
        job=job.id,
        checked=body.checked,
        contents=body.contents,
        drawing_sha256=body.drawing_sha256,
        failed=body.failed,
        unread=body.unread,
    )
    return Decision((event,), _unread(job, body))


def _unread(job: LabelJob, body: RecordReadBack) -> tuple[Exceptional, ...]:
    if not body.failed or not body.unread:
        return ()
    first = body.unread[0]
    detail = {
        "job": job.number,
        "failed": body.failed,
        "count": job.count,
        "n": first.n,
        "expected": first.expected,
        "found": first.found or "-",
    }
    return (Exceptional("LABEL_READ_BACK_FAILED", "label_job", job.id, detail),)


def decide_release(rows: WorkingSet, body: ReleaseLabels, ctx: Context) -> Decision:
    """Let the labels be printed: all of them were read back, and their template is still the approved one."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    problem = problem_with(job, ("read_back",)) or superseded(rows, job)
    if problem is not None:
        return Decision(refusal=problem)
    return Decision((LabelsReleased(job=job.id, person=ctx.person or ctx.badge),))


def decide_cancel(rows: WorkingSet, body: CancelLabels, ctx: Context) -> Decision:
    """Print no more of the job. Also while an incident is open: it is one way to end it."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    missing = reason_missing(ctx)
    if missing is not None:
        return Decision(refusal=missing)
    if job.status in ("closed", "cancelled") or (job.status == "printed" and not job.todo):
        return refuse("LABEL_JOB_NOT_AT_THIS_POINT", job=job.number, status=job.status, expected="printing, stopped")
    return Decision((LabelsCancelled(job=job.id, reason=ctx.reason or ""),))


def decide_reconcile(rows: WorkingSet, body: ReconcileLabels, ctx: Context) -> Decision:
    """Close the job if every issued label is accounted for (820.45); a difference is kept and somebody looks at it."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    person = ctx.person or ctx.badge
    problem = problem_with(job, ("printed",)) or _same_person(job, person) or _contradiction(job, body)
    if problem is not None:
        return Decision(refusal=problem)
    accounted = sum(getattr(body, use) for use in USES) + job.void
    event = LabelsReconciled(
        job=job.id,
        applied=body.applied,
        sample=body.sample,
        destroyed=body.destroyed,
        returned=body.returned,
        balanced=accounted == job.issued,
        person=person,
    )
    return Decision((event,), () if event.balanced else (_difference(job, body, accounted),))


def _difference(job: LabelJob, body: ReconcileLabels, accounted: int) -> Exceptional:
    detail = {use: getattr(body, use) for use in USES}
    counts = {"job": job.number, "issued": job.issued, "void": job.void, "accounted": accounted}
    return Exceptional("LABEL_RECONCILIATION_DIFFERS", "label_job", job.id, detail | counts)


def _same_person(job: LabelJob, person: str) -> Flag | None:
    if person != job.released_person:
        return None
    return Flag("LABELS_RELEASED_BY_SAME_PERSON", {"job": job.number, "person": person})


def _contradiction(job: LabelJob, body: ReconcileLabels) -> Flag | None:
    """Return a use of which more labels were scanned than are now counted."""
    for use in USES:
        scanned, counted = getattr(job, use), getattr(body, use)
        if counted < scanned:
            detail = {"job": job.number, "use": use, "expected": scanned, "found": counted}
            return Flag("LABEL_COUNT_BELOW_SCANNED", detail)
    return None


def decide_clear(rows: WorkingSet, body: ClearLabelIncident, ctx: Context) -> Decision:
    """End an incident; while another live job has the same numbers there is nothing to clear."""
    job = job_here(rows, body.job, ctx)
    if job is None:
        return Decision(refusal=unknown(body.job))
    missing = reason_missing(ctx)
    if missing is not None:
        return Decision(refusal=missing)
    if not job.incident:
        return refuse("LABEL_JOB_NOT_AT_THIS_POINT", job=job.number, status=job.status, expected="incident")
    others = [rows.get(LabelJob, other) for other in job.conflicts]
    live = [other.number for other in others if other.status != "cancelled"]
    if live and job.status != "cancelled":
        return refuse("LABEL_NUMBERS_STILL_OVERLAP", job=job.number, other=live[0])
    return Decision((LabelIncidentCleared(job=job.id, reason=ctx.reason or ""),))
