import hashlib
from typing import Any

import msgspec
import pytest

from backend.app import registry_label_templates
from backend.labeling.entries.templates import AdoptTemplate, ApproveTemplate, DraftTemplate, WithdrawTemplate
from backend.labeling.events.templates import TemplateApproved, TemplateDrafted, TemplateWithdrawn
from backend.labeling.state.templates import LabelTemplate, TemplateRevision
from backend.log.vocabulary import Decision
from labels.templates.model import content_bytes
from labels.templates.shipped import shipped
from tests.builders.world import World

UNIT = shipped()["LT-UNIT"]
AUTHOR, QUALITY = "QH-0001", "QH-0002"


def content(**fields: Any) -> str:  # noqa: ANN401 - any field of the template
    return content_bytes(msgspec.structs.replace(UNIT, **fields)).decode()


def draft(world: World, text: str | None = None, revision: str = "1", badge: str = AUTHOR) -> Decision:
    return world.record(DraftTemplate(content=text or content(), number="LT-UNIT", revision=revision), badge=badge)


def approve(world: World, text: str | None = None, revision: str = "1", badge: str = QUALITY) -> Decision:
    sha256 = hashlib.sha256((text or content()).encode()).hexdigest()
    return world.record(ApproveTemplate(number="LT-UNIT", revision=revision, sha256=sha256), badge=badge)


def withdraw(world: World, revision: str = "1", reason: str | None = "the design changed") -> Decision:
    return world.record(WithdrawTemplate(number="LT-UNIT", revision=revision), badge=QUALITY, reason=reason)


def refusal(decision: Decision) -> str | None:
    return decision.refusal.code if decision.refusal else None


def company(*, approved: bool = False) -> World:
    world = World(registry_label_templates.CAPABILITY)
    if approved:
        draft(world)
        approve(world)
    return world


def test_done_a_draft_is_written_with_the_hash_of_its_very_bytes() -> None:
    world = company()
    (drafted,) = draft(world).events
    assert isinstance(drafted, TemplateDrafted)
    assert drafted.sha256 == hashlib.sha256(content().encode()).hexdigest()
    known = world.get(TemplateRevision, "LT-UNIT", "1")
    assert (known.status, known.content, known.drafted_by, known.approved_by) == ("draft", content(), AUTHOR, None)


def test_done_a_draft_may_be_written_anew() -> None:
    world = company()
    draft(world)
    draft(world, content(name_en="Better"), badge=QUALITY)
    known = world.get(TemplateRevision, "LT-UNIT", "1")
    assert (known.name_en, known.drafted_by) == ("Better", QUALITY)


def test_done_somebody_else_approves_and_labels_are_printed_from_it() -> None:
    world = company()
    draft(world)
    (approved,) = approve(world).events
    assert isinstance(approved, TemplateApproved)
    assert world.get(LabelTemplate, "LT-UNIT").approved == "1"
    known = world.get(TemplateRevision, "LT-UNIT", "1")
    assert (known.status, known.approved_by) == ("approved", QUALITY)


def test_done_a_new_edit_is_a_new_revision_and_the_one_before_is_kept_as_superseded() -> None:
    world = company(approved=True)
    text = content(name_en="Second")
    draft(world, text, revision="2")
    assert world.get(LabelTemplate, "LT-UNIT").approved == "1"
    approve(world, text, revision="2")
    assert world.get(LabelTemplate, "LT-UNIT").approved == "2"
    first, second = (world.get(TemplateRevision, "LT-UNIT", revision) for revision in ("1", "2"))
    assert (first.status, first.content, second.status) == ("superseded", content(), "approved")


def test_refused_an_approved_revision_never_changes() -> None:
    world = company(approved=True)
    assert refusal(draft(world, content(name_en="Other"))) == "TEMPLATE_REVISION_APPROVED"
    assert refusal(approve(world)) == "TEMPLATE_REVISION_APPROVED"
    assert world.get(TemplateRevision, "LT-UNIT", "1").content == content()


@pytest.mark.parametrize(("approved", "revision"), [(False, "2"), (True, "3")])
def test_refused_revisions_follow_one_another(*, approved: bool, revision: str) -> None:
    assert refusal(draft(company(approved=approved), revision=revision)) == "TEMPLATE_REVISION_OUT_OF_TURN"


def test_refused_nobody_approves_their_own_draft() -> None:
    world = company()
    draft(world)
    assert refusal(approve(world, badge=AUTHOR)) == "TEMPLATE_OWN_APPROVAL"


