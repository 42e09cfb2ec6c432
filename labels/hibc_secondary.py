"""Secondary data of an HIBC label: quantity, expiry in one of seven forms, then a lot or a serial number.
ANSI/HIBC 2.6, section 2.2; apart from the frame of the label, which knows nothing of dates.
"""

import re

import msgspec

from labels.fault import Fault
from labels.gs1_dates import Gs1Date
from labels.label_dates import read_label_date

SECONDARY_HEAD = re.compile(r"\$|[0-9]{5}")
"""How secondary data start: with a flag, or with a date YYJJJ."""

_FLAGS = re.compile(r"\$\$\+?[89]|\$\$\+?[2-7]|\$\$\+?|\$\+?|")
_FORMS = {"2": "MMDDYY", "3": "YYMMDD", "4": "YYMMDDHH", "5": "YYJJJ", "6": "YYJJJHH", "7": ""}
_PLAIN_FORM = "MMYY"
_JULIAN_FORM = "YYJJJ"
_QUANTITY_LENGTHS = {"8": 2, "9": 5}
_NUMBER = re.compile(r"[0-9A-Z\-.]{0,18}")
_NUMBER_MAX = 18
_FOREIGN = re.compile(r"[^0-9A-Z\-.]")


class Secondary(msgspec.Struct):
    """What secondary data say; `number` is a serial number if `is_serial`, else a lot ("" if none is stated)."""

    flag: str
    is_serial: bool = False
    quantity: str | None = None
    expiry: Gs1Date | None = None
    number: str = ""
    fault: Fault | None = None


def read_secondary(chunk: str, *, year: int) -> Secondary:
    """Read secondary data without plus sign, link and check character; the first fault ends it (offsets in `chunk`)."""
    match = _FLAGS.match(chunk)
    flag = match[0] if match else ""
    found = Secondary(flag, is_serial="+" in flag)
    position = len(flag)
    if flag[-1:] in _QUANTITY_LENGTHS:
        position = _read_quantity(chunk, position, found)
        if found.fault is None and position < len(chunk):
            position = _read_flagged_date(chunk, position, found, year)
    elif flag.startswith("$$"):
        position = _read_form(chunk, position, _FORMS.get(flag[-1], _PLAIN_FORM), found, year)
    elif flag == "":
        position = _read_form(chunk, position, _JULIAN_FORM, found, year)
    if found.fault is None:
        _read_number(chunk, position, found)
    return found


def _read_quantity(chunk: str, position: int, found: Secondary) -> int:
    length = _QUANTITY_LENGTHS[found.flag[-1]]
    digits = chunk[position : position + length]
    if len(digits) < length or not digits.isdecimal():
        found.fault = Fault("FIELD_INVALID", position, position + len(digits), "0" * length, digits)
        return position
    found.quantity = digits.lstrip("0") or "0"
    return position + length


def _read_flagged_date(chunk: str, position: int, found: Secondary, year: int) -> int:
    form = _FORMS.get(chunk[position])
    if form is None:
        return _read_form(chunk, position, _PLAIN_FORM, found, year)
    return _read_form(chunk, position + 1, form, found, year)


def _read_form(chunk: str, position: int, form: str, found: Secondary, year: int) -> int:
    """Read the date of `form` at `position` into `found`; return the offset behind it."""
    if not form:
        return position
    digits = chunk[position : position + len(form)]
    found.expiry = read_label_date(form, digits, year=year)
    if found.expiry is None:
        found.fault = Fault("FIELD_DATE_INVALID", position, position + len(digits), form, digits)
    return position + len(digits)


def _read_number(chunk: str, position: int, found: Secondary) -> None:
    number = chunk[position:]
    if _NUMBER.fullmatch(number):
        found.number = number
        if not number and found.flag in ("$", "$+"):
            found.fault = Fault("FIELD_TOO_SHORT", 0, len(chunk), "1", "0")
        return
    foreign = _FOREIGN.search(number)
    if foreign:
        at = position + foreign.start()
        found.fault = Fault("FIELD_CHARACTER", at, at + 1, "A-Z 0-9 - .", foreign[0])
    else:
        found.fault = Fault("FIELD_TOO_LONG", position, len(chunk), str(_NUMBER_MAX), str(len(number)))
