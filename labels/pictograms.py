"""The signs of a device label, drawn by us after what ISO 15223-1 describes, those with limits, and the CE marking.
Whoever puts a sign on a label holds it against the standard first: these are our drawings, not its figures.
"""

import math

from labels.layout import Mark, Shape, Text, text_at
from labels.signs import handling, origin, sterility
from labels.signs.drawing import HEIGHT, Letters, Sign
from labels.typesetting import width_mm

SIGNS: dict[str, Sign] = {**origin.SIGNS, **sterility.SIGNS, **handling.SIGNS}

_GLASS = (
    "M10.9 6.1V1.3A1.1 1.1 0 0 1 13.1 1.3V6.1A2.1 2.1 0 1 1 10.9 6.1Z"
    "M11.45 6.5A1.5 1.5 0 1 0 12.55 6.5V1.3A.55 .55 0 0 0 11.45 1.3Z"
)
_WATER = (
    "M12 .6Q14.6 4.4 14.6 6.3A2.6 2.6 0 1 1 9.4 6.3Q9.4 4.4 12 .6ZM12 1.9Q10 5 10 6.3A2 2 0 1 0 14 6.3Q14 5 12 1.9Z"
)


def temperature(least: str, most: str) -> Sign:
    """A thermometer with its limits: a lower one beside the bulb, an upper one beside the top; each only if given."""
    return _limited((_GLASS, "M11.75 3.2H12.25V7A.95 .95 0 1 1 11.75 7Z"), (least, most), " °C", (12.1, 11.9))


def humidity(least: str, most: str) -> Sign:
    """A drop of water with its limits as those of a thermometer."""
    return _limited((_WATER,), (least, most), " %", (9.8, 13))


def _limited(drawn: tuple[str, ...], limits: tuple[str, str], unit: str, edges: tuple[float, float]) -> Sign:
    """A drawing with a line to a lower limit at its left and to an upper one at its right, from `edges`."""
    least, most = limits
    marks, letters = "", []
    room = 9.0
    if most:
        marks += f"M{edges[1]} 1.5H15V2.2H{edges[1]}Z"
        letters.append(Letters(15.6 + room / 2, 3, 3.4, room, f"{most}{unit}"))
    if least:
        marks += f"M9 6.6H{edges[0]}V7.3H9Z"
        letters.append(Letters(8.4 - room / 2, 8.1, 3.4, room, f"{least}{unit}"))
    return Sign(25, (*drawn, marks), tuple(letters))


CE_LEAST_MM = 5.0
"""Both letters are at least 5 mm high; a small device may have less (Regulation (EU) 2017/745 Annex V)."""
_CE_WIDTH = 14.0


def ce(notified_body: str) -> Sign:
    """The CE marking as Annex V draws it, on circles of equal size, and behind it the notified body's number if any."""
    e_bar = "M8.97 4.25H13V5.75H8.97Z"
    drawn = (_open_letter(5), _open_letter(13.5), e_bar)
    if not notified_body:
        return Sign(_CE_WIDTH, drawn)
    room = 9.6
    number = Letters(_CE_WIDTH + 1.2 + room / 2, 9.9, 4.6, room, notified_body)
    return Sign(_CE_WIDTH + 1.2 + room, drawn, (number,))


def ce_height_mm(width_mm: float, height_mm: float) -> float:
    """How high the letters CE come out in a box, with a number behind them."""
    return HEIGHT * min(width_mm / ce("0000").width, height_mm / HEIGHT)


def _open_letter(x: float) -> str:
    """A ring of radii 5 and 3.5 around x, cut off upright half a unit right of its middle."""
    cut = x + 0.5
    outer, inner = math.sqrt(25 - 0.25), math.sqrt(3.5**2 - 0.25)
    return (
        f"M{cut} {5 - outer:.4f}A5 5 0 1 0 {cut} {5 + outer:.4f}V{5 + inner:.4f}A3.5 3.5 0 1 1 {cut} {5 - inner:.4f}Z"
    )


def draw(sign: Sign, box_mm: tuple[float, float, float, float]) -> tuple[Mark, ...]:
    """The sign as large as the box (x, y, width, height in mm) allows, in its middle."""
    x, y, width, height = box_mm
    scale = min(width / sign.width, height / HEIGHT)
    left, top = x + (width - scale * sign.width) / 2, y + (height - scale * HEIGHT) / 2
    shapes = (Shape(x_mm=left, y_mm=top, scale_mm=scale, path=path) for path in sign.paths if path)
    return (*shapes, *(_set(letters, left, top, scale) for letters in sign.letters))


def _set(letters: Letters, left: float, top: float, scale: float) -> Text:
    size = letters.size * scale
    natural = width_mm(letters.content, "sans", 700, size)
    size *= min(1.0, letters.room * scale / natural)
    placed = width_mm(letters.content, "sans", 700, size)
    x = left + letters.x * scale - placed / 2
    return text_at(x, top + letters.baseline * scale, size, letters.content, weight=700)
