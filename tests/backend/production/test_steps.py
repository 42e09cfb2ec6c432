from decimal import Decimal
from typing import Any

import pytest

from backend.material.entries import PlaceHold
from backend.material.events import lot_thing
from backend.material.state import Balance, Edge, Lot, Unit, UnitLot
from backend.nonconformance.entries import CloseDeviation
from backend.nonconformance.state import Deviation
from backend.production.entries import ChangeOrder, ConsumeMaterial, CorrectReading, RecordReading, TakeBack
from backend.production.state import Reading, StepRun
from sync.quantity import Quantity
from tests.builders.production import (
    LOT,
    OPERATOR,
    ORDER,
    PUMP,
    PUMP_ORDER,
    ROLL,
    SENSOR,
    begins,
    consumes,
    ends,
    flowed_into,
    held_by_itself,
    looks,
    reads,
    running,
    stocked,
)
from tests.builders.receiving import codes
from tests.builders.world import START, World


def run(world: World, number: int, subject: str = f"lot:{LOT}", order: str = ORDER) -> StepRun:
    return world.get(StepRun, order, number, subject)


def test_a_step_begins_makes_its_lot_and_ends() -> None:
    world = running()
    assert codes(world.record(begins(), badge=OPERATOR)) == []
    assert codes(world.record(consumes("FEP-1"), badge=OPERATOR)) == []
    assert codes(world.record(ends(), badge=OPERATOR)) == []
    done = run(world, 10)
    assert (done.status, done.people, done.consumed, done.missing) == ("done", (OPERATOR,), ("FEP",), ())
    assert world.get(Lot, LOT).status == "quarantine"
    assert flowed_into(world, "FEP-1") == {LOT}
    assert world.get(Balance, "FEP-1", "LINE-1").quantity == 49_900


def test_a_step_before_its_predecessor_is_kept_and_marked() -> None:
    world = running()
    assert codes(world.record(begins(90))) == ["STEP_OUT_OF_SEQUENCE"]
    assert run(world, 90).unverified


def test_what_the_routing_asks_for_and_nobody_recorded_is_named_at_the_end() -> None:
    world = running()
    decision = world.record(ends())
    assert codes(decision) == ["STEP_INCOMPLETE"]
    assert run(world, 10).missing == ("FEP",)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"revision": "B"}, "STEP_BY_OTHER_REVISION"),
        ({"order": "WO-X"}, "WORK_ORDER_NOT_KNOWN"),
        ({"number": 77}, "STEP_NOT_IN_ROUTING"),
        ({"lot": None}, "STEP_SUBJECT_WRONG"),
    ],
)
def test_a_step_is_recorded_whatever_it_breaks(fields: dict[str, Any], code: str) -> None:
    world = running()
    assert code in codes(world.record(begins(**{"number": 10, **fields})))
    assert len(world.all(StepRun)) == 1


def test_work_on_a_suspended_order_is_kept_and_said() -> None:
    world = running()
    world.record(ChangeOrder(act="suspend", order=ORDER), reason="resin under doubt")
    assert codes(world.record(begins())) == ["WORK_ORDER_NOT_RUNNING"]


@pytest.mark.parametrize(
    ("value", "verdict", "found"),
    [
        ("135.0", "pass", []),
        ("125.0", "action", ["READING_NEAR_LIMIT"]),
        ("128.0", "pass", []),
        ("142.1", "action", ["READING_NEAR_LIMIT"]),
        ("147.0", "fail", ["READING_OUT_OF_LIMIT"]),
        ("124.9", "fail", ["READING_OUT_OF_LIMIT"]),
        ("130.05", "pass", ["READING_TOO_FINE"]),
    ],
)
def test_a_reading_is_judged_by_the_orders_own_limits(value: str, verdict: str, found: list[str]) -> None:
    world = running()
    assert codes(world.record(reads(value))) == found
    assert [r.verdict for r in world.all(Reading)] == [verdict]


def test_out_of_specification_opens_a_deviation_and_holds_the_lot_in_the_same_record() -> None:
    world = running()
    world.record(reads("147.0"))
    (deviation,) = world.all(Deviation)
    assert (deviation.code, deviation.subject_key, deviation.order, deviation.step) == (
        "READING_OUT_OF_LIMIT",
        LOT,
        ORDER,
        90,
    )
    assert held_by_itself(world, LOT) == ["READING_OUT_OF_LIMIT"]
    assert run(world, 90).failed == ("SEAL_TEMP",)
    world.record(ends(90))
    assert run(world, 90).status == "failed"


