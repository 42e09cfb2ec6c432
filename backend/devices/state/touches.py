"""Which rows each entry about a device reads or writes."""

from collections.abc import Iterable

from backend.devices.entries import (
    DefineNumbering,
    EnrolDevice,
    OfferEnrolment,
    RecordCalibration,
    ReleaseDevice,
    RevokeDevice,
)
from backend.devices.state.numbers import LOT_SERIES
from backend.devices.state.rows import Calibration, Device, DeviceCode, Enrolment, Lease, Numbering, Series
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.people.state import Person


def touches_offer(body: OfferEnrolment, ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the offer, the device code, and the person who offers."""
    yield Touch(Enrolment, (body.code_sha256,), write=True)
    yield Touch(DeviceCode, (body.device_code,), write=True)
    if ctx.person is not None:
        yield Touch(Person, (ctx.person,))


def touches_enrol(body: EnrolDevice, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the offer, its device code, and the device that is to be."""
    yield Touch(Enrolment, (body.code_sha256,), write=True)
    yield Touch(Device, (body.device,), write=True)
    offer = rows.peek(Enrolment, body.code_sha256)
    if offer is not None:
        yield Touch(DeviceCode, (offer.device_code,), write=True)


def touches_retire(body: ReleaseDevice | RevokeDevice, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the device and its blocks of numbers, which close with it."""
    return (
        Touch(Device, (body.device,), write=True),
        Touch(Series, (LOT_SERIES,), write=True),
        GroupTouch(Lease, "device", body.device),
    )


def touches_calibration(body: RecordCalibration, ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the device and its record for the profile."""
    yield Touch(Device, (ctx.device,), write=True)
    yield Touch(Calibration, (ctx.device, body.profile), write=True)


def touches_numbering(body: DefineNumbering, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return how the site writes the series' numbers."""
    return (Touch(Numbering, (body.site, body.series), write=True),)


def touches_nothing(_body: object, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return nothing: the entry changes no row of its own."""
    return ()
