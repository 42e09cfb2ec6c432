"""Devices for tests: a door that knows people and devices, and an enrolled handheld H07 of site SZ."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from backend.app import registry_devices, registry_people
from backend.devices.entries import EnrolDevice, OfferEnrolment
from sync.signature import public_point
from tests.builders.memory_door import NOON, MemoryDoor
from tests.builders.people import person

KEY = public_point(ec.derive_private_key(7, ec.SECP256R1()).public_key())


def offer(code: str = "code-7", device_code: str = "H07", **changes: object) -> OfferEnrolment:
    fields: dict[str, Any] = {
        "code_sha256": sha256(code.encode()).hexdigest(),
        "device_code": device_code,
        "device_kind": "handheld",
        "expires_at": NOON + timedelta(hours=1),
        "name": "Dock handheld",
        "site": "SZ",
    }
    fields.update(changes)
    return OfferEnrolment(**fields)


def enrolment(code: str = "code-7", device: str = "h-1", **changes: object) -> EnrolDevice:
    fields: dict[str, Any] = {
        "code_sha256": sha256(code.encode()).hexdigest(),
        "device": device,
        "name": "",
        "public_key": KEY,
    }
    fields.update(changes)
    return EnrolDevice(**fields)


def devices_door() -> MemoryDoor:
    """Return a door that knows people and devices, with the administrator who records by default."""
    door = MemoryDoor(registry_people.CAPABILITY, registry_devices.CAPABILITY)
    door.record(person("ADMIN", roles=("administrator",), sites=("SZ",)), person=None)
    return door


def with_handheld() -> MemoryDoor:
    """Return a door that has enrolled handheld H07 as device h-1."""
    door = devices_door()
    door.record(offer())
    door.record(enrolment())
    return door
