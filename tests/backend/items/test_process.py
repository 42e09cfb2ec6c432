from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from backend.app import registry_items
from backend.items.entries import (
    ApproveProcess,
    DraftRouting,
    DraftStructure,
    Effectivity,
    Sampling,
    Step,
    StructureLine,
    WithdrawProcess,
)
from backend.items.rules import effective
from backend.items.state import Routing, Structure
from tests.builders.processes import (
    PLANNER,
    QUALITY,
    approve,
    check,
    component,
    item,
    limits,
    line,
    parameter,
    routing,
    step,
    structure,
)
from tests.builders.receiving import codes
from tests.builders.world import World

PRODUCT = "FG-A"


def company() -> World:
    world = World(registry_items.CAPABILITY)
    for number in (PRODUCT, "WIP", "FEP", "HUB", "CLIP"):
        world.record(item(number))
    world.record(item("GLUE", unit="g"))
    return world


def test_a_draft_may_be_rewritten_until_somebody_else_approves_it() -> None:
    world = company()
    world.record(structure(PRODUCT, line("HUB")), badge=PLANNER)
    world.record(structure(PRODUCT, line("HUB"), line("GLUE", "0.25", "g")), badge=PLANNER)
    assert codes(approve(world, "structure", PRODUCT, badge=PLANNER)) == ["PROCESS_OWN_APPROVAL"]
    assert codes(approve(world, "structure", PRODUCT, badge=QUALITY)) == []
    row = world.get(Structure, PRODUCT, "A")
    assert (row.status, row.drafted_by, row.approved_by, len(row.lines)) == ("approved", PLANNER, QUALITY, 2)


def test_an_approved_revision_never_changes() -> None:
    world = company()
    world.record(structure(PRODUCT, line("HUB")), badge=PLANNER)
    approve(world, "structure", PRODUCT)
    assert codes(world.record(structure(PRODUCT, line("CLIP")), badge=PLANNER)) == ["PROCESS_REVISION_APPROVED"]
    assert codes(world.record(structure(PRODUCT, line("CLIP"), revision="B"), badge=PLANNER)) == []
    assert codes(approve(world, "structure", PRODUCT)) == ["PROCESS_NOT_A_DRAFT"]


def test_only_the_draft_that_was_looked_at_is_approved() -> None:
    world = company()
    world.record(structure(PRODUCT, line("HUB")), badge=PLANNER)
    seen = world.get(Structure, PRODUCT, "A").drafted_by_entry
    world.record(structure(PRODUCT, line("CLIP")), badge=PLANNER)
    body = ApproveProcess(drafted_by_entry=seen, item=PRODUCT, kind="structure", revision="A")
    assert codes(world.record(body, badge=QUALITY)) == ["PROCESS_DRAFTED_AGAIN"]
    assert codes(world.record(ApproveProcess(drafted_by_entry=seen, item=PRODUCT, kind="routing", revision="A"))) == [
        "PROCESS_UNKNOWN"
    ]


def test_withdrawing_takes_a_reason_and_an_approved_revision() -> None:
    world = company()
    world.record(routing(PRODUCT, step()), badge=PLANNER)
    body = WithdrawProcess(item=PRODUCT, kind="routing", revision="A")
    assert codes(world.record(body, reason="not used any more")) == ["PROCESS_NOT_APPROVED"]
    approve(world, "routing", PRODUCT)
    assert codes(world.record(body)) == ["REASON_MISSING"]
    assert codes(world.record(body, reason="not used any more")) == []
    assert world.get(Routing, PRODUCT, "A").status == "withdrawn"
    assert effective(world.all(Routing), day=date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "STRUCTURE_EMPTY"),
        ((line(PRODUCT),), "STRUCTURE_OF_ITSELF"),
        ((line("HUB", substitutes=(PRODUCT,)),), "STRUCTURE_OF_ITSELF"),
        ((line("HUB"), line("HUB")), "STRUCTURE_LINE_TWICE"),
        ((line("HUB"), line("CLIP", substitutes=("HUB",))), "STRUCTURE_LINE_TWICE"),
        ((line("NOBODY"),), "PROCESS_ITEM_UNKNOWN"),
        ((line("GLUE", "1", "bottle"),), "STRUCTURE_UNIT_WRONG"),
        ((line("HUB", "0"),), "STRUCTURE_QUANTITY_WRONG"),
        ((line("HUB", "-2"),), "STRUCTURE_QUANTITY_WRONG"),
        ((line("GLUE", "1", "g", substitutes=("HUB",)),), "STRUCTURE_UNIT_WRONG"),
    ],
)
def test_a_structure_that_cannot_be_is_refused(lines: tuple[StructureLine, ...], code: str) -> None:
    assert codes(company().record(structure(PRODUCT, *lines))) == [code]


