"""The effect of events about a job as a whole on the rows."""

from msgspec.structs import replace

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.events import jobs
from backend.labeling.state.jobs import Counts, JobStatus, LabelJob, LabelJobCount
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_requested(rows: WorkingSet, event: jobs.LabelJobRequested, ctx: EventContext) -> None:
    """Put the job, and the next job's number."""
    rows.put(_job_of(event, ctx))
    rows.put(LabelJobCount(site=event.site, next=int(event.number.rsplit("-", 1)[1]) + 1))


def _job_of(event: jobs.LabelJobRequested, ctx: EventContext) -> LabelJob:
    return LabelJob(
        id=event.id,
        number=event.number,
        site=event.site,
        template=event.template,
        revision=event.revision,
        item=event.item,
        lot=event.lot,
        di=event.di,
        pool=event.pool,
        spans=event.spans,
        sequence=event.sequence,
        count=event.count,
        dpi=event.dpi,
        language=event.language,
        data=event.data,
        printer=event.printer,
        requested_by=event.by,
        requested_at=ctx.received_at,
        todo=(LabelSpan(first=1, last=event.count),),
    )


def apply_read_back(rows: WorkingSet, event: jobs.LabelsReadBack, _ctx: EventContext) -> None:
    """Put the verdict."""
    status: JobStatus = "blocked" if event.failed else "read_back"
    job = replace(rows.get(LabelJob, event.job), status=status, contents=event.contents, failed=event.failed)
    rows.put(replace(job, drawing_sha256=event.drawing_sha256, unread=event.unread))


def apply_released(rows: WorkingSet, event: jobs.LabelsReleased, ctx: EventContext) -> None:
    """Put who released it and when."""
    who = {"released_by": ctx.badge, "released_person": event.person, "released_at": ctx.received_at}
    rows.put(replace(rows.get(LabelJob, event.job), status="released", **who))


def apply_cancelled(rows: WorkingSet, event: jobs.LabelsCancelled, _ctx: EventContext) -> None:
    """Put that nothing more is to be printed."""
    rows.put(at_rest(replace(rows.get(LabelJob, event.job), todo=())))


def apply_reconciled(rows: WorkingSet, event: jobs.LabelsReconciled, ctx: EventContext) -> None:
    """Put the counts; balanced they close the job."""
    job = rows.get(LabelJob, event.job)
    counts = Counts(applied=event.applied, sample=event.sample, destroyed=event.destroyed, returned=event.returned)
    status: JobStatus = "closed" if event.balanced else job.status
    rows.put(replace(job, status=status, counted=counts, reconciled_by=ctx.badge, reconciled_at=ctx.received_at))


def apply_incident_opened(rows: WorkingSet, event: jobs.LabelIncidentOpened, _ctx: EventContext) -> None:
    """Put why the labels may be mixed up; the first reason stays."""
    job = rows.get(LabelJob, event.job)
    conflicts = tuple(sorted({*job.conflicts, *event.others}))
    rows.put(replace(job, incident=job.incident or event.code, conflicts=conflicts))


def apply_incident_cleared(rows: WorkingSet, event: jobs.LabelIncidentCleared, _ctx: EventContext) -> None:
    """Put that it was looked at."""
    rows.put(replace(rows.get(LabelJob, event.job), incident="", conflicts=()))


def at_rest(job: LabelJob) -> LabelJob:
    """Return the job with the status it has while nothing is being printed by anybody."""
    if job.sending is not None:
        return job
    if job.todo or job.in_doubt:
        return (
            job if job.status in ("requested", "blocked", "read_back", "released") else replace(job, status="stopped")
        )
    return replace(job, status="printed" if job.issued else "cancelled")
