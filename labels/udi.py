"""One scanned or typed text in, everything it says about a device out: the door to all issuing agencies.
Pure and total: the first characters say whose text it is; what is not certain is an error, never a guess.
"""

import re

from labels.ahm import is_ahm, read_ahm
from labels.device_label import read_device_label
from labels.digital_link import is_link, read_link
from labels.fault import Problem
from labels.gs1_text import is_gs1_carrier, read_gs1, wrong_carrier
from labels.hibc import FLAG as HIBC_FLAG
from labels.hibc import read_hibc
from labels.iccbba import read_iccbba
from labels.ma import HEAD as MA_HEAD
from labels.ma import read_ma
from labels.udi_reading import UdiReading

TEXT_LENGTH_MAX = 4096
"""Longer than any symbol can hold; a text beyond it is several scans or an attack."""

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_NOT_IN_BASIC_PLANE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


def parse(text: str, *, year: int, separators_sent: bool = False) -> UdiReading:
    """Read `text` as scanned, typed or copied, in the calendar year `year` (the century of dates depends on it).

    Reads GS1 (element strings with or without AIM identifier, `[01]…`, `(01)…`, a plain GTIN-8/12/13/14 or SSCC,
    Digital Link URIs), HIBC, ICCBBA, MA and AHM. `separators_sent` states that this scanner is known (from its
    calibration) to send the separator, so that a text without one has just the standard's own reading.
    """
    reading = read_device_label(text, year=year, separators_sent=separators_sent)
    if reading is not None:
        return reading
    return parse_any(text, year=year, separators_sent=separators_sent)


def parse_any(text: str, *, year: int, separators_sent: bool = False) -> UdiReading:
    """Read `text` step by step, whatever its form: the rule to which every short cut must be equal."""
    if not text.isascii():
        # No symbol of an agency carries such characters; one code point each keeps offsets the same in every language.
        text = _NOT_IN_BASIC_PLANE.sub("\ufffd", text)
    if not text or len(text) > TEXT_LENGTH_MAX:
        return UdiReading(ok=False, symbology=None, issuer=None, errors=(_size_problem(text),))
    symbology = text[:3] if text[0] == "]" and _AIM.match(text) else None
    start = len(symbology or "")
    if symbology is None or not is_gs1_carrier(symbology):
        reading = _read_other_agency(text, start, symbology, year)
        if reading is not None:
            return reading
        if symbology is not None:
            return wrong_carrier(symbology)
    return read_gs1(text, symbology, year=year, separators_sent=separators_sent)


def _read_other_agency(text: str, start: int, symbology: str | None, year: int) -> UdiReading | None:
    """Return the reading of a text that starts as only one agency's can, or as a URI; None for all others."""
    first = text[start : start + 1]
    if first == HIBC_FLAG:
        return read_hibc(text, start=start, symbology=symbology, year=year)
    if first in ("=", "&"):
        return read_iccbba(text, start=start, symbology=symbology, year=year)
    if text.startswith(MA_HEAD, start):
        return read_ma(text, start=start, symbology=symbology, year=year)
    if is_ahm(text, start):
        return read_ahm(text, start=start, symbology=symbology)
    return read_link(text, start=start, symbology=symbology, year=year) if is_link(text, start) else None


def _size_problem(text: str) -> Problem:
    if not text:
        return Problem("TEXT_EMPTY", 0, 0, "", "", "")
    return Problem("TEXT_TOO_LONG", TEXT_LENGTH_MAX, len(text), "", str(TEXT_LENGTH_MAX), str(len(text)))
