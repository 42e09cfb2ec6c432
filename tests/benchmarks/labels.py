"""1,000 unit labels with Chinese texts: laid out, drawn, read back at three resolutions, beside one document of all."""

import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from labels.layout import Page
from labels.pdf import pdf_pages
from labels.templates.print_run import Order, print_run, run_unchecked
from labels.templates.render import expected, page
from labels.templates.shipped import shipped
from labels.verify import decoded
from labels.x_dimension import SUPPORTED_DPI
from tests.benchmarks.table import Line
from tests.labels.label_data import UNIT

LABELS = 1_000


def data(count: int) -> tuple[dict[str, str], ...]:
    """Unit labels that differ in their serial number."""
    return tuple({**UNIT, "serial": f"SN{at:08}"} for at in range(count))


def measure(count: int = LABELS) -> list[Line]:
    """Measure one run of each; every label must read back, or there is nothing to report."""
    template = shipped()["LT-UNIT"]
    print_run(Order(template, data(200), (203,)))  # the workers are started and have their fonts
    started = time.perf_counter()
    run = run_unchecked(Order(template, data(count), (203,)))
    drawn = time.perf_counter() - started
    assert all(result.ok for result in run.readback), "a label did not read back"
    started = time.perf_counter()
    everywhere = run_unchecked(Order(template, data(count), SUPPORTED_DPI))
    thrice = time.perf_counter() - started
    assert all(result.ok for result in everywhere.readback), "a label did not read back at 203, 300 or 600 dpi"
    assert len(pypdfium2.PdfDocument(run.pdf)) == count
    pages = [page(template, each, 203) for each in data(count)]
    naive = _naive(pages)
    lines = [
        Line(
            name=f"{count:,} unit labels: layout, PDF, read-back at 203 dpi",
            value=drawn,
            unit="s",
            reference=naive,
            lower_is_better=True,
        ),
        Line(
            name=f"{count:,} unit labels: the same, read back at 203, 300 and 600 dpi",
            value=thrice,
            unit="s",
            lower_is_better=True,
        ),
        Line(name="the same pages as one document, not read back", value=naive, unit="s", lower_is_better=True),
    ]
    return lines + [
        Line(
            name=f"decoded from poppler's dots at {dpi} dpi", value=_poppler(run.pdf, pages, dpi), unit=f"of {count:,}"
        )
        for dpi in SUPPORTED_DPI
        if shutil.which("pdftoppm")
    ]


def _naive(pages: list[Page]) -> float:
    """All pages in one document, in this process."""
    started = time.perf_counter()
    pdf_pages(pages)
    return time.perf_counter() - started


def _poppler(pdf: bytes, pages: list[Page], dpi: int) -> int:
    """How many labels poppler, another renderer than the one of the read-back, gives back as intended."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "labels.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-gray", "-r", str(dpi), str(file), str(Path(folder) / "page")]
        subprocess.run(command, check=True)
        pictures = sorted(Path(folder).glob("page-*.pgm"))
        assert len(pictures) == len(pages)
        return sum(
            decoded(Image.open(picture)) == expected(each) for picture, each in zip(pictures, pages, strict=True)
        )
