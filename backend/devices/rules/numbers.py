"""Who gets which numbers, and whose a number is (P40): leases never overlap and are never taken back.

An own lot number travels as GS1 AI (10): at most 20 characters of set 82 (GS1 General Specifications, 3.4.1).
"""

import re
from datetime import datetime
from typing import Literal

import msgspec

from backend.devices.entries import DefineNumbering, LeaseNumbers
from backend.devices.events import NumberingDefined, NumbersLeased
from backend.devices.state import (
    BLOCK,
    LOT_SERIES,
    MAX_OPEN_BLOCKS,
    Device,
    DeviceCode,
    Lease,
    Numbering,
    Series,
    blocks_for,
    counted,
    device_code_of,
    next_free,
    written,
)
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet

SERIES = frozenset({LOT_SERIES})
MAX_NUMBER_LENGTH = 20
DEFAULT_PREFIX = "{site}-{yy}-"
DEFAULT_DIGITS = 6
_SPARE_DIGITS = 1  # the count may grow tenfold beyond its least number of digits

_PLACES = re.compile(r"\{(site|yyyy|yy)\}")
_LETTERS = re.compile(r"[A-Z0-9._/-]*[A-Z._/-]", re.ASCII)


class NumberOrigin(msgspec.Struct, frozen=True):
    """Whose a number is: of a lease, of a device's own making after its lease ran dry, or of nobody known."""

    kind: Literal["leased", "device_scoped", "unknown"]
    device: str | None = None


def leased(rows: WorkingSet, number: str, series: str = LOT_SERIES) -> NumberOrigin:
    """Return whose a number is; needs ``touches_number``. All but "leased" is flagged NUMBER_NOT_LEASED."""
    parts = counted(number)
    lease = rows.find(Lease, series, parts.block) if parts else None
    if lease is not None and parts is not None and written(lease, parts.n) == number:
        return NumberOrigin("leased", lease.device)
    code = device_code_of(number)
    owner = rows.find(DeviceCode, code) if code is not None else None
    if owner is not None and owner.device is not None:
        return NumberOrigin("device_scoped", owner.device)
    return NumberOrigin("unknown")


def decide_lease(rows: WorkingSet, body: LeaseNumbers, ctx: Context) -> Decision:
    """Give the device that asks the next blocks of the series, as many as it may still have open."""
    if body.series not in SERIES:
        return refuse("SERIES_UNKNOWN", series=body.series)
    device = rows.find(Device, ctx.device)
    held = [lease for lease in rows.group(Lease, "device", ctx.device) if lease.open and lease.series == body.series]
    allowed = MAX_OPEN_BLOCKS - len(held)
    if allowed <= 0:
        return refuse("LEASE_LIMIT_REACHED", open_blocks=len(held), limit=MAX_OPEN_BLOCKS)
    site = device.site if device else ctx.site
    prefix, digits = _writing(rows.find(Numbering, site, body.series), site, ctx.received_at)
    start = next_free(rows.find(Series, body.series))
    firsts = [start + block * BLOCK for block in range(min(blocks_for(body.count), allowed))]
    if len(f"{prefix}{firsts[-1] + BLOCK - 1:0{digits}d}") > MAX_NUMBER_LENGTH:
        return refuse("NUMBERING_TOO_LONG", limit=MAX_NUMBER_LENGTH, prefix=prefix)
    return Decision(
        events=tuple(
            NumbersLeased(
                device=ctx.device,
                series=body.series,
                prefix=prefix,
                digits=digits,
                first=first,
                last=first + BLOCK - 1,
            )
            for first in firsts
        )
    )


def decide_numbering(rows: WorkingSet, body: DefineNumbering, _ctx: Context) -> Decision:
    """Take a way of writing that fits a label, and whose count can be told from what stands before it."""
    if body.series not in SERIES:
        return refuse("SERIES_UNKNOWN", series=body.series)
    sample = _filled(body.prefix, body.site, "26")
    if _LETTERS.fullmatch(sample) is None:
        return refuse("NUMBERING_PREFIX_WRONG", prefix=body.prefix, sample=sample)
    if len(sample) + body.digits + _SPARE_DIGITS > MAX_NUMBER_LENGTH:
        return refuse("NUMBERING_TOO_LONG", limit=MAX_NUMBER_LENGTH, prefix=sample)
    known = rows.find(Numbering, body.site, body.series)
    if known is not None and (known.prefix, known.digits) == (body.prefix, body.digits):
        return Decision()
    event = NumberingDefined(site=body.site, series=body.series, prefix=body.prefix, digits=body.digits)
    return Decision(events=(event,))


def _writing(numbering: Numbering | None, site: str, now: datetime) -> tuple[str, int]:
    template, digits = (numbering.prefix, numbering.digits) if numbering else (DEFAULT_PREFIX, DEFAULT_DIGITS)
    return _filled(template, site, f"{now.year % 100:02d}"), digits


def _filled(template: str, site: str, yy: str) -> str:
    places = {"site": site, "yy": yy, "yyyy": f"20{yy}"}
    return _PLACES.sub(lambda match: places[match[1]], template)
