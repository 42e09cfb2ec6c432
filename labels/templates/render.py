"""One renderer for every label: a template and data in, SVG, PDF, dots and PNG out.
The door of this package for labels; `print_run` offers nothing that was not read back from the finished PDF.
"""

import io
from collections.abc import Sequence
from contextlib import suppress

from PIL import Image

from labels.label_errors import LabelError
from labels.layout import Code, Mark, Page
from labels.pdf import pdf_pages
from labels.svg import svg_page
from labels.templates.arrange import arrange, marks_of, shown
from labels.templates.fields import LabelData, Language, checked
from labels.templates.job import Job
from labels.templates.model import Template
from labels.templates.needed import missing
from labels.verify import open_pdf, raster


def page(template: Template, data: LabelData, dpi: int, language: Language = "zh-en") -> Page:
    """The label's layout. Raises a LabelError that names what is missing, cannot be carried or does not fit."""
    values = checked(data)
    for error in missing(template, values):
        raise error
    return arrange(Job(template, values, dpi, language))


def expected(of: Page) -> tuple[str, ...]:
    """What a reader must find on the page: AIM identifier and content of each symbol, sorted."""
    return tuple(sorted(mark.symbol.expected for mark in of.marks if isinstance(mark, Code)))


def svg(template: Template, data: LabelData, dpi: int, language: Language = "zh-en") -> str:
    """The label as SVG at true size; needs no system library and no font. Raises as `page`."""
    return svg_page(page(template, data, dpi, language))


def pdf(template: Template, labels: Sequence[LabelData], dpi: int, language: Language = "zh-en") -> bytes:
    """A page a label, in the given order, unread. Raises as `page`, before anything is drawn."""
    return pdf_pages([page(template, data, dpi, language) for data in labels])


def sketch(template: Template, data: LabelData, dpi: int, language: Language = "zh-en") -> str:
    """The label as SVG as far as it goes: an element that cannot be printed is left out (`check` says why)."""
    try:
        values = checked(data)
    except LabelError:
        values = {}
    job = Job(template, values, dpi, language)
    marks: list[Mark] = []
    for element in shown(job):
        with suppress(LabelError):
            marks += marks_of(element, job)
    size = {"width_mm": template.width_mm, "height_mm": template.height_mm}
    return svg_page(Page(title=template.number, marks=tuple(marks), **size))


def dots(pdf_bytes: bytes, dpi: int) -> tuple[Image.Image, ...]:
    """Each page as a printer of this resolution would burn it: pure black and white, one pixel a dot."""
    with open_pdf(pdf_bytes) as document:
        return tuple(raster(document, at, dpi) for at in range(len(document)))


def png(template: Template, data: LabelData, dpi: int, language: Language = "zh-en") -> bytes:
    """One label as a black and white PNG at the printer's resolution, drawn from the very PDF. Raises as `pdf`."""
    (image,) = dots(pdf(template, [data], dpi, language), dpi)
    buffer = io.BytesIO()
    image.convert("1").save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()
