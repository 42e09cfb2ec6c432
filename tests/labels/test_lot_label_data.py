import datetime as dt

import pytest

from labels.label_errors import LabelDataInvalid, TextUnprintable
from labels.lot_label_data import TEXTS, StatusMark, check
from tests.labels.lot_labels import a_lot_label


def test_an_ordinary_label_is_accepted() -> None:
    check(a_lot_label())


@pytest.mark.parametrize("quantity", ["NaN", "1e6", "1_000", "1,5", "", "01", "１２", "1.", "∞"])
def test_a_quantity_that_is_not_a_plain_decimal_is_refused(quantity: str) -> None:
    with pytest.raises(LabelDataInvalid, match="plain decimal"):
        check(a_lot_label(quantity=quantity))


@pytest.mark.parametrize("quantity", ["0", "25.000", "1200", "-3.5", "0.000000001"])
def test_a_quantity_is_taken_as_recorded(quantity: str) -> None:
    check(a_lot_label(quantity=quantity))


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("bad", ["\n", "\x00", "\x1d", "\u202e", "\ufeff", "\ud800", "\ue000", "😀"])
def test_a_control_or_unknown_character_is_refused_and_named_in_every_text(field: str, bad: str) -> None:
    with pytest.raises(TextUnprintable, match=f"U\\+{ord(bad):04X}"):
        check(a_lot_label(**{field: f"A{bad}B"}))


def test_a_control_character_in_the_status_word_is_refused() -> None:
    with pytest.raises(TextUnprintable, match="status word"):
        check(a_lot_label(status=StatusMark(shape="ok", word_zh="合\t格", word_en="RELEASED")))


@pytest.mark.parametrize("field", ["item_number", "lot_number"])
def test_an_empty_identifier_is_refused(field: str) -> None:
    with pytest.raises(LabelDataInvalid, match="is empty"):
        check(a_lot_label(**{field: " "}))


def test_a_month_only_expiry_must_be_the_last_day_of_its_month() -> None:
    check(a_lot_label(expiry=dt.date(2028, 2, 29), expiry_day_given=False))
    with pytest.raises(LabelDataInvalid, match="last day of its month") as refused:
        check(a_lot_label(expiry=dt.date(2028, 2, 28), expiry_day_given=False))
    assert refused.value.text_zh.startswith("有效期只到月")


@pytest.mark.parametrize("size", [(19, 40), (70, 301), (float("nan"), 40), (float("inf"), 40)])
def test_a_page_of_impossible_size_is_refused(size: tuple[float, float]) -> None:
    with pytest.raises(LabelDataInvalid, match="on each side"):
        check(a_lot_label(width_mm=size[0], height_mm=size[1]))
