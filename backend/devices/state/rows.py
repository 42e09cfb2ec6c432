"""The rows about devices."""

from datetime import datetime
from typing import Literal

import msgspec

from backend.devices.entries import Capabilities
from backend.log.row import Row, row_type

SYSTEM_DEVICE = "system"
"""The id of the server's own device; its key is in the log's first event, it has no row and is never enrolled."""


class ScannerState(msgspec.Struct, frozen=True, kw_only=True):
    """The newest calibration of a device."""

    at: datetime
    capabilities: Capabilities
    profile: str


def device_streams(row: "Device") -> tuple[str, ...]:
    """Return the device's own stream and those of the people who look after devices at its site."""
    roles = ("supervisor", "quality", "administrator")
    return (f"device:{row.id}", *(f"role:{role}:{row.site}" for role in roles))


@row_type("device", key=("id",), rank=20, lock="share", streams=device_streams)
class Device(Row, frozen=True, kw_only=True):
    """A device. ``head_seq`` is the newest entry it claims to have, ``stored_seq`` the newest that is stored here."""

    id: str
    code: str
    name: str
    kind: str
    site: str
    status: Literal["active", "forked", "revoked"]
    public_key: str
    head_seq: int = 0
    stored_seq: int = 0
    last_push_at: datetime | None = None
    app: str = ""
    calibration: ScannerState | None = None


@row_type("enrolment", key=("code_sha256",), rank=21, lock="update")
class Enrolment(Row, frozen=True, kw_only=True):
    """An offered code: for which device, until when, and which device has used it."""

    code_sha256: str
    device_code: str
    device_kind: str
    name: str
    site: str
    offered_by: str
    expires_at: datetime
    used_by: str | None
    used_at: datetime | None


@row_type("device_code", key=("code",), rank=22, lock="update")
class DeviceCode(Row, frozen=True, kw_only=True):
    """Whose short code it is. One code, one device, for ever: fallback numbers begin with it."""

    code: str
    enrolment: str
    device: str | None


@row_type("series", key=("series",), rank=23, lock="update")
class Series(Row, frozen=True, kw_only=True):
    """The next number that nobody has; one count for all sites and years, so that leases never overlap."""

    series: str
    next: int


@row_type("numbering", key=("site", "series"), rank=24, lock="share")
class Numbering(Row, frozen=True, kw_only=True):
    """How a site writes the numbers of a series."""

    site: str
    series: str
    prefix: str
    digits: int


def lease_streams(row: "Lease") -> tuple[str, ...]:
    """Return the stream of the device that may use the numbers."""
    return (f"device:{row.device}",)


@row_type("lease", key=("series", "first"), rank=25, lock="parent", streams=lease_streams)
class Lease(Row, frozen=True, kw_only=True):
    """One block of numbers (prefix + n, zero-padded + suffix) of a device; ``open`` until its last one was used.

    Made and closed under the lock of its series.
    """

    series: str
    device: str
    prefix: str
    digits: int
    first: int
    last: int
    suffix: str
    open: bool


@row_type("calibration", key=("device", "profile"), rank=26, lock="update")
class Calibration(Row, frozen=True, kw_only=True):
    """The newest trial of one scanner profile on a device."""

    device: str
    profile: str
    passed: bool
    capabilities: Capabilities
    recorded_by: str
    recorded_at: datetime
