"""The signs of a device label, drawn by us after what ISO 15223-1 describes: black areas and letters on a grid.
Each is ten units high; a sign of letters is as wide as it needs. Even-odd fill within one path, paths add up.
"""

import math

import msgspec

from labels.layout import Mark, Shape, Text, text_at
from labels.typesetting import width_mm

HEIGHT = 10.0


class Letters(msgspec.Struct, frozen=True):
    """Letters inside a sign: middle of the line, baseline, size, and the room they may take, in units."""

    x: float
    baseline: float
    size: float
    room: float
    content: str


class Sign(msgspec.Struct, frozen=True):
    """A sign: its width in units (its height is 10), its areas, its letters."""

    width: float
    paths: tuple[str, ...]
    letters: tuple[Letters, ...] = ()


def _frame(width: float, *, top: float = 0.0, bottom: float = HEIGHT, stroke: float = 0.7) -> str:
    inner = f"M{stroke} {top + stroke}V{bottom - stroke}H{width - stroke}V{top + stroke}Z"
    return f"M0 {top}H{width}V{bottom}H0Z{inner}"


def _lettered(content: str, width: float) -> Sign:
    return Sign(width, (_frame(width),), (Letters(width / 2, 7.35, 6.6, width - 2.6, content),))


def _ring(stroke: float = 0.75) -> str:
    hole = 5 - stroke
    inside = f"M5 {stroke}A{hole} {hole} 0 1 0 5 {10 - stroke}A{hole} {hole} 0 1 0 5 {stroke}Z"
    return f"M5 0A5 5 0 1 1 5 10A5 5 0 1 1 5 0Z{inside}"


_SLASH = "M1.2 1.75L1.75 1.2L8.8 8.25L8.25 8.8Z"
_BACKSLASH = "M8.25 1.2L8.8 1.75L1.75 8.8L1.2 8.25Z"
_FACTORY = "M.5 9.5V.8H2.3V5L5.7 2.7V5L9.5 2.7V9.5Z"
_FACTORY_INSIDE = "M1.2 8.8V1.5H1.6V6.3L5 4V6.3L8.8 4V8.8Z"
_GLASS_INSIDE = "M1.9 .9V2.35L4.2 5L1.9 7.65V9.1H6.1V7.65L3.8 5L6.1 2.35V.9Z"
_PAGES = (
    "M5.65 2.8V8.9C4.2 8.2 2.5 8.1 1 8.3V2C2.6 1.8 4.3 1.9 5.65 2.8Z"
    "M6.35 2.8V8.9C7.8 8.2 9.5 8.1 11 8.3V2C9.4 1.8 7.7 1.9 6.35 2.8Z"
)
_TORN_BOX = (
    "M2.6 3.2H4.4L4.9 4.1L5.4 2.7L5.9 3.9L6.3 3.2H7.4V7.2H2.6ZM3.1 3.7V6.7H6.9V3.7H6.6L5.8 5L5.4 4.1L5 5.2L4.1 3.7Z"
)
_DROP = "a.55 .7 0 1 1 -1.1 0q0 -.4 .55 -1.3q.55 .9 .55 1.3z"


def _sun(x: float, y: float, radius: float) -> tuple[str, ...]:
    rays = []
    for degrees in range(0, 360, 45):
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        near, far, half = radius + 0.45, radius + 1.25, 0.19
        corners = [(near, -half), (far, -half), (far, half), (near, half)]
        points = (f"{x + r * cos - w * sin:.2f} {y + r * sin + w * cos:.2f}" for r, w in corners)
        rays.append("M" + "L".join(points) + "Z")
    disc = f"M{x} {y - radius}A{radius} {radius} 0 1 1 {x} {y + radius}A{radius} {radius} 0 1 1 {x} {y - radius}Z"
    hole = radius - 0.45
    inner = f"M{x} {y - hole}A{hole} {hole} 0 1 0 {x} {y + hole}A{hole} {hole} 0 1 0 {x} {y - hole}Z"
    return ("".join(rays), disc + inner)


