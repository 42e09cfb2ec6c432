from typing import get_args

import pytest

from labels.label_errors import LabelDataInvalid, TextUnprintable
from labels.templates.fields import FIELDS, NAMES, Bilingual, Derived, Language, checked, gs1_date, texts_of
from tests.labels.label_data import EXAMPLES, LOT

TEXT_FIELDS = ("item_number", "item_name_zh", "lot", "serial", "supplier_lot", "ship_to", "badge", "printed_by")


def test_every_field_has_a_name_in_both_languages() -> None:
    wanted = FIELDS | set(get_args(Bilingual)) | set(get_args(Derived))
    assert set(NAMES) == wanted
    assert all(english and chinese for english, chinese in NAMES.values())


@pytest.mark.parametrize("number", EXAMPLES)
def test_ordinary_data_are_accepted_as_they_are(number: str) -> None:
    assert checked(EXAMPLES[number]) == EXAMPLES[number]


def test_a_blank_value_counts_as_not_given() -> None:
    assert "unit" not in checked({**LOT, "unit": "  "})


def test_a_field_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(LabelDataInvalid, match="no field 'colour'"):
        checked({"colour": "red"})


@pytest.mark.parametrize("quantity", ["NaN", "1e6", "1_000", "1,5", "01", "１２", "1.", "∞"])
def test_a_quantity_that_is_not_a_plain_decimal_is_refused(quantity: str) -> None:
    with pytest.raises(LabelDataInvalid, match="plain decimal"):
        checked({**LOT, "quantity": quantity})


@pytest.mark.parametrize("quantity", ["0", "25.000", "1200", "-3.5", "0.000000001"])
def test_a_quantity_is_taken_as_recorded(quantity: str) -> None:
    assert checked({"quantity": quantity})["quantity"] == quantity


@pytest.mark.parametrize("date", ["2026-02-30", "2026-13-01", "261122", "2026-1-1", "22.11.2026", "2026-00"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(LabelDataInvalid, match="expiry date must be a date"):
        checked({"expiry": date})


@pytest.mark.parametrize(("field", "value"), [("gtin", "09521234000014"), ("gtin", "123"), ("sscc", "0" * 17 + "1")])
def test_a_key_with_a_wrong_length_or_check_digit_is_refused(field: str, value: str) -> None:
    with pytest.raises(LabelDataInvalid, match="correct check digit"):
        checked({field: value})


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("point", [*range(0x20), 0x7F, 0x85, 0x202E, 0xFEFF, 0xD800, 0xE000, 0x1F600])
def test_a_control_or_unknown_character_is_refused_and_named_in_every_text(field: str, point: int) -> None:
    with pytest.raises(TextUnprintable, match=f"U\\+{point:04X}") as refused:
        checked({field: f"A{chr(point)}B"})
    assert NAMES[field][1] in refused.value.text_zh


def test_a_date_without_a_day_is_the_last_day_in_print_and_day_00_in_the_symbol() -> None:
    data = checked({"expiry": "2028-02", "production": "2026-11-20"})
    assert texts_of("expiry", data, "zh") == ("2028-02-29",)
    assert (gs1_date("2028-02"), gs1_date("2026-11-20")) == ("280200", "261120")
    assert texts_of("expiry_month_only", data, "zh")
    assert not texts_of("production_month_only", data, "zh")


@pytest.mark.parametrize(
    ("language", "shown"), [("zh", ("中文",)), ("en", ("English",)), ("zh-en", ("中文", "English"))]
)
def test_a_bilingual_field_follows_the_labels_language(language: Language, shown: tuple[str, ...]) -> None:
    data = {"item_name_zh": "中文", "item_name_en": "English"}
    assert texts_of("item_name", data, language) == shown


def test_a_name_missing_in_one_language_is_shown_in_the_other() -> None:
    assert texts_of("item_name", {"item_name_en": "English"}, "zh") == ("English",)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"storage_min": "5", "storage_max": "30"}, "5 °C ~ 30 °C"),
        ({"storage_max": "30"}, "≤ 30 °C"),
        ({"storage_min": "5"}, "≥ 5 °C"),
    ],
)
def test_storage_limits_are_written_with_the_limits_given(given: dict[str, str], shown: str) -> None:
    assert texts_of("storage_limits", given, "zh") == (shown,)
