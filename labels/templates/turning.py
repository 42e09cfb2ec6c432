"""Turns what stands in a box: it is laid out upright at the corner 0,0 and then turned as a whole into its place."""

from typing import TypeVar

import msgspec

from labels.layout import Mark, Text, Turn, on_dots
from labels.templates.model import BoxElement, Element

E = TypeVar("E", bound=Element)
Point = tuple[float, float]


def is_turned(element: Element) -> bool:
    """Whether the element must be turned; a frame looks the same either way."""
    return element.turn != 0 and not isinstance(element, BoxElement)


def upright(element: E) -> E:
    """The element as it is laid out before it is turned: at 0,0, its sides exchanged for a quarter turn."""
    across, down = element.width_um, element.height_um
    if element.turn in (90, 270):
        across, down = down, across
    return msgspec.structs.replace(element, x_um=0, y_um=0, width_um=across, height_um=down, turn=0)


def turned(marks: tuple[Mark, ...], element: Element, dpi: int) -> tuple[Mark, ...]:
    """The marks of the upright element in its place on the label.

    The corner around which all turn lies on a dot, so what was laid out on whole dots stays on them.
    """
    left, top = element.x_mm, element.y_mm
    right, bottom = left + element.width_mm, top + element.height_mm
    corner = {0: (left, top), 90: (right, top), 180: (right, bottom), 270: (left, bottom)}[element.turn]
    origin = on_dots(corner[0], dpi), on_dots(corner[1], dpi)
    return tuple(_turned(mark, origin, element.turn) for mark in marks)


def _turned(mark: Mark, origin: Point, turn: Turn) -> Mark:
    if isinstance(mark, Text):
        x, y = _place((mark.x_mm, mark.baseline_mm), origin, turn)
        return msgspec.structs.replace(mark, x_mm=x, baseline_mm=y, turn=turn)
    x, y = _place((mark.x_mm, mark.y_mm), origin, turn)
    return msgspec.structs.replace(mark, x_mm=x, y_mm=y, turn=turn)


def _place(point: Point, origin: Point, turn: Turn) -> Point:
    u, v = point
    x, y = {0: (u, v), 90: (-v, u), 180: (-u, -v), 270: (v, -u)}[turn]
    return origin[0] + x, origin[1] + y
