import xml.etree.ElementTree as ET
from typing import Any

import msgspec
import pytest

from labels.lot_label import lot_page, preview
from labels.lot_label_data import TEXTS, StatusMark
from labels.svg import svg_page
from tests.labels.lot_labels import a_lot_label, code_of, texts_of

SVG = "{http://www.w3.org/2000/svg}"
INJECTIONS = [
    "<script>alert(1)</script>",
    '"><image href=x>',
    "'/><a b='",
    "]]>&lt;&#60;&amp;",
    "</text></svg>",
    "</style>{}*/",
    "<!--",
    "url(http://a.b)",
]


def small_text(field: str, text: str) -> dict[str, Any]:
    """A big sheet, so that the text fits wherever it goes; no GTIN, so that any lot may be one."""
    return {"width_mm": 200.0, "height_mm": 120.0, "gtin": None, field: text}


def test_the_preview_is_one_svg_at_true_size_in_millimetres() -> None:
    root = ET.fromstring(preview(a_lot_label()))  # noqa: S314 - our own output
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("70mm", "40mm", "0 0 70 40")


def test_the_same_label_gives_the_same_bytes() -> None:
    assert preview(a_lot_label()) == preview(a_lot_label())


def test_the_preview_needs_neither_style_nor_script_nor_anything_from_elsewhere() -> None:
    root = ET.fromstring(preview(a_lot_label()))  # noqa: S314 - our own output
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {"svg", "title", "rect", "text", "path"}
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}


@pytest.mark.parametrize("field", [field for field in TEXTS if field != "lot_number"])
@pytest.mark.parametrize("injection", INJECTIONS)
def test_markup_in_any_text_field_is_shown_as_text_and_adds_no_element(field: str, injection: str) -> None:
    root = ET.fromstring(preview(a_lot_label(**small_text(field, injection))))  # noqa: S314 - our own output
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {"svg", "title", "rect", "text", "path"}
    shown = "".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert injection in shown


@pytest.mark.parametrize("lot", ["<b>&\"'%</b>", "</text><rect/>"])
def test_markup_in_a_lot_number_is_shown_as_text_beside_the_symbol_too(lot: str) -> None:
    root = ET.fromstring(preview(a_lot_label(gtin=None, lot_number=lot)))  # noqa: S314 - our own output
    shown = [node.text for node in root.iter(f"{SVG}text")]
    assert lot in shown
    assert f"(91){lot}" in shown


def test_markup_in_a_status_word_is_shown_as_text() -> None:
    status = StatusMark(shape="ok", word_zh="<g>", word_en="<script/>")
    root = ET.fromstring(preview(a_lot_label(status=status)))  # noqa: S314 - our own output
    assert {"<g>", "<script/>"} <= {node.text for node in root.iter(f"{SVG}text")}


def test_the_modules_are_drawn_at_the_exact_dot_width() -> None:
    page = lot_page(a_lot_label(dpi=300))
    scale = f"scale({code_of(page).x_dimension.mm:.8f})"
    assert scale in svg_page(page)


def test_every_text_carries_the_width_it_was_measured_with() -> None:
    page = lot_page(a_lot_label())
    root = ET.fromstring(svg_page(page))  # noqa: S314 - our own output
    lengths = [float(node.get("textLength", "0")) for node in root.iter(f"{SVG}text")]
    assert lengths == pytest.approx([text.width_mm for text in texts_of(page)], abs=0.001)


def test_a_page_without_marks_is_still_a_valid_drawing() -> None:
    empty = msgspec.structs.replace(lot_page(a_lot_label()), marks=())
    assert ET.fromstring(svg_page(empty)).find(f"{SVG}text") is None  # noqa: S314 - our own output