def test_a_critical_value_is_keyed_twice_or_seen_by_two() -> None:
    world = running()
    assert codes(world.record(reads("1.2", "DWELL", unit="s"))) == ["SECOND_ENTRY_MISSING"]
    assert codes(world.record(reads("1.2", "DWELL", unit="s", second_value="1.3"))) == ["SECOND_ENTRY_DIFFERS"]
    assert codes(world.record(reads("1.2", "DWELL", unit="s", second_value="1.20"))) == []
    assert codes(world.record(reads("2.0", "PEEL", unit="N"))) == ["SECOND_PERSON_MISSING"]
    assert codes(world.record(reads("2.0", "PEEL", unit="N", second_badge="QH-0001"))) == ["SECOND_PERSON_MISSING"]
    assert codes(world.record(reads("2.0", "PEEL", unit="N", second_badge="QH-0011"))) == []
    assert codes(world.record(reads("2.0", "PEEL", unit="N", source="device"))) == []


def test_a_reading_in_a_unit_of_another_kind_or_of_another_name_is_kept_unjudged() -> None:
    world = running()
    assert codes(world.record(reads("135.0", unit="kPa"))) == ["READING_UNIT_WRONG"]
    assert codes(world.record(reads("135.0", "COLOUR"))) == ["READING_NOT_ASKED"]
    assert {r.verdict for r in world.all(Reading)} == {"unjudged"}


def test_a_reading_in_another_unit_of_the_same_kind_is_judged_in_that_of_the_limits() -> None:
    world = running()
    assert codes(world.record(reads("408.15", unit="K", second_value="408.15"))) == []
    (kept,) = world.all(Reading)
    assert (str(kept.value), kept.unit, kept.verdict, kept.text) == ("135", "Cel", "pass", "408.15 K")
    assert codes(world.record(reads("308.15", unit="K", second_value="308.15"))) == ["READING_OUT_OF_LIMIT"]
    assert codes(world.record(reads("267", unit="[degF]", second_value="267"))) == ["READING_UNIT_WRONG"]


def test_the_same_message_of_a_machine_three_times_is_one_reading() -> None:
    world = running()
    for _ in range(3):
        world.record(reads("135.0", source="device", message="SEAL-01/4711"), device="M1")
    world.record(reads("135.0", source="device", message="SEAL-01/4711"), device="M2")
    assert len(world.all(Reading)) == 2


def test_a_machines_message_in_another_unit_of_its_kind_is_the_same_one_also_after_a_correction() -> None:
    world = running()
    world.record(reads("135.0", source="device", message="SEAL-01/4711"))
    (first,) = world.all(Reading)
    world.record(CorrectReading(reading=first.id, value="136.0"), reason="offset of the sensor")
    assert codes(world.record(reads("408.15", unit="K", source="device", message="SEAL-01/4711"))) == []
    assert len(world.all(Reading)) == 2


@pytest.mark.parametrize(
    "fields",
    [{"value": "147.0"}, {"unit": "kPa"}, {"code": "PEEL"}, {"number": 10}, {"lot": "OTHER"}, {"order": PUMP_ORDER}],
)
def test_another_content_under_a_used_message_number_is_said_and_is_no_reading(fields: dict[str, Any]) -> None:
    world = running()
    sent: dict[str, Any] = {"value": "135.0", "source": "device", "message": "SEAL-01/4711"}
    world.record(reads(**sent))
    decision = world.record(reads(**(sent | fields)))
    assert codes(decision) == ["CYCLE_MESSAGE_DIFFERS"]
    assert decision.events == ()
    (said,) = decision.exceptions
    assert said.detail["found"] != said.detail["expected"]
    assert said.detail["expected"] == f"{ORDER} 90 lot:{LOT} SEAL_TEMP 135.0 Cel"
    assert [reading.value for reading in world.all(Reading)] == [Decimal("135.0")]
    assert run(world, 90).failed == ()


