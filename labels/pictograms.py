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


def _sterile(method: str, width: float) -> Sign:
    """STERILE, and behind a bar the letters of the method."""
    bar = 32.2
    middle = (bar + 0.7 + width - 0.7) / 2
    letters = (Letters(16.4, 7.35, 6.6, 29.5, "STERILE"), Letters(middle, 7.35, 6.6, width - bar - 2.8, method))
    return Sign(width, (_frame(width) + f"M{bar} .7V9.3H{bar + 0.7}V.7Z",), letters)


def _oval(width: float, inset: float, stroke: float = 0.7) -> str:
    """An oval line that lies `inset` within the sign."""
    outer = _ellipse(width / 2, 5, width / 2 - inset, 5 - inset)
    return outer + _ellipse(width / 2, 5, width / 2 - inset - stroke, 5 - inset - stroke)


def _ellipse(x: float, y: float, across: float, down: float) -> str:
    arc = f"A{across:.2f} {down:.2f} 0 1 1"
    return f"M{x} {y - down:.2f}{arc} {x} {y + down:.2f}{arc} {x} {y - down:.2f}Z"


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
_WINE_GLASS = "M1 .4H7L6.3 4.6A2.4 2.4 0 0 1 4.4 6.7V8.9H6.2V9.6H1.8V8.9H3.6V6.7A2.4 2.4 0 0 1 1.7 4.6Z"
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
    "sterile": _lettered("STERILE", 33),
    "sterile_eo": _sterile("EO", 45),
    "sterile_r": _sterile("R", 41),
    "sterile_a": _sterile("A", 41),
    "single_sterile_barrier": Sign(15, (_oval(15, 0),)),
    "double_sterile_barrier": Sign(15, (_oval(15, 0), _oval(15, 1.7))),
    "ivd": _lettered("IVD", 14),
    "model_number": _lettered("#", 10),
    "fragile": Sign(
        8,
        (_WINE_GLASS + "M3.6 .4L4.5 2.2L3.4 3.2L4.3 4.9L3.9 3.3L5.2 2.2L4.4 .4Z",),
    ),
    "latex": Sign(
        17,
        ("M8.5 .2L17 9.8H0ZM8.5 1.3L1.6 9.1H15.4Z",),
        (Letters(8.5, 8.4, 3, 10.4, "LATEX"),),
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
    "ce": ("CE marking", "CE 标志"),
    "sterile": ("Sterile", "无菌"),
    "sterile_r": ("Sterilised with irradiation", "辐照灭菌"),
    "sterile_a": ("Sterilised with aseptic processing", "无菌加工技术灭菌"),
    "single_sterile_barrier": ("Single sterile barrier system", "单层无菌屏障系统"),
    "double_sterile_barrier": ("Double sterile barrier system", "双层无菌屏障系统"),
    "fragile": ("Fragile, handle with care", "易碎，小心轻放"),
    "humidity_limit": ("Humidity limitation", "湿度极限"),
    "latex": ("Contains natural rubber latex", "含天然胶乳"),
    "ivd": ("In vitro diagnostic medical device", "体外诊断医疗器械"),
    "model_number": ("Model number", "型号"),
    "package_damaged": ("Do not use if package is damaged", "包装破损时不得使用"),
    "ec_rep": ("Authorised representative in the EU", "欧盟授权代表"),
    "status": ("Status shape", "状态图形"),
    "quarantine_hatch": ("Quarantine hatching", "待检斜纹"),
}


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
