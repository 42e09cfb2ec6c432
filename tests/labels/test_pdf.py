import msgspec
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageOps

from labels.layout import Page, Shape, rectangle, text_at
from labels.outlines import line
from labels.pdf import pdf_pages
from labels.templates.render import page as label_page
from labels.templates.shipped import shipped
from labels.typesetting import Face, Weight
from labels.verify import raster
from tests.labels.label_data import EXAMPLES, LOT, OWN_GTIN, code_of, lot_page, scaled, texts_of
from tests.labels.test_svg import INJECTIONS
from tests.labels.weasyprint_pages import weasyprint_pages

POINTS_PER_MM = 72 / 25.4
DPI = 600
DOTS_PER_MM = DPI / 25.4


def printed_text(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[page].get_textpage().get_text_bounded()
    return text


def ink_box_mm(page: Page) -> tuple[float, ...]:
    image: Image.Image = raster(pypdfium2.PdfDocument(pdf_pages([page])), 0, DPI)
    box = ImageOps.invert(image).getbbox()
    assert box is not None
    return tuple(edge / DOTS_PER_MM for edge in box)


@pytest.mark.parametrize("size", [(70.0, 40.0), (50.0, 30.0), (100.0, 150.0)])
def test_the_page_box_is_the_label_and_nothing_more(size: tuple[float, float]) -> None:
    page = Page(width_mm=size[0], height_mm=size[1], title="x", marks=(rectangle(1, 1, 2, 2),))
    document = pypdfium2.PdfDocument(pdf_pages([page]))
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx([side * POINTS_PER_MM for side in size], abs=0.01)


def test_labels_of_two_sizes_in_one_run_keep_their_order_and_their_own_page_boxes() -> None:
    numbers = ["LT-LOT", "LT-BADGE", "LT-LOT"]
    pages = [label_page(shipped()[number], EXAMPLES[number], 203) for number in numbers]
    pdf = pdf_pages(pages)
    document = pypdfium2.PdfDocument(pdf)
    assert [document[at].get_size() for at in range(len(document))] == [
        pytest.approx([width * POINTS_PER_MM, height * POINTS_PER_MM], abs=0.01)
        for width, height in ((70.0, 40.0), (85.6, 54.0), (70.0, 40.0))
    ]
    assert ["QH-0009" in printed_text(pdf, at) for at in range(3)] == [False, True, False]


@pytest.mark.parametrize(("face", "weight"), [("sans", 400), ("sans", 700), ("mono", 400), ("mono", 700)])
def test_text_stands_on_its_baseline_and_is_as_wide_as_measured(face: Face, weight: Weight) -> None:
    text = text_at(5, 20, 4, "H" * 12, face=face, weight=weight)
    left, _, right, bottom = ink_box_mm(Page(width_mm=70, height_mm=40, title="x", marks=(text,)))
    side_bearing = text.width_mm / 12 * 0.2
    assert bottom == pytest.approx(20, abs=0.06)
    assert 5 <= left <= 5 + side_bearing
    assert text.x_mm + text.width_mm - side_bearing <= right <= text.x_mm + text.width_mm


def test_a_rectangle_is_printed_where_the_layout_put_it() -> None:
    page = Page(width_mm=70, height_mm=40, title="x", marks=(rectangle(10, 5, 50, 0.375),))
    assert ink_box_mm(page) == pytest.approx((10, 5, 60, 5.375), abs=0.05)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("gtin", ["", OWN_GTIN])
def test_every_module_is_the_same_whole_number_of_printer_dots(dpi: int, gtin: str) -> None:
    page = lot_page(dpi, gtin=gtin)
    code = code_of(page)
    image = raster(pypdfium2.PdfDocument(pdf_pages([page])), 0, dpi)
    dots, left, top = code.x_dimension.dots, *(round(at / 25.4 * dpi) for at in (code.x_mm, code.y_mm))
    for y, row in enumerate(code.symbol.modules):
        for x, dark in enumerate(row):
            module = image.crop((left + x * dots, top + y * dots, left + (x + 1) * dots, top + (y + 1) * dots))
            assert module.getextrema() == ((0, 0) if dark else (255, 255)), (x, y)


def test_only_the_bundled_fonts_are_embedded() -> None:
    pdf = pdf_pages([lot_page()])
    document = pypdfium2.PdfDocument(pdf)
    names = {
        text.get_font().get_base_name().split("+")[-1]
        for text in document[0].get_objects()
        if isinstance(text, pypdfium2.PdfTextObj)
    }
    assert names
    assert all(name.startswith("Noto") for name in names), names


def test_every_text_of_the_layout_is_in_the_pdf_as_text() -> None:
    page = lot_page(item_name_zh="镕堃䶮𫖯导管")
    found = printed_text(pdf_pages([page])).replace(" ", "")
    for text in texts_of(page):
        assert text.content.replace(" ", "") in found


@pytest.mark.parametrize("field", ["item_name_zh", "supplier_lot", "printed_by", "unit", "item_number"])
def test_markup_and_style_in_a_text_field_are_printed_as_text(field: str) -> None:
    roomy = scaled(shipped()["LT-LOT"], 3)
    pages = [label_page(roomy, {**LOT, field: injection}, 203) for injection in INJECTIONS]
    pdf = pdf_pages(pages)
    for at, injection in enumerate(INJECTIONS):
        assert injection.replace(" ", "") in printed_text(pdf, at).replace(" ", "").replace("\r\n", "")
    assert len(pypdfium2.PdfDocument(pdf)) == len(INJECTIONS)


def dots_of(pdf: bytes, dpi: int) -> np.ndarray:
    return np.asarray(raster(pypdfium2.PdfDocument(pdf), 0, dpi))


def test_every_shipped_label_is_the_same_dots_as_a_second_renderer_draws_but_for_the_edges_of_areas() -> None:
    for number in EXAMPLES:
        page = label_page(shipped()[number], EXAMPLES[number], 203)
        ours, theirs = (dots_of(draw([page]), 203) for draw in (pdf_pages, weasyprint_pages))
        around = np.lib.stride_tricks.sliding_window_view(np.pad(theirs, 1, mode="edge"), (3, 3))
        inside = around.min(axis=(2, 3)) == around.max(axis=(2, 3))
        differ = ours != theirs
        assert not (differ & inside).any(), number
        assert differ.sum() < 0.05 * (theirs == 0).sum(), number


def test_letters_are_the_outlines_of_the_preview() -> None:
    text = text_at(5, 20, 6, "静脉留置针 SN A7", face="sans", weight=700)
    outlines = tuple(
        Shape(x_mm=5 + offset * 6, y_mm=20, scale_mm=unit * 6, path=path)
        for offset, path, unit in line(text.content, "sans", 700)
    )
    # A shape's units run downwards and a letter's upwards: drawn as areas, the letters stand on their heads.
    upright, mirrored = (
        dots_of(pdf_pages([Page(width_mm=70, height_mm=40, title="x", marks=marks)]), DPI)
        for marks in ((text,), outlines)
    )
    ink = upright == 0, mirrored[::-1] == 0
    assert (ink[0] != ink[1]).sum() < 0.02 * ink[0].sum()


def test_equal_labels_give_equal_bytes() -> None:
    assert pdf_pages([lot_page()]) == pdf_pages([lot_page()])


def test_a_print_dialogue_is_asked_not_to_scale() -> None:
    assert b"/PrintScaling /None" in pdf_pages([lot_page()])


def test_nothing_in_a_label_pdf_points_elsewhere() -> None:
    pdf = pdf_pages([lot_page(item_name_en="https://example.org/x.css")])
    assert not [name for name in (b"/URI", b"/Launch", b"/JavaScript", b"/Annots", b"/GoToR", b"/F ") if name in pdf]


def test_a_page_title_with_markup_stays_a_title() -> None:
    page = msgspec.structs.replace(lot_page(), title="</title><h1>x</h1>")
    document = pypdfium2.PdfDocument(pdf_pages([page]))
    assert len(document) == 1
    assert document.get_metadata_value("Title") == "</title><h1>x</h1>"
