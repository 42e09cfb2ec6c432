"""Reads every symbol back from the finished PDF as a printer would raster it, before the label is offered.
This is a pre-print check of the data and the drawing; it is not an ISO/IEC 15415 print quality grade.
"""

import math
import threading
from collections.abc import Sequence

import msgspec
import pypdfium2
import zxingcpp
from PIL import Image

RASTER_DPI = (203, 300)
POINTS_PER_INCH = 72
DARK_BELOW = 128  # a printer has no grey: a dot is burnt or it is not

# PDFium may not be used by two threads at once.
_pdfium = threading.Lock()


class Readback(msgspec.Struct, frozen=True, kw_only=True):
    """What one page's raster gave: pages count from 1; texts carry the AIM identifier first, GS as U+001D."""

    page: int
    dpi: int
    expected: str
    found: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Exactly the intended symbol was read, and no other."""
        return self.found == (self.expected,)


def read_back(pdf: bytes, element_strings: Sequence[str]) -> tuple[Readback, ...]:
    """Raster each page at 203 and 300 dpi and decode it; one result a page and resolution, in page order.

    `element_strings` are the intended ones, a page each. Raises ValueError when the PDF has another number of pages.
    """
    with _pdfium:
        return _read_back(pdf, element_strings)


def _read_back(pdf: bytes, element_strings: Sequence[str]) -> tuple[Readback, ...]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != len(element_strings):
            raise ValueError(f"{len(element_strings)} labels were to be printed, the PDF has {len(document)} pages")
        return tuple(
            Readback(page=at + 1, dpi=dpi, expected=f"]d2{expected}", found=decoded(raster(document, at, dpi)))
            for at, expected in enumerate(element_strings)
            for dpi in RASTER_DPI
        )
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


def decoded(image: Image.Image) -> tuple[str, ...]:
    """Every DataMatrix in the image: AIM identifier and the bytes read (never the decoder's own text form)."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix))
    return tuple(f"{barcode.symbology_identifier}{barcode.bytes.decode('latin-1')}" for barcode in found)
