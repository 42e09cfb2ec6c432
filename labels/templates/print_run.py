"""A verified print run: any number of labels laid out, drawn and read back in chunks, on every core.
Reading back is most of the work; each worker reads what it has drawn.
"""

import functools
import io
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import msgspec
import pypdfium2

from labels.label_errors import LabelError, LabelUnreadable
from labels.pdf import pdf_pages
from labels.templates.fields import LabelData, Language
from labels.templates.model import Template
from labels.templates.render import expected, page
from labels.verify import Readback, open_pdf, read_back

CHUNK = 100
"""Labels that one worker draws at once."""
ALONE = 50
"""Up to this many labels a pool would cost more than it saves."""


class Order(msgspec.Struct, frozen=True):
    """What is to be printed: every label read back at each of `dpis`, of which the first is the printer's own."""

    template: Template
    labels: tuple[LabelData, ...]
    dpis: tuple[int, ...]
    language: Language = "zh-en"


class PrintRun(msgspec.Struct, frozen=True, kw_only=True):
    """One PDF with a page a label, and one reading a label and resolution, in page order."""

    pdf: bytes
    readback: tuple[Readback, ...]


def print_run(order: Order) -> PrintRun:
    """Print-ready labels, in the given order.

    Raises a LabelError: for a value that cannot be printed, LabelUnreadable when any label does not read back as
    intended; then nothing is offered, not even the good ones.
    """
    run = run_unchecked(order)
    for result in run.readback:
        if not result.ok:
            raise unreadable(result, len(order.labels))
    return run


def run_unchecked(order: Order) -> PrintRun:
    """As `print_run`, but a label that does not read back is only reported in `readback`, for whoever blocks a job."""
    chunks = [
        msgspec.structs.replace(order, labels=order.labels[start : start + CHUNK])
        for start in range(0, len(order.labels), CHUNK)
    ]
    done = [_draw(chunk) for chunk in chunks] if len(order.labels) <= ALONE else _drawn_by_all(chunks)
    readback = tuple(
        msgspec.structs.replace(result, page=result.page + at * CHUNK)
        for at, part in enumerate(done)
        for result in part.readback
    )
    return PrintRun(pdf=_joined([part.pdf for part in done]), readback=readback)


def _draw(order: Order) -> PrintRun:
    """Draw and read back one chunk; in the worker."""
    pages = [page(order.template, data, order.dpis[0], order.language) for data in order.labels]
    drawn = pdf_pages(pages)
    return PrintRun(pdf=drawn, readback=read_back(drawn, [expected(each) for each in pages], order.dpis))


def _drawn_by_all(chunks: Sequence[Order]) -> list[PrintRun]:
    try:
        return list(_pool().map(_draw, chunks))
    except BrokenProcessPool:
        _pool.cache_clear()  # a worker was killed; whoever tries again finds new ones
        raise


@functools.cache
def _pool() -> ProcessPoolExecutor:
    """Workers that start clean (the server has threads, which a fork would tear) and stay for the next run."""
    return ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=multiprocessing.get_context("spawn"))


def _joined(parts: Sequence[bytes]) -> bytes:
    if len(parts) == 1:
        return parts[0]
    with open_pdf(parts[0]) as whole:
        for part in parts[1:]:
            more = pypdfium2.PdfDocument(part)
            whole.import_pages(more)
            more.close()
        return _saved(whole)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def unreadable(result: Readback, count: int) -> LabelError:
    """The error for a label that did not read back as intended."""
    found = " ".join(map(repr, result.found)) or "nothing"
    wanted = " ".join(map(repr, result.expected))
    return LabelUnreadable(
        f"Label {result.page} of {count} did not read back at {result.dpi} dpi: expected {wanted}, found {found}. "
        "Nothing was printed. Choose a larger symbol, then report this.",
        f"第 {result.page} 张标签（共 {count} 张）在 {result.dpi} dpi 下回读不符：应为 {wanted}，读到 {found}。"
        "全部未打印。请放大条码，并上报此问题。",
    )
