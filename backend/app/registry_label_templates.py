"""What backend/labeling contributes to the registry about label templates."""

from backend.labeling.apply.templates import (
    apply_template_approved,
    apply_template_drafted,
    apply_template_withdrawn,
)
from backend.labeling.entries.templates import AdoptTemplate, ApproveTemplate, DraftTemplate, WithdrawTemplate
from backend.labeling.events.templates import TemplateApproved, TemplateDrafted, TemplateWithdrawn
from backend.labeling.rules.templates import (
    decide_adopt_template,
    decide_approve_template,
    decide_draft_template,
    decide_withdraw_template,
)
from backend.labeling.state.templates import (
    LabelTemplate,
    TemplateRevision,
    touches_adopt_template,
    touches_approve_template,
    touches_draft_template,
    touches_withdraw_template,
)
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    "label_templates",
    entries=(
        on_entry(DraftTemplate, touches_draft_template, decide_draft_template),
        on_entry(ApproveTemplate, touches_approve_template, decide_approve_template),
        on_entry(WithdrawTemplate, touches_withdraw_template, decide_withdraw_template),
        on_entry(AdoptTemplate, touches_adopt_template, decide_adopt_template),
    ),
    events=(
        on_event(TemplateDrafted, apply_template_drafted),
        on_event(TemplateApproved, apply_template_approved),
        on_event(TemplateWithdrawn, apply_template_withdrawn),
    ),
    rows=(type_of(LabelTemplate), type_of(TemplateRevision)),
)
