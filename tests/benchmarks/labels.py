"""1,000 unit labels with Chinese texts: laid out, drawn, read back, beside one naive document of all."""

import shutil
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pypdfium2
from PIL import Image

from labels.layout import Page
from labels.pdf import pdf_pages
from labels.templates.print_run import Order, PrintRun, print_run, run_unchecked
from labels.templates.render import expected, page
from labels.templates.shipped import shipped
from labels.verify import decoded, read_back
from labels.x_dimension import SUPPORTED_DPI
from tests.benchmarks.table import Line
from tests.labels.label_data import UNIT
from tests.labels.weasyprint_pages import weasyprint_pages

LABELS = 1_000


def data(count: int) -> tuple[dict[str, str], ...]:
    """Unit labels that differ in their serial number."""
    return tuple({**UNIT, "serial": f"SN{at:08}"} for at in range(count))


def measure(count: int = LABELS) -> list[Line]:
    """Measure one run of each; every label must read back, or there is nothing to report."""
    template = shipped()["LT-UNIT"]
    print_run(Order(template, data(200), (203,)))  # the workers are started and have their fonts
    run, drawn = _run(Order(template, data(count), (203,)))
    _, everywhere = _run(Order(template, data(count), SUPPORTED_DPI))
    assert len(pypdfium2.PdfDocument(run.pdf)) == count
    pages = [page(template, each, 203) for each in data(count)]
    written = _seconds(lambda: pdf_pages(pages))
    naive = _seconds(lambda: weasyprint_pages(pages, naive=True))
    what = f"{count:,} unit labels"
    lines = [
        _wall(f"{what}: laid out, drawn, read back at 203 dpi", drawn, naive.wall),
        _wall(f"{what}: read back at 203, 300 and 600 dpi", everywhere, naive.wall),
        _wall("one naive WeasyPrint document, not read back", naive.wall),
        _cpu("one label as PDF, CPU; against the naive one", written.cpu / count, naive.cpu / count),
        _cpu(
            "one label laid out, CPU", _seconds(lambda: [page(template, each, 203) for each in data(count)]).cpu / count
        ),
    ]
    hundred = pages[:100]
    pdf, wanted = pdf_pages(hundred), [expected(each) for each in hundred]
    lines += [
        _cpu(f"one label read back at {dpi} dpi, CPU", _seconds(partial(read_back, pdf, wanted, (dpi,))).cpu / 100)
        for dpi in SUPPORTED_DPI
    ]
    return lines + [
        Line(
            name=f"decoded from poppler's dots at {dpi} dpi", value=_poppler(run.pdf, pages, dpi), unit=f"of {count:,}"
        )
        for dpi in SUPPORTED_DPI
        if shutil.which("pdftoppm")
    ]


class Took(msgspec.Struct, frozen=True):
    """Seconds on the wall and of this process's CPU."""

    wall: float
    cpu: float


def _seconds(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def _run(order: Order) -> tuple[PrintRun, float]:
    """A run on every core and how long it took."""
    started = time.perf_counter()
    run = run_unchecked(order)
    took = time.perf_counter() - started
    assert all(result.ok for result in run.readback), "a label did not read back"
    return run, took


def _wall(name: str, seconds: float, reference: float | None = None) -> Line:
    return Line(name=name, value=seconds, unit="s", reference=reference, lower_is_better=True)


def _cpu(name: str, seconds: float, reference: float | None = None) -> Line:
    compared = None if reference is None else 1_000 * reference
    return Line(name=name, value=1_000 * seconds, unit="ms", reference=compared, lower_is_better=True)


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
