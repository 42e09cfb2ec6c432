"""The template of a job, which must be the approved one whenever something is decided about the job."""

from collections.abc import Iterable

from backend.labeling.state.templates import LabelTemplate, TemplateRevision
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from labels.templates.model import Template, decode


def touches_template(number: str, revision: str) -> Iterable[AnyTouch]:
    """Return a template and the revision of it that a job names."""
    yield Touch(LabelTemplate, (number,))
    yield Touch(TemplateRevision, (number, revision))


def approved_template(rows: WorkingSet, number: str, revision: str) -> Template | None:
    """Return a template that may be printed from now; None for a draft, a superseded revision, an unknown one."""
    found = rows.find(TemplateRevision, number, revision)
    return decode(found.content) if found is not None and found.status == "approved" else None
