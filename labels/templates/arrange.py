"""Turns a template and its data into the marks of one page: what fits is placed, what does not is an error by name.
The one place where a label is laid out; preview, print, read-back and live checks all start from it.
"""

from collections.abc import Iterable
from typing import assert_never

import msgspec

from labels.label_errors import LabelDataInvalid
from labels.layout import Mark, Page, Shape, on_dots, rectangle
from labels.pictograms import SIGNS, ce, draw, humidity, temperature
from labels.signs.drawing import Sign
from labels.signs.names import SIGN_NAMES
from labels.signs.sterility import METHODS, sign_of_method
from labels.status_shapes import GRID, SHAPES, hatch
from labels.templates.fields import LabelData, texts_of
from labels.templates.job import Job
from labels.templates.model import BoxElement, Element, HriElement, PictogramElement, SymbolElement, TextElement
from labels.templates.place_symbol import place_symbol
from labels.templates.set_text import set_hri, set_text
from labels.templates.turning import is_turned, turned, upright
from labels.x_dimension import dot_pitch_mm

LIMITED = {
    "temperature_limit": (temperature, "storage_min", "storage_max"),
    "humidity_limit": (humidity, "humidity_min", "humidity_max"),
}
"""Signs with a lower and an upper limit, and the fields of these."""


def arrange(job: Job) -> Page:
    """The label's page. Raises a LabelError for the first element that cannot be printed as it must be."""
    marks = [mark for element in shown(job) for mark in marks_of(element, job)]
    title = " · ".join(dict.fromkeys((*_title(job), job.template.number)))
    template = job.template
    return Page(width_mm=template.width_mm, height_mm=template.height_mm, title=title, marks=tuple(marks))


def _title(job: Job) -> Iterable[str]:
    for field in ("lot", "serial", "sscc", "item_number", "location_code", "equipment_code", "badge"):
        if job.data.get(field):
            yield job.data[field]


def shown(job: Job) -> list[Element]:
    """The elements that are printed for these data, frames and areas first, so that all else stands on them."""
    wanted = [element for element in job.template.elements if _is_shown(element, job)]
    return sorted(wanted, key=lambda element: not isinstance(element, BoxElement))


def _is_shown(element: Element, job: Job) -> bool:
    def given(field: str) -> bool:
        return bool(texts_of(field, job.data, "zh-en"))

    return (element.when is None or given(element.when)) and (element.unless is None or not given(element.unless))


def marks_of(element: Element, job: Job) -> tuple[Mark, ...]:
    """The marks of one element; raises a LabelError that says what does not fit or cannot be carried."""
    if is_turned(element):
        return turned(marks_of(upright(element), job), element, job.dpi)
    match element:
        case TextElement():
            return set_text(element, job)
        case SymbolElement():
            return place_symbol(element, job)
        case HriElement():
            return set_hri(element, job)
        case PictogramElement():
            return _pictogram(element, job)
        case BoxElement():
            return (_box(element, job.dpi),)
    assert_never(element)


def _box(element: BoxElement, dpi: int) -> Shape:
    x, y = on_dots(element.x_mm, dpi), on_dots(element.y_mm, dpi)
    pitch = float(dot_pitch_mm(dpi))
    width = max(on_dots(element.x_mm + element.width_mm, dpi) - x, pitch)
    height = max(on_dots(element.y_mm + element.height_mm, dpi) - y, pitch)
    area = rectangle(x, y, width, height)
    if element.stroke_um == 0:
        return area
    stroke = max(on_dots(element.stroke_um / 1000, dpi), pitch)
    inner = f"M{stroke} {stroke}V{height - stroke}H{width - stroke}V{stroke}Z"
    return msgspec.structs.replace(area, path=area.path + inner)


def _pictogram(element: PictogramElement, job: Job) -> tuple[Mark, ...]:
    box = (element.x_mm, element.y_mm, element.width_mm, element.height_mm)
    status = job.data.get("status_shape", "")
    if element.name == "status":
        side = min(element.width_mm, element.height_mm)
        path = next((path for shape, path in SHAPES.items() if shape == status), "")
        return (Shape(x_mm=element.x_mm, y_mm=element.y_mm, scale_mm=side / GRID, path=path),) if path else ()
    if element.name == "quarantine_hatch":
        if status != "quarantine":
            return ()
        path = hatch(element.width_mm, element.height_mm, 0.4 * element.height_mm)
        return (Shape(x_mm=element.x_mm, y_mm=element.y_mm, scale_mm=1, path=path),)
    sign = _sign(element.name, job.data)
    return () if sign is None else draw(sign, box)


def _sign(name: str, data: LabelData) -> Sign | None:
    """The sign with what the data put beside it; None where it would say nothing."""
    if name in LIMITED:
        drawn, least, most = LIMITED[name]
        limits = data.get(least, ""), data.get(most, "")
        return drawn(*limits) if any(limits) else None
    method = sign_of_method(data.get("sterile", ""))
    if name == "sterile_method":
        return SIGNS[method]
    if name in METHODS and method in METHODS and method != name:
        raise _contradicts(name, data["sterile"])
    return ce(data.get("notified_body", "")) if name == "ce" else SIGNS[name]


def _contradicts(sign: str, method: str) -> LabelDataInvalid:
    english, chinese = SIGN_NAMES[sign]
    return LabelDataInvalid(
        f"The template shows the sign “{english}”, but the label's texts give the method as {method}. Put the sign "
        "“Sterile, by the method of the label's texts” in its place, or correct the text.",
        f"模板上是“{chinese}”符号，而标签文字所填的灭菌方式是 {method}。请在模板中改用"
        "“无菌（按标签文字所填的灭菌方式）”符号，或更正标签文字。",
    )
