"""ISBT 128 data strings of ICCBBA: each structure named by its data identifier, each of fixed length.
ISBT 128 Standard Technical Specification; those of a device's UDI (processor product, container) and its neighbours.
"""

import re
from typing import NamedTuple

from labels.element import Element
from labels.fault import Problem
from labels.identity_builder import IdentityBuilder
from labels.label_dates import read_label_date
from labels.udi_reading import UdiReading

_FIRST = "=&"
_PLAIN = re.compile("[0-9A-Za-z]")
_NEXT = re.compile("[=&]")
_DONATION = "="
_DONATION_LENGTH = 13
_DONATION_SHAPE = re.compile(r"[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}[0-9A-Z]{2}")
_CHECK_FLAGS = range(60, 97)
_CHECKS = 37


class _Structure(NamedTuple):
    """What one structure holds: a field of the identity ("" if none), and its shape or the form of its date."""

    field: str
    shape: re.Pattern[str] | None
    expected: str
    form: str = ""


def _text(field: str, length: int) -> _Structure:
    return _Structure(field, re.compile(f"[0-9A-Z]{{{length}}}"), f"A-Z 0-9 × {length}")


def _digits(field: str, length: int) -> _Structure:
    return _Structure(field, re.compile(f"[0-9]{{{length}}}"), f"0-9 × {length}")


def _day(field: str) -> _Structure:
    return _Structure(field, None, "CYYJJJ", "CYYJJJ")


def _moment(field: str) -> _Structure:
    return _Structure(field, None, "CYYJJJHHmm", "CYYJJJHHmm")


_STRUCTURES = {
    "=/": _text("device_identifier", 16),
    "=)": _text("device_identifier", 10),
    "=-": _text("", 10),
    "=<": _text("", 8),
    "=,": _text("serial", 6),
    "=+": _digits("", 5),
    "=>": _day("expiry"),
    "&>": _moment("expiry"),
    "=}": _day("production"),
    "&}": _moment("production"),
    "=*": _day(""),
    "&*": _moment(""),
    "&)": _text("lot", 10),
    "&-": _text("lot", 10),
    "&,1": _Structure("lot", re.compile(r"[0-9A-Za-z]{18}"), "A-Z a-z 0-9 × 18"),
    _DONATION: _Structure("donation_id", _DONATION_SHAPE, "A9999 99 999999 00"),
}


def read_iccbba(text: str, *, start: int, symbology: str | None, year: int) -> UdiReading:
    """Read ISBT 128 structures that stand in `text` from offset `start`, an `=` or `&`, to the end."""
    builder = IdentityBuilder()
    position = start
    while position < len(text):
        name = _name_at(text, position)
        following = _NEXT.search(text, position + max(len(name), 1))
        end = following.start() if following else len(text)
        element = Element(name, text[position + len(name) : end], position, end)
        structure = _STRUCTURES.get(name)
        if structure is None:
            builder.add_unknown(element)
        else:
            builder.add(element)
            _take(structure, element, builder, year)
        position = end
    return builder.reading("ICCBBA", symbology)


def _name_at(text: str, position: int) -> str:
    """Return the data identifier at `position`: one character for a donation, else two, or three behind `&,`."""
    second = text[position + 1 : position + 2]
    if text[position] == _DONATION and _PLAIN.match(second):
        return _DONATION
    if text[position : position + 2] == "&,":
        return text[position : position + 3]
    return text[position] if second in ("", *_FIRST) else text[position : position + 2]


def _take(structure: _Structure, element: Element, builder: IdentityBuilder, year: int) -> None:
    if structure.form:
        day = read_label_date(structure.form, element.value, year=year)
        if day is None:
            builder.fail_value(element, "FIELD_DATE_INVALID", structure.form)
        elif structure.field:
            builder.state_date(structure.field, day, element)
    elif structure.shape is None or structure.shape.fullmatch(element.value) is None:
        builder.fail_value(element, "FIELD_INVALID", structure.expected)
    elif element.ai == _DONATION:
        _take_donation(element, builder)
    elif structure.field:
        builder.state(structure.field, element.value, element)


def _take_donation(element: Element, builder: IdentityBuilder) -> None:
    """Take a donation identification number; flags 60 to 96 are its check value plus 60 (ISO/IEC 7064, mod 37-2)."""
    number, flags = element.value[:_DONATION_LENGTH], element.value[_DONATION_LENGTH:]
    expected = str(donation_check(number) + _CHECK_FLAGS.start)
    if flags.isdecimal() and int(flags) in _CHECK_FLAGS and flags != expected:
        start = element.end - len(flags)
        builder.fail(Problem("DONATION_CHECK_WRONG", start, element.end, element.ai, expected, flags))
        return
    builder.state("donation_id", number, element)


def donation_check(number: str) -> int:
    """Return the check value (0 to 36) of the 13 characters of a donation identification number."""
    total = 0
    for character in number:
        total = (total + int(character, 36)) * 2 % _CHECKS
    return (38 - total) % _CHECKS


def build_iccbba(elements: list[tuple[str, str]]) -> str:
    """Return the text of ISBT 128 elements as read by `read_iccbba`.

    Raises ValueError where a name is no data identifier; content is judged by reading the result back.
    """
    for name, value in elements:
        if name[:1] not in ("=", "&") or _NEXT.search(value):
            raise ValueError(f"{name!r} is no ISBT 128 data identifier with its value")
    if not elements:
        raise ValueError("there is no element")
    return "".join(name + value for name, value in elements)