def test_a_structure_of_an_item_that_nobody_knows_is_refused() -> None:
    assert codes(company().record(structure("NOBODY", line("HUB")))) == ["PROCESS_ITEM_UNKNOWN"]


def test_nothing_goes_into_itself_through_its_components() -> None:
    world = company()
    world.record(structure("WIP", line("FEP")), badge=PLANNER)
    approve(world, "structure", "WIP")
    world.record(structure(PRODUCT, line("WIP")), badge=PLANNER)
    assert codes(approve(world, "structure", PRODUCT)) == []
    world.record(structure("FEP", line(PRODUCT)), badge=PLANNER)
    assert codes(approve(world, "structure", "FEP")) == ["STRUCTURE_CYCLE"]


def test_structures_deeper_than_can_be_looked_at_are_refused() -> None:
    world = company()
    chain = [f"LEVEL-{n}" for n in range(7)]
    for number in chain:
        world.record(item(number))
    answers = []
    for inner, outer in pairwise(chain):
        world.record(structure(outer, line(inner)), badge=PLANNER)
        answers.append(codes(approve(world, "structure", outer)))
    assert answers[:4] == [[]] * 4
    assert answers[4:] == [["STRUCTURE_TOO_DEEP"], []]


def drafts(*steps: Step) -> DraftRouting:
    return routing(PRODUCT, *steps)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (drafts(), "ROUTING_EMPTY"),
        (drafts(step(10), step(10)), "STEP_TWICE"),
        (drafts(step(10, predecessors=(20,)), step(20)), "STEP_PREDECESSOR_WRONG"),
        (drafts(step(10, predecessors=(10,))), "STEP_PREDECESSOR_WRONG"),
        (drafts(step(parameters=(parameter("T"), parameter("T")))), "STEP_CODE_TWICE"),
        (drafts(step(parameters=(parameter("T"),), checks=(check("T"),))), "STEP_CODE_TWICE"),
        (drafts(step(components=(component("HUB"), component("HUB")))), "STEP_COMPONENT_TWICE"),
        (drafts(step(components=(component("HUB", "0"),))), "STEP_QUANTITY_WRONG"),
        (drafts(step(components=(component("HUB", "-1"),))), "STEP_QUANTITY_WRONG"),
        (drafts(step(components=(component("NOBODY"),))), "PROCESS_ITEM_UNKNOWN"),
        (drafts(step(components=(component(PRODUCT),))), "STEP_COMPONENT_OF_ITSELF"),
        (drafts(step(components=(component("GLUE"),))), "STEP_UNIT_WRONG"),
        (drafts(step(parameters=(parameter("T", "145.0", "125.0"),))), "LIMITS_REVERSED"),
        (drafts(step(parameters=(parameter("T", "125.0", "125.0"),))), "LIMITS_REVERSED"),
        (drafts(step(parameters=(parameter("T", "125.0", "145.0", "120.0"),))), "LIMITS_REVERSED"),
        (drafts(step(parameters=(parameter("T", "125.0", None, None, None, "130.0", "126.0"),))), "LIMITS_REVERSED"),
        (drafts(step(parameters=(parameter("T", unit="degC"),))), "MEASURE_NOT_KNOWN"),
        (drafts(step(parameters=(parameter("T", unit="bag"),))), "MEASURE_NOT_KNOWN"),
        (drafts(step(checks=(check(kind="reading", limits=limits("1", "2"), unit="Newton"),))), "MEASURE_NOT_KNOWN"),
        (drafts(step(parameters=(parameter("T", resolution="0"),))), "RESOLUTION_WRONG"),
        (drafts(step(parameters=(parameter("T", resolution="-0.1"),))), "RESOLUTION_WRONG"),
        (drafts(step(checks=(check(kind="reading", limits=limits("2", "1"), unit="N"),))), "LIMITS_REVERSED"),
        (drafts(step(parameters=(parameter("T", "125.05", "145.0"),))), "LIMIT_NOT_READABLE"),
        (drafts(step(checks=(check(sampling=Sampling(kind="each", n=None)),))), "SAMPLING_WRONG"),
        (drafts(step(checks=(check(sampling=Sampling(kind="every", n=5)),))), "SAMPLING_WRONG"),
        (drafts(step(checks=(check(kind="reading"),))), "CHECK_READING_WRONG"),
        (drafts(step(checks=(check(limits=limits("1", "2")),))), "CHECK_READING_WRONG"),
    ],
)
def test_a_routing_that_cannot_be_is_refused(body: DraftRouting, code: str) -> None:
    assert codes(company().record(body)) == [code]


