"""What stands between a job and an act: it is unknown, another site's, mixed up, or not at that point."""

from backend.labeling.state.jobs import JobStatus, LabelJob
from backend.labeling.state.template import approved_template
from backend.log.vocabulary import Context
from backend.log.working_set import WorkingSet
from backend.people.rules import MIN_REASON
from sync.outcome import Flag


def job_here(rows: WorkingSet, number: str, ctx: Context) -> LabelJob | None:
    """Return the job if it is of the site at which the entry was recorded."""
    job = rows.find(LabelJob, number)
    return job if job is not None and job.site == ctx.site else None


def unknown(number: str) -> Flag:
    """Return why nothing can be done with a job that is not here."""
    return Flag("LABEL_JOB_UNKNOWN", {"job": number})


def problem_with(job: LabelJob, expected: tuple[JobStatus, ...]) -> Flag | None:
    """Return why the job does not go on: an open incident, or another status than ``expected``."""
    if job.incident:
        return Flag("LABEL_INCIDENT_OPEN", {"job": job.number, "incident": job.incident})
    if job.status not in expected:
        detail = {"job": job.number, "status": job.status, "expected": ", ".join(expected)}
        return Flag("LABEL_JOB_NOT_AT_THIS_POINT", detail)
    return None


def superseded(rows: WorkingSet, job: LabelJob) -> Flag | None:
    """Return why a job's template is no longer printed from."""
    if approved_template(rows, job.template, job.revision) is not None:
        return None
    return Flag("LABEL_TEMPLATE_NOT_APPROVED", {"template": job.template, "revision": job.revision})


def reason_missing(ctx: Context) -> Flag | None:
    """Return the refusal of a decision without a reason."""
    length = len((ctx.reason or "").strip())
    return None if length >= MIN_REASON else Flag("REASON_MISSING", {"expected": MIN_REASON, "found": length})
