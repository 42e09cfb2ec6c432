import msgspec
import pytest

from backend.devices.entries import Capabilities, RecordCalibration, RecordShiftStart, ReportIncident
from backend.devices.events import ShiftStarted
from backend.devices.state import Calibration, Device
from sync import catalogue
from tests.builders.devices import devices_door, with_handheld

GOOD = Capabilities(aim_id=True, gs="key", terminator="Enter", case_ok=True, max_gap_ms=28, passed=True)
BAD = msgspec.structs.replace(GOOD, gs="missing", passed=False)
SHIFT = RecordShiftStart(battery_percent=88, tone_heard=True, scan_ok=True, queue_length=3)


def test_a_calibration_is_kept_for_its_profile_and_as_the_devices_newest() -> None:
    door = with_handheld()
    decision = door.record(RecordCalibration(capabilities=GOOD, profile="DS2208"), device="h-1", badge="QH-0007")
    assert decision.exceptions == ()
    assert door.get(Calibration, "h-1", "DS2208").recorded_by == "QH-0007"
    newest = door.get(Device, "h-1").calibration
    assert newest is not None
    assert (newest.profile, newest.capabilities) == ("DS2208", GOOD)


def test_a_calibration_that_was_not_passed_is_kept_and_flagged() -> None:
    door = with_handheld()
    decision = door.record(RecordCalibration(capabilities=BAD, profile="DS2208"), device="h-1")
    assert [e.code for e in decision.exceptions] == ["SCANNER_NOT_PASSED"]
    assert door.get(Calibration, "h-1", "DS2208").passed is False


def test_a_calibration_from_a_device_that_is_not_listed_is_kept_all_the_same() -> None:
    door = devices_door()
    door.record(RecordCalibration(capabilities=GOOD, profile="DS2208"), device="h-9")
    assert door.get(Calibration, "h-9", "DS2208").passed is True


def test_a_shift_start_is_kept() -> None:
    decision = with_handheld().record(SHIFT, device="h-1")
    assert decision.exceptions == ()
    assert decision.events == (
        ShiftStarted(device="h-1", battery_percent=88, tone_heard=True, scan_ok=True, queue_length=3),
    )


@pytest.mark.parametrize("failed", ["tone_heard", "scan_ok"])
def test_a_shift_start_with_a_failed_check_is_kept_and_flagged(failed: str) -> None:
    decision = with_handheld().record(msgspec.structs.replace(SHIFT, **{failed: False}), device="h-1")
    assert [e.code for e in decision.exceptions] == ["SHIFT_CHECK_FAILED"]
    assert len(decision.events) == 1


def test_an_incident_opens_an_inbox_item_about_the_device_p31() -> None:
    body = ReportIncident(code="CHECKSUM_MISMATCH", detail={"stream": "global"})
    (raised,) = with_handheld().record(body, device="h-1").exceptions
    assert (raised.code, raised.subject_kind, raised.subject_key) == ("DEVICE_INCIDENT", "device", "h-1")
    assert raised.detail == {"incident": "CHECKSUM_MISMATCH", "stream_reported": "global"}
    assert catalogue.code(raised.code).inbox