def test_a_whole_routing_is_kept_as_it_was_drafted() -> None:
    world = company()
    body = drafts(
        step(10, components=(component("FEP"),), parameters=(parameter(),)),
        step(20, predecessors=(10,), checks=(check(kind="reading", limits=limits("1", "2"), unit="N"),)),
    )
    assert codes(world.record(body)) == []
    assert world.get(Routing, PRODUCT, "A").steps == body.steps


@pytest.mark.parametrize(
    ("effectivity", "code"),
    [
        (Effectivity(kind="date", start=None), ["EFFECTIVITY_WRONG"]),
        (Effectivity(kind="date", start="2026-02-30"), ["EFFECTIVITY_WRONG"]),
        (Effectivity(kind="date", start="20260228"), ["EFFECTIVITY_WRONG"]),
        (Effectivity(kind="stop_now", start="L1"), ["EFFECTIVITY_WRONG"]),
        (Effectivity(kind="lot", start="FG-260301"), []),
    ],
)
def test_an_effectivity_says_where_it_starts_or_has_no_start(effectivity: Effectivity, code: list[str]) -> None:
    body: DraftStructure = structure(PRODUCT, line("HUB"), effectivity=effectivity)
    assert codes(company().record(body)) == code


def test_the_revision_that_holds_is_the_last_approved_one_whose_start_has_come() -> None:
    world = company()
    starts = {
        "A": Effectivity(kind="next_order", start=None),
        "B": Effectivity(kind="date", start="2026-04-01"),
        "C": Effectivity(kind="lot", start="FG-260310"),
        "D": Effectivity(kind="serial", start="0100"),
    }
    for hours, (revision, start) in enumerate(starts.items()):
        world.record(structure(PRODUCT, line("HUB"), revision=revision, effectivity=start), badge=PLANNER)
        approve(world, "structure", PRODUCT, revision)
        row = world.get(Structure, PRODUCT, revision)
        assert row.approved_at is not None
        world.put(_later(row, hours))

    def holds(day: str, lot: str | None = None, serial: str | None = None) -> str | None:
        found = effective(world.all(Structure), day=date.fromisoformat(day), lot=lot, serial=serial)
        return None if found is None else found.revision

    assert holds("2026-03-04") == "A"
    assert holds("2026-04-01") == "B"
    assert holds("2026-03-04", lot="FG-260309") == "A"
    assert holds("2026-03-04", lot="FG-260310") == "C"
    assert holds("2026-03-04", serial="99") == "A"
    assert holds("2026-03-04", serial="0100") == "D"


def _later(row: Structure, hours: int) -> Structure:
    assert row.approved_at is not None
    return replace(row, approved_at=row.approved_at + timedelta(hours=hours))
