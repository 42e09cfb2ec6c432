"""Renders lot labels to one PDF and previews, and offers nothing that was not read back from the finished PDF.
The door of this package for lot labels: data in, bytes out.
"""

from collections.abc import Sequence

import msgspec

from labels.label_errors import LabelUnreadable
from labels.layout import Page
from labels.lot_identifiers import element_string, human_readable, identifiers
from labels.lot_label_data import LotLabel, check
from labels.lot_layout import lay_out
from labels.pdf import pdf_pages
from labels.svg import svg_page
from labels.symbols import encode
from labels.verify import Readback, read_back


class RenderedLabels(msgspec.Struct, frozen=True, kw_only=True):
    """A verified print run: one PDF with a page a label, one SVG a label, two readbacks a label (203 and 300 dpi)."""

    pdf: bytes
    svg: tuple[str, ...]
    readback: tuple[Readback, ...]


def lot_page(label: LotLabel) -> Page:
    """The label's layout, checked; raises a LabelError that names what cannot be printed."""
    check(label)
    elements = identifiers(label)
    symbol = encode(elements, element_string(elements))
    return lay_out(label, symbol, human_readable(elements))


def preview(label: LotLabel) -> str:
    """The label as SVG; needs no system library."""
    return svg_page(lot_page(label))


def render(labels: Sequence[LotLabel]) -> RenderedLabels:
    """Print-ready labels, in the given order.

    Raises a LabelError: for a value that cannot be printed, LabelPrinterMissing without the system libraries,
    LabelUnreadable when any page does not read back as intended; then nothing is offered, not even the good ones.
    """
    pages = tuple(lot_page(label) for label in labels)
    pdf = pdf_pages(pages)
    readback = read_back(pdf, [element_string(identifiers(label)) for label in labels])
    _refuse_unreadable(labels, readback)
    return RenderedLabels(pdf=pdf, svg=tuple(map(svg_page, pages)), readback=readback)


def _refuse_unreadable(labels: Sequence[LotLabel], readback: Sequence[Readback]) -> None:
    for result in readback:
        if result.ok:
            continue
        lot = labels[result.page - 1].lot_number
        found = " ".join(map(repr, result.found)) or "nothing"
        raise LabelUnreadable(
            f"Label {result.page} of {len(labels)} (lot {lot}) did not read back at {result.dpi} dpi: expected "
            f"{result.expected!r}, found {found}. Nothing was printed. Choose a larger label, then report this.",
            f"第 {result.page} 张标签（共 {len(labels)} 张，批号 {lot}）在 {result.dpi} dpi 下回读不符：应为 "
            f"{result.expected!r}，读到 {found}。全部未打印。请换用更大的标签，并上报此问题。",
        )