def test_a_correction_stands_beside_the_first_value_and_is_judged_anew() -> None:
    world = running()
    world.record(reads("135.0"))
    (first,) = world.all(Reading)
    decision = world.record(CorrectReading(reading=first.id, value="153.0"), reason="digits swapped")
    assert codes(decision) == ["READING_CORRECTED", "READING_OUT_OF_LIMIT"]
    old, new = sorted(world.all(Reading), key=lambda r: r.id)
    assert (old.value, old.corrected_by, new.value, new.verdict) == (Decimal("135.0"), new.id, Decimal("153.0"), "fail")
    assert held_by_itself(world, LOT) == ["READING_OUT_OF_LIMIT"]
    assert codes(world.record(CorrectReading(reading="none", value="1"))) == ["READING_UNKNOWN"]
    assert "CORRECTION_WITHOUT_REASON" in codes(world.record(CorrectReading(reading=new.id, value="135.0")))


def test_a_failed_check_holds_and_a_check_without_its_evidence_is_said() -> None:
    world = running()
    assert codes(world.record(looks(passed=True))) == []
    assert codes(world.record(looks(passed=True, code="PHOTO"))) == ["CHECK_WITHOUT_EVIDENCE"]
    assert codes(world.record(looks(passed=False, defect="SEAL_GAP"))) == ["CHECK_FAILED"]
    assert held_by_itself(world, LOT) == ["CHECK_FAILED"]


def test_the_wrong_component_went_in_all_the_same_and_holds_the_lot() -> None:
    world = running()
    assert codes(world.record(consumes(ROLL))) == ["COMPONENT_WRONG"]
    assert held_by_itself(world, LOT) == ["COMPONENT_WRONG"]
    assert flowed_into(world, ROLL) == {LOT}


def test_a_substitute_is_no_wrong_component() -> None:
    world = running()
    assert codes(world.record(consumes("CLIP-1", 90))) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "quarantine"}, "COMPONENT_NOT_RELEASED"),
        ({"expiry": START.date().replace(day=1)}, "COMPONENT_EXPIRED"),
    ],
)
def test_unreleased_and_expired_components_hold_what_they_went_into(fields: dict[str, Any], code: str) -> None:
    world = running()
    world.put(*stocked("FEP-2", "FEP", **fields))
    assert codes(world.record(consumes("FEP-2"))) == [code]
    assert held_by_itself(world, LOT) == [code]


def test_c01_a_held_component_opens_a_deviation_and_holds_its_output_through_the_genealogy_only() -> None:
    world = running()
    world.record(PlaceHold(lot="FEP-1", photos=(), reason_code="DAMAGED", text=""))
    decision = world.record(consumes("FEP-1"))
    assert codes(decision) == ["COMPONENT_ON_HOLD"]
    assert [d.code for d in world.all(Deviation)] == ["COMPONENT_ON_HOLD"]
    assert held_by_itself(world, LOT) == []
    # The next user of that lot is stopped by the same hold, two levels down.
    world.put(*stocked("OTHER", "FEP"))
    again = world.record(consumes(LOT, lot="LATER"))
    assert "COMPONENT_ON_HOLD" in codes(again)


def test_a_lot_that_nobody_has_received_yet_may_be_consumed_and_is_a_stub() -> None:
    world = running()
    assert "COMPONENT_UNKNOWN" in codes(world.record(consumes("FEP-9")))
    assert world.get(Lot, "FEP-9").stub
    assert flowed_into(world, "FEP-9") == {LOT}


def test_what_did_not_go_in_is_taken_back_into_stock_and_out_of_the_genealogy() -> None:
    world = running()
    world.record(consumes("FEP-1", quantity="100"))
    back = taking_back(quantity=Quantity(unit="pcs", value="40"))
    assert codes(world.record(back, reason="counted twice")) == []
    assert world.get(Balance, "FEP-1", "LINE-1").quantity == 49_940
    assert flowed_into(world, "FEP-1") == {LOT}
    assert codes(world.record(taking_back(quantity=Quantity(unit="pcs", value="61")), reason="counted twice")) == [
        "TAKE_BACK_TOO_MUCH"
    ]
    assert codes(world.record(taking_back(quantity=None), reason="wrong lot scanned")) == []
    assert flowed_into(world, "FEP-1") == set()
    assert world.get(Balance, "FEP-1", "LINE-1").quantity == 50_000
    assert codes(world.record(taking_back(quantity=None), reason="wrong lot scanned")) == ["NOTHING_TO_TAKE_BACK"]


