from typing import Any

from backend.material.entries import HoldUnit, LiftUnitHold, PlaceHold
from backend.material.events import lot_thing, unit_thing
from backend.material.state import Balance, Edge, Lot, Unit, UnitLot
from backend.production.entries import RelabelLot, RelabelUnit, ScrapStock, ScrapUnit, TakeBack, TakeSample
from backend.production.state import StepRun
from sync.quantity import Quantity
from tests.builders.production import (
    PUMP,
    PUMP_ORDER,
    ROLL,
    SENSOR,
    begins,
    consumes,
    flowed_into,
    running,
    stocked,
)
from tests.builders.receiving import codes
from tests.builders.world import World

WHY = "torn at the edge"


def pieces(value: str, unit: str = "pcs") -> Quantity:
    return Quantity(unit=unit, value=value)


def scrap(quantity: str = "10", unit: str = "pcs", lot: str = ROLL) -> ScrapStock:
    return ScrapStock(location="LINE-1", lot=lot, quantity=pieces(quantity, unit))


def sample(number: str | None, quantity: str = "5", store: str | None = None) -> TakeSample:
    return TakeSample(
        location="LINE-1", lot=ROLL, purpose="retention", quantity=pieces(quantity), sample=number, store=store
    )


def relabel(output: str, quantity: str = "100") -> RelabelLot:
    return RelabelLot(location="LINE-1", lot=ROLL, output=output, quantity=pieces(quantity))


def in_stock(world: World, lot: str, location: str = "LINE-1") -> int:
    return sum(int(b.quantity) for b in world.all(Balance) if (b.lot, b.location) == (lot, location))


def a_pump(world: World, serial: str = "0007") -> None:
    """A pump with a sensor in it."""
    world.record(begins(order=PUMP_ORDER, lot=None, serial=serial))
    into: dict[str, Any] = {"order": PUMP_ORDER, "lot": None, "serial": serial}
    world.record(consumes(None, input_item=SENSOR, input_serial=f"S-{serial}", quantity="1", **into))


def test_what_is_scrapped_leaves_stock_and_is_wanted_with_a_reason() -> None:
    world = running()
    assert codes(world.record(scrap(), reason=WHY)) == []
    assert in_stock(world, ROLL) == 49_990
    assert codes(world.record(scrap())) == ["TRANSFORMED_WITHOUT_REASON"]
    assert in_stock(world, ROLL) == 49_980


def test_more_than_there_was_is_scrapped_and_said_and_what_cannot_be_is_not() -> None:
    world = running()
    assert codes(world.record(scrap("50001"), reason=WHY)) == ["STOCK_NEGATIVE"]
    assert codes(world.record(scrap("0"), reason=WHY)) == ["QUANTITY_NOT_POSITIVE"]
    assert codes(world.record(scrap("-1"), reason=WHY)) == ["QUANTITY_NOT_POSITIVE"]
    assert codes(world.record(scrap("1", "kg"), reason=WHY)) == ["UNIT_UNKNOWN"]
    assert in_stock(world, ROLL) == -1
    assert codes(world.record(scrap(lot="NEVER-SEEN"), reason=WHY)) == ["LOT_UNKNOWN"]
    assert world.get(Lot, "NEVER-SEEN").stub


def test_a_retained_sample_is_a_lot_of_its_own_made_of_the_first_one() -> None:
    world = running()
    assert codes(world.record(sample("RET-1", store="QUAR-01"), reason=WHY)) == []
    assert (in_stock(world, ROLL), in_stock(world, "RET-1", "QUAR-01")) == (49_995, 5)
    assert world.get(Lot, "RET-1").supplier_lot == f"S-{ROLL}"
    (edge,) = [edge for edge in world.all(Edge) if edge.output == lot_thing("RET-1").node]
    assert (edge.kind, edge.input, int(edge.quantity or 0)) == ("sample", lot_thing(ROLL).node, 5)
    assert codes(world.record(sample("RET-1"), reason=WHY)) == ["LOT_PART_TAKEN"]


def test_a_sample_that_a_test_used_up_only_leaves_stock() -> None:
    world = running()
    assert codes(world.record(sample(None), reason=WHY)) == []
    assert in_stock(world, ROLL) == 49_995
    assert world.all(Edge) == []


def test_relabelled_stock_has_all_of_the_past_of_the_first_number() -> None:
    world = running()
    world.record(relabel("TYV-X"), reason=WHY)
    assert (in_stock(world, ROLL), in_stock(world, "TYV-X")) == (49_900, 100)
    assert flowed_into(world, ROLL) == {"TYV-X"}
    assert codes(world.record(relabel("TYV-X"), reason=WHY)) == ["LOT_PART_TAKEN"]