SIGNS: dict[str, Sign] = {
    "manufacturer": Sign(10, (_FACTORY,)),
    "manufacture_date": Sign(10, (_FACTORY + _FACTORY_INSIDE,)),
    "use_by": Sign(
        8,
        (
            "M.6 0H7.4V.9H.6ZM.6 9.1H7.4V10H.6Z",
            "M1.2 .9H6.8V2.6L4.7 5L6.8 7.4V9.1H1.2V7.4L3.3 5L1.2 2.6Z" + _GLASS_INSIDE,
            "M2.6 2.7H5.4L4 4.3ZM2.2 9.1V8.3L4 6.6L5.8 8.3V9.1Z",
        ),
    ),
    "lot": _lettered("LOT", 16),
    "serial": _lettered("SN", 12),
    "ref": _lettered("REF", 16),
    "md": _lettered("MD", 13),
    "udi": _lettered("UDI", 15),
    "ec_rep": Sign(
        29,
        (_frame(29) + "M11.3 .7V9.3H12V.7Z",),
        (Letters(5.9, 7.35, 6.6, 9, "EC"), Letters(20.3, 7.35, 6.6, 15, "REP")),
    ),
    "sterile_eo": Sign(
        45,
        (_frame(45) + "M32.2 .7V9.3H32.9V.7Z",),
        (Letters(16.4, 7.35, 6.6, 29.5, "STERILE"), Letters(38.8, 7.35, 6.6, 10, "EO")),
    ),
    "single_use": Sign(10, (_ring(), _BACKSLASH), (Letters(5, 7.5, 7, 6, "2"),)),
    "do_not_resterilise": Sign(
        10,
        (_ring(), _BACKSLASH, "M1.5 5.3H8.5V7.3H1.5ZM1.8 5.6V7H8.2V5.6Z"),
        (Letters(5, 4.7, 4.4, 4, "2"), Letters(5, 6.85, 1.5, 6, "STERILIZE")),
    ),
    "caution": Sign(11, ("M5.5 .2L11 9.8H0ZM5.5 1.7L1.25 9.1H9.75Z", "M5 3.6H6L5.8 6.7H5.2ZM5 7.3H6V8.3H5Z")),
    "keep_dry": Sign(
        10,
        (
            "M.4 6.2A4.6 3.6 0 0 1 9.6 6.2L8.1 5.5L6.6 6.2L5 5.5L3.4 6.2L1.9 5.5Z",
            "M4.65 5.4H5.35V8.6A.55 .55 0 0 0 6.45 8.6H7.15A1.25 1.25 0 0 1 4.65 8.6Z",
            "M2.3 2" + _DROP + "M5.55 1.7" + _DROP + "M8.8 2" + _DROP,
        ),
    ),
    "keep_from_sunlight": Sign(
        10,
        (*_sun(5, 2.4, 1.15), "M.3 9.2L5 5.1L9.7 9.2L9.2 9.75L5 6.1L.8 9.75Z", "M3.2 9.8V8.3L5 6.9L6.8 8.3V9.8Z"),
    ),
    "consult_instructions": Sign(
        12,
        (
            "M6 2.2C4.4 1.1 2.2 1 .3 1.4V9.1C2.2 8.7 4.4 8.8 6 9.8C7.6 8.8 9.8 8.7 11.7 9.1V1.4C9.8 1 7.6 1.1 6 2.2Z"
            + _PAGES,
            "M8.1 3.2H9.1V4.1H8.1ZM7.8 4.6H9.1V6.9H9.5V7.4H7.7V6.9H8.1V5.1H7.8Z",
        ),
    ),
    "package_damaged": Sign(
        10,
        (
            _ring(),
            _BACKSLASH,
            _TORN_BOX,
        ),
    ),
}
SIGN_NAMES: dict[str, tuple[str, str]] = {
    "manufacturer": ("Manufacturer", "生产企业"),
    "manufacture_date": ("Date of manufacture", "生产日期"),
    "use_by": ("Use by", "有效期至"),
    "lot": ("Lot", "批号"),
    "serial": ("Serial number", "序列号"),
    "ref": ("Catalogue number", "货号"),
    "sterile_eo": ("Sterilised with ethylene oxide", "环氧乙烷灭菌"),
    "single_use": ("Do not reuse", "不得二次使用"),
    "do_not_resterilise": ("Do not resterilise", "不得二次灭菌"),
    "caution": ("Caution", "警告"),
    "md": ("Medical device", "医疗器械"),
    "udi": ("Unique device identifier", "医疗器械唯一标识"),
    "temperature_limit": ("Temperature limit", "温度极限"),
    "keep_dry": ("Keep dry", "怕雨"),
    "keep_from_sunlight": ("Keep away from sunlight", "怕晒"),
    "consult_instructions": ("Consult instructions for use", "查阅使用说明"),
    "package_damaged": ("Do not use if package is damaged", "包装破损时不得使用"),
    "ec_rep": ("Authorised representative in the EU", "欧盟授权代表"),
    "status": ("Status shape", "状态图形"),
    "quarantine_hatch": ("Quarantine hatching", "待检斜纹"),
}


def temperature(least: str, most: str) -> Sign:
    """A thermometer with its limits: a lower one beside the bulb, an upper one beside the top; each only if given."""
    marks, letters = "", []
    room = 9.0
    if most:
        marks += "M11.9 1.5H15V2.2H11.9Z"
        letters.append(Letters(15.6 + room / 2, 3, 3.4, room, f"{most} °C"))
    if least:
        marks += "M9 6.6H12.1V7.3H9Z"
        letters.append(Letters(8.4 - room / 2, 8.1, 3.4, room, f"{least} °C"))
    glass = (
        "M10.9 6.1V1.3A1.1 1.1 0 0 1 13.1 1.3V6.1A2.1 2.1 0 1 1 10.9 6.1Z"
        "M11.45 6.5A1.5 1.5 0 1 0 12.55 6.5V1.3A.55 .55 0 0 0 11.45 1.3Z"
    )
    return Sign(25, (glass, "M11.75 3.2H12.25V7A.95 .95 0 1 1 11.75 7Z", marks), tuple(letters))


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
