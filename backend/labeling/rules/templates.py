"""Decides on label templates: what may be drafted, who may approve it, that an approved revision never changes."""

import hashlib

import msgspec

from backend.labeling.entries.templates import AdoptTemplate, ApproveTemplate, DraftTemplate, WithdrawTemplate
from backend.labeling.events.templates import TemplateApproved, TemplateDrafted, TemplateWithdrawn
from backend.labeling.rules.guards import reason_missing
from backend.labeling.state.templates import FIRST, LabelTemplate, TemplateRevision
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from labels.templates.check import fixed_findings
from labels.templates.findings import Finding
from labels.templates.hostile import hostile
from labels.templates.model import Template, decode
from sync.outcome import Flag

SHOWN_MOST = 200


def decide_draft_template(rows: WorkingSet, body: DraftTemplate, _ctx: Context) -> Decision:
    """Write the draft, unless its revision is approved or out of turn, or the content is no template."""
    head = rows.find(LabelTemplate, body.number)
    known = rows.find(TemplateRevision, body.number, body.revision)
    if known is not None and known.status != "draft":
        return refuse("TEMPLATE_REVISION_APPROVED", number=body.number, revision=body.revision)
    turn = FIRST if head is None else _turn(rows, head)
    if body.revision != turn:
        return refuse("TEMPLATE_REVISION_OUT_OF_TURN", number=body.number, found=body.revision, expected=turn)
    judged = _read(body.number, body.content)
    if isinstance(judged, Flag):
        return Decision(refusal=judged)
    return Decision(events=(_drafted(judged, body.content, body.revision),))


def decide_approve_template(rows: WorkingSet, body: ApproveTemplate, ctx: Context) -> Decision:
    """Approve what was looked at, by somebody who did not write it, unless a check stops it."""
    draft = rows.find(TemplateRevision, body.number, body.revision)
    if draft is None:
        return refuse("TEMPLATE_UNKNOWN", number=body.number, revision=body.revision)
    if draft.status != "draft":
        return refuse("TEMPLATE_REVISION_APPROVED", number=body.number, revision=body.revision)
    if draft.sha256 != body.sha256:
        return refuse("TEMPLATE_DRAFTED_AGAIN", number=body.number, revision=body.revision, by=draft.drafted_by)
    if draft.drafted_by == ctx.badge:
        return refuse("TEMPLATE_OWN_APPROVAL", number=body.number, revision=body.revision)
    template = decode(draft.content)
    findings = [finding for finding in fixed_findings(template, template.markets) if finding.severity == "stop"]
    if findings:
        return Decision(refusal=_faulty("TEMPLATE_FAULTY", body.number, findings))
    head = rows.get(LabelTemplate, body.number)
    approved = TemplateApproved(
        number=body.number, revision=body.revision, sha256=draft.sha256, supersedes=head.approved
    )
    return Decision(events=(approved,))


def decide_withdraw_template(rows: WorkingSet, body: WithdrawTemplate, ctx: Context) -> Decision:
    """Take the approved revision or a draft out of use; what is printed already keeps its revision."""
    known = rows.find(TemplateRevision, body.number, body.revision)
    if known is None:
        return refuse("TEMPLATE_UNKNOWN", number=body.number, revision=body.revision)
    if known.status not in ("draft", "approved"):
        return refuse("TEMPLATE_NOT_IN_USE", number=body.number, revision=body.revision, status=known.status)
    missing = reason_missing(ctx)
    if missing is not None:
        return Decision(refusal=missing)
    reason = (ctx.reason or "").strip()
    return Decision((TemplateWithdrawn(number=body.number, revision=body.revision, reason=reason),))


def decide_adopt_template(rows: WorkingSet, body: AdoptTemplate, _ctx: Context) -> Decision:
    """Take a template that came with the product; nothing happens where the company has one of that number."""
    if rows.find(LabelTemplate, body.number) is not None:
        return Decision()
    judged = _read(body.number, body.content)
    if isinstance(judged, Flag):
        return Decision(refusal=judged)
    drafted = _drafted(judged, body.content, FIRST)
    approved = TemplateApproved(number=body.number, revision=FIRST, sha256=drafted.sha256, supersedes=None)
    return Decision(events=(drafted, approved))


def _turn(rows: WorkingSet, head: LabelTemplate) -> str:
    """The revision that may be drafted now: the draft under way anew, or the one after the newest."""
    newest = rows.get(TemplateRevision, head.number, head.newest)
    return head.newest if newest.status == "draft" else str(int(head.newest) + 1)


def _read(number: str, content: str) -> Template | Flag:
    """The template, or why the content is none: not its form, another number, a text that has no place on a label."""
    try:
        template = decode(content)
    except msgspec.DecodeError as error:
        return Flag("TEMPLATE_MALFORMED", {"number": number, "reason": str(error)[:SHOWN_MOST]})
    if template.number != number:
        return Flag("TEMPLATE_MALFORMED", {"number": number, "reason": f"the content says {template.number}"})
    findings = list(hostile(template))
    return _faulty("TEMPLATE_TEXT_HOSTILE", number, findings) if findings else template


def _faulty(code: str, number: str, findings: list[Finding]) -> Flag:
    first = findings[0]
    detail = {"number": number, "count": len(findings), "reason": first.en[:SHOWN_MOST], "zh": first.zh[:SHOWN_MOST]}
    return Flag(code, detail)


def _drafted(template: Template, content: str, revision: str) -> TemplateDrafted:
    return TemplateDrafted(
        number=template.number,
        revision=revision,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        name_en=template.name_en,
        name_zh=template.name_zh,
        use=template.use,
    )
