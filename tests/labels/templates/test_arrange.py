import itertools
from typing import Any

import msgspec
import pytest

from labels.label_errors import LabelDataInvalid, LabelError, SymbolDoesNotFit, TextDoesNotFit, XDimensionIllegal
from labels.layout import Code, Shape, Text
from labels.status_shapes import SHAPES, StatusShape
from labels.symbols import LINEAR
from labels.templates.fields import LANGUAGES, Language
from labels.templates.lot_data import lot_identity
from labels.templates.model import Template
from labels.templates.render import page
from labels.templates.shipped import shipped
from labels.typesetting import smallest_legible_mm
from labels.x_dimension import RANGES, SUPPORTED_DPI, dot_pitch_mm
from tests.labels.label_data import EXAMPLES, LOT, UNIT, lot_page, overlap, quiet_box, text_box, texts_of, with_element

LONG_LOTS = lot_identity(lot="WWWWWWWWWW0123456789", supplier_lot="<>&\"'%!()*+,-./:;=?_", gtin=LOT["gtin"])
VARIANTS: dict[str, tuple[str, dict[str, str]]] = {
    **{number: (number, {}) for number in EXAMPLES},
    "no gtin": ("LT-LOT", {"gtin": ""}),
    "longest lots": ("LT-LOT", dict(LONG_LOTS)),
    "month only": ("LT-LOT", {"expiry": "2029-02", "production": "2026-09"}),
    "released": ("LT-LOT", {"status_shape": "ok", "status_zh": "放行", "status_en": "Released"}),
    "chinese lot": ("LT-LOT", {"supplier_lot": "批次 二〇二六", "symbol_lot": ""}),
    "nothing optional": ("LT-LOT", dict.fromkeys(("gtin", "supplier_lot", "expiry", "production", "received"), "")),
    "long names": (
        "LT-LOT",
        {
            "item_name_zh": "一次性使用静脉留置针（带安全夹）20G×32 mm 环氧乙烷灭菌",
            "item_name_en": "Disposable safety intravenous catheter with extension tube, 20G x 32 mm, EO",
        },
    ),
    "longest serial and lot": ("LT-UNIT", {"serial": "WWWWWWWWWWWWWWWWWWWW", "lot": "MMMMMMMMMMMMMMMMMMMM"}),
    "no serial": ("LT-UNIT", {"serial": ""}),
    "device with all": (
        "LT-DEVICE",
        {"lot": "M" * 20, "serial": "W" * 20, "ref": "PX-1/CN-2026", "expiry": "2036-11-19", "quantity": "1"},
    ),
    "device with least": (
        "LT-DEVICE",
        dict.fromkeys(
            (
                "service_life",
                "registration",
                "licence",
                "manufacturer_contact",
                "eu_representative",
                "notified_body",
                "storage_min",
                "storage_max",
                "humidity_min",
                "humidity_max",
                "specification",
            ),
            "",
        ),
    ),
    "frozen": ("LT-UNIT", {"storage_min": "-196", "storage_max": "-150.5"}),
}
CASES = [
    pytest.param(name, dpi, language, id=f"{name}-{dpi}-{language}")
    for name, dpi, language in itertools.product(VARIANTS, SUPPORTED_DPI, LANGUAGES)
]


def case(name: str) -> tuple[Template, dict[str, str]]:
    number, changes = VARIANTS[name]
    return shipped()[number], {**EXAMPLES[number], **changes}


@pytest.mark.parametrize(("name", "dpi", "language"), CASES)
def test_nothing_overlaps_or_leaves_the_page_and_quiet_zones_stay_empty(
    name: str, dpi: int, language: Language
) -> None:
    template, data = case(name)
    laid = page(template, data, dpi, language)
    boxes = [(text.content, text_box(text)) for text in texts_of(laid)]
    boxes += [("quiet zone", quiet_box(mark)) for mark in laid.marks if isinstance(mark, Code)]
    for content, (left, top, right, bottom) in boxes:
        assert left >= 0.9, content
        assert top >= 0.5, content
        assert right <= laid.width_mm - 0.9, content
        assert bottom <= laid.height_mm - 0.5, content
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one[1], other[1]), (one, other)


@pytest.mark.parametrize(("name", "dpi", "language"), CASES)
def test_symbols_stand_on_whole_dots_with_a_legal_module_width_and_bar_height(
    name: str, dpi: int, language: Language
) -> None:
    template, data = case(name)
    for mark in page(template, data, dpi, language).marks:
        if not isinstance(mark, Code):
            continue
        allowed = RANGES[template.use, LINEAR.get(mark.symbol.kind, "matrix")]
        for position in (mark.x_mm, mark.y_mm, mark.x_dimension.mm):
            dots = position / float(dot_pitch_mm(dpi))
            assert dots == pytest.approx(round(dots), abs=1e-6)
        assert allowed.least <= mark.x_dimension.exact_mm <= allowed.greatest
        assert mark.height_mm >= allowed.bar_height_mm


@pytest.mark.parametrize(("name", "dpi", "language"), CASES)
def test_no_type_is_smaller_than_the_printer_prints_legibly(name: str, dpi: int, language: Language) -> None:
    template, data = case(name)
    pitch = float(dot_pitch_mm(dpi))
    signs = {"LOT", "SN", "REF", "MD", "UDI", "EC", "REP", "STERILE", "EO", "2", "STERILIZE"}
    for text in texts_of(page(template, data, dpi, language)):
        if text.content not in signs and not text.content.endswith("°C"):
            assert text.size_mm >= smallest_legible_mm(text.content, pitch) - 1e-9, text.content


