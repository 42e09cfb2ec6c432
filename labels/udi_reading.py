"""The frozen answer for one scanned text, in the words of the trade: what screens, labels and rules work with."""

from datetime import date

import msgspec

from labels.element import Element
from labels.fault import Problem
from labels.gs1_dates import read_date


class Identity(msgspec.Struct, frozen=True):
    """What elements say of a device: each field None if not stated (or not certain)."""

    device_identifier: str | None = None
    package_indicator: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    expiry_day_given: bool = False
    production: date | None = None
    production_day_given: bool = False
    sscc: str | None = None
    content: str | None = None
    count: str | None = None
    software_version: str | None = None
    donation_id: str | None = None
    link: str | None = None
    """Check character of the primary HIBC symbol to which a secondary one belongs."""


class Reading(msgspec.Struct, frozen=True):
    """One possible reading of a text."""

    elements: tuple[Element, ...]
    identity: Identity


class UdiReading(msgspec.Struct, frozen=True):
    """The answer for one text.

    `issuer` is the agency whose rules the text follows (GS1, HIBC, ICCBBA, MA, AHM), None if it cannot be told.
    `elements` and `identity` hold only what is certain: with `ambiguous` readings, what all of them share. `unknown`
    keeps what no rule explains. Offsets of problems count Unicode code points of the text.
    """

    ok: bool
    symbology: str | None
    issuer: str | None
    elements: tuple[Element, ...] = ()
    identity: Identity = Identity()
    unknown: tuple[Element, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    ambiguous: tuple[Reading, ...] = ()
    ambiguous_cut: bool = False


def identity_of(values: dict[str, str], year: int) -> Identity:
    """Return what sound `values` by AI say of the device."""
    get = values.get
    gtin = get("01")
    expiry = get("17") or get("7003")
    production = get("11") or get("8008")
    expiry_read = read_date(expiry[:6], year=year) if expiry else None
    production_read = read_date(production[:6], year=year) if production else None
    return Identity(
        gtin,
        gtin[0] if gtin else None,
        get("10"),
        get("21"),
        expiry_read.day if expiry_read else None,
        expiry_read.day_given if expiry_read else False,
        production_read.day if production_read else None,
        production_read.day_given if production_read else False,
        get("00"),
        get("02"),
        get("37") or get("30"),
        get("8012"),
    )
