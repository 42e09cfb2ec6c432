"""The effect of scans, uses, reprints and voids on a job and its labels."""

from msgspec.structs import replace

from backend.labeling.apply.jobs import at_rest
from backend.labeling.entries.printing import LabelSpan
from backend.labeling.events import issued
from backend.labeling.state.jobs import Label, LabelJob
from backend.labeling.state.spans import merged
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet

USES = ("applied", "sample", "destroyed", "returned")


def apply_scanned_back(rows: WorkingSet, event: issued.LabelScannedBack, ctx: EventContext) -> None:
    """Put that the label was seen."""
    job = rows.get(LabelJob, event.job)
    rows.put(replace(job, scanned=job.scanned + 1))
    if event.n is not None:
        label = rows.get(Label, job.id, event.n)
        state = "scanned" if label.state == "printed" else label.state
        rows.put(replace(label, state=state, scanned_at=ctx.occurred_at))


def apply_used(rows: WorkingSet, event: issued.LabelUsed, _ctx: EventContext) -> None:
    """Put where the label went, instead of where it was said to be before."""
    job = rows.get(LabelJob, event.job)
    if event.n is None:
        rows.put(_tallied(job, event.use, 1))
        return
    label = rows.get(Label, job.id, event.n)
    rows.put(_tallied(_tallied(job, label.state, -1), event.use, 1))
    rows.put(replace(label, state=event.use))


def _tallied(job: LabelJob, use: str, change: int) -> LabelJob:
    return replace(job, **{use: getattr(job, use) + change}) if use in USES else job


def apply_reprint_asked(rows: WorkingSet, event: issued.LabelReprintAsked, _ctx: EventContext) -> None:
    """Put the label where it is printed next, its copy among the void ones."""
    job, label = _voided(rows, event.job, event.n)
    again = merged((*job.todo, LabelSpan(first=event.n, last=event.n)))
    rows.put(replace(label, state="waiting", scanned_at=None))
    rows.put(at_rest(replace(job, todo=again)))


def apply_voided(rows: WorkingSet, event: issued.LabelVoided, _ctx: EventContext) -> None:
    """Put the copy among the void ones."""
    job, label = _voided(rows, event.job, event.n)
    rows.put(job)
    rows.put(replace(label, state="void"))


def _voided(rows: WorkingSet, number: str, n: int) -> tuple[LabelJob, Label]:
    label = rows.get(Label, number, n)
    job = _tallied(rows.get(LabelJob, number), label.state, -1)
    return replace(job, void=job.void + 1), label