def test_a_hold_on_the_first_number_holds_what_was_relabelled() -> None:
    world = running()
    world.put(*stocked("H-1", "HUB"))
    world.record(RelabelLot(location="LINE-1", lot="H-1", output="H-2", quantity=pieces("3")), reason=WHY)
    world.record(PlaceHold(lot="H-1", photos=(), reason_code="DAMAGED", text=""))
    assert codes(world.record(consumes("H-2", 90, quantity="1"))) == ["COMPONENT_ON_HOLD"]


def test_a_unit_is_scrapped_once_and_goes_into_nothing_after_that() -> None:
    world = running()
    a_pump(world)
    gone = ScrapUnit(item=PUMP, serial="0007")
    assert codes(world.record(gone, reason=WHY)) == []
    assert world.get(Unit, PUMP, "0007").status == "scrapped"
    assert codes(world.record(gone, reason=WHY)) == ["UNIT_GONE"]
    assert codes(world.record(ScrapUnit(item=PUMP, serial="0099"), reason=WHY)) == ["UNIT_NOT_KNOWN"]


def test_a_part_is_taken_out_of_an_assembly_before_it_is_scrapped() -> None:
    world = running()
    a_pump(world)
    part = ScrapUnit(item=SENSOR, serial="S-0007")
    assert codes(world.record(part, reason=WHY)) == ["UNIT_STILL_BUILT_IN"]
    back = TakeBack(
        input_item=SENSOR,
        input_lot=None,
        input_serial="S-0007",
        location=None,
        lot=None,
        order=PUMP_ORDER,
        quantity=None,
        serial="0007",
        step=10,
    )
    assert codes(world.record(back, reason=WHY)) == []
    assert world.get(Unit, SENSOR, "S-0007").parent is None
    assert world.get(StepRun, PUMP_ORDER, 10, "unit:0007").consumed == ()


def test_a_relabelled_unit_goes_on_with_its_parts_holds_and_steps_and_the_old_serial_is_void() -> None:
    world = running()
    a_pump(world)
    world.record(consumes("CLIP-1", order=PUMP_ORDER, lot=None, serial="0007", quantity="1"))
    world.record(HoldUnit(item=PUMP, reason_code="DAMAGED", serial="0007", text=""))
    anew = RelabelUnit(item=PUMP, order=PUMP_ORDER, output="0107", serial="0007")
    assert codes(world.record(anew, reason=WHY)) == []
    old, new = world.get(Unit, PUMP, "0007"), world.get(Unit, PUMP, "0107")
    assert (old.status, new.status, new.holds) == ("void", "built", old.holds)
    assert world.get(Unit, SENSOR, "S-0007").root == new.node
    roots = {each.root for each in world.all(UnitLot) if each.lot == lot_thing("CLIP-1").node}
    assert roots == {unit_thing(PUMP, "0107").node}
    assert world.get(StepRun, PUMP_ORDER, 10, "unit:0107").consumed
    assert codes(world.record(anew, reason=WHY)) == ["UNIT_GONE"]


def test_a_unit_takes_no_serial_that_another_has_and_none_while_it_is_built_in() -> None:
    world = running()
    a_pump(world)
    a_pump(world, "0008")
    other = RelabelUnit(item=PUMP, order=None, output="0008", serial="0007")
    assert codes(world.record(other, reason=WHY)) == ["UNIT_SERIAL_TAKEN"]
    inside = RelabelUnit(item=SENSOR, order=None, output="S-9", serial="S-0007")
    assert codes(world.record(inside, reason=WHY)) == ["UNIT_STILL_BUILT_IN"]


def test_a_hold_on_a_unit_is_lifted_by_a_decision_with_a_reason() -> None:
    world = running()
    a_pump(world)
    world.record(HoldUnit(item=PUMP, reason_code="DAMAGED", serial="0007", text=""))
    (hold,) = world.get(Unit, PUMP, "0007").holds
    lift = LiftUnitHold(hold=hold, item=PUMP, serial="0007")
    assert codes(world.record(lift)) == ["REASON_MISSING"]
    assert codes(world.record(lift, reason="looked at again")) == []
    assert world.get(Unit, PUMP, "0007").holds == ()
    assert codes(world.record(lift, reason="looked at again")) == ["UNIT_HOLD_UNKNOWN"]
