"""A roll ends in the middle of a lot: the lot is divided there, and a recall reaches what the roll was used in."""

from decimal import Decimal

from backend.material.entries import PlaceHold
from backend.material.state import Balance, Lot
from backend.nonconformance.state import Deviation
from backend.production.entries import BeginLot
from backend.production.state import OrderAccount, StepRun
from tests.builders.production import (
    LOT,
    ORDER,
    ROLL,
    begins,
    changes,
    consumes,
    counts,
    ends,
    flowed_into,
    held_by_itself,
    looks,
    reads,
    running,
    stocked,
)
from tests.builders.receiving import codes
from tests.builders.world import World

A, B = f"{LOT}/1", f"{LOT}/2"
NEXT = "TYV-7742"


def at_sealing(quantity: int = 11_650) -> World:
    """The lot counted in, its tube in, and the first roll recorded as going into all of it."""
    world = running()
    world.put(*stocked(NEXT, "HUB"))
    world.record(counts(str(quantity), "in_process", None))
    for record in (consumes("FEP-1", quantity=str(quantity)), ends(), begins(90)):
        world.record(record)
    world.record(consumes(ROLL, 90, quantity=str(quantity)))
    return world


def in_process(world: World) -> dict[str, Decimal]:
    return {a.lot: a.quantity for a in world.all(OrderAccount) if a.bucket == "in_process" and a.quantity}


def test_each_roll_reaches_the_part_it_was_used_in_and_everything_else_reaches_both() -> None:
    world = at_sealing()
    assert codes(world.record(changes(ROLL, NEXT, 5_000, 6_650))) == []
    assert flowed_into(world, ROLL) == {A}
    assert flowed_into(world, NEXT) == {B}
    assert flowed_into(world, "FEP-1") == {LOT, A, B}
    assert in_process(world) == {A: Decimal(5_000), B: Decimal(6_650)}
    assert world.get(Balance, ROLL, "LINE-1").quantity == 50_000 - 5_000
    assert world.get(Balance, NEXT, "LINE-1").quantity == 50_000 - 6_650


def test_the_step_goes_on_for_both_parts_and_is_read_anew_for_the_later_one() -> None:
    world = at_sealing()
    world.record(reads("135.0"))
    world.record(changes(ROLL, NEXT, 5_000, 6_650))
    runs = {run.subject: run for run in world.all(StepRun) if run.step == 90}
    assert (runs[f"lot:{A}"].observed, runs[f"lot:{B}"].observed) == (("SEAL_TEMP",), ())
    assert runs[f"lot:{A}"].consumed == runs[f"lot:{B}"].consumed == ("HUB",)
    assert codes(world.record(looks(passed=True, lot=B))) == []


def test_a_third_roll_divides_the_later_part_again() -> None:
    world = at_sealing()
    world.put(*stocked("TYV-7743", "HUB"))
    world.record(changes(ROLL, NEXT, 5_000, 6_650))
    again = changes(NEXT, "TYV-7743", 650, 6_000, lot=B, parts=(f"{LOT}/3", f"{LOT}/4"))
    assert codes(world.record(again)) == []
    assert flowed_into(world, ROLL) == {A}
    assert flowed_into(world, NEXT) == {f"{LOT}/3"}
    assert flowed_into(world, "TYV-7743") == {f"{LOT}/4"}
    assert in_process(world) == {A: 5_000, f"{LOT}/3": 650, f"{LOT}/4": 6_000}


def test_a_change_of_what_went_into_the_whole_before_it_was_divided_leaves_it_in_the_earlier_part() -> None:
    world = at_sealing()
    world.put(*stocked("FEP-2", "FEP"))
    world.record(changes(ROLL, NEXT, 5_000, 6_650))
    tube = changes("FEP-1", "FEP-2", 650, 6_000, lot=B, parts=(f"{LOT}/3", f"{LOT}/4"), step=10)
    assert codes(world.record(tube)) == []
    assert flowed_into(world, "FEP-1") == {A, f"{LOT}/3"}
    assert flowed_into(world, "FEP-2") == {f"{LOT}/4"}
    assert flowed_into(world, NEXT) == {B, f"{LOT}/3", f"{LOT}/4"}
    assert world.get(Balance, "FEP-1", "LINE-1").quantity == 50_000 - 5_650


