"""North American coupon data (AI 8110 and 8112): a small format of its own, with length indicators inside the value.
Read field by field from a table of fields, so that the rules stand side by side and not in one long function.
"""

from typing import NamedTuple

from labels.fault import Fault
from labels.gs1_dates import MONTHS, days_in_month, full_year


class _Field(NamedTuple):
    """A field: its name in texts.json, what its first digit may be, and how many more digits follow.

    With `indicator`, the first digit says how many digits follow: itself plus `length`, or none if it is 9.
    Without, the field is `length` digits and `allowed` (if any) restricts a field of one digit.
    """

    name: str
    length: int
    allowed: str = ""
    indicator: bool = False


_PREFIX_INDICATOR = _Field("company_prefix", 6, "0123456", indicator=True)
_OFFER = _Field("offer_code", 6)
_SERIAL = _Field("serial", 6, "0123456789", indicator=True)


def _requirement(name: str) -> tuple[_Field, ...]:
    return (
        _Field(f"{name}_requirement", 0, "12345", indicator=True),
        _Field(f"{name}_requirement_code", 1, "012349"),
        _Field(f"{name}_family_code", 3),
    )


_HEAD = (_PREFIX_INDICATOR, _OFFER, _Field("save_value", 0, "12345", indicator=True), *_requirement("first"))
_OPTIONAL: dict[str, tuple[_Field, ...]] = {
    "1": (
        _Field("purchase_rules", 1, "0123"),
        *_requirement("second"),
        _Field("second_company_prefix", 6, "01234569", indicator=True),
    ),
    "2": (*_requirement("third"), _Field("third_company_prefix", 6, "01234569", indicator=True)),
    "3": (_Field("expiry_date", 6),),
    "4": (_Field("start_date", 6),),
    "5": (_SERIAL,),
    "6": (_Field("retailer_prefix", 6, "1234567", indicator=True),),
    "9": (
        _Field("save_value_code", 1, "01256"),
        _Field("save_value_item", 1, "012"),
        _Field("store_coupon", 1),
        _Field("do_not_multiply", 1, "01"),
    ),
}
_POSITIVE_OFFER = (
    _Field("format_code", 1, "01"),
    _Field("funder", 6, "0123456", indicator=True),
    _OFFER,
    _SERIAL,
)


class _Reader:
    """Where reading stands in one value, and the dates found on the way."""

    def __init__(self, value: str, year: int) -> None:
        self.value = value
        self.year = year
        self.position = 0
        self.dates: dict[str, str] = {}

    def fields(self, fields: tuple[_Field, ...]) -> Fault | None:
        """Read `fields` one after another; return the first fault."""
        for field in fields:
            fault = self._field(field)
            if fault is not None:
                return fault
        return None

    def _field(self, field: _Field) -> Fault | None:
        start = self.position
        name = f"@{field.name}"
        first = self.value[start : start + 1]
        if not first:
            return Fault("COUPON_TOO_SHORT", start, start, name, "")
        if field.allowed and first not in field.allowed:
            return Fault("COUPON_FIELD_INVALID", start, start + 1, name, first)
        end = start + (_indicated_length(field, first) if field.indicator else field.length)
        if end > len(self.value):
            return Fault("COUPON_TOO_SHORT", start, len(self.value), name, self.value[start:])
        self.position = end
        return self._date(field, start, end) if field.name.endswith("_date") else None

    def _date(self, field: _Field, start: int, end: int) -> Fault | None:
        digits = self.value[start:end]
        month, day = int(digits[2:4]), int(digits[4:])
        if not 1 <= month <= MONTHS:
            return Fault("MONTH_INVALID", start + 2, start + 4, "01-12", digits[2:4])
        last = days_in_month(full_year(int(digits[:2]), year=self.year), month)
        if not 1 <= day <= last:
            return Fault("DAY_INVALID", start + 4, end, f"01-{last}", digits[4:])
        self.dates[field.name] = digits
        if field.name == "start_date" and self.dates.get("expiry_date", digits) < digits:
            return Fault("COUPON_DATES_REVERSED", start, end, digits, self.dates["expiry_date"])
        return None

    def rest(self) -> Fault | None:
        """Return the fault of having digits left over."""
        if self.position == len(self.value):
            return None
        found = self.value[self.position :]
        return Fault("COUPON_TOO_LONG", self.position, len(self.value), "", found)


def _indicated_length(field: _Field, first: str) -> int:
    if first == "9" and field.length and field is not _SERIAL:
        return 1
    return 1 + int(first) + field.length


def _not_a_digit(value: str) -> Fault | None:
    for position, character in enumerate(value):
        if not "0" <= character <= "9":
            return Fault("CHARACTER_NOT_DIGIT", position, position + 1, "0-9", character)
    return None


def check_coupon(value: str, year: int) -> Fault | None:
    """Return the first fault of coupon data in AI 8110 (GS1 US, "North American Coupon Application Guideline")."""
    reader = _Reader(value, year)
    fault = _not_a_digit(value) or reader.fields(_HEAD)
    for digit, fields in _OPTIONAL.items():
        if fault is None and value[reader.position : reader.position + 1] == digit:
            reader.position += 1
            fault = reader.fields(fields)
    return fault or reader.rest()


def check_positive_offer(value: str, year: int) -> Fault | None:
    """Return the first fault of a positive offer file coupon in AI 8112 (same guideline)."""
    reader = _Reader(value, year)
    return _not_a_digit(value) or reader.fields(_POSITIVE_OFFER) or reader.rest()
