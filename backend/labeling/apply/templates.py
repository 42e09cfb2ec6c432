"""The effect of template events on the rows; nothing is decided here."""

from msgspec.structs import replace

from backend.labeling.events.templates import TemplateApproved, TemplateDrafted, TemplateWithdrawn
from backend.labeling.state.templates import LabelTemplate, TemplateRevision
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_template_drafted(rows: WorkingSet, event: TemplateDrafted, ctx: EventContext) -> None:
    """Put the draft in place of an earlier one."""
    head = rows.find(LabelTemplate, event.number)
    approved = None if head is None else head.approved
    rows.put(LabelTemplate(number=event.number, newest=event.revision, approved=approved))
    rows.put(
        TemplateRevision(
            number=event.number,
            revision=event.revision,
            status="draft",
            name_en=event.name_en,
            name_zh=event.name_zh,
            use=event.use,
            content=event.content,
            sha256=event.sha256,
            drafted_by=ctx.badge,
            drafted_at=ctx.received_at,
            approved_by=None,
            approved_at=None,
        )
    )


def apply_template_approved(rows: WorkingSet, event: TemplateApproved, ctx: EventContext) -> None:
    """Let the revision hold, and the one before rest."""
    if event.supersedes is not None:
        rows.put(replace(rows.get(TemplateRevision, event.number, event.supersedes), status="superseded"))
    draft = rows.get(TemplateRevision, event.number, event.revision)
    rows.put(replace(draft, status="approved", approved_by=ctx.badge, approved_at=ctx.received_at))
    rows.put(replace(rows.get(LabelTemplate, event.number), approved=event.revision))


def apply_template_withdrawn(rows: WorkingSet, event: TemplateWithdrawn, _ctx: EventContext) -> None:
    """Take the revision out of use; a draft beside an approved revision leaves that one as it is."""
    rows.put(replace(rows.get(TemplateRevision, event.number, event.revision), status="withdrawn"))
    head = rows.get(LabelTemplate, event.number)
    if head.approved == event.revision:
        rows.put(replace(head, approved=None))
