"""What is then true of devices. Every event carries all that its effect needs."""

from datetime import datetime

from backend.devices.entries import Capabilities
from backend.log.vocabulary import Event, event


@event(version=1)
class EnrolmentOffered(Event, frozen=True, kw_only=True):
    """A code is open until ``expires_at``; an earlier open code for the same device code no longer works."""

    code_sha256: str
    device_code: str
    device_kind: str
    expires_at: datetime
    name: str
    site: str


@event(version=1)
class DeviceEnrolled(Event, frozen=True, kw_only=True):
    """A device has its id, code and site; its chain begins."""

    code_sha256: str
    device: str
    device_code: str
    kind: str
    name: str
    public_key: str
    site: str


@event(version=1)
class DeviceReleased(Event, frozen=True, kw_only=True):
    """A frozen device's old id is retired; it may enrol again."""

    device: str


@event(version=1)
class DeviceRevoked(Event, frozen=True, kw_only=True):
    """A device has no access any more."""

    device: str


@event(version=1)
class NumbersLeased(Event, frozen=True, kw_only=True):
    """Numbers ``first`` to ``last`` of a series are this device's alone, for ever."""

    device: str
    series: str
    prefix: str
    digits: int
    first: int
    last: int


@event(version=1)
class NumberingDefined(Event, frozen=True, kw_only=True):
    """A site's way of writing the numbers of a series."""

    site: str
    series: str
    prefix: str
    digits: int


@event(version=1)
class ScannerCalibrated(Event, frozen=True, kw_only=True):
    """What a device's scanner was found to do."""

    device: str
    profile: str
    capabilities: Capabilities


@event(version=1)
class ShiftStarted(Event, frozen=True, kw_only=True):
    """A shift began on a device, checked as stated."""

    device: str
    battery_percent: int | None
    tone_heard: bool
    scan_ok: bool
    queue_length: int
