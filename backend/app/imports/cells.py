"""What a cell of an import file may hold. Strict, so that a shifted column is noticed and nothing is guessed."""

import re
from datetime import date, datetime, time
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from backend.people.rules.times import FACTORY_TIME
from sync.quantity import DECIMAL_PATTERN
from sync.text import IDENTIFIER_PATTERN
from sync.units import nearest, units

UNITS = frozenset(unit.code for unit in units().values() if unit.stock)
"""Units an import may count material in: UCUM codes of measures, and the words for packages."""

TEXTS: dict[str, tuple[str, str]] = {
    "blank": ("expected a value, found nothing", "不能为空"),
    "identifier": (
        "expected at most 90 characters without control characters, found {found}",
        "应为 90 个字符以内且不含控制字符，实际为 {found}",
    ),
    "line": (
        "expected one line of at most 400 characters, found {found}",
        "应为 400 个字符以内的单行文字，实际为 {found}",
    ),
    "whole": ("expected a whole number above zero, found {found}", "应为大于零的整数，实际为 {found}"),
    "interval": (
        "expected an interval of at most 100 years or 10 years in hours, found {found}",
        "间隔最长 100 年（按小时为 10 年），实际为 {found}",
    ),
    "decimal": ("expected a decimal number like 12.5, found {found}", "应为 12.5 这样的数字，实际为 {found}"),
    "yes_no": ("expected yes or no, found {found}", "应为 yes 或 no，实际为 {found}"),
    "day": ("expected a date like 2026-03-31, found {found}", "应为 2026-03-31 这样的日期，实际为 {found}"),
    "moment": (
        "expected a time at the factory like 2026-03-31 14:30, found {found}",
        "应为 2026-03-31 14:30 这样的工厂时间，实际为 {found}",
    ),
    "unit": ("expected a known unit, perhaps {expected}, found {found}", "未知单位 {found}，可能是 {expected}"),
    "conversion": (
        "expected conversions like box=50;carton=500 or g=1/1000, found {found}",
        "换算应写成 box=50;carton=500 或 g=1/1000，实际为 {found}",
    ),
    "text": (
        "expected at most 4000 characters, found {found}",
        "应为 4000 个字符以内，实际为 {found}",
    ),
    "steps": ("expected step numbers like 10;20, found {found}", "应为 10;20 这样的工序号，实际为 {found}"),
    "effectivity": (
        "expected next_order, stop_now, date:2026-03-31, lot:NUMBER or serial:NUMBER, found {found}",
        "应为 next_order、stop_now、date:2026-03-31、lot:批号 或 serial:序列号，实际为 {found}",
    ),
    "sampling": (
        "expected every, first_article, each:10 or minutes:120, found {found}",
        "应为 every、first_article、each:10 或 minutes:120，实际为 {found}",
    ),
    "picture": ("expected the SHA-256 of a picture, found {found}", "应为图片的 SHA-256，实际为 {found}"),
    "literal_error": ("expected {expected}, found {found}", "应为 {expected}，实际为 {found}"),
}
"""What is wrong with a cell, by kind, in English and Chinese."""

_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DECIMAL = re.compile(DECIMAL_PATTERN)
_IDENTIFIER = re.compile(IDENTIFIER_PATTERN)
_LINE = re.compile(r"[^\x00-\x1f\x7f]{0,400}")
_CONVERSION = re.compile(r"(?P<unit>[A-Za-z0-9]+)=(?P<top>[1-9][0-9]{0,8})(/(?P<bottom>[1-9][0-9]{0,8}))?")
_MAX_IDENTIFIER = 90


def wrong(kind: str, found: object, expected: str = "") -> PydanticCustomError:
    """Return the error of a cell; ``kind`` is a key of TEXTS."""
    shown = str(found)[:60]
    return PydanticCustomError("cell", "{kind}", {"kind": kind, "found": shown, "expected": expected})


def _required(text: str) -> str:
    if not text:
        raise wrong("blank", text)
    return text


def _identifier(text: str) -> str:
    if len(_required(text)) > _MAX_IDENTIFIER or not _IDENTIFIER.match(text):
        raise wrong("identifier", text)
    return text


def _line(text: str) -> str:
    if not _LINE.fullmatch(text):
        raise wrong("line", text)
    return text


def _name(text: str) -> str:
    return _line(_required(text))


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(_required(text)):
        raise wrong("whole", text)
    return int(text)


def _decimal(text: str) -> str:
    if not _DECIMAL.match(_required(text)):
        raise wrong("decimal", text)
    return text


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise wrong("yes_no", text)
    return text == "yes"


def _day(text: str) -> date:
    if not _DAY.fullmatch(_required(text)):
        raise wrong("day", text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong("day", text) from None


def _moment(text: str) -> datetime:
    day, _, clock = text.partition(" ")
    if not _CLOCK.fullmatch(clock):
        raise wrong("moment", text)
    try:
        return datetime.combine(_day(day), time.fromisoformat(clock), FACTORY_TIME)
    except PydanticCustomError:
        raise wrong("moment", text) from None


def _unit(text: str) -> str:
    if _required(text) not in UNITS:
        raise wrong("unit", text, ", ".join(nearest(text, stock=True)))
    return text


def _conversions(text: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        match = _CONVERSION.fullmatch(part)
        if match is None:
            raise wrong("conversion", part)
        found.append((_unit(match["unit"]), int(match["top"]), int(match["bottom"] or 1)))
    return found


def _list(text: str) -> list[str]:
    return [each.strip() for each in text.split(";") if each.strip()]


Code = Annotated[str, BeforeValidator(_identifier)]
CodeOrNone = Annotated[str | None, BeforeValidator(lambda text: _identifier(text) if text else None)]
CodeOrBlank = Annotated[str, BeforeValidator(lambda text: _identifier(text) if text else "")]
Name = Annotated[str, BeforeValidator(_name)]
Line = Annotated[str, BeforeValidator(_line)]
Whole = Annotated[int, BeforeValidator(_whole)]
WholeOrNone = Annotated[int | None, BeforeValidator(lambda text: _whole(text) if text else None)]
DecimalCell = Annotated[str, BeforeValidator(_decimal)]
DecimalOrNone = Annotated[str | None, BeforeValidator(lambda text: _decimal(text) if text else None)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]
MomentCell = Annotated[datetime, BeforeValidator(_moment)]
DayOrNone = Annotated[date | None, BeforeValidator(lambda text: _day(text) if text else None)]
UnitCell = Annotated[str, BeforeValidator(_unit)]
Conversions = Annotated[list[tuple[str, int, int]], BeforeValidator(_conversions)]
ListCell = Annotated[list[str], BeforeValidator(_list)]
