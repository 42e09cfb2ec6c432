import msgspec
import pypdfium2
import pytest

from labels.layout import Code, Mark, Page, rectangle
from labels.pdf import pdf_pages
from labels.symbols import Symbol
from labels.verify import decoded, raster, read_back
from tests.labels.label_data import code_of, lot_page

EXPECTED = "]d20106912345678902112610031728103110FX24-118\x1d91L2611-00042"
DPIS = (203, 300)


def with_marks(page: Page, *more: Mark, code: Code | None = None) -> Page:
    kept = tuple(mark for mark in page.marks if code is None or not isinstance(mark, Code))
    return msgspec.structs.replace(page, marks=(*kept, *((code,) if code else ()), *more))


def results(page: Page, expected: str = EXPECTED) -> list[bool]:
    return [result.ok for result in read_back(pdf_pages([page]), [[expected]], DPIS)]


def test_a_good_label_reads_back_at_both_resolutions() -> None:
    readback = read_back(pdf_pages([lot_page()]), [[EXPECTED]], DPIS)
    assert [(result.page, result.dpi, result.ok) for result in readback] == [(1, 203, True), (1, 300, True)]
    assert readback[0].found == (EXPECTED,)


def test_another_lots_symbol_is_not_ok_and_says_what_was_found() -> None:
    readback = read_back(pdf_pages([lot_page()]), [[EXPECTED + "X"]], DPIS)
    assert [result.ok for result in readback] == [False, False]
    assert readback[0].expected == (f"{EXPECTED}X",)
    assert readback[0].found == (EXPECTED,)


def test_a_symbol_with_something_over_it_is_not_ok() -> None:
    page = lot_page()
    code = code_of(page)
    third = code.width_mm / 3
    assert results(with_marks(page, rectangle(code.x_mm + third, code.y_mm, third, code.height_mm))) == [False, False]


def test_a_page_without_a_symbol_is_not_ok_and_nothing_was_found() -> None:
    page = lot_page()
    bare = msgspec.structs.replace(page, marks=tuple(mark for mark in page.marks if not isinstance(mark, Code)))
    readback = read_back(pdf_pages([bare]), [[EXPECTED]], DPIS)
    assert [(result.ok, result.found) for result in readback] == [(False, ())] * 2


def test_a_page_with_a_second_symbol_is_not_ok() -> None:
    page = msgspec.structs.replace(lot_page(), width_mm=120.0, height_mm=60.0)
    code = code_of(page)
    second = msgspec.structs.replace(code, x_mm=80.0, y_mm=18.0)
    alone = msgspec.structs.replace(page, marks=(code, second))
    assert results(alone) == [False, False]


def test_a_symbol_with_a_quarter_of_its_modules_flipped_is_not_ok() -> None:
    page = lot_page()
    code = code_of(page)
    spoiled = tuple(
        tuple(
            dark != (1 < x < code.symbol.columns // 2 and 1 < y < code.symbol.columns // 2)
            for x, dark in enumerate(row)
        )
        for y, row in enumerate(code.symbol.modules)
    )
    symbol = Symbol(code.symbol.kind, spoiled, code.symbol.content)
    assert results(with_marks(page, code=msgspec.structs.replace(code, symbol=symbol))) == [False, False]


def test_a_run_with_a_page_too_few_is_a_bug_and_says_so() -> None:
    with pytest.raises(ValueError, match="2 labels were to be printed, the PDF has 1 pages"):
        read_back(pdf_pages([lot_page()]), [[EXPECTED], [EXPECTED]], DPIS)


@pytest.mark.parametrize("dpi", DPIS)
def test_the_raster_is_pure_black_and_white_at_the_printers_resolution(dpi: int) -> None:
    document = pypdfium2.PdfDocument(pdf_pages([lot_page()]))
    image = raster(document, 0, dpi)
    assert set(image.get_flattened_data()) == {0, 255}
    assert image.width == pytest.approx(70 / 25.4 * dpi, abs=1.5)


def test_the_reading_gives_the_symbology_and_keeps_the_separator() -> None:
    document = pypdfium2.PdfDocument(pdf_pages([lot_page()]))
    (found,) = decoded(raster(document, 0, 300))
    assert found.startswith("]d201")
    assert "\x1d91" in found
