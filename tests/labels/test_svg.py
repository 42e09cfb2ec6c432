import xml.etree.ElementTree as ET

import msgspec
import pytest

from labels.layout import Page, text_at
from labels.outlines import line
from labels.svg import svg_page
from labels.templates.render import page, svg
from labels.templates.shipped import shipped
from tests.labels.label_data import EXAMPLES, LOT, code_of, lot_page, scaled, texts_of

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "rect", "g", "path"}
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
TEXT_FIELDS = ("item_number", "item_name_zh", "item_name_en", "supplier_lot", "unit", "printed_at", "printed_by")


def drawing(of: Page) -> ET.Element:
    return ET.fromstring(svg_page(of))  # noqa: S314 - our own output


def labelled(root: ET.Element) -> list[str]:
    return [node.get("aria-label", "") for node in root.iter(f"{SVG}g")]


def test_the_preview_is_one_svg_at_true_size_in_millimetres() -> None:
    root = drawing(lot_page())
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("70mm", "40mm", "0 0 70 40")


def test_the_same_label_gives_the_same_bytes() -> None:
    assert svg_page(lot_page()) == svg_page(lot_page())


@pytest.mark.parametrize("number", EXAMPLES)
def test_a_drawing_needs_no_style_no_script_no_font_and_nothing_from_elsewhere(number: str) -> None:
    root = ET.fromstring(svg(shipped()[number], EXAMPLES[number], 203))  # noqa: S314 - our own output
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == TAGS
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name == "style" or name.startswith(("on", "font")) or "href" in name}


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("injection", INJECTIONS)
def test_markup_in_any_text_field_is_shown_as_text_and_adds_no_element(field: str, injection: str) -> None:
    root = drawing(page(scaled(shipped()["LT-LOT"], 3), {**LOT, field: injection}, 203))
    assert {node.tag.removeprefix(SVG) for node in root.iter()} == TAGS
    assert injection in "".join(labelled(root))


@pytest.mark.parametrize("lot", ["<b>&\"'%</b>", "</text><rect/>"])
def test_markup_in_a_lot_number_is_shown_as_text_beside_the_symbol_too(lot: str) -> None:
    shown = labelled(drawing(lot_page(gtin="", lot=lot, internal_lot=lot)))
    assert lot in shown
    assert f"(91){lot}" in shown


def test_the_modules_are_drawn_at_the_exact_dot_width() -> None:
    at = lot_page(300)
    width = f"{code_of(at).x_dimension.mm:.8f}"
    assert f"scale({width} {width})" in svg_page(at)


def test_every_text_is_a_group_of_outlines_that_carries_its_text() -> None:
    assert labelled(drawing(lot_page())) == [text.content for text in texts_of(lot_page())]


def test_letters_stand_where_their_measured_widths_put_them() -> None:
    offsets = [offset for offset, _, _ in line("AB 中C", "sans", 400)]
    ends = [text_at(0, 0, 1, "AB 中C"[:at]).width_mm for at in (0, 1, 3, 4)]
    assert offsets == pytest.approx(ends, abs=1e-6)


def test_a_white_text_is_drawn_white() -> None:
    white = msgspec.structs.replace(text_at(1, 5, 3, "A"), white=True)
    assert 'aria-label="A" fill="#fff"' in svg_page(Page(width_mm=10, height_mm=10, title="x", marks=(white,)))


def test_a_page_without_marks_is_still_a_valid_drawing() -> None:
    assert drawing(msgspec.structs.replace(lot_page(), marks=())).find(f"{SVG}g") is None