def test_refused_an_approval_of_what_was_rewritten_since() -> None:
    world = company()
    draft(world)
    draft(world, content(name_en="Rewritten"))
    decision = approve(world)
    assert refusal(decision) == "TEMPLATE_DRAFTED_AGAIN"
    assert world.get(LabelTemplate, "LT-UNIT").approved is None


def test_refused_an_approval_of_nothing() -> None:
    assert refusal(approve(company())) == "TEMPLATE_UNKNOWN"


def test_refused_a_draft_that_a_check_stops_is_not_approved() -> None:
    world = company()
    text = content(width_um=60_000)
    draft(world, text)
    decision = approve(world, text)
    assert refusal(decision) == "TEMPLATE_FAULTY"
    assert decision.refusal is not None
    assert "beyond the label" in decision.refusal.detail["reason"]


@pytest.mark.parametrize("text", ["{}", "no json", "[]", '{"number":"LT-UNIT","script":1}'])
def test_refused_content_that_is_no_template(text: str) -> None:
    assert refusal(draft(company(), text)) == "TEMPLATE_MALFORMED"


def test_refused_content_of_another_number() -> None:
    assert refusal(draft(company(), content(number="LT-OTHER"))) == "TEMPLATE_MALFORMED"


@pytest.mark.parametrize("name", ["https://example.org/a.png", "/etc/passwd", "<script>", "url(x)"])
def test_refused_a_text_that_has_no_place_on_a_label(name: str) -> None:
    assert refusal(draft(company(), content(name_en=name))) == "TEMPLATE_TEXT_HOSTILE"


def test_done_a_shipped_template_is_adopted_as_approved_revision_1_and_only_once() -> None:
    world = company()
    body = AdoptTemplate(content=content(), number="LT-UNIT")
    assert len(world.record(body).events) == 2
    assert world.get(LabelTemplate, "LT-UNIT").approved == "1"
    assert world.record(body) == Decision()


def test_done_adopting_never_touches_what_the_company_has() -> None:
    world = company()
    draft(world, content(name_en="Ours"))
    world.record(AdoptTemplate(content=content(), number="LT-UNIT"))
    assert world.get(TemplateRevision, "LT-UNIT", "1").name_en == "Ours"


def test_done_a_withdrawn_revision_is_printed_from_no_more_and_keeps_its_content() -> None:
    world = company(approved=True)
    (withdrawn,) = withdraw(world).events
    assert isinstance(withdrawn, TemplateWithdrawn)
    assert withdrawn.reason == "the design changed"
    assert world.get(LabelTemplate, "LT-UNIT").approved is None
    known = world.get(TemplateRevision, "LT-UNIT", "1")
    assert (known.status, known.content, known.approved_by) == ("withdrawn", content(), QUALITY)


def test_done_after_a_withdrawal_the_next_revision_may_be_drafted_and_approved() -> None:
    world = company(approved=True)
    withdraw(world)
    assert refusal(draft(world, revision="1")) == "TEMPLATE_REVISION_APPROVED"
    draft(world, revision="2")
    approve(world, revision="2")
    assert world.get(LabelTemplate, "LT-UNIT").approved == "2"


def test_done_a_draft_that_is_not_wanted_is_withdrawn_and_the_approved_revision_stays() -> None:
    world = company(approved=True)
    draft(world, revision="2")
    withdraw(world, revision="2")
    assert world.get(LabelTemplate, "LT-UNIT").approved == "1"
    assert refusal(draft(world, revision="2")) == "TEMPLATE_REVISION_APPROVED"
    assert refusal(draft(world, revision="3")) is None


@pytest.mark.parametrize(
    ("revision", "reason", "code"),
    [("1", "", "REASON_MISSING"), ("1", None, "REASON_MISSING"), ("7", "gone", "TEMPLATE_UNKNOWN")],
)
def test_refused_a_withdrawal_without_reason_or_of_nothing(revision: str, reason: str | None, code: str) -> None:
    assert refusal(withdraw(company(approved=True), revision, reason)) == code


def test_refused_withdrawing_twice_or_what_a_later_revision_replaced() -> None:
    world = company(approved=True)
    draft(world, revision="2")
    approve(world, revision="2")
    assert refusal(withdraw(world, "1")) == "TEMPLATE_NOT_IN_USE"
    withdraw(world, "2")
    assert refusal(withdraw(world, "2")) == "TEMPLATE_NOT_IN_USE"


def test_done_what_somebody_must_look_at_does_not_stop_an_approval() -> None:
    world = company()
    text = content(elements=tuple(e for e in UNIT.elements if "ec_rep" not in e.id and e.id != "eu_representative"))
    draft(world, text)
    assert refusal(approve(world, text)) is None
