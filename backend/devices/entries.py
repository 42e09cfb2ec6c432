"""What can be recorded about devices, and by devices about themselves."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from backend.log.vocabulary import Entry, Kind, entry

# In every pattern: "$" alone would let a last newline through.
DeviceId = Annotated[str, Meta(pattern=r"^[!-~]{1,90}$(?!\n)")]
DeviceCodeText = Annotated[
    str,
    Meta(
        pattern=r"^[A-HJ-NP-Z][A-HJ-NP-Z0-9]{1,7}$(?!\n)",
        description="2 to 8 capitals and digits without I and O, which look like 1 and 0: it begins fallback numbers",
    ),
]
SiteCode = Annotated[str, Meta(pattern=r"^[A-Z0-9]{1,8}$(?!\n)")]
Name = Annotated[str, Meta(max_length=90, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
PublicKey = Annotated[str, Meta(pattern=r"^04[0-9a-f]{128}$(?!\n)", description="uncompressed P-256 point, hex (P36)")]
SeriesName = Annotated[str, Meta(pattern=r"^[a-z][a-z_]{0,19}$(?!\n)")]
ShortText = Annotated[str, Meta(max_length=90, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
LongText = Annotated[str, Meta(max_length=400, pattern=r"^[^\x00]*$(?!\n)")]
Key = Annotated[str, Meta(max_length=60, pattern=r"^[a-z][a-z0-9_]*$(?!\n)", description="a key (P02)")]
Instant = Annotated[datetime, Meta(tz=True)]

EnrolledKind = Literal["handheld", "tablet", "desk", "machine"]


@entry(version=1, kind=Kind.DECISION, action="manage_devices")
class OfferEnrolment(Entry, frozen=True, kw_only=True):
    """A one-time code lets one device enrol at a site. Only the code's SHA-256 is recorded."""

    code_sha256: Sha256
    device_code: DeviceCodeText
    device_kind: EnrolledKind
    expires_at: Instant
    name: Name
    site: SiteCode


@entry(version=1, kind=Kind.DECISION, action="system")
class EnrolDevice(Entry, frozen=True, kw_only=True):
    """A device has shown a code and its public key (P36); ``device`` is the id it is given."""

    code_sha256: Sha256
    device: DeviceId
    name: Name
    public_key: PublicKey


@entry(version=1, kind=Kind.DECISION, action="manage_devices")
class ReleaseDevice(Entry, frozen=True, kw_only=True):
    """Retire a device frozen by a fork, so that it enrols again under a new id (P16, P33); with a reason."""

    device: DeviceId


@entry(version=1, kind=Kind.DECISION, action="manage_devices")
class RevokeDevice(Entry, frozen=True, kw_only=True):
    """End a device's access now: lost, stolen, scrapped (21 CFR 11.300(c)); with a reason."""

    device: DeviceId


@entry(version=1, kind=Kind.ALLOCATION)
class LeaseNumbers(Entry, frozen=True, kw_only=True):
    """A device asks for the next ``count`` numbers of a series (P40); it is given whole blocks."""

    count: Annotated[int, Meta(ge=1, le=10_000)]
    series: SeriesName


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineNumbering(Entry, frozen=True, kw_only=True):
    """How a site writes the numbers of a series from now on; numbers already leased stay as they are.

    ``prefix`` may hold ``{site}``, ``{yy}`` and ``{yyyy}``; ``digits`` is the least number of digits after it.
    """

    site: SiteCode
    series: SeriesName
    prefix: Annotated[str, Meta(min_length=1, max_length=20, pattern=r"^[A-Z0-9{}a-z._/-]+$(?!\n)")]
    digits: Annotated[int, Meta(ge=1, le=10)]


class Capabilities(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a scanner was found to do: symbology identifiers, how GS arrives, what ends a scan, letter case, speed."""

    aim_id: bool
    gs: Literal["text", "key", "ctrl", "alt", "alias", "missing"]
    terminator: ShortText
    case_ok: bool
    max_gap_ms: Annotated[int, Meta(ge=0, le=3_600_000)]
    passed: bool


@entry(version=1, kind=Kind.FACT)
class RecordCalibration(Entry, frozen=True, kw_only=True):
    """A scanner was tried out on the calibration card."""

    capabilities: Capabilities
    profile: ShortText


@entry(version=1, kind=Kind.FACT)
class RecordShiftStart(Entry, frozen=True, kw_only=True):
    """The check at the start of a shift: battery, tone heard, test scan read, records still queued."""

    battery_percent: Annotated[int, Meta(ge=0, le=100)] | None
    tone_heard: bool
    scan_ok: bool
    queue_length: Annotated[int, Meta(ge=0)]


@entry(version=1, kind=Kind.FACT)
class ReportIncident(Entry, frozen=True, kw_only=True):
    """A device tells what went wrong on it, e.g. ``CHECKSUM_MISMATCH`` (P31)."""

    code: Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9_]{0,59}$(?!\n)")]
    detail: Annotated[dict[Key, LongText], Meta(max_length=20)]
