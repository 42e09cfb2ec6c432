"""Sets the texts of a label in their boxes at sizes the printer prints legibly. Nothing is cut: what is too long is an
error that names the text.
"""

import msgspec

from labels.label_errors import LabelDataInvalid
from labels.layout import Line, Mark, Text, text_at
from labels.templates.fields import NAMES, in_language, texts_of
from labels.templates.job import SHARES, TOLERANCE_MM, Job, left_of
from labels.templates.model import HriElement, SymbolElement, TextElement
from labels.templates.payload import hri_of
from labels.typesetting import (
    FieldName,
    Weight,
    check_printable,
    does_not_fit,
    face_for,
    lines,
    smallest_legible_mm,
    width_mm,
)

NOT_GIVEN = "—"
LEADING = 1.16
ASCENT, DESCENT, MIDDLE = 0.88, 0.14, 0.37  # of the type size: top of a character, below the baseline, half its ink
SECOND_SIZE = 0.76  # of a second language below the first
ONE_LINE_FIRST = 0.85  # a slightly smaller name on one line reads better than a larger one on two
SIZE_STEP = 0.94
HRI_LEADING = 1.22
MANY_LINES = 99


def set_text(element: TextElement, job: Job) -> tuple[Mark, ...]:
    """The lines of a text. Raises TextDoesNotFit."""
    if element.field is None:
        texts = in_language(element.zh, element.en, job.language) or ("",)
        name: FieldName = (f"text “{element.en or element.zh}”", f"文字“{element.zh or element.en}”")
        for text in texts:
            check_printable(name, text)
    else:
        texts = texts_of(element.field, job.data, job.language) or (NOT_GIVEN,)
        name = NAMES[element.field]
    if element.fit == "wrap":
        return _wrapped(element, texts, name, job)
    content = " ".join(texts)
    line = Line(
        field=name,
        content=content,
        room_mm=element.width_mm,
        wanted_mm=min(element.size_um / 1000, element.height_mm),
        dpi=job.dpi,
        face=face_for(content) if element.face == "mono" else "sans",
        weight=element.weight,
        exact=element.fit == "one_line",
        white=element.white,
    )
    return (_aligned(line.at(0, 0), element),)


def _aligned(text: Text, element: TextElement) -> Text:
    """One line in its box."""
    top, bottom = element.y_mm, element.y_mm + element.height_mm
    baseline = {
        "top": top + ASCENT * text.size_mm,
        "middle": (top + bottom) / 2 + MIDDLE * text.size_mm,
        "bottom": bottom - DESCENT * text.size_mm,
    }[element.valign]
    return msgspec.structs.replace(text, x_mm=left_of(element, text.width_mm), baseline_mm=baseline)


def _wrapped(element: TextElement, texts: tuple[str, ...], name: FieldName, job: Job) -> tuple[Mark, ...]:
    """The texts one under the other in the largest size whose lines fit the box; one line each if nearly as large."""
    wanted = element.size_um / 1000
    sizes = [wanted]
    while sizes[-1] * SIZE_STEP > smallest_legible_mm(texts[0], job.pitch):
        sizes.append(sizes[-1] * SIZE_STEP)
    sizes.append(smallest_legible_mm(texts[0], job.pitch))
    on_one_line = [size for size in sizes if size >= ONE_LINE_FIRST * wanted]
    for size, most in [(size, 1) for size in on_one_line] + [(size, MANY_LINES) for size in sizes]:
        placed = _lines(element, texts, size, job)
        height = sum(LEADING * each for _, each, _ in placed) - (LEADING - 1) * placed[-1][1]
        if len(placed) <= most * len(texts) and height <= element.height_mm + TOLERANCE_MM:
            return _set(element, placed, height)
    raise does_not_fit(name, " ".join(texts), f"{element.width_mm:.1f} x {element.height_mm:.1f} mm")


Placed = list[tuple[str, float, Weight]]


def _lines(element: TextElement, texts: tuple[str, ...], size: float, job: Job) -> Placed:
    placed: Placed = []
    for at, text in enumerate(texts):
        here = size if at == 0 else max(SECOND_SIZE * size, smallest_legible_mm(text, job.pitch))
        weight: Weight = element.weight if at == 0 else 400
        placed += [(line, here, weight) for line in lines(text, weight, here, element.width_mm)]
    return placed


def _set(element: TextElement, placed: Placed, height: float) -> tuple[Mark, ...]:
    free = element.height_mm - height
    top = element.y_mm + SHARES[element.valign] * free
    marks: list[Mark] = []
    for content, size, weight in placed:
        x = left_of(element, width_mm(content, "sans", weight, size))
        line = text_at(x, top + ASCENT * size, size, content, weight=weight)
        marks.append(msgspec.structs.replace(line, white=element.white))
        top += LEADING * size
    return tuple(marks)


def set_hri(element: HriElement, job: Job) -> tuple[Mark, ...]:
    """The human readable interpretation of a symbol, all lines of one size. Raises TextDoesNotFit."""
    found = hri_of(_symbol_beside(element, job), job.data)
    contents = ("".join(found),) if element.one_line else found
    wanted = min(element.size_um / 1000, element.height_mm / (HRI_LEADING * (len(contents) - 1) + 1))
    name: FieldName = ("text below the symbol", "条码下方文字")
    sizes = [
        Line(field=name, content=each, room_mm=element.width_mm, wanted_mm=wanted, dpi=job.dpi, face="mono").size_mm()
        for each in contents
    ]
    size = min(sizes)
    if size * (HRI_LEADING * (len(contents) - 1) + 1) > element.height_mm + TOLERANCE_MM:
        raise does_not_fit(name, "".join(contents), f"{element.width_mm:.1f} x {element.height_mm:.1f} mm")
    return tuple(
        text_at(
            left_of(element, width_mm(content, "mono", 400, size)),
            element.y_mm + (ASCENT + at * HRI_LEADING) * size,
            size,
            content,
            face="mono",
        )
        for at, content in enumerate(contents)
    )


def _symbol_beside(element: HriElement, job: Job) -> SymbolElement:
    for each in job.template.elements:
        if each.id == element.of and isinstance(each, SymbolElement):
            return each
    raise LabelDataInvalid(
        f"The text “{element.id}” belongs to the symbol “{element.of}”, which is not on the label.",
        f"文字“{element.id}”所属的条码“{element.of}”不在标签上。",
    )
