"""The effect of each event on the rows about devices. Pure: a rebuild does exactly the same."""

from msgspec.structs import replace

from backend.devices.events import (
    DeviceEnrolled,
    DeviceReleased,
    DeviceRevoked,
    EnrolmentOffered,
    NumberingDefined,
    NumbersLeased,
    ScannerCalibrated,
    ShiftStarted,
)
from backend.devices.state import (
    LOT_SERIES,
    Calibration,
    Device,
    DeviceCode,
    Enrolment,
    Lease,
    Numbering,
    ScannerState,
    Series,
    counted,
    written,
)
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_enrolment_offered(rows: WorkingSet, event: EnrolmentOffered, ctx: EventContext) -> None:
    """Open the code, and point its device code at it."""
    rows.put(
        Enrolment(
            code_sha256=event.code_sha256,
            device_code=event.device_code,
            device_kind=event.device_kind,
            name=event.name,
            site=event.site,
            offered_by=ctx.badge,
            expires_at=event.expires_at,
            used_by=None,
            used_at=None,
        )
    )
    rows.put(DeviceCode(code=event.device_code, enrolment=event.code_sha256, device=None))


def apply_device_enrolled(rows: WorkingSet, event: DeviceEnrolled, ctx: EventContext) -> None:
    """Put the device, use up the code, give the device code away for ever."""
    rows.put(
        Device(
            id=event.device,
            code=event.device_code,
            name=event.name,
            kind=event.kind,
            site=event.site,
            status="active",
            public_key=event.public_key,
        )
    )
    offer = rows.get(Enrolment, event.code_sha256)
    rows.put(replace(offer, used_by=event.device, used_at=ctx.received_at))
    rows.put(DeviceCode(code=event.device_code, enrolment=event.code_sha256, device=event.device))


def apply_device_retired(rows: WorkingSet, event: DeviceReleased | DeviceRevoked, _ctx: EventContext) -> None:
    """End the device's access and close its blocks: their unused numbers are void, never given to another."""
    rows.put(replace(rows.get(Device, event.device), status="revoked"))
    for lease in rows.group(Lease, "device", event.device):
        if lease.open:
            rows.put(replace(lease, open=False))


def apply_numbers_leased(rows: WorkingSet, event: NumbersLeased, _ctx: EventContext) -> None:
    """Give the block, whose key the count's lock guards, and move the count beyond it."""
    rows.create(
        Lease(
            series=event.series,
            device=event.device,
            prefix=event.prefix,
            digits=event.digits,
            first=event.first,
            last=event.last,
            suffix="",
            open=True,
        )
    )
    rows.put(Series(series=event.series, next=event.last + 1))


def close_used_up(rows: WorkingSet, number: str, series: str = LOT_SERIES) -> None:
    """Close a block whose last number was used; called by the apply of what uses numbers, after ``touches_number``."""
    parts = counted(number)
    lease = rows.find(Lease, series, parts.block) if parts else None
    if lease is not None and parts is not None and lease.open and written(lease, lease.last) == number:
        rows.put(replace(lease, open=False))


def apply_numbering_defined(rows: WorkingSet, event: NumberingDefined, _ctx: EventContext) -> None:
    """Keep how the site writes numbers."""
    rows.put(Numbering(site=event.site, series=event.series, prefix=event.prefix, digits=event.digits))


def apply_scanner_calibrated(rows: WorkingSet, event: ScannerCalibrated, ctx: EventContext) -> None:
    """Keep the trial for its profile, and as the device's newest."""
    rows.put(
        Calibration(
            device=event.device,
            profile=event.profile,
            passed=event.capabilities.passed,
            capabilities=event.capabilities,
            recorded_by=ctx.badge,
            recorded_at=ctx.received_at,
        )
    )
    device = rows.find(Device, event.device)
    if device is not None:
        newest = ScannerState(at=ctx.received_at, capabilities=event.capabilities, profile=event.profile)
        rows.put(replace(device, calibration=newest))


def apply_shift_started(_rows: WorkingSet, _event: ShiftStarted, _ctx: EventContext) -> None:
    """Change no row: the event itself is the record."""