@pytest.mark.parametrize("number", EXAMPLES)
def test_identifiers_and_dates_are_printed_whole(number: str) -> None:
    printed = [text.content for text in texts_of(page(shipped()[number], EXAMPLES[number], 203))]
    for field in ("lot", "serial", "expiry", "ref", "sscc", "location_code", "badge", "registration", "licence"):
        if field in EXAMPLES[number]:
            assert EXAMPLES[number][field] in printed


def test_a_month_only_date_is_the_last_day_and_says_so() -> None:
    printed = [text.content for text in texts_of(lot_page(expiry="2029-02"))]
    assert "2029-02-28" in printed
    assert any("到月" in content for content in printed)


def test_a_missing_date_is_a_dash() -> None:
    assert "—" in [text.content for text in texts_of(lot_page(production=""))]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_status_has_its_own_shape(shape: StatusShape) -> None:
    paths = [mark.path for mark in lot_page(status_shape=shape).marks if isinstance(mark, Shape)]
    assert sum(path in SHAPES.values() for path in paths) == 1
    assert SHAPES[shape] in paths


def test_what_is_only_for_sterile_devices_is_printed_only_for_them() -> None:
    plain = [text.content for text in texts_of(page(shipped()["LT-UNIT"], {**UNIT, "sterile": ""}, 203))]
    assert "STERILE" not in plain
    assert "STERILE" in [text.content for text in texts_of(page(shipped()["LT-UNIT"], UNIT, 203))]


@pytest.mark.parametrize(
    ("told", "letters", "width"),
    [
        ("EO", ["STERILE", "EO"], 45),
        ("环氧乙烷灭菌 (ETO)", ["STERILE", "EO"], 45),
        ("R", ["STERILE", "R"], 41),
        ("moist heat", ["STERILE"], 41),
        ("湿热灭菌", ["STERILE"], 41),
        ("VH2O2", ["STERILE", "VH", "2", "O", "2"], 55.3),
        ("gas", ["STERILE"], 33),  # a method that has no sign: sterile, and not by which
        ("EO, R", ["STERILE"], 33),
    ],
)
def test_the_sign_for_sterile_says_the_method_that_the_texts_of_the_label_name(
    told: str, letters: list[str], width: float
) -> None:
    drawn = page(shipped()["LT-UNIT"], {**UNIT, "sterile": told}, 203).marks
    at = next(n for n, mark in enumerate(drawn) if isinstance(mark, Text) and mark.content == "STERILE")
    assert [mark.content for mark in drawn[at : at + len(letters)] if isinstance(mark, Text)] == letters
    frame = next(mark for mark in reversed(drawn[:at]) if isinstance(mark, Shape) and mark.path.startswith("M0 0H"))
    assert frame.path.startswith(f"M0 0H{width}V")


def test_a_sign_of_one_method_is_refused_where_the_texts_name_another() -> None:
    fixed = with_element(shipped()["LT-UNIT"], "sterile_sign", name="sterile_eo")
    for told in ("环氧乙烷", "gas"):
        assert page(fixed, {**UNIT, "sterile": told}, 203).marks
    with pytest.raises(LabelDataInvalid, match="method as R"):
        page(fixed, {**UNIT, "sterile": "R"}, 203)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"item_number": "X" * 40}, "item number"),
        ({"lot": "W" * 60}, "lot number"),
        ({"supplier_lot": "很长的批号" * 8}, "supplier lot"),
        ({"item_name_zh": "长" * 90}, r"item name"),
        ({"quantity": "123456789012345678.123456789"}, "quantity"),
        ({"printed_by": "name " * 30}, "print note"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_by_name_and_never_cut(changes: dict[str, str], named: str) -> None:
    with pytest.raises(TextDoesNotFit, match=named):
        page(shipped()["LT-LOT"], {**LOT, **changes}, 203)


UNIT_FAULTS: list[tuple[str, dict[str, Any], type[LabelError], str]] = [
    ("udi_symbol", {"width_um": 5000}, SymbolDoesNotFit, "needs at least"),
    ("udi_symbol", {"module_um": 200}, XDimensionIllegal, r"0\.254-0\.990 mm\. Nearest: 0\.375 mm \(3 dots\)"),
    ("udi_symbol", {"module_um": 1500}, XDimensionIllegal, r"Nearest: 0\.876 mm \(7 dots\)"),
    ("udi_hri", {"height_um": 3000}, TextDoesNotFit, "text below the symbol"),
    ("lot", {"width_um": 9000}, TextDoesNotFit, "lot number"),
    ("lot", {"fit": "one_line", "size_um": 6000, "height_um": 7000}, TextDoesNotFit, "lot number"),
]


@pytest.mark.parametrize(("element", "changes", "error", "named"), UNIT_FAULTS)
def test_an_element_that_cannot_be_printed_is_an_error_that_says_why(
    element: str, changes: dict[str, Any], error: type[LabelError], named: str
) -> None:
    with pytest.raises(error, match=named):
        page(with_element(shipped()["LT-UNIT"], element, **changes), UNIT, 203)


def test_a_linear_symbol_is_not_for_direct_marking() -> None:
    template = msgspec.structs.replace(shipped()["LT-CARTON"], use="direct_marking")
    with pytest.raises(XDimensionIllegal, match="GS1 DataMatrix"):
        page(template, EXAMPLES["LT-CARTON"], 203)


def test_a_long_name_is_set_a_little_smaller_on_one_line_rather_than_on_two() -> None:
    name = "一次性使用静脉留置针系列"
    sizes = {text.content: text.size_mm for text in texts_of(lot_page(item_name_zh=name))}
    assert 0.85 * 3.2 - 1e-9 <= sizes[name] <= 3.2
