"""Quantities, dates and scans as they were recorded, and the one exact conversion between units (P04).
A quantity is never a float and never rounded: what cannot be written exactly is an exception, not a guess.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Clamped, Context, Decimal, Inexact, InvalidOperation, Overflow, Underflow
from fractions import Fraction
from typing import Annotated, Literal

import msgspec

DECIMAL_PATTERN = r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$(?!\n)"
"""P04: up to 18 digits before the point and 9 after it, scale kept."""
INTEGER_DIGITS = 18
FRACTION_DIGITS = 9

DecimalText = Annotated[str, msgspec.Meta(pattern=DECIMAL_PATTERN)]
Unit = Annotated[str, msgspec.Meta(min_length=1, max_length=20, pattern=r"^[!-~]+$(?!\n)")]
"""UCUM or the item's own package word: printable ASCII, no blank."""
Ratio = tuple[int, int]
"""Numerator and denominator of a conversion to the base unit."""

UNIT_UNKNOWN = "UNIT_UNKNOWN"
QUANTITY_NOT_EXACT = "QUANTITY_NOT_EXACT"

_ONE = Decimal(1)
_EXACT = Context(prec=80, traps=[InvalidOperation, Overflow, Underflow, Clamped, Inexact])


class Quantity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much, as recorded: a decimal string and the unit it was counted in."""

    unit: Unit
    value: DecimalText


class DateGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date of a label. ``day_given`` false: the label gave the month, ``date`` is its last day (AI 11, 17)."""

    date: date
    day_given: bool


class Scan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was read, raw with its group separators, and how it came in."""

    entered: Literal["wedge", "camera", "typed", "candidate", "import", "system"]
    text: Annotated[str, msgspec.Meta(max_length=2000)]


class Conversion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ``unit`` is ``numerator / denominator`` base units, exactly; frozen with the item's revision."""

    denominator: Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]
    numerator: Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]
    unit: Unit


class NotConvertible(ValueError):  # noqa: N818 - a reason, named by its code
    """A quantity that has no exact amount in the base unit; ``code`` is UNIT_UNKNOWN or QUANTITY_NOT_EXACT."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def to_base(quantity: Quantity, *, base_unit: str, conversions: Mapping[str, Ratio]) -> Decimal:
    """Return the amount in ``base_unit``, exact and without trailing zeros.

    Raises NotConvertible: UNIT_UNKNOWN for a unit that is neither the base unit nor has a conversion;
    QUANTITY_NOT_EXACT when the amount needs more than 18 digits before or 9 after the point.
    """
    if quantity.unit == base_unit:
        ratio: Ratio | None = (1, 1)
    else:
        ratio = conversions.get(quantity.unit)
    if ratio is None:
        raise NotConvertible(UNIT_UNKNOWN)
    # In whole numbers: fractions cost ten times as much, and every consumption comes by here.
    whole, _, rest = quantity.value.partition(".")
    numerator, denominator = ratio
    return _exact(int(whole + rest) * numerator, denominator * 10 ** len(rest))


def exact(amount: Fraction) -> Decimal:
    """Return the amount as a decimal of at most 18 + 9 digits; raises NotConvertible (QUANTITY_NOT_EXACT)."""
    return _exact(amount.numerator, amount.denominator)


def _exact(numerator: int, denominator: int) -> Decimal:
    scaled, rest = divmod(numerator * 10**FRACTION_DIGITS, denominator)
    if rest or abs(scaled) >= 10 ** (INTEGER_DIGITS + FRACTION_DIGITS):
        raise NotConvertible(QUANTITY_NOT_EXACT)
    return _plain(scaled, FRACTION_DIGITS)


def _plain(digits: int, places: int) -> Decimal:
    """Return ``digits / 10**places`` without trailing zeros after the point and without an exponent."""
    while places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    return Decimal(digits).scaleb(-places, _EXACT)


def add(a: Decimal, b: Decimal) -> Decimal:
    """Return ``a + b`` exactly, in the plain form of ``to_base``; rounding would raise decimal.Inexact."""
    total = _EXACT.normalize(_EXACT.add(a, b))
    return _EXACT.quantize(total, _ONE) if total == total.to_integral_value() else total
