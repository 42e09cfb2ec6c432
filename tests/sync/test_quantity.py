from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import canonical
from sync.quantity import NotConvertible, Quantity, add, to_base

BOXES = {"box": (50, 1), "dozen": (12, 1), "third": (1, 3), "gram": (1, 1000), "giant": (1_000_000_000, 1)}


def base(value: str, unit: str) -> Decimal:
    return to_base(Quantity(unit=unit, value=value), base_unit="pcs", conversions=BOXES)


def test_p04_a_quantity_in_the_base_unit_is_itself_without_trailing_zeros() -> None:
    assert str(base("25.500", "pcs")) == "25.5"


def test_p04_a_box_of_fifty_counts_fifty_exactly_and_never_in_exponent_form() -> None:
    assert str(base("20", "box")) == "1000"


def test_p04_a_fraction_of_a_unit_is_exact() -> None:
    assert str(base("0.001", "gram")) == "0.000001"


def test_p04_nothing_of_something_is_plain_zero() -> None:
    assert str(base("-0.00", "box")) == "0"


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("1", "crate", "UNIT_UNKNOWN"),
        ("1", "third", "QUANTITY_NOT_EXACT"),
        ("0.000000001", "gram", "QUANTITY_NOT_EXACT"),
        ("999999999999999999", "giant", "QUANTITY_NOT_EXACT"),
    ],
)
def test_p04_what_has_no_exact_amount_is_named_by_its_code(value: str, unit: str, code: str) -> None:
    with pytest.raises(NotConvertible) as raised:
        base(value, unit)
    assert raised.value.code == code


def test_p04_three_thirds_are_one() -> None:
    assert base("3", "third") == 1


@pytest.mark.parametrize("value", ["NaN", "1e3", "1_000", "01", ".5", "1.", "+1", "1.0000000001", "1\n", "١", ""])
def test_p04_a_value_in_any_other_spelling_does_not_decode(value: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"unit": "pcs", "value": value}, Quantity)


@given(
    a=st.integers(-(10**26), 10**26),
    b=st.integers(-(10**26), 10**26),
)
def test_p04_a_sum_of_ledger_amounts_is_never_rounded(a: int, b: int) -> None:
    total = add(Decimal(a).scaleb(-9), Decimal(b).scaleb(-9))
    assert Fraction(total) == Fraction(a + b, 10**9)
    assert "E+" not in str(total)


def test_p04_the_smallest_quantity_is_written_without_an_exponent_and_a_text_stays() -> None:
    written = canonical.encode({"lot": "1E-9", "quantity": Decimal("0.000000001")})
    assert written == b'{"lot":"1E-9","quantity":"0.000000001"}'
