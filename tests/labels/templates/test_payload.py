import pytest

from labels.label_errors import LabelDataInvalid
from labels.symbols import Kind
from labels.templates.fields import Field
from labels.templates.lot_data import lot_identity
from labels.templates.model import Binding, SymbolElement
from labels.templates.payload import digital_link, element_string, gs1_elements, human_readable, symbol_of
from labels.templates.shipped import shipped
from tests.labels.label_data import CSET_82, LOT, OWN_GTIN, UNIT


def symbol_element(number: str) -> SymbolElement:
    return next(each for each in shipped()[number].elements if isinstance(each, SymbolElement))


def of_lot(**changes: str) -> tuple[tuple[str, str], ...]:
    return gs1_elements(symbol_element("LT-LOT"), {**LOT, **changes})


def bound(kind: Kind, *bindings: tuple[str, Field], field: Field | None = None) -> SymbolElement:
    return SymbolElement(
        id="s",
        x_um=0,
        y_um=0,
        width_um=90_000,
        height_um=50_000,
        when=None,
        unless=None,
        kind=kind,
        elements=tuple(Binding(ai=ai, field=name) for ai, name in bindings),
        field=field,
        module_um=0,
        align="left",
        valign="top",
    )


def test_without_a_gtin_our_lot_stands_alone_as_company_internal_91() -> None:
    elements = of_lot(**lot_identity(lot="L-1", supplier_lot="X", gtin=None))
    assert elements == (("91", "L-1"),)
    assert element_string(elements) == "91L-1"


def test_beside_a_suppliers_gtin_ai_10_is_the_suppliers_lot_and_91_is_ours() -> None:
    assert of_lot() == (
        ("01", OWN_GTIN),
        ("11", "261003"),
        ("17", "281031"),
        ("10", "FX24-118"),
        ("91", "L2611-00042"),
    )
    assert element_string(of_lot()) == f"01{OWN_GTIN}112610031728103110FX24-118\x1d91L2611-00042"


def test_beside_our_own_gtin_ai_10_is_our_lot_and_there_is_no_internal_element() -> None:
    own = {**LOT, "internal_lot": "", **lot_identity(lot="L2611-00042", supplier_lot=None, gtin=OWN_GTIN)}
    elements = gs1_elements(symbol_element("LT-LOT"), own)
    assert elements == (("01", OWN_GTIN), ("11", "261003"), ("17", "281031"), ("10", "L2611-00042"))


@pytest.mark.parametrize("lot", ["FX 24-118", "批次一", "x" * 21, "FX#1"])
def test_a_supplier_lot_that_ai_10_cannot_hold_stays_in_print_only(lot: str) -> None:
    elements = dict(of_lot(**lot_identity(lot="L-1", supplier_lot=lot, gtin=OWN_GTIN)))
    assert "10" not in elements
    assert elements["91"] == "L-1"


def test_every_character_of_cset_82_is_taken_in_a_supplier_lot() -> None:
    for start in range(0, len(CSET_82), 20):
        lot = CSET_82[start : start + 20]
        assert dict(of_lot(**lot_identity(lot="L", supplier_lot=lot, gtin=OWN_GTIN)))["10"] == lot


def test_a_date_without_a_day_keeps_day_00_and_one_not_known_is_left_out() -> None:
    elements = dict(of_lot(expiry="2029-02", production=""))
    assert elements["17"] == "290200"
    assert "11" not in elements


def test_a_gtin_with_a_wrong_check_digit_is_refused_by_its_rule() -> None:
    with pytest.raises(LabelDataInvalid, match=r"\(01\)06912345678903.*check digit") as refused:
        element_string((("01", "06912345678903"),))
    assert "校验" in refused.value.text_zh


def test_ai_10_without_a_gtin_is_refused_which_is_why_our_lot_alone_is_ai_91() -> None:
    with pytest.raises(LabelDataInvalid, match=r"cannot carry \(10\)L2611-00042"):
        element_string((("10", "L2611-00042"),))


@pytest.mark.parametrize("character", [chr(point) for point in range(0x80) if chr(point) not in CSET_82])
def test_a_character_outside_cset_82_in_lot_or_serial_is_refused(character: str) -> None:
    for ai in ("10", "21"):
        with pytest.raises(LabelDataInvalid, match="cannot carry"):
            element_string((("01", OWN_GTIN), (ai, f"A{character}B")))


def test_the_human_readable_form_has_the_ai_in_parentheses_one_element_a_line() -> None:
    assert human_readable(of_lot())[0] == f"(01){OWN_GTIN}"


def test_a_symbol_without_its_data_is_refused_and_names_what_is_missing() -> None:
    with pytest.raises(LabelDataInvalid, match=r"GTIN \(DI\) is not given"):
        symbol_of(symbol_element("LT-UNIT"), {"lot": "A"})
    with pytest.raises(LabelDataInvalid, match="badge is not given"):
        symbol_of(symbol_element("LT-BADGE"), {})


def test_a_digital_link_has_key_and_qualifiers_in_the_path_and_the_rest_as_attributes() -> None:
    elements = (("01", "09521234000013"), ("17", "291119"), ("10", "A/B+1"), ("21", "S%1"))
    assert digital_link(elements) == "https://id.gs1.org/01/09521234000013/10/A%2FB%2B1/21/S%251?17=291119"


def test_a_digital_link_without_a_key_is_refused() -> None:
    with pytest.raises(LabelDataInvalid, match="no element is a Digital Link key"):
        digital_link((("91", "X"),))


@pytest.mark.parametrize(
    ("element", "aim"),
    [
        (bound("gs1_datamatrix", ("01", "gtin"), ("10", "lot")), "]d2"),
        (bound("gs1_datamatrix_rectangle", ("01", "gtin"), ("10", "lot")), "]d2"),
        (bound("gs1_128", ("01", "gtin"), ("10", "lot")), "]C1"),
        (bound("gs1_qr", ("01", "gtin"), ("10", "lot")), "]Q3"),
        (bound("digital_link_qr", ("01", "gtin"), ("10", "lot")), "]Q1"),
        (bound("itf_14", field="gtin"), "]I"),
        (bound("qr", field="lot"), "]Q1"),
    ],
)
def test_every_kind_of_symbol_is_made_from_the_same_data(element: SymbolElement, aim: str) -> None:
    assert symbol_of(element, UNIT).expected.startswith(aim)
