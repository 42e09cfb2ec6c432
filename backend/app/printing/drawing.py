"""Draws the labels of a job: all of them for the read-back, and piece by piece as ZPL for a printer. Runs in threads.

What goes to paper has been read back twice: with the whole job before its release, and as the very dots that are sent.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from PIL import Image

from backend.labeling.entries.printing import MAX_FAILURES, RecordReadBack, Unread
from backend.labeling.state.jobs import LabelJob
from labels.label_errors import LabelError
from labels.layout import Code, Page
from labels.templates.fields import LabelData
from labels.templates.model import Template, content_bytes
from labels.templates.print_run import Order, print_run, run_unchecked
from labels.templates.render import dots, expected, page
from labels.verify import Readback
from labels.zpl import NativeDataMatrix, is_safe_natively, zpl_label

CHUNK = 500
"""Labels drawn and read back at once: so many that a pool of processes pays, so few that memory stays small."""
SHOWN_MOST = 400


def read_back(job: LabelJob, template: Template, labels: Sequence[LabelData]) -> RecordReadBack:
    """Draw every label at the job's resolution, read it back, and return the verdict."""
    failed: list[Unread] = []
    for start in range(0, len(labels), CHUNK):
        failed += _unread(job, template, labels[start : start + CHUNK], start)
    digest = hashlib.sha256(content_bytes(template))
    for data in labels:
        digest.update(msgspec.json.encode([data, job.dpi, job.language], order="sorted"))
    return RecordReadBack(
        checked=len(labels),
        contents=() if failed else expected(page(template, labels[0], job.dpi, job.language)),
        dpi=job.dpi,  # type: ignore[arg-type]  # a job has the dpi that it was asked for with
        drawing_sha256=digest.hexdigest(),
        failed=len(failed),
        job=job.id,
        unread=tuple(failed[:MAX_FAILURES]),
    )


def _unread(job: LabelJob, template: Template, labels: Sequence[LabelData], before: int) -> list[Unread]:
    """Return the labels of a chunk that cannot be drawn or do not read back; ``before``: how many stand before it."""
    undrawn: dict[int, str] = {}
    order = Order(template, tuple(labels), (job.dpi,), job.language)
    try:
        results = run_unchecked(order).readback
    except LabelError:
        undrawn = _undrawn(job, template, labels)
        drawn = [at for at in range(len(labels)) if at not in undrawn]
        part = msgspec.structs.replace(order, labels=tuple(labels[at] for at in drawn))
        found = run_unchecked(part).readback if drawn else ()
        results = tuple(msgspec.structs.replace(each, page=drawn[each.page - 1] + 1) for each in found)
    failed = [Unread(n=before + at + 1, expected="", found=why[:SHOWN_MOST]) for at, why in undrawn.items()]
    failed += [_verdict(each, before) for each in results if not each.ok]
    return sorted(failed, key=lambda each: each.n)


def _undrawn(job: LabelJob, template: Template, labels: Sequence[LabelData]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, data in enumerate(labels):
        try:
            page(template, data, job.dpi, job.language)
        except LabelError as error:
            found[at] = both_texts(error)
    return found


def both_texts(error: LabelError) -> str:
    """Return why a label cannot be made, for whoever reads it in either language."""
    return f"{error.text_zh} {error.text_en}"


def _verdict(result: Readback, before: int) -> Unread:
    shown = (" ".join(texts)[:SHOWN_MOST] for texts in (result.expected, result.found))
    wanted, found = shown
    return Unread(n=before + result.page, expected=wanted, found=found)


def zpl_formats(
    job: LabelJob, template: Template, labels: Sequence[LabelData], *, natively: bool = False
) -> list[bytes]:
    """Return each label as the format that is sent; the dots in it were read back. Raises a LabelError."""
    order = Order(template, tuple(labels), (job.dpi,), job.language)
    images = dots(print_run(order).pdf, job.dpi)
    if not natively:
        return [zpl_label(image) for image in images]
    pages = (page(template, data, job.dpi, job.language) for data in labels)
    return [_drawn_by_printer(image, each) for image, each in zip(images, pages, strict=True)]


def _drawn_by_printer(image: Image.Image, of: Page) -> bytes:
    """Return a label whose square DataMatrix symbols the printer draws, on dots that are left white for them."""
    found: list[NativeDataMatrix] = []
    left = image.copy()
    for mark in of.marks:
        if isinstance(mark, Code) and _is_drawable(mark):
            symbol = _native(mark)
            found.append(symbol)
            left.paste(255, symbol.box)
    return zpl_label(left, found)


def _is_drawable(mark: Code) -> bool:
    """Return whether a printer's own encoder is asked: a square DataMatrix as it stands, with text that is safe."""
    symbol = mark.symbol
    square = symbol.kind == "gs1_datamatrix" and symbol.columns == symbol.rows
    return square and mark.turn == 0 and is_safe_natively(symbol.content)


def _native(mark: Code) -> NativeDataMatrix:
    x = mark.x_dimension
    place = (round(mark.x_mm / x.mm * x.dots), round(mark.y_mm / x.mm * x.dots))
    symbol = mark.symbol
    return NativeDataMatrix(
        x_dots=place[0], y_dots=place[1], module_dots=x.dots, text=symbol.content, modules=symbol.columns
    )
