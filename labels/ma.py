"""MA codes (ISO/IEC 15459 agency MA, the IDcode of China): a device identifier, then units that a letter names.
Written from published examples: the rule of the check characters is not public, so they are shown and never judged.
"""

import re

from labels.element import Element
from labels.fault import Problem
from labels.gs1_dates import Gs1Date
from labels.identity_builder import IdentityBuilder
from labels.label_dates import read_label_date
from labels.udi_reading import UdiReading

HEAD = "MA."
_DEVICE = re.compile(r"MA\.([0-9]{3})\.(M0)\.([0-9A-Za-z]{6})\.([0-9A-Za-z]{3,20})")
_PRODUCT_LENGTH = 8
_VALUE = re.compile(r"[0-9A-Za-z_\-/+]{1,40}")
_TEXT_FIELDS = {"S": "serial", "L": "lot"}
_PRODUCTION = ("M", "P")  # P in codes of the first years
_EXPIRY = ("E", "V")
_CHECK_UNIT = "C"
_SHAPES = {
    **dict.fromkeys(("S", "L", "D"), (_VALUE, "A-Z a-z 0-9")),  # D: the sterilisation lot
    _CHECK_UNIT: (re.compile(r"[0-9A-Za-z]{1,2}"), "C"),
}
_FORMS = {6: "YYMMDD", 8: "YYYYMMDD"}


def read_ma(text: str, *, start: int, symbology: str | None, year: int) -> UdiReading:
    """Read an MA code that stands in `text` from offset `start` to the end.

    Where both the day until which it may be used (V) and the day it expires (E) are stated, the earlier is the expiry.
    """
    builder = IdentityBuilder()
    match = _DEVICE.match(text, start)
    if match is None or text[match.end() : match.end() + 1] not in ("", "."):
        end = match.end() if match else len(text)
        expected = "MA.156.M0.NNNNNN.PIIIIIIC"
        builder.fail(Problem("MA_DEVICE_INVALID", start, end, "MA", expected, text[start : end + 1]))
        return builder.reading("MA", symbology)
    _take_device(match, builder)
    position = match.end()
    days: list[Gs1Date] = []
    while position < len(text):
        dot = text.find(".", position + 1)
        end = len(text) if dot < 0 else dot
        days += _take_unit(
            Element(text[position + 1 : min(position + 2, end)], text[position + 2 : end], position + 1, end),
            builder,
            year,
        )
        position = end
    if days:
        builder.set_date("expiry", min(days, key=lambda stated: stated.day))
    return builder.reading("MA", symbology)


def _take_device(match: re.Match[str], builder: IdentityBuilder) -> None:
    builder.add(Element("MA", match[0], match.start(), match.end()))
    builder.set("device_identifier", match[0])
    builder.set("package_indicator", match[4][0])
    if len(match[4]) != _PRODUCT_LENGTH:
        expected, found = str(_PRODUCT_LENGTH), str(len(match[4]))
        builder.warn(Problem("MA_LENGTH_UNUSUAL", match.start(4), match.end(4), "MA", expected, found))
    builder.warn(Problem("MA_CHECK_UNVERIFIED", match.end(4) - 1, match.end(4), "MA", "", match[4][-1]))


def _take_unit(unit: Element, builder: IdentityBuilder, year: int) -> list[Gs1Date]:
    """Take one unit; return the date if it is one that bounds the use."""
    if not unit.ai:
        builder.fail(Problem("FIELD_TOO_SHORT", unit.start - 1, unit.end, ".", "2", "0"))
    elif unit.ai in _PRODUCTION or unit.ai in _EXPIRY:
        return _take_date(unit, builder, year)
    elif unit.ai in _SHAPES:
        builder.add(unit)
        shape, expected = _SHAPES[unit.ai]
        if shape.fullmatch(unit.value) is None:
            builder.fail_value(unit, "FIELD_INVALID", expected)
        elif unit.ai == _CHECK_UNIT:
            builder.warn(Problem("MA_CHECK_UNVERIFIED", unit.value_start, unit.end, unit.ai, "", unit.value))
        elif unit.ai in _TEXT_FIELDS:
            builder.state(_TEXT_FIELDS[unit.ai], unit.value, unit)
    else:
        builder.add_unknown(unit)
    return []


def _take_date(unit: Element, builder: IdentityBuilder, year: int) -> list[Gs1Date]:
    builder.add(unit)
    form = _FORMS.get(len(unit.value), "YYMMDD")
    day = read_label_date(form, unit.value, year=year)
    if day is None:
        builder.fail_value(unit, "FIELD_DATE_INVALID", form)
        return []
    if unit.ai in _EXPIRY:
        return [day]
    builder.state_date("production", day, unit)
    return []


def build_ma(elements: list[tuple[str, str]]) -> str:
    """Return the text of MA elements as read by `read_ma`.

    Raises ValueError where the elements are no MA code; content is judged by reading the result back.
    """
    if not elements or elements[0][0] != "MA":
        raise ValueError("the first element of an MA code is MA")
    if any(len(unit) != 1 or unit == "." or "." in value for unit, value in elements[1:]):
        raise ValueError("a unit of an MA code is one letter and a value without a full stop")
    return elements[0][1] + "".join(f".{unit}{value}" for unit, value in elements[1:])
