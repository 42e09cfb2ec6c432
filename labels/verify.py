"""Reads every symbol back from the finished PDF as a printer would raster it, before the label is offered.
This is a pre-print check of the data and the drawing; it is not an ISO/IEC 15415 print quality grade.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
import pypdfium2
import zxingcpp
from PIL import Image

BARS = ("]C", "]I")
MATRICES = (zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.QRCode)
LINES = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.ITF)
POINTS_PER_INCH = 72
DARK_BELOW = 128  # a printer has no grey: a dot is burnt or it is not

# PDFium may not be used by two threads at once.
_pdfium = threading.Lock()


class Readback(msgspec.Struct, frozen=True, kw_only=True):
    """What one page's raster gave: pages count from 1; texts carry the AIM identifier first, GS as U+001D."""

    page: int
    dpi: int
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Exactly the intended symbols were read, and no other."""
        return self.found == self.expected


def read_back(pdf: bytes, expected: Sequence[Sequence[str]], dpis: Sequence[int]) -> tuple[Readback, ...]:
    """Raster each page at each resolution and decode it; one result a page and resolution, in page order.

    `expected` are the intended symbols of each page, AIM identifier first, in any order. Raises ValueError when the
    PDF has another number of pages.
    """
    with open_pdf(pdf) as document:
        if len(document) != len(expected):
            raise ValueError(f"{len(expected)} labels were to be printed, the PDF has {len(document)} pages")
        return tuple(
            Readback(
                page=at + 1,
                dpi=dpi,
                expected=tuple(sorted(symbols)),
                found=decoded(raster(document, at, dpi), linear=any(text.startswith(BARS) for text in symbols)),
            )
            for at, symbols in enumerate(expected)
            for dpi in dpis
        )


@contextmanager
def open_pdf(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for one thread at a time, closed afterwards."""
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def raster(document: pypdfium2.PdfDocument, at: int, dpi: int) -> Image.Image:
    """Page `at` (from 0) as pure black and white dots, at exactly this resolution.

    PDFium stretches a page to whole pixels, which would move the modules off the dots; so the page box is widened to
    whole pixels for the rendering, and put back.
    """
    page = document[at]
    box = left, bottom, right, top = page.get_mediabox()
    dot = POINTS_PER_INCH / dpi
    # A thousandth of a dot less, because the renderer rounds the pixel count up.
    width, height = (math.ceil(points / dot) - 0.001 for points in (right - left, top - bottom))
    page.set_mediabox(left, top - height * dot, left + width * dot, top)
    grey: Image.Image = document[at].render(scale=1 / dot, grayscale=True).to_pil().convert("L")
    page.set_mediabox(*box)
    return grey.point(lambda value: 0 if value < DARK_BELOW else 255)


def decoded(image: Image.Image, *, linear: bool = False) -> tuple[str, ...]:
    """Every symbol in the image, sorted: AIM identifier and the bytes read (never the decoder's own text form).

    ITF has no check of its own and is found in any hatching, so bars are looked for only where some are expected.
    """
    formats = zxingcpp.BarcodeFormats([*MATRICES, *(LINES if linear else ())])
    found = zxingcpp.read_barcodes(image, formats=formats)
    return tuple(sorted(f"{barcode.symbology_identifier}{barcode.bytes.decode('latin-1')}" for barcode in found))
