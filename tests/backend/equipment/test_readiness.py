from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.equipment.entries import ChangeEquipment, ImportEquipment, MaintainEquipment
from backend.equipment.rules import readiness
from backend.equipment.state import Equipment, EquipmentRecord
from backend.nonconformance.state import Deviation
from tests.builders.equipment import CALIBRATED, GAUGE, QUALITY, SEALER, calibrates, cleans, piece, qualifies, sealing
from tests.builders.receiving import codes
from tests.builders.world import START, World

DUE = date(2026, 7, 31)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def sealer(**fields: Any) -> World:  # noqa: ANN401 - any field of the equipment
    world = sealing()
    world.record(piece(**fields))
    return world


def ready(world: World, at: datetime = START, code: str = SEALER) -> list[str]:
    return readiness(world.get(Equipment, code), at)


def test_what_is_qualified_and_calibrated_is_ready_until_the_last_minute_of_its_due_day() -> None:
    world = sealing()
    assert world.get(Equipment, SEALER).calibration_due == DUE
    assert ready(world, moment("2026-07-31T23:59:00+08:00")) == []
    assert ready(world, moment("2026-08-01T00:05:00+08:00")) == ["calibration_lapsed"]


def test_the_certificates_due_date_counts_before_the_interval() -> None:
    world = sealing()
    world.record(calibrates(performed_at=START, due=date(2026, 3, 9)), at=START)
    assert ready(world, moment("2026-03-10T00:05:00+08:00")) == ["calibration_lapsed"]


def test_a_new_piece_says_everything_that_it_lacks() -> None:
    world = sealing()
    world.record(piece("SEAL-02", maintenance_days=90, cleaning_hours=24))
    assert ready(world, code="SEAL-02") == ["not_qualified", "not_calibrated", "maintenance_due", "not_clean"]


def test_maintenance_counts_to_the_end_of_its_day() -> None:
    world = sealer(maintenance_days=30)
    assert ready(world) == ["maintenance_due"]
    work = MaintainEquipment(due=None, equipment=SEALER, files=(), performed_at=CALIBRATED, text="belts changed")
    assert codes(world.record(work)) == []
    assert ready(world, moment("2026-03-03T23:59:00+08:00")) == []
    assert ready(world, moment("2026-03-04T00:01:00+08:00")) == ["maintenance_due"]


def test_clean_counts_for_so_many_hours_and_not_once_it_was_found_dirty() -> None:
    world = sealer(cleaning_hours=24)
    world.record(cleans(SEALER, START))
    assert ready(world, START + timedelta(hours=24)) == []
    assert ready(world, START + timedelta(hours=24, minutes=1)) == ["not_clean"]
    world.record(cleans(SEALER, START + timedelta(hours=2), "dirty"), at=START + timedelta(hours=2))
    assert ready(world, START + timedelta(hours=3)) == ["not_clean"]


def test_out_of_service_is_not_ready_and_retired_stays_so() -> None:
    world = sealing()
    world.record(ChangeEquipment(act="take_out_of_service", equipment=SEALER), reason="belt torn", at=START)
    assert ready(world) == ["not_qualified"]
    qualifies(world, SEALER, START + timedelta(hours=1))
    assert ready(world) == []
    world.record(ChangeEquipment(act="retire", equipment=SEALER), reason="replaced", at=START + timedelta(hours=2))
    assert ready(world, START + timedelta(hours=3)) == ["retired"]
    again = world.record(ChangeEquipment(act="qualify", equipment=SEALER), reason="back again")
    assert codes(again) == ["EQUIPMENT_RETIRED"]
    assert codes(world.record(piece())) == ["EQUIPMENT_RETIRED"]
    assert codes(world.record(cleans(SEALER, START))) == ["EQUIPMENT_RETIRED_RECORD"]


