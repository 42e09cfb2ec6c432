import io
import multiprocessing
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

import pypdfium2
import pytest
from PIL import Image

from labels.label_errors import LabelDataInvalid, LabelUnreadable
from labels.layout import Page
from labels.pdf import pdf_pages
from labels.templates import print_run as run_module
from labels.templates.print_run import Order, print_run, run_unchecked
from labels.templates.render import expected, page, png
from labels.templates.shipped import shipped
from labels.verify import decoded, read_back
from labels.x_dimension import SUPPORTED_DPI
from tests.labels.label_data import EXAMPLES, LOT, UNIT, lot_page


def lots(count: int) -> tuple[dict[str, str], ...]:
    return tuple({**LOT, "lot": f"L-{at}", "internal_lot": f"L-{at}"} for at in range(count))


@pytest.mark.parametrize("number", EXAMPLES)
@pytest.mark.parametrize("dpi", SUPPORTED_DPI)
def test_every_shipped_template_reads_back_at_every_printers_resolution(number: str, dpi: int) -> None:
    laid = page(shipped()[number], EXAMPLES[number], dpi)
    (result,) = read_back(pdf_pages([laid]), [expected(laid)], [dpi])
    assert result.ok, result


def test_a_png_is_black_and_white_at_the_printers_resolution_and_decodes() -> None:
    image = Image.open(io.BytesIO(png(shipped()["LT-UNIT"], UNIT, 300)))
    assert image.mode == "1"
    assert (image.width, image.height) == (1004, 709)
    assert decoded(image.convert("L")) == expected(page(shipped()["LT-UNIT"], UNIT, 300))


def test_a_label_without_a_mandatory_field_is_refused_and_names_it() -> None:
    with pytest.raises(LabelDataInvalid, match="LT-UNIT needs the lot number") as refused:
        page(shipped()["LT-UNIT"], {**UNIT, "lot": ""}, 203)
    assert "批号" in refused.value.text_zh


def test_a_run_gives_one_pdf_and_one_reading_a_label_and_resolution() -> None:
    run = print_run(Order(shipped()["LT-LOT"], lots(3), (203, 300)))
    assert len(pypdfium2.PdfDocument(run.pdf)) == 3
    assert [(result.page, result.dpi, result.ok) for result in run.readback] == [
        (number, dpi, True) for number in (1, 2, 3) for dpi in (203, 300)
    ]


def test_after_a_worker_was_killed_the_next_run_finds_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "ALONE", 0)
    order = Order(shipped()["LT-LOT"], lots(2), (203,))
    run_unchecked(order)
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()
    with pytest.raises(BrokenProcessPool):
        run_unchecked(order)
    assert [result.ok for result in run_unchecked(order).readback] == [True, True]


def test_a_pdf_is_made_without_weasyprint_so_a_server_needs_no_system_library_to_print() -> None:
    program = (
        "import sys; from labels.pdf import pdf_pages; from tests.labels.label_data import lot_page; "
        "pdf_pages([lot_page()]); print('weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_one_wrong_page_refuses_the_whole_run_and_names_the_label(monkeypatch: pytest.MonkeyPatch) -> None:
    def swapped(pages: Sequence[Page]) -> bytes:
        return pdf_pages([pages[0], pages[2], pages[1]])

    monkeypatch.setattr(run_module, "pdf_pages", swapped)
    with pytest.raises(LabelUnreadable, match=r"Label 2 of 3 .*203 dpi.*L-1.*found.*L-2") as refused:
        print_run(Order(shipped()["LT-LOT"], lots(3), (203,)))
    assert "第 2 张标签（共 3 张）" in refused.value.text_zh


def test_one_wrong_value_refuses_the_whole_run_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def must_not_draw(pages: Sequence[Page]) -> bytes:
        raise AssertionError(f"{len(pages)} pages drawn")

    monkeypatch.setattr(run_module, "pdf_pages", must_not_draw)
    with pytest.raises(LabelDataInvalid, match="quantity"):
        print_run(Order(shipped()["LT-LOT"], (LOT, {**LOT, "quantity": "many"}), (203,)))


def test_a_page_drawn_for_one_printer_says_the_same_on_every_other() -> None:
    laid = lot_page(203)
    results = read_back(pdf_pages([laid]), [expected(laid)], SUPPORTED_DPI)
    assert [result.ok for result in results] == [True, True, True]


@pytest.mark.parametrize("dpi", SUPPORTED_DPI)
def test_100_unit_labels_drawn_for_a_printer_all_read_back_on_it(dpi: int) -> None:
    data = tuple({**UNIT, "serial": f"SN{at:08}"} for at in range(100))
    run = run_unchecked(Order(shipped()["LT-UNIT"], data, (dpi,)))
    assert [result.ok for result in run.readback] == [True] * 100
    assert len({result.found for result in run.readback}) == 100


@pytest.mark.slow
def test_a_run_over_several_workers_keeps_the_order_and_carries_errors_whole() -> None:
    run = print_run(Order(shipped()["LT-LOT"], lots(120), (203,)))
    assert [result.page for result in run.readback] == list(range(1, 121))
    document = pypdfium2.PdfDocument(run.pdf)
    assert len(document) == 120
    for at in (0, 99, 100, 119):
        assert f"L-{at}" in document[at].get_textpage().get_text_bounded()
    with pytest.raises(LabelDataInvalid, match="quantity") as refused:
        print_run(Order(shipped()["LT-LOT"], (*lots(119), {**LOT, "quantity": "many"}), (203,)))
    assert "数量" in refused.value.text_zh