def test_a_hold_on_the_new_roll_holds_the_later_part_alone() -> None:
    world = at_sealing()
    world.record(PlaceHold(lot=NEXT, photos=(), reason_code="DAMAGED", text=""))
    assert codes(world.record(changes(ROLL, NEXT, 5_000, 6_650))) == ["COMPONENT_ON_HOLD"]
    assert [each.subject_key for each in world.all(Deviation)] == [B]


def test_the_wrong_roll_is_kept_and_holds_what_is_made_with_it() -> None:
    world = at_sealing()
    assert codes(world.record(changes(ROLL, "FEP-1", 5_000, 6_650))) == ["COMPONENT_WRONG"]
    assert held_by_itself(world, B) == ["COMPONENT_WRONG"]
    assert held_by_itself(world, A) == []


def test_a_change_from_a_roll_that_nobody_recorded_ties_both_rolls_and_says_so() -> None:
    world = at_sealing()
    world.put(*stocked("TYV-7740", "HUB"))
    assert codes(world.record(changes("TYV-7740", NEXT, 5_000, 6_650))) == ["CHANGE_OF_LOT_UNRECORDED"]
    assert flowed_into(world, "TYV-7740") == {A}
    assert flowed_into(world, ROLL) == {LOT, A, B}


def test_c16_a_lot_that_two_devices_divide_is_held_in_all_its_parts_and_no_roll_loses_any_of_them() -> None:
    world = at_sealing()
    world.put(*stocked("FEP-2", "FEP"))
    world.record(changes(ROLL, NEXT, 5_000, 6_650, parts=("A1", "A2")))
    decision = world.record(changes("FEP-1", "FEP-2", 8_000, 3_650, parts=("B1", "B2"), step=10), device="D2")
    assert {"BUCKET_NEGATIVE", "LOT_DIVIDED_TWICE"} == set(codes(decision))
    for part in ("A1", "A2", "B1", "B2"):
        assert held_by_itself(world, part) == ["LOT_DIVIDED_TWICE"]
    assert flowed_into(world, "FEP-1") >= {"A1", "A2", "B1"}
    assert flowed_into(world, "FEP-2") >= {"A1", "A2", "B2"}
    assert flowed_into(world, ROLL) >= {"A1", "B1", "B2"}
    assert flowed_into(world, NEXT) >= {"A2", "B1", "B2"}


def test_a_change_of_lot_before_anything_else_arrived_makes_the_lot_and_its_parts() -> None:
    world = running()
    assert "CHANGE_OF_LOT_UNRECORDED" in codes(world.record(changes(ROLL, "CLIP-1", 5, 7)))
    assert {lot.number for lot in world.all(Lot)} >= {LOT, A, B}
    world = running()
    assert "WORK_ORDER_NOT_KNOWN" in codes(world.record(changes(ROLL, "CLIP-1", 5, 7, order="WO-X", lot="L")))
    assert flowed_into(world, ROLL) == {"L/1"}


def test_a_lot_that_two_devices_begin_is_counted_in_once_and_another_count_is_said() -> None:
    world = running()
    begin = BeginLot(lot=LOT, order=ORDER, quantity="12000")
    assert codes(world.record(begin)) == []
    assert codes(world.record(begin, device="D2")) == []
    assert in_process(world) == {LOT: 12_000}
    assert codes(world.record(BeginLot(lot=LOT, order=ORDER, quantity="11000"))) == ["LOT_BEGUN_WITH_ANOTHER_COUNT"]
    assert in_process(world) == {LOT: 12_000}
    assert codes(world.record(BeginLot(lot=LOT, order=ORDER, quantity="0"))) == ["COUNT_NOT_POSITIVE"]
