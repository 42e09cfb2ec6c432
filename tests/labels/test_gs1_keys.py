import pytest

from labels.check_digits import has_check_digit
from labels.gs1_keys import PREFIX_LENGTHS, gtin14, is_serial, item_references, shipping_containers, sscc

PREFIX = "9521234"


@pytest.mark.parametrize(
    ("reference", "indicator", "expected"),
    [(1, 0, "09521234000013"), (1, 1, "19521234000010"), (1, 3, "39521234000014"), (10, 0, "09521234000105")],
)
def test_a_gtin_is_made_of_prefix_reference_and_indicator(reference: int, indicator: int, expected: str) -> None:
    assert gtin14(PREFIX, reference, indicator) == expected


def test_an_sscc_is_made_of_extension_prefix_and_reference() -> None:
    assert sscc(0, PREFIX, 1) == "095212340000000013"


@pytest.mark.parametrize("length", PREFIX_LENGTHS)
def test_keys_of_every_prefix_length_have_their_length_and_check_digit(length: int) -> None:
    prefix = "952123456789"[:length]
    last = item_references(prefix) - 1
    made = gtin14(prefix, last, 8), sscc(9, prefix, shipping_containers(prefix) - 1)
    assert [len(key) for key in made] == [14, 18]
    assert all(has_check_digit(key) for key in made)
    assert made[0][1 : 1 + length] == made[1][1 : 1 + length] == prefix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PX000001", True),
        ("a/b-c_d.e", True),
        ("", False),
        ("A B", False),
        ("A#", False),
        ("号", False),
        ("7" * 21, False),
    ],
)
def test_a_serial_has_at_most_20_characters_of_set_82(text: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_serial(text) is expected
