from datetime import timedelta

import msgspec
import pytest

from backend.devices.entries import LeaseNumbers, ReleaseDevice, RevokeDevice
from backend.devices.state import Device, DeviceCode, Enrolment, Lease
from backend.log.row import type_of
from tests.builders.devices import KEY, devices_door, enrolment, offer, with_handheld
from tests.builders.memory_door import NOON, MemoryDoor, refusal

WHY = "lost on the way home"


def frozen() -> MemoryDoor:
    door = with_handheld()
    door.put(msgspec.structs.replace(door.get(Device, "h-1"), status="forked"))
    return door


def test_a_code_enrols_a_device_once_p36() -> None:
    door = with_handheld()
    device = door.get(Device, "h-1")
    assert (device.code, device.kind, device.site, device.status) == ("H07", "handheld", "SZ", "active")
    assert (device.name, device.public_key) == ("Dock handheld", KEY)
    assert door.get(Enrolment, offer().code_sha256).used_by == "h-1"
    assert refusal(door.record(enrolment(device="h-2"))) == "ENROLMENT_CODE_USED"


def test_a_device_may_name_itself() -> None:
    door = devices_door()
    door.record(offer())
    door.record(enrolment(name="Li's scanner"))
    assert door.get(Device, "h-1").name == "Li's scanner"


def test_a_code_that_was_never_offered_enrols_nothing() -> None:
    assert refusal(devices_door().record(enrolment("guessed"))) == "ENROLMENT_CODE_UNKNOWN"


def test_a_code_expires_p36() -> None:
    door = devices_door()
    door.record(offer())
    door.wait(hours=1)
    assert refusal(door.record(enrolment())) == "ENROLMENT_CODE_EXPIRED"


def test_a_newer_code_for_the_same_device_code_replaces_the_older_one() -> None:
    door = devices_door()
    door.record(offer("first"))
    door.record(offer("second"))
    assert refusal(door.record(enrolment("first"))) == "ENROLMENT_CODE_REPLACED"
    assert door.record(enrolment("second")).refusal is None


@pytest.mark.parametrize("taken", ["h-1", "system"])
def test_a_device_id_is_given_once(taken: str) -> None:
    door = with_handheld()
    door.record(offer("code-8", "H08"))
    assert refusal(door.record(enrolment("code-8", device=taken))) == "DEVICE_ID_USED"


def test_a_device_code_is_never_given_to_a_second_device_even_after_the_first_has_gone() -> None:
    door = with_handheld()
    assert refusal(door.record(offer("code-8"))) == "DEVICE_CODE_USED"
    door.record(RevokeDevice(device="h-1"), reason=WHY)
    assert refusal(door.record(offer("code-8"))) == "DEVICE_CODE_USED"


@pytest.mark.parametrize("expires", [NOON, NOON - timedelta(days=1), NOON + timedelta(days=7, seconds=1)])
def test_a_code_is_open_for_a_week_at_most(expires: object) -> None:
    assert refusal(devices_door().record(offer(expires_at=expires))) == "ENROLMENT_TIME_WRONG"


def test_the_same_code_is_not_offered_twice() -> None:
    door = devices_door()
    door.record(offer())
    assert refusal(door.record(offer(device_code="H08"))) == "ENROLMENT_CODE_USED"


def test_a_code_is_offered_only_for_a_site_that_the_person_holds() -> None:
    assert refusal(devices_door().record(offer(site="SH"))) == "SITE_NOT_HELD"


def test_the_command_line_may_offer_a_code_for_any_site() -> None:
    assert devices_door().record(offer(site="SH"), person=None).refusal is None


@pytest.mark.parametrize("code", ["H", "HO7", "HI7", "h07", "7H", "H07-1", "H01234567", "H07\n"])
def test_a_device_code_with_look_alikes_or_signs_is_not_read(code: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        devices_door().record(offer(device_code=code))


def test_revoking_ends_access_and_closes_the_devices_numbers_for_ever() -> None:
    door = with_handheld()
    door.record(LeaseNumbers(count=60, series="lot"), device="h-1")
    door.record(RevokeDevice(device="h-1"), reason=WHY)
    assert door.get(Device, "h-1").status == "revoked"
    assert [lease.open for lease in door.rows[Lease].values() if isinstance(lease, Lease)] == [False, False]
    assert door.get(DeviceCode, "H07").device == "h-1"


def test_releasing_retires_a_frozen_device_p16() -> None:
    door = frozen()
    door.record(ReleaseDevice(device="h-1"), reason=WHY)
    assert door.get(Device, "h-1").status == "revoked"


def test_a_device_that_is_not_frozen_has_nothing_to_release() -> None:
    assert refusal(with_handheld().record(ReleaseDevice(device="h-1"), reason=WHY)) == "DEVICE_NOT_FROZEN"


def test_a_device_is_revoked_once() -> None:
    door = with_handheld()
    door.record(RevokeDevice(device="h-1"), reason=WHY)
    assert refusal(door.record(RevokeDevice(device="h-1"), reason=WHY)) == "DEVICE_REVOKED"


@pytest.mark.parametrize("act", [ReleaseDevice, RevokeDevice])
def test_releasing_and_revoking_need_a_known_device_and_a_reason(act: type[ReleaseDevice | RevokeDevice]) -> None:
    assert refusal(frozen().record(act(device="h-9"), reason=WHY)) == "DEVICE_NOT_LISTED"
    assert refusal(frozen().record(act(device="h-1"))) == "REASON_MISSING"


def test_a_device_is_seen_by_itself_and_by_those_who_look_after_devices_at_its_site() -> None:
    assert type_of(Device).streams(with_handheld().get(Device, "h-1")) == (
        "device:h-1",
        "role:supervisor:SZ",
        "role:quality:SZ",
        "role:administrator:SZ",
    )
