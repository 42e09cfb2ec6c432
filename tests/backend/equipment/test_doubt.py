"""A gauge is found out of tolerance: quality asks about each lot it was used on; late uses are asked about (C07)."""

from datetime import timedelta
from typing import Any

import pytest

from backend.equipment.entries import AssessUses, UsedOn
from backend.equipment.state import EquipmentRecord
from backend.material.state import Hold
from backend.nonconformance.state import Deviation
from backend.production.entries import RecordReading, StartStep
from tests.builders.equipment import GAUGE, LOT, OPERATOR, ORDER, QUALITY, SEALER, calibrates, qualifies, sealing
from tests.builders.receiving import codes
from tests.builders.world import START, World

FOUND = START + timedelta(days=2)
DOUBT = "EQUIPMENT_USED_IN_DOUBT"


def on(lot: str | None = LOT, order: str = ORDER, serial: str | None = None) -> UsedOn:
    return UsedOn(item=None, lot=lot, order=order, serial=serial)


def reads(value: str = "135.0", **fields: Any) -> RecordReading:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {
        "code": "SEAL_TEMP",
        "gauge": GAUGE,
        "lot": LOT,
        "message": None,
        "order": ORDER,
        "second_badge": None,
        "second_value": None,
        "serial": None,
        "source": "manual",
        "step": 10,
        "unit": "Cel",
        "value": value,
    }
    return RecordReading(**(given | fields))


def begins() -> StartStep:
    return StartStep(equipment=(SEALER,), lot=LOT, order=ORDER, revision="A", scans=(), serial=None, step=10)


def wrong(world: World) -> str:
    """The gauge is found out of tolerance two days after the start; return the record."""
    bad = calibrates(GAUGE, result="out_of_tolerance", as_found="-1.8 N", performed_at=FOUND)
    world.record(bad, at=FOUND, badge=QUALITY)
    return world.all(EquipmentRecord)[-1].id


def assesses(calibration: str, *uses: UsedOn, hold: bool = False) -> AssessUses:
    return AssessUses(calibration=calibration, equipment=GAUGE, hold=hold, uses=uses or (on(),))


def about_lot(world: World) -> list[Deviation]:
    return [each for each in world.all(Deviation) if each.code == DOUBT]


def test_quality_asks_what_becomes_of_a_lot_and_a_second_time_asks_nothing() -> None:
    world = sealing()
    world.record(begins(), badge=OPERATOR)
    calibration = wrong(world)
    assert codes(world.record(assesses(calibration), at=FOUND, badge=QUALITY)) == []
    (asked,) = about_lot(world)
    assert (asked.subject_kind, asked.subject_key, asked.order, asked.status) == ("lot", LOT, ORDER, "open")
    assert asked.detail["found"] == "-1.8 N"
    assert asked.detail["since"] == "2026-02-01T02:00:00Z"
    assert world.all(Hold) == []
    assert world.record(assesses(calibration), at=FOUND, badge=QUALITY).events == ()


def test_with_a_hold_the_lot_waits_for_the_decision() -> None:
    world = sealing()
    world.record(begins(), badge=OPERATOR)
    world.record(assesses(wrong(world), hold=True), at=FOUND, badge=QUALITY)
    (hold,) = world.all(Hold)
    assert (hold.lot, hold.reason_code, hold.text) == (LOT, DOUBT, about_lot(world)[0].number)


def test_what_is_done_on_the_order_as_such_is_asked_about_and_nothing_is_held() -> None:
    world = sealing()
    world.record(assesses(wrong(world), on(lot=None), hold=True), at=FOUND, badge=QUALITY)
    (asked,) = about_lot(world)
    assert (asked.subject_kind, asked.subject_key) == ("work_order", ORDER)
    assert world.all(Hold) == []


def test_a_good_calibration_or_another_piece_asks_nothing() -> None:
    world = sealing()
    wrong(world)
    good = world.all(EquipmentRecord)[0].id
    assert codes(world.record(assesses(good), at=FOUND, badge=QUALITY)) == ["CALIBRATION_NOT_WRONG"]
    assert about_lot(world) == []


@pytest.mark.parametrize("used", [on("NO-SUCH"), on(serial="S-1")])
def test_one_thing_that_is_not_there_and_nothing_is_asked(used: UsedOn) -> None:
    world = sealing()
    world.record(begins(), badge=OPERATOR)
    decision = world.record(assesses(wrong(world), on(), used), at=FOUND, badge=QUALITY)
    assert codes(decision) == ["USED_ON_NOT_THERE"]
    assert about_lot(world) == []


def test_a_reading_that_arrives_after_its_gauge_was_found_wrong_is_asked_about_once_and_its_lot_waits() -> None:
    world = sealing()
    world.record(begins(), badge=OPERATOR)
    wrong(world)
    assert codes(world.record(reads(), badge=OPERATOR)) == [DOUBT]
    assert codes(world.record(reads("136.0"), badge=OPERATOR)) == []
    assert len(about_lot(world)) == 1
    assert [hold.lot for hold in world.all(Hold)] == [LOT]


def test_a_late_reading_from_before_a_good_calibration_between_is_not_in_doubt() -> None:
    world = sealing()
    world.record(begins(), badge=OPERATOR)
    world.record(calibrates(GAUGE, performed_at=START + timedelta(days=1)), at=FOUND, badge=QUALITY)
    wrong(world)
    assert codes(world.record(reads(), badge=OPERATOR)) == []


def test_a_step_that_arrives_after_its_machine_was_found_wrong_is_asked_about() -> None:
    world = sealing()
    bad = calibrates(SEALER, result="out_of_tolerance", performed_at=FOUND)
    world.record(bad, at=FOUND, badge=QUALITY)
    assert codes(world.record(begins(), badge=OPERATOR)) == [DOUBT]
    (asked,) = about_lot(world)
    assert asked.detail["equipment"] == SEALER


def test_the_doubt_goes_back_to_the_last_good_calibration_before_it_whatever_was_recorded_since() -> None:
    world = sealing()
    later = FOUND + timedelta(days=3)
    world.record(calibrates(GAUGE, performed_at=later), at=later, badge=QUALITY)
    qualifies(world, GAUGE, later)
    wrong(world)
    (deviation,) = world.all(Deviation)
    assert deviation.detail["since"] == "2026-02-01T02:00:00Z"
