"""Rows of label templates and what their entries touch."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from backend.labeling.entries.templates import AdoptTemplate, ApproveTemplate, DraftTemplate, WithdrawTemplate
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet

FIRST = "1"


@row_type("label_template", key=("number",), rank=76, lock="share")
class LabelTemplate(Row, frozen=True, kw_only=True):
    """A template: its newest revision, and the approved one that labels are printed from."""

    number: str
    newest: str
    approved: str | None


@row_type(
    "template_revision",
    key=("number", "revision"),
    rank=77,
    lock="parent",
    part_of=("label_template", ("number",)),
)
class TemplateRevision(Row, frozen=True, kw_only=True):
    """A revision as it was written. Once approved its content stays; a later approval makes it superseded."""

    number: str
    revision: str
    status: Literal["draft", "approved", "superseded", "withdrawn"]
    name_en: str
    name_zh: str
    use: str
    content: str
    sha256: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str | None
    approved_at: datetime | None


def touches_draft_template(body: DraftTemplate, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the template, the revision, and the newest one, which says whose turn it is."""
    yield Touch(LabelTemplate, (body.number,), write=True)
    yield Touch(TemplateRevision, (body.number, body.revision), write=True)
    known = rows.peek(LabelTemplate, body.number) if rows.has(Touch(LabelTemplate, (body.number,))) else None
    if known is not None:
        yield Touch(TemplateRevision, (body.number, known.newest))


def touches_approve_template(body: ApproveTemplate, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the template, the revision, and the one that holds until now."""
    yield Touch(LabelTemplate, (body.number,), write=True)
    yield Touch(TemplateRevision, (body.number, body.revision), write=True)
    head = Touch(LabelTemplate, (body.number,))
    known = rows.peek(LabelTemplate, body.number) if rows.has(head) else None
    if known is not None and known.approved is not None:
        yield Touch(TemplateRevision, (body.number, known.approved), write=True)


def touches_withdraw_template(body: WithdrawTemplate, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the template and the revision."""
    yield Touch(LabelTemplate, (body.number,), write=True)
    yield Touch(TemplateRevision, (body.number, body.revision), write=True)


def touches_adopt_template(body: AdoptTemplate, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the template and its first revision."""
    yield Touch(LabelTemplate, (body.number,), write=True)
    yield Touch(TemplateRevision, (body.number, FIRST), write=True)
