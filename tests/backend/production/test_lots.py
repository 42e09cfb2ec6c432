from datetime import date
from typing import Any

from backend.material.entries import PlaceHold
from backend.material.state import Balance, Lot
from backend.production.entries import MergeLots, Part, SplitLot
from backend.production.state import OrderAccount, StepRun
from tests.builders.production import LOT, ORDER, ROLL, begins, consumes, counts, ends, flowed_into, running, stocked
from tests.builders.receiving import codes

PARTS = (Part(lot="B1", quantity="5000"), Part(lot="B2", quantity="6650"))


def test_parts_of_a_lot_in_process_inherit_it_and_share_what_is_in_process() -> None:
    world = running()
    world.record(consumes("FEP-1"))
    world.record(counts("11650", "in_process", None))
    assert codes(world.record(SplitLot(location=None, lot=LOT, order=ORDER, parts=PARTS))) == []
    in_process = {a.lot: int(a.quantity) for a in world.all(OrderAccount) if a.bucket == "in_process"}
    assert in_process == {LOT: 0, "B1": 5000, "B2": 6650}
    assert flowed_into(world, "FEP-1") == {LOT, "B1", "B2"}
    # A change-over at the boundary: each roll reaches the part that it was really used in.
    world.put(*stocked("TYV-7742", "HUB"))
    world.record(consumes(ROLL, 90, lot="B1"))
    world.record(consumes("TYV-7742", 90, lot="B2"))
    assert flowed_into(world, ROLL) == {"B1"}
    assert flowed_into(world, "TYV-7742") == {"B2"}


def test_parts_of_a_lot_on_the_shelf_take_its_stock_with_them() -> None:
    world = running()
    split = SplitLot(location=None, lot=ROLL, order=None, parts=(Part(lot="R1", quantity="20000"),))
    assert codes(world.record(split)) == []
    assert world.get(Balance, ROLL, "LINE-1").quantity == 30_000
    assert world.get(Balance, "R1", "LINE-1").quantity == 20_000
    assert (world.get(Lot, "R1").status, world.get(Lot, "R1").supplier_lot) == ("released", f"S-{ROLL}")
    assert codes(world.record(split)) == ["LOT_PART_TAKEN"]


def test_more_than_there_was_is_split_and_said() -> None:
    world = running()
    world.record(counts("100", "in_process", None))
    split = SplitLot(location=None, lot=LOT, order=ORDER, parts=(Part(lot="B1", quantity="101"),))
    assert codes(world.record(split)) == ["BUCKET_NEGATIVE"]
    shelf = SplitLot(location=None, lot=ROLL, order=None, parts=(Part(lot="R1", quantity="50001"),))
    assert codes(world.record(shelf)) == ["STOCK_NEGATIVE"]
    assert codes(world.record(SplitLot(location=None, lot="NONE", order=None, parts=PARTS))) == ["LOT_UNKNOWN"]


def merge(*lots: str, output: str = "M1") -> MergeLots:
    return MergeLots(location="LINE-1", lots=lots, output=output)


def test_a_merged_lot_has_the_worst_status_and_the_earliest_expiry() -> None:
    world = running()
    late: dict[str, Any] = {"expiry": date(2027, 6, 30), "expiry_day_given": True}
    early: dict[str, Any] = {"expiry": date(2027, 2, 28), "expiry_day_given": False}
    world.put(*stocked("F1", "FEP", quantity=10, **late), *stocked("F2", "FEP", "quarantine", quantity=5, **early))
    assert codes(world.record(merge("F1", "F2"))) == []
    merged = world.get(Lot, "M1")
    assert (merged.status, merged.expiry, merged.expiry_day_given) == ("quarantine", date(2027, 2, 28), False)
    assert world.get(Balance, "M1", "LINE-1").quantity == 15
    assert flowed_into(world, "F1") == flowed_into(world, "F2") == {"M1"}


def test_the_hold_of_one_lot_holds_what_it_was_merged_into() -> None:
    world = running()
    world.put(*stocked("F1", "FEP"), *stocked("F2", "FEP"))
    world.record(PlaceHold(lot="F2", photos=(), reason_code="DAMAGED", text=""))
    world.record(merge("F1", "F2"))
    assert codes(world.record(consumes("M1"))) == ["COMPONENT_ON_HOLD"]


def test_lots_that_are_not_alike_are_not_merged() -> None:
    world = running()
    assert codes(world.record(merge("FEP-1", ROLL))) == ["MERGE_OF_DIFFERENT"]
    assert codes(world.record(merge("FEP-1", "NONE"))) == ["MERGE_LOT_UNKNOWN"]
    assert codes(world.record(merge("FEP-1", output=ROLL))) == ["LOT_PART_TAKEN"]
    world.put(*stocked("F3", "FEP", quantity=-4))
    assert codes(world.record(merge("FEP-1", "F3"))) == ["MERGE_OF_NEGATIVE"]


def test_parts_go_on_where_their_whole_was_and_what_was_going_on_is_read_anew_for_the_later_ones() -> None:
    world = running()
    for record in (consumes("FEP-1"), ends(), begins(90), consumes(ROLL, 90)):
        world.record(record)
    world.record(SplitLot(location=None, lot=LOT, order=ORDER, parts=PARTS))
    behind = {(run.subject, run.step, run.status) for run in world.all(StepRun) if run.subject != f"lot:{LOT}"}
    assert behind == {
        (f"lot:{part}", number, status) for part in ("B1", "B2") for number, status in ((10, "done"), (90, "running"))
    }
    assert codes(world.record(begins(90, lot="B2"))) == []


def test_what_is_split_off_before_any_stock_is_known_is_counted_in_its_items_unit() -> None:
    world = running()
    lot, _ = stocked("R-9", "HUB")
    world.put(lot)
    split = SplitLot(location="LINE-1", lot="R-9", order=None, parts=(Part(lot="R-9/1", quantity="2"),))
    assert codes(world.record(split)) == ["STOCK_NEGATIVE"]
    assert world.get(Balance, "R-9", "LINE-1").unit == "pcs"


def test_what_is_split_off_a_lot_that_was_only_named_moves_no_stock_in_a_made_up_unit() -> None:
    world = running()
    world.record(consumes("NEVER-SEEN", quantity="1"))
    world.rows[Balance] = {}
    split = SplitLot(location="LINE-1", lot="NEVER-SEEN", order=None, parts=(Part(lot="N/1", quantity="2"),))
    assert codes(world.record(split)) == ["LOT_UNKNOWN"]
    assert world.all(Balance) == []
    assert flowed_into(world, "NEVER-SEEN") == {LOT, "N/1"}
