"""Which device may join, and which must go (P36, P16; 21 CFR 11.10(h), 11.300(c))."""

from datetime import timedelta

from backend.devices.entries import EnrolDevice, OfferEnrolment, ReleaseDevice, RevokeDevice
from backend.devices.events import DeviceEnrolled, DeviceReleased, DeviceRevoked, EnrolmentOffered
from backend.devices.state import SYSTEM_DEVICE, Device, DeviceCode, Enrolment
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.people.rules import MIN_REASON, as_text, has_reason
from backend.people.state import Person
from sync.outcome import Flag

OFFER_MAX = timedelta(days=7)


def decide_offer(rows: WorkingSet, body: OfferEnrolment, ctx: Context) -> Decision:
    """Offer a code for a device code that no device has, at a site that the person holds, for at most a week."""
    if rows.find(Enrolment, body.code_sha256) is not None:
        return refuse("ENROLMENT_CODE_USED")
    if not ctx.received_at < body.expires_at <= ctx.received_at + OFFER_MAX:
        latest = as_text(ctx.received_at + OFFER_MAX)
        return refuse("ENROLMENT_TIME_WRONG", expected=latest, found=as_text(body.expires_at))
    person = rows.find(Person, ctx.person) if ctx.person is not None else None
    if person is not None and not person.holds_site(body.site):
        return refuse("SITE_NOT_HELD", person=person.number, site=body.site)
    code = rows.find(DeviceCode, body.device_code)
    if code is not None and code.device is not None:
        return refuse("DEVICE_CODE_USED", device_code=body.device_code)
    event = EnrolmentOffered(
        code_sha256=body.code_sha256,
        device_code=body.device_code,
        device_kind=body.device_kind,
        expires_at=body.expires_at,
        name=body.name,
        site=body.site,
    )
    return Decision(events=(event,))


def decide_enrol(rows: WorkingSet, body: EnrolDevice, ctx: Context) -> Decision:
    """Enrol a device that shows an open code."""
    offer = rows.find(Enrolment, body.code_sha256)
    if offer is None:
        return refuse("ENROLMENT_CODE_UNKNOWN")
    problem = _code_problem(rows, offer, ctx)
    if problem is not None:
        return Decision(refusal=problem)
    if body.device == SYSTEM_DEVICE or rows.find(Device, body.device) is not None:
        return refuse("DEVICE_ID_USED", device=body.device)
    event = DeviceEnrolled(
        code_sha256=body.code_sha256,
        device=body.device,
        device_code=offer.device_code,
        kind=offer.device_kind,
        name=body.name or offer.name,
        public_key=body.public_key,
        site=offer.site,
    )
    return Decision(events=(event,))


def _code_problem(rows: WorkingSet, offer: Enrolment, ctx: Context) -> Flag | None:
    if offer.used_by is not None:
        return Flag("ENROLMENT_CODE_USED")
    if ctx.received_at >= offer.expires_at:
        return Flag("ENROLMENT_CODE_EXPIRED", {"expired_at": as_text(offer.expires_at)})
    if rows.get(DeviceCode, offer.device_code).enrolment != offer.code_sha256:
        return Flag("ENROLMENT_CODE_REPLACED", {"device_code": offer.device_code})
    return None


def decide_release(rows: WorkingSet, body: ReleaseDevice, ctx: Context) -> Decision:
    """Retire a frozen device's id, with a reason."""
    device = rows.find(Device, body.device)
    if device is None:
        return refuse("DEVICE_NOT_LISTED", device=body.device)
    if device.status != "forked":
        return refuse("DEVICE_NOT_FROZEN", device_code=device.code, status=device.status)
    return _missing_reason(ctx) or Decision(events=(DeviceReleased(device=device.id),))


def decide_revoke(rows: WorkingSet, body: RevokeDevice, ctx: Context) -> Decision:
    """End a device's access, with a reason."""
    device = rows.find(Device, body.device)
    if device is None:
        return refuse("DEVICE_NOT_LISTED", device=body.device)
    if device.status == "revoked":
        return refuse("DEVICE_REVOKED", device_code=device.code)
    return _missing_reason(ctx) or Decision(events=(DeviceRevoked(device=device.id),))


def _missing_reason(ctx: Context) -> Decision | None:
    if has_reason(ctx):
        return None
    return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
