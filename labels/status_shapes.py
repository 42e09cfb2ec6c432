"""The shape that stands for each status, so that a label is understood without colour and from a distance.
One drawing per status, on a 10 x 10 grid, black on white, filled by the even-odd rule.
"""

from math import cos, radians, sin
from typing import Literal

from labels.layout import number

StatusShape = Literal["ok", "warn", "stop", "hold", "recall", "provisional", "quarantine"]

GRID = 10.0
DASHES, DASH_DEGREES = 8, 30


def hatch(width: float, height: float, period: float) -> str:
    """Path data of diagonal stripes, half black, that fill a rectangle exactly."""
    stripes: list[str] = []
    step = 0
    while (start := step * period) < width + height:
        stripes.append(_stripe(width, height, start, min(start + period / 2, width + height)))
        step += 1
    return "".join(stripes)


def _stripe(width: float, height: float, start: float, end: float) -> str:
    """The part of the rectangle where start <= x + y <= end."""

    def upper(total: float) -> tuple[float, float]:
        return min(total, width), total - min(total, width)

    def lower(total: float) -> tuple[float, float]:
        return total - min(total, height), min(total, height)

    corners = [upper(start)]
    if start < width < end:
        corners.append((width, 0.0))
    corners += [upper(end), lower(end)]
    if start < height < end:
        corners.append((0.0, height))
    corners.append(lower(start))
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"


def _dashed_ring() -> str:
    def point(radius: float, degrees: float) -> str:
        return f"{number(5 + radius * cos(radians(degrees)))} {number(5 + radius * sin(radians(degrees)))}"

    parts: list[str] = []
    for dash in range(DASHES):
        start = dash * 360 / DASHES
        end = start + DASH_DEGREES
        parts.append(
            f"M{point(5, start)}A5 5 0 0 1 {point(5, end)}L{point(3.8, end)}A3.8 3.8 0 0 0 {point(3.8, start)}Z",
        )
    return "".join(parts)


SHAPES: dict[StatusShape, str] = {
    "ok": (
        "M5 0A5 5 0 1 1 5 10A5 5 0 1 1 5 0ZM5 1A4 4 0 1 0 5 9A4 4 0 1 0 5 1Z"
        "M2.4 5.1L3.4 4.1L4.5 5.2L6.8 2.9L7.8 3.9L4.5 7.2Z"
    ),
    "warn": "M5 .4L10 9.4H0ZM5 2.5L1.7 8.4H8.3ZM4.4 4.2H5.6L5.4 6.6H4.6ZM4.45 7H5.55V8H4.45Z",
    "stop": (
        "M2.93 0H7.07L10 2.93V7.07L7.07 10H2.93L0 7.07V2.93Z"
        "M3.1 2L5 3.9L6.9 2L8 3.1L6.1 5L8 6.9L6.9 8L5 6.1L3.1 8L2 6.9L3.9 5L2 3.1Z"
    ),
    "hold": "M0 0H10V10H0ZM1 1V9H9V1ZM3 2.5H4.4V7.5H3ZM5.6 2.5H7V7.5H5.6Z",
    "recall": (
        "M5 0L10 5L5 10L0 5ZM5 1.4L1.4 5L5 8.6L8.6 5Z"
        "M2.7 4.4L4.4 2.9V3.9H5.6A1.6 1.6 0 0 1 5.6 7.1H4V6.1H5.6A.6 .6 0 0 0 5.6 4.9H4.4V5.9Z"
    ),
    "provisional": _dashed_ring(),
    "quarantine": hatch(GRID, GRID, 4),
}
