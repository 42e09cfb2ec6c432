import datetime as dt

import pytest

from labels.label_errors import LabelDataInvalid
from labels.lot_identifiers import element_string, human_readable, identifiers
from tests.labels.lot_labels import CSET_82, OWN_GTIN, a_lot_label


def test_without_a_gtin_our_lot_stands_alone_as_company_internal_91() -> None:
    label = a_lot_label(gtin=None)
    assert identifiers(label) == (("91", "L2611-00042"),)
    assert element_string(identifiers(label)) == "91L2611-00042"


def test_beside_a_suppliers_gtin_ai_10_is_the_suppliers_lot_and_91_is_ours() -> None:
    assert identifiers(a_lot_label()) == (
        ("01", OWN_GTIN),
        ("11", "261003"),
        ("17", "281031"),
        ("10", "FX24-118"),
        ("91", "L2611-00042"),
    )
    assert element_string(identifiers(a_lot_label())) == f"01{OWN_GTIN}112610031728103110FX24-118\x1d91L2611-00042"


def test_beside_our_own_gtin_ai_10_is_our_lot_and_there_is_no_internal_element() -> None:
    elements = identifiers(a_lot_label(supplier_lot=None))
    assert elements == (("01", OWN_GTIN), ("11", "261003"), ("17", "281031"), ("10", "L2611-00042"))


@pytest.mark.parametrize("lot", ["FX 24-118", "批次一", "x" * 21, "FX#1"])
def test_a_supplier_lot_that_ai_10_cannot_hold_stays_in_print_only(lot: str) -> None:
    elements = dict(identifiers(a_lot_label(supplier_lot=lot)))
    assert "10" not in elements
    assert elements["91"] == "L2611-00042"


def test_every_character_of_cset_82_is_taken_in_a_supplier_lot() -> None:
    for start in range(0, len(CSET_82), 20):
        lot = CSET_82[start : start + 20]
        assert dict(identifiers(a_lot_label(supplier_lot=lot)))["10"] == lot


def test_a_date_without_a_day_keeps_day_00() -> None:
    label = a_lot_label(expiry=dt.date(2029, 2, 28), expiry_day_given=False)
    assert dict(identifiers(label))["17"] == "290200"


def test_dates_that_are_not_known_are_left_out() -> None:
    elements = dict(identifiers(a_lot_label(expiry=None, production=None)))
    assert elements.keys() == {"01", "10", "91"}


def test_a_gtin_with_a_wrong_check_digit_is_refused_by_its_rule() -> None:
    with pytest.raises(LabelDataInvalid, match=r"\(01\)06912345678903.*check digit") as refused:
        element_string(identifiers(a_lot_label(gtin="06912345678903")))
    assert "校验" in refused.value.text_zh


def test_ai_10_without_a_gtin_is_refused_which_is_why_our_lot_alone_is_ai_91() -> None:
    with pytest.raises(LabelDataInvalid, match=r"cannot carry \(10\)L2611-00042"):
        element_string((("10", "L2611-00042"),))


@pytest.mark.parametrize("lot", ["L 1", "批1", "", "L" * 91])
def test_an_own_lot_that_no_element_can_hold_is_refused(lot: str) -> None:
    with pytest.raises(LabelDataInvalid, match="cannot carry"):
        element_string((("91", lot),))


def test_the_human_readable_form_has_the_ai_in_parentheses_one_element_a_line() -> None:
    assert human_readable(identifiers(a_lot_label(supplier_lot=None)))[0] == f"(01){OWN_GTIN}"