@pytest.mark.parametrize(
    ("body", "reason", "code"),
    [
        (ChangeEquipment(act="qualify", equipment="NONE"), "because", "EQUIPMENT_NOT_THERE"),
        (ChangeEquipment(act="retire", equipment=SEALER), None, "REASON_MISSING"),
        (piece(kind="gauge"), None, "EQUIPMENT_OTHER"),
        (ImportEquipment(rows=(piece("A"), piece("A")), sha256="0" * 64, source="e.csv"), None, "IMPORT_ROW_TWICE"),
        (
            ImportEquipment(rows=(piece("A"), piece(site="BJ")), sha256="0" * 64, source="e.csv"),
            None,
            "EQUIPMENT_OTHER",
        ),
    ],
)
def test_a_decision_that_cannot_hold_is_refused_and_changes_nothing(body: Any, reason: str | None, code: str) -> None:  # noqa: ANN401 - an entry
    world = sealing()
    before = dict(world.rows[Equipment])
    decision = world.record(body, reason=reason)
    assert decision.refusal is not None
    assert codes(decision) == [code]
    assert world.rows[Equipment] == before


def test_a_file_of_equipment_is_taken_whole_and_a_second_time_changes_nothing() -> None:
    world = sealing()
    body = ImportEquipment(rows=(piece("A"), piece("B", kind="gauge")), sha256="0" * 64, source="e.csv")
    assert len(world.record(body).events) == 2
    assert world.record(body).events == ()


def test_out_of_tolerance_opens_a_deviation_and_stops_the_gauge_until_it_is_calibrated_again() -> None:
    world = sealing()
    found = calibrates(GAUGE, result="out_of_tolerance", as_found="-1.8 N", performed_at=START)
    assert codes(world.record(found, at=START, badge=QUALITY)) == ["EQUIPMENT_OUT_OF_TOLERANCE"]
    (deviation,) = world.all(Deviation)
    assert (deviation.subject_kind, deviation.subject_key, deviation.status) == ("equipment", GAUGE, "open")
    assert deviation.detail == {"equipment": GAUGE, "found": "-1.8 N", "since": "2026-02-01T02:00:00Z"}
    assert ready(world, code=GAUGE) == ["out_of_tolerance"]
    later = START + timedelta(days=1)
    world.record(calibrates(GAUGE, performed_at=later), at=later)
    assert ready(world, later, GAUGE) == []


def test_a_certificate_that_comes_late_takes_its_place_among_the_acts() -> None:
    world = sealing()
    world.record(calibrates(performed_at=START, as_found="-9", result="out_of_tolerance"), at=START)
    world.record(calibrates(performed_at=START - timedelta(days=1)), at=START + timedelta(days=1))
    assert ready(world, START + timedelta(days=1)) == ["out_of_tolerance"]


def test_what_is_recorded_about_an_unknown_piece_counts_once_it_is_defined() -> None:
    world = sealing()
    assert codes(world.record(calibrates("SEAL-09"))) == ["EQUIPMENT_UNKNOWN"]
    assert [r.equipment for r in world.all(EquipmentRecord)].count("SEAL-09") == 1
    world.record(piece("SEAL-09"))
    assert world.get(Equipment, "SEAL-09").calibration_due == DUE


def test_work_of_the_future_and_due_dates_of_the_past_are_kept_and_said() -> None:
    world = sealing()
    assert codes(world.record(calibrates(performed_at=START + timedelta(hours=1)))) == ["EQUIPMENT_RECORD_AHEAD"]
    assert codes(world.record(calibrates(due=date(2026, 1, 30)))) == ["EQUIPMENT_DUE_WRONG"]


def test_work_told_in_another_zone_is_kept_in_utc_as_the_tables_give_it_back() -> None:
    world = sealing()
    world.record(calibrates(performed_at=moment("2026-03-01T08:00:00+08:00")))
    stamps = [record.at for record in world.all(EquipmentRecord)]
    assert moment("2026-03-01T00:00:00+00:00") in stamps
    assert all(stamp.utcoffset() == timedelta(0) for stamp in stamps)
