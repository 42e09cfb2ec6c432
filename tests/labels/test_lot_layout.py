import datetime as dt
import itertools
from typing import Any

import pytest

from labels.label_errors import TextDoesNotFit
from labels.lot_label import lot_page
from labels.lot_label_data import LotLabel, StatusMark
from labels.status_shapes import SHAPES, StatusShape
from labels.symbols import X_MAX_MM, X_MIN_MM, dot_pitch_mm
from labels.typesetting import smallest_legible_mm
from tests.labels.lot_labels import OWN_GTIN, a_lot_label, code_of, overlap, quiet_box, text_box, texts_of

LONG_LOT, LONG_SUPPLIER_LOT = "WWWWWWWWWW0123456789", "<>&\"'%!()*+,-./:;=?_"
LABELS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no gtin": {"gtin": None},
    "own make": {"supplier_lot": None},
    "longest lots": {"lot_number": LONG_LOT, "supplier_lot": LONG_SUPPLIER_LOT},
    "month only": {
        "expiry": dt.date(2029, 2, 28),
        "expiry_day_given": False,
        "production": dt.date(2026, 9, 30),
        "production_day_given": False,
    },
    "long names": {
        "supplier_lot": None,
        "item_name_zh": "一次性使用静脉留置针（带安全夹）20G×32 mm 环氧乙烷灭菌",
        "item_name_en": "Disposable safety intravenous catheter with extension tube, 20G x 32 mm, EO",
    },
    "nothing optional": {
        "gtin": None,
        "supplier_lot": None,
        "expiry": None,
        "production": None,
        "received": None,
        "printed_by": "",
        "printed_at": "",
    },
    "released": {"status": StatusMark(shape="ok", word_zh="合格", word_en="RELEASED")},
    "chinese lot": {"supplier_lot": "批次 二〇二六"},
}
SIZES = [(70, 40), (60, 40), (80, 50), (100, 60), (100, 150)]


def every_label() -> list[LotLabel]:
    return [
        a_lot_label(**changes, dpi=dpi, language=language)
        for changes, dpi, language in itertools.product(LABELS.values(), (203, 300), ("zh", "en", "zh-en"))
    ] + [a_lot_label(width_mm=width, height_mm=height, dpi=dpi) for (width, height) in SIZES for dpi in (203, 300)]


@pytest.mark.parametrize("label", every_label())
def test_nothing_overlaps_or_leaves_the_page_and_the_quiet_zone_stays_empty(label: LotLabel) -> None:
    page = lot_page(label)
    texts = [(text.content, text_box(text)) for text in texts_of(page)]
    for content, (left, top, right, bottom) in texts:
        assert left >= 1.5, content
        assert top >= 1, content
        assert right <= page.width_mm - 1.5, content
        assert bottom <= page.height_mm - 1, content
    quiet = ("quiet zone", quiet_box(code_of(page)))
    for one, other in itertools.combinations([*texts, quiet], 2):
        assert not overlap(one[1], other[1]), (one, other)


@pytest.mark.parametrize("label", every_label())
def test_the_symbol_stands_on_whole_dots_with_a_legal_module_width(label: LotLabel) -> None:
    code = code_of(lot_page(label))
    pitch = float(dot_pitch_mm(label.dpi))
    for position in (code.x_mm, code.y_mm, code.x_dimension.mm):
        assert position / pitch == pytest.approx(round(position / pitch), abs=1e-6)
    assert X_MIN_MM <= code.x_dimension.exact_mm <= X_MAX_MM


@pytest.mark.parametrize("label", every_label())
def test_no_type_is_smaller_than_the_printer_prints_legibly(label: LotLabel) -> None:
    pitch = float(dot_pitch_mm(label.dpi))
    for text in texts_of(lot_page(label)):
        assert text.size_mm >= smallest_legible_mm(text.content, pitch) - 1e-9, text.content


@pytest.mark.parametrize("label", every_label())
def test_identifiers_quantity_and_dates_are_printed_whole(label: LotLabel) -> None:
    printed = [text.content for text in texts_of(lot_page(label))]
    assert label.lot_number in printed
    assert label.item_number in printed
    assert label.supplier_lot is None or label.supplier_lot in printed
    assert f"{label.quantity} {label.unit}" in printed
    assert label.expiry is None or label.expiry.isoformat() in printed


def test_the_names_are_printed_whole_even_when_broken() -> None:
    label = a_lot_label(**LABELS["long names"])
    printed = "".join(text.content for text in texts_of(lot_page(label))).replace(" ", "")
    assert label.item_name_zh.replace(" ", "") in printed
    assert label.item_name_en.replace(" ", "") in printed


def test_the_lot_number_is_the_largest_text_of_the_body() -> None:
    texts = [text for text in texts_of(lot_page(a_lot_label())) if text.baseline_mm > 9]
    assert max(texts, key=lambda text: text.size_mm).content == "L2611-00042"


def test_the_human_readable_form_stands_directly_below_the_symbol_in_encoded_order() -> None:
    page = lot_page(a_lot_label())
    code = code_of(page)
    below = [text for text in texts_of(page) if text.x_mm == code.x_mm and text.baseline_mm > code.y_mm + code.side_mm]
    assert [text.content for text in below] == [
        f"(01){OWN_GTIN}",
        "(11)261003",
        "(17)281031",
        "(10)FX24-118",
        "(91)L2611-00042",
    ]
    assert all(text.face == "mono" for text in below)


def test_a_missing_date_is_a_dash_and_a_month_only_date_says_so() -> None:
    assert "—" in [text.content for text in texts_of(lot_page(a_lot_label(production=None)))]
    printed = [text.content for text in texts_of(lot_page(a_lot_label(**LABELS["month only"])))]
    assert "2029-02-28" in printed
    assert any("到月" in content for content in printed)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"item_number": "X" * 40}, "item number"),
        ({"lot_number": "W" * 60, "gtin": None}, "DataMatrix"),
        ({"supplier_lot": "很长的批号" * 8}, "supplier lot"),
        ({"item_name_zh": "长" * 90}, "中文品名|item name \\(Chinese\\)"),
        ({"item_name_en": "long name " * 20}, "item name \\(English\\)"),
        ({"quantity": "123456789012345678.123456789"}, "quantity"),
        ({"printed_by": "name " * 30}, "printed by"),
        ({"width_mm": 30.0, "height_mm": 20.0}, "fit"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_by_name_and_never_cut(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(TextDoesNotFit, match=named):
        lot_page(a_lot_label(**changes))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_status_has_its_own_shape_and_both_words(shape: StatusShape) -> None:
    page = lot_page(a_lot_label(status=StatusMark(shape=shape, word_zh="状态", word_en="STATUS")))
    paths = [getattr(mark, "path", "") for mark in page.marks]
    assert SHAPES[shape] in paths
    assert sum(path in SHAPES.values() for path in paths) == 1
    assert {"状态", "STATUS"} <= {text.content for text in texts_of(page)}


def test_a_long_name_is_set_smaller_on_two_lines_rather_than_on_three() -> None:
    name = "一次性使用静脉留置针" * 4 + "无菌包装"
    page = lot_page(a_lot_label(item_name_zh=name, language="zh", gtin=None, width_mm=100.0, height_mm=67.0))
    broken = [text.content for text in texts_of(page) if text.content in name]
    assert len(broken) == 2
    assert "".join(broken) == name
