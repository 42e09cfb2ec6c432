from collections.abc import Callable

import pytest

from labels.check_digits import check_digit, check_pair
from labels.element_string import bracketed, build, hri, in_encoding_order
from labels.texts import shown

LABEL = [("01", "09521234000013"), ("17", "290228"), ("10", "FG260301"), ("21", "SN0001")]


def test_a_separator_stands_only_after_a_variable_element_that_is_not_last() -> None:
    assert build(LABEL) == "01095212340000131729022810FG260301\x1d21SN0001"


def test_a_fixed_element_outside_the_predefined_lengths_gets_its_separator() -> None:
    assert build([("01", "09521234000013"), ("422", "156"), ("10", "A")]) == "0109521234000013422156\x1d10A"


def test_the_printed_form_keeps_the_encoded_order() -> None:
    assert hri(LABEL) == "(01)09521234000013(17)290228(10)FG260301(21)SN0001"


def test_the_bracketed_form_keeps_parentheses_in_data_apart() -> None:
    assert bracketed([("01", "09521234000013"), ("10", "A(21)B")]) == "[01]09521234000013[10]A(21)B"


def test_predefined_lengths_come_first_in_encoding_order() -> None:
    mixed = [("10", "FG260301"), ("21", "SN0001"), ("01", "09521234000013"), ("17", "290228")]
    assert [ai for ai, _value in in_encoding_order(mixed)] == ["01", "17", "10", "21"]


@pytest.mark.parametrize("write", [build, hri, bracketed])
@pytest.mark.parametrize("element", [("04", "1"), ("10", ""), ("10", "A B"), ("10", "A" * 21), ("17", "2902")])
def test_an_element_that_is_not_of_its_format_is_not_written(
    write: Callable[[list[tuple[str, str]]], str], element: tuple[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"AI|Application Identifier"):
        write([element])


def test_check_digits_of_the_example_company() -> None:
    assert [check_digit(key) for key in ("0952123400001", "1952123400001", "09521234000000001", "952123400100")] == [
        "3",
        "0",
        "3",
        "3",
    ]


def test_the_check_characters_of_the_standards_example() -> None:
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"


def test_what_cannot_be_seen_is_shown_as_a_symbol() -> None:
    assert shown("A\x1dB\u202eC\x7f") == "A\u241dB\ufffdC\ufffd"
    assert shown("x" * 50) == "x" * 40 + "…"
