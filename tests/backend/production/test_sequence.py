"""Steps in another order than their records, steps that are left out, revisions that change while work goes on."""

from datetime import timedelta

from backend.items.entries import Effectivity
from backend.nonconformance.state import Deviation
from backend.production.entries import SkipStep
from backend.production.state import StepRun
from tests.builders.processes import PLANNER, approve, component, parameter, routing, step
from tests.builders.production import (
    CATHETER,
    HUB,
    LOT,
    OPERATOR,
    ORDER,
    TUBE,
    begins,
    consumes,
    ends,
    held_by_itself,
    reads,
    running,
)
from tests.builders.receiving import codes
from tests.builders.world import START, World

HOUR = timedelta(hours=1)
SKIP = SkipStep(lot=LOT, order=ORDER, serial=None, step=10)


def run(world: World, number: int) -> StepRun:
    return world.get(StepRun, ORDER, number, f"lot:{LOT}")


def deviations(world: World) -> list[str]:
    return [each.code for each in world.all(Deviation)]


def test_c23_a_step_in_doubt_is_cleared_when_the_one_before_it_arrives_with_an_earlier_time() -> None:
    world = running()
    assert codes(world.record(begins(90), at=START + HOUR)) == ["STEP_OUT_OF_SEQUENCE"]
    assert run(world, 90).unverified
    world.record(begins(10), device="D2", badge=OPERATOR, at=START)
    world.record(consumes("FEP-1"), device="D2", badge=OPERATOR, at=START)
    assert run(world, 90).unverified
    assert codes(world.record(ends(10), device="D2", badge=OPERATOR, at=START)) == []
    assert not run(world, 90).unverified
    assert deviations(world) == []


def test_c23_a_step_that_really_began_before_the_one_it_follows_had_ended_is_a_deviation() -> None:
    world = running()
    world.record(begins(90), at=START)
    world.record(consumes("FEP-1"), device="D2", badge=OPERATOR, at=START)
    decision = world.record(ends(10), device="D2", badge=OPERATOR, at=START + HOUR)
    assert codes(decision) == ["STEP_SEQUENCE_BROKEN"]
    assert deviations(world) == ["STEP_SEQUENCE_BROKEN"]
    assert not run(world, 90).unverified


def test_a_skipped_step_opens_a_deviation_and_the_next_one_is_in_sequence() -> None:
    world = running()
    assert codes(world.record(SKIP, reason="equipment down")) == ["STEP_SKIPPED"]
    (deviation,) = world.all(Deviation)
    assert (deviation.code, deviation.step, deviation.detail["reason"]) == ("STEP_SKIPPED", 10, "equipment down")
    assert run(world, 10).status == "skipped"
    assert held_by_itself(world, LOT) == []
    assert codes(world.record(begins(90))) == []


def test_a_skip_that_arrives_after_the_next_step_leaves_one_deviation() -> None:
    world = running()
    world.record(begins(90), at=START)
    assert codes(world.record(SKIP, reason="equipment down", at=START + HOUR)) == ["STEP_SKIPPED"]
    assert deviations(world) == ["STEP_SKIPPED"]
    assert not run(world, 90).unverified


def test_a_skipped_step_may_be_done_after_all_and_a_done_one_is_not_skipped() -> None:
    world = running()
    world.record(SKIP, reason="equipment down")
    for record in (begins(10), consumes("FEP-1"), ends(10)):
        assert codes(world.record(record)) == []
    assert run(world, 10).status == "done"
    assert codes(world.record(SKIP, reason="equipment down")) == ["STEP_SKIPPED_TOO_LATE"]
    assert run(world, 10).status == "done"


def revise(world: World, kind: str, low: str = "125.0", high: str = "145.0") -> None:
    """Revision B of the catheter's routing, with other limits of the seal temperature, an hour after the start."""
    steps = (
        step(10, components=(component(TUBE),)),
        step(90, predecessors=(10,), components=(component(HUB),), parameters=(parameter("SEAL_TEMP", low, high),)),
    )
    holds = Effectivity(kind=kind, start=None)  # type: ignore[arg-type]  # a test names one that is there
    world.record(routing(CATHETER, *steps, revision="B", effectivity=holds), badge=PLANNER)
    approve(world, "routing", CATHETER, "B")


def test_c22_a_value_within_the_orders_limits_and_outside_the_new_ones_is_said_with_both_verdicts() -> None:
    world = running()
    revise(world, "next_order", "135.0", "145.0")
    decision = world.record(reads("130.0"))
    assert codes(decision) == ["READING_JUDGED_OTHERWISE_NOW"]
    (said,) = decision.exceptions
    assert {name: said.detail[name] for name in ("revision", "verdict", "new_revision", "new_verdict")} == {
        "revision": "A",
        "verdict": "pass",
        "new_revision": "B",
        "new_verdict": "fail",
    }
    assert held_by_itself(world, LOT) == []
    assert codes(world.record(reads("140.0"))) == []


def test_c05_work_begun_after_a_stop_is_a_deviation_with_a_hold_once_and_before_it_is_neither() -> None:
    world = running()
    world.record(begins(10), at=START)
    revise(world, "stop_now")
    approved = START + timedelta(minutes=5)
    assert codes(world.record(consumes("FEP-1"), at=START)) == []
    assert codes(world.record(ends(10), at=approved - timedelta(minutes=1))) == []
    assert codes(world.record(begins(90), at=approved + HOUR)) == ["STEP_BY_STOPPED_REVISION"]
    assert codes(world.record(reads("135.0"), at=approved + HOUR)) == []
    assert held_by_itself(world, LOT) == ["STEP_BY_STOPPED_REVISION"]
    assert deviations(world) == ["STEP_BY_STOPPED_REVISION"]


def test_c05_a_step_that_went_on_over_the_stop_is_said_when_it_ends() -> None:
    world = running()
    world.record(begins(10), at=START)
    world.record(consumes("FEP-1"), at=START)
    revise(world, "stop_now")
    assert codes(world.record(ends(10), at=START + HOUR)) == ["STEP_BY_STOPPED_REVISION"]


def test_c05_a_revision_for_the_next_order_stops_nothing() -> None:
    world = running()
    revise(world, "next_order")
    assert codes(world.record(begins(10), at=START + HOUR)) == []
