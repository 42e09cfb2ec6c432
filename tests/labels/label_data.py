"""Builders: label data that print, changed where a test needs it, and what a page is made of."""

from typing import Any

import msgspec

from labels.layout import Code, Page, Text
from labels.templates.examples import BOX, DEVICE, EXAMPLES, LOT, UNIT
from labels.templates.model import HriElement, Template, TextElement
from labels.templates.render import page
from labels.templates.shipped import shipped
from labels.typesetting import CJK_FIRST

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
OWN_GTIN = "06912345678902"

__all__ = ["BOX", "CSET_82", "DEVICE", "EXAMPLES", "LOT", "OWN_GTIN", "UNIT"]


def lot_page(dpi: int = 203, **changes: str) -> Page:
    """The lot label of the example, its data changed."""
    return page(shipped()["LT-LOT"], {**LOT, **changes}, dpi)


def scaled(template: Template, factor: int) -> Template:
    """The template on a larger sheet, type sizes as they are, so that a long text fits wherever it goes."""

    def larger(element: Any) -> Any:  # noqa: ANN401 - any kind of element
        names = ("x_um", "y_um", "width_um", "height_um")
        changes = {name: getattr(element, name) * factor for name in names}
        return msgspec.structs.replace(element, **changes)

    size = {"width_um": template.width_um * factor, "height_um": template.height_um * factor}
    return msgspec.structs.replace(template, elements=tuple(map(larger, template.elements)), **size)


def with_element(template: Template, element_id: str, **changes: Any) -> Template:  # noqa: ANN401 - any field
    """The template with one element changed."""
    assert any(element.id == element_id for element in template.elements), element_id
    elements = tuple(
        msgspec.structs.replace(element, **changes) if element.id == element_id else element
        for element in template.elements
    )
    return msgspec.structs.replace(template, elements=elements)


Box = tuple[float, float, float, float]  # left, top, right, bottom in mm


def text_box(text: Text) -> Box:
    """The ink a line may use: a Chinese character fills its square, Latin letters descend further."""
    cjk = any(ord(character) >= CJK_FIRST for character in text.content)
    up, down = (0.88, 0.12) if cjk else (0.76, 0.2)
    top, bottom = text.baseline_mm - up * text.size_mm, text.baseline_mm + down * text.size_mm
    return text.x_mm, top, text.x_mm + text.width_mm, bottom


def quiet_box(code: Code) -> Box:
    """The symbol with the least quiet zone GS1 asks for (1X)."""
    x = code.x_dimension.mm
    return code.x_mm - x, code.y_mm - x, code.x_mm + code.width_mm + x, code.y_mm + code.height_mm + x


def overlap(one: Box, other: Box) -> bool:
    tolerance = 0.01
    apart = (
        one[2] <= other[0] + tolerance
        or other[2] <= one[0] + tolerance
        or one[3] <= other[1] + tolerance
        or other[3] <= one[1] + tolerance
    )
    return not apart


def texts_of(of: Page) -> list[Text]:
    return [mark for mark in of.marks if isinstance(mark, Text)]


def code_of(of: Page) -> Code:
    (code,) = [mark for mark in of.marks if isinstance(mark, Code)]
    return code


def text_element(template: Template, element_id: str) -> TextElement | HriElement:
    (element,) = [each for each in template.elements if each.id == element_id]
    assert isinstance(element, TextElement | HriElement)
    return element
