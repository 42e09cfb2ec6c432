"""Numbers on labels of a job and on something else too: each such job stops until somebody has looked (C19)."""

from collections.abc import Iterable

from backend.items.entries import Span, UseNumbers
from backend.items.rules import decide_use_numbers as used
from backend.items.state import NumberUse, spans_of
from backend.labeling.events.jobs import LabelIncidentOpened
from backend.labeling.state.jobs import LabelJob
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet

OVERLAP = "LABEL_NUMBERS_OVERLAP"
ELSEWHERE = "LABEL_NUMBERS_ELSEWHERE"


def jobs_with(rows: WorkingSet, spans: Iterable[Span], own: str) -> list[LabelJob]:
    """Return the jobs but ``own`` that have some of these numbers already, in the order of their ids."""
    found = {
        use.purpose
        for span in spans
        for use in rows.group(NumberUse, "range", span.range)
        if use.first <= span.last and span.first <= use.last and use.purpose != own
    }
    jobs = (rows.find(LabelJob, purpose) for purpose in sorted(found))
    return [job for job in jobs if job is not None]


def incidents(job: str, others: list[LabelJob]) -> list[LabelIncidentOpened]:
    """Return the incident of a job that has numbers in common with others, and theirs."""
    if not others:
        return []
    against = tuple(other.id for other in others)
    mine = LabelIncidentOpened(job=job, code=OVERLAP, others=against)
    return [mine, *(LabelIncidentOpened(job=other, code=OVERLAP, others=(job,)) for other in against)]


def decide_use_numbers(rows: WorkingSet, body: UseNumbers, ctx: Context) -> Decision:
    """Note the use of numbers; label jobs that printed some of them stop, and so does the one they are used for now."""
    decision = used(rows, body, ctx)
    others = jobs_with(rows, spans_of(body, rows), body.purpose)
    own = rows.find(LabelJob, body.purpose)
    if own is not None:
        opened = incidents(own.id, others)
    else:
        opened = [LabelIncidentOpened(job=other.id, code=ELSEWHERE) for other in others]
    exceptions = [_exception(other, own, body.purpose) for other in others]
    return Decision((*decision.events, *opened), (*decision.exceptions, *exceptions))


def _exception(job: LabelJob, own: LabelJob | None, purpose: str) -> Exceptional:
    if own is None:
        return Exceptional(ELSEWHERE, "label_job", job.id, {"job": job.number, "purpose": purpose})
    return overlap(own.id, own.number, job, own.di)


def overlap(job: str, number: str, other: LabelJob, di: str | None) -> Exceptional:
    """Return what is told of two jobs that have numbers in common."""
    return Exceptional(OVERLAP, "label_job", job, {"job": number, "other": other.number, "di": di or "-"})
