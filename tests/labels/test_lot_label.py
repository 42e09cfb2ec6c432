import random
import subprocess
import sys
from collections.abc import Sequence

import pypdfium2
import pytest

from labels import lot_label
from labels.label_errors import LabelDataInvalid, LabelUnreadable
from labels.layout import Page
from labels.lot_label import preview, render
from labels.pdf import pdf_pages
from tests.labels.lot_labels import CSET_82, a_lot_label


def test_a_run_gives_one_pdf_one_preview_a_label_and_two_readings_a_label() -> None:
    labels = [a_lot_label(lot_number=f"L-{at}", copy=at + 1, copies=3) for at in range(3)]
    rendered = render(labels)
    assert len(pypdfium2.PdfDocument(rendered.pdf)) == 3
    assert rendered.svg == tuple(preview(label) for label in labels)
    assert [(result.page, result.dpi, result.ok) for result in rendered.readback] == [
        (page, dpi, True) for page in (1, 2, 3) for dpi in (203, 300)
    ]


def test_a_preview_is_made_without_loading_the_pdf_writer_so_the_server_starts_without_its_libraries() -> None:
    program = (
        "import sys; from labels.lot_label import preview; from tests.labels.lot_labels import a_lot_label; "
        "preview(a_lot_label()); print('weasyprint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_one_wrong_page_refuses_the_whole_run_and_names_the_label(monkeypatch: pytest.MonkeyPatch) -> None:
    def swapped(pages: Sequence[Page]) -> bytes:
        return pdf_pages([pages[0], pages[2], pages[1]])

    monkeypatch.setattr(lot_label, "pdf_pages", swapped)
    with pytest.raises(LabelUnreadable, match=r"Label 2 of 3 \(lot L-1\).*203 dpi.*L-1.*found.*L-2") as refused:
        render([a_lot_label(lot_number=f"L-{at}") for at in range(3)])
    assert "第 2 张标签（共 3 张，批号 L-1）" in refused.value.text_zh


def test_one_wrong_value_refuses_the_whole_run_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def must_not_draw(pages: Sequence[Page]) -> bytes:
        raise AssertionError(f"{len(pages)} pages drawn")

    monkeypatch.setattr(lot_label, "pdf_pages", must_not_draw)
    with pytest.raises(LabelDataInvalid, match="quantity"):
        render([a_lot_label(), a_lot_label(quantity="many")])


@pytest.mark.slow
@pytest.mark.parametrize("dpi", [203, 300])
def test_twenty_labels_with_random_lots_all_read_back_at_both_resolutions(dpi: int) -> None:
    drawn = random.Random(20261122 + dpi)

    def lot() -> str:
        return "".join(drawn.choice(CSET_82) for _ in range(drawn.randint(1, 20)))

    labels = [
        a_lot_label(
            dpi=dpi,
            lot_number=lot(),
            supplier_lot=drawn.choice([None, lot(), "批次 九"]),
            gtin=drawn.choice([None, "06912345678902"]),
        )
        for _ in range(20)
    ]
    assert all(result.ok for result in render(labels).readback)