def test_a_step_whose_component_was_taken_back_is_open_again_and_asks_for_it() -> None:
    world = running()
    for record in (consumes("FEP-1"), ends()):
        world.record(record)
    world.record(taking_back(quantity=None), reason="wrong lot scanned")
    assert (run(world, 10).status, run(world, 10).consumed) == ("running", ())
    assert codes(world.record(ends())) == ["STEP_INCOMPLETE"]


def taking_back(*, quantity: Quantity | None) -> TakeBack:
    return TakeBack(
        input_item=None,
        input_lot="FEP-1",
        input_serial=None,
        location="LINE-1",
        lot=LOT,
        order=ORDER,
        quantity=quantity,
        serial=None,
        step=10,
    )


def building_in(sensor: str, pump: str) -> ConsumeMaterial:
    fields: dict[str, Any] = {
        "input_item": SENSOR,
        "input_serial": sensor,
        "lot": None,
        "serial": pump,
        "order": PUMP_ORDER,
    }
    return consumes(None, quantity="1", **fields)


def test_a_serial_is_built_into_a_unit_once_and_comes_out_again() -> None:
    world = running()
    assert codes(world.record(building_in("S-1", "0001"))) == ["COMPONENT_UNKNOWN"]
    twice = world.record(building_in("S-1", "0002"))
    assert "UNIT_BUILT_IN_TWICE" in codes(twice)
    sensor, pump = world.get(Unit, SENSOR, "S-1"), world.get(Unit, PUMP, "0001")
    assert (sensor.parent, sensor.root) == (pump.node, pump.node)
    # C04: neither is taken as right; the second parent is held until somebody has looked.
    assert world.get(Unit, PUMP, "0002").holds
    back = TakeBack(
        input_item=SENSOR,
        input_lot=None,
        input_serial="S-1",
        location=None,
        lot=None,
        order=PUMP_ORDER,
        quantity=None,
        serial="0001",
        step=None,
    )
    assert codes(world.record(back, reason="sensor replaced")) == []
    assert world.get(Unit, SENSOR, "S-1").parent is None
    assert all(edge.ended_at is not None for edge in world.all(Edge) if edge.kind == "install")


def test_a_unit_out_of_limits_is_held_by_its_deviation_alone() -> None:
    world = running()
    pump: RecordReading = reads("1", number=10, lot=None, serial="0001", order=PUMP_ORDER)
    world.record(looks(passed=False, number=10, lot=None, serial="0001", order=PUMP_ORDER))
    unit = world.get(Unit, PUMP, "0001")
    (deviation,) = world.all(Deviation)
    assert unit.holds == (deviation.number,)
    assert pump.serial == unit.serial


def test_a_deviation_is_closed_by_somebody_else_with_a_reason() -> None:
    world = running()
    world.record(reads("147.0"), badge=OPERATOR)
    (deviation,) = world.all(Deviation)
    close = CloseDeviation(deviation=deviation.number, disposition="scrap")
    assert codes(world.record(close, badge=OPERATOR, reason="seal is open")) == ["DEVIATION_OWN"]
    assert codes(world.record(close, badge="QH-0003")) == ["REASON_MISSING"]
    assert codes(world.record(close, badge="QH-0003", reason="seal is open")) == []
    assert codes(world.record(close, badge="QH-0003", reason="seal is open")) == ["DEVIATION_CLOSED"]


def test_a_serial_that_names_its_lot_is_traced_to_it_and_counted_out_of_it() -> None:
    world = running()
    world.put(*stocked("SL-1", SENSOR, quantity=15))
    for n in (1, 2):
        fields: dict[str, Any] = {"input_item": SENSOR, "input_serial": f"S-{n}", "order": PUMP_ORDER, "lot": None}
        answer = world.record(consumes("SL-1", quantity="1", serial=f"000{n}", **fields))
        assert codes(answer) == ["COMPONENT_UNKNOWN"]
    pumps = {unit.node: unit.serial for unit in world.all(Unit) if unit.item == PUMP}
    reached = {pumps[row.root] for row in world.all(UnitLot) if row.lot == lot_thing("SL-1").node}
    assert reached == {"0001", "0002"}
    assert world.get(Balance, "SL-1", "LINE-1").quantity == 13
