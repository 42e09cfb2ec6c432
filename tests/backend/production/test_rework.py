from typing import Any

from backend.material.events import lot_thing
from backend.material.state import Edge, Unit
from backend.nonconformance.entries import CloseDeviation
from backend.nonconformance.state import Deviation
from backend.production.entries import ChangeOrder, ReworkLot, ReworkUnit
from backend.production.state import OrderAccount, StepRun
from tests.builders.production import (
    LOT,
    ORDER,
    PUMP,
    PUMP_ORDER,
    ROLL,
    SENSOR,
    begins,
    consumes,
    counts,
    ends,
    flowed_into,
    held_by_itself,
    looks,
    reads,
    running,
)
from tests.builders.receiving import codes
from tests.builders.world import World

WHY = "seal was too narrow"


def sealed(world: World, lot: str = LOT, temperature: str = "130.0") -> None:
    """Step 90 as it is done for a lot."""
    world.record(begins(90, lot=lot))
    world.record(consumes(ROLL, 90, lot=lot))
    world.record(reads(temperature, lot=lot))
    world.record(reads("1.2", "DWELL", unit="s", second_value="1.2", lot=lot))
    world.record(reads("2.0", "PEEL", unit="N", second_badge="QH-0011", lot=lot))
    world.record(looks(passed=True, lot=lot))
    world.record(looks(passed=True, code="PHOTO", photos=("0" * 64,), lot=lot))
    world.record(ends(90, lot=lot))


def made_badly() -> tuple[World, str]:
    """A lot of 100 whose seal was too hot, and the deviation that this opened."""
    world = running()
    world.record(counts("100", "in_process", None))
    for record in (begins(), consumes("FEP-1"), ends()):
        world.record(record)
    sealed(world, temperature="150.0")
    (deviation,) = [each.number for each in world.all(Deviation) if each.code == "READING_OUT_OF_LIMIT"]
    return world, deviation


def decided(world: World, deviation: str, disposition: str) -> None:
    closed = CloseDeviation(deviation=deviation, disposition=disposition)  # type: ignore[arg-type]  # a disposition
    assert codes(world.record(closed, badge="QH-0004", reason="seen by the board")) == []


def rework(deviation: str | None, quantity: str = "12", from_bucket: str = "in_process") -> ReworkLot:
    return ReworkLot(
        deviation=deviation,
        from_bucket=from_bucket,  # type: ignore[arg-type]  # a bucket
        lot=LOT,
        order=ORDER,
        output="FG-R1",
        quantity=quantity,
        step=90,
    )


def in_buckets(world: World) -> dict[tuple[str, str], int]:
    return {(a.lot, a.bucket): int(a.quantity) for a in world.all(OrderAccount) if a.quantity}


def test_reworked_units_are_a_lot_of_their_own_that_goes_through_the_steps_again() -> None:
    world, deviation = made_badly()
    decided(world, deviation, "rework")
    assert codes(world.record(rework(deviation), reason=WHY)) == []
    assert in_buckets(world) == {(LOT, "in_process"): 88, ("FG-R1", "in_process"): 12}
    (edge,) = [edge for edge in world.all(Edge) if edge.output == lot_thing("FG-R1").node]
    assert (edge.kind, edge.input, int(edge.quantity or 0)) == ("rework", lot_thing(LOT).node, 12)
    runs = {run.step: run.status for run in world.all(StepRun) if run.subject == "lot:FG-R1"}
    assert runs == {10: "done", 90: "running"}
    sealed(world, "FG-R1")
    again = world.get(StepRun, ORDER, 90, "lot:FG-R1")
    assert (again.status, again.failed) == ("done", ())
    assert flowed_into(world, ROLL) == {LOT, "FG-R1"}


def test_what_was_set_apart_for_rework_comes_out_of_its_bucket_and_the_order_closes_when_all_are_counted() -> None:
    world, deviation = made_badly()
    decided(world, deviation, "rework")
    world.record(counts("12", "rework"))
    world.record(counts("88", "good"))
    assert codes(world.record(rework(deviation, from_bucket="rework"), reason=WHY)) == []
    assert in_buckets(world) == {(LOT, "good"): 88, ("FG-R1", "in_process"): 12}
    close = ChangeOrder(act="close", order=ORDER)
    assert codes(world.record(close, reason="all made")) == ["WORK_ORDER_NOT_BALANCED"]
    world.record(counts("12", "good", lot="FG-R1"))
    assert codes(world.record(close, reason="all made")) == []


def test_rework_that_nobody_decided_on_is_kept_and_held() -> None:
    world, deviation = made_badly()
    assert codes(world.record(rework(deviation), reason=WHY)) == ["REWORK_NOT_DECIDED"]
    assert held_by_itself(world, "FG-R1") == ["REWORK_NOT_DECIDED"]


def test_rework_does_not_rescue_what_was_to_be_scrapped_c17() -> None:
    world, deviation = made_badly()
    decided(world, deviation, "scrap")
    assert codes(world.record(rework(deviation), reason=WHY)) == ["REWORK_AFTER_SCRAP"]
    assert held_by_itself(world, "FG-R1") == ["REWORK_AFTER_SCRAP"]
    assert world.get(Deviation, deviation).disposition == "scrap"


def test_more_than_there_is_is_reworked_and_said_and_nothing_is_not() -> None:
    world, deviation = made_badly()
    decided(world, deviation, "rework")
    assert codes(world.record(rework(deviation, "0"), reason=WHY)) == ["COUNT_NOT_POSITIVE"]
    assert codes(world.record(rework(deviation, "101"))) == ["TRANSFORMED_WITHOUT_REASON", "BUCKET_NEGATIVE"]
    assert codes(world.record(rework(deviation, "1"), reason=WHY)) == ["LOT_PART_TAKEN"]


def test_a_unit_goes_back_to_a_step_and_is_made_again_when_that_is_done_anew() -> None:
    world = running()
    into: dict[str, Any] = {"order": PUMP_ORDER, "lot": None, "serial": "0007"}
    world.record(begins(**into))
    world.record(consumes(None, input_item=SENSOR, input_serial="S-7", quantity="1", **into))
    world.record(ends(**into))
    back = ReworkUnit(deviation=None, order=PUMP_ORDER, serial="0007", step=10)
    assert codes(world.record(back, reason=WHY)) == ["REWORK_NOT_DECIDED"]
    unit, run = world.get(Unit, PUMP, "0007"), world.get(StepRun, PUMP_ORDER, 10, "unit:0007")
    assert (unit.status, run.status, run.finished_at, run.consumed) == ("rework", "running", None, (SENSOR,))
    assert len(unit.holds) == 1
    world.record(ends(**into))
    unit, run = world.get(Unit, PUMP, "0007"), world.get(StepRun, PUMP_ORDER, 10, "unit:0007")
    assert (unit.status, run.status) == ("built", "done")


def test_a_unit_nobody_knows_is_not_reworked() -> None:
    world = running()
    back = ReworkUnit(deviation=None, order=PUMP_ORDER, serial="0099", step=10)
    assert codes(world.record(back, reason=WHY)) == ["UNIT_NOT_KNOWN"]
