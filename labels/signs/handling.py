"""Signs of ISO 15223-1:2021 about storage, safe use and fluids.

5.3.1 fragile · 5.3.2 keep_from_sunlight · 5.3.4 keep_dry · 5.3.5-5.3.7 temperature_limit · 5.3.8 humidity_limit ·
5.4.2 single_use · 5.4.3 consult_instructions · 5.4.4 caution · 5.4.5 latex · 5.6.2 fluid_path · 5.6.3 non_pyrogenic.
Not here: 5.3.3 heat and radioactive sources, 5.3.9 atmospheric pressure (its limits need fields of their own),
5.4.1 biological risks, 5.4.6-5.4.11 what a device contains, 5.4.12 single patient, multiple use, 5.6.1 and 5.6.4-5.6.6
of infusion sets.
"""

import math

from labels.signs.drawing import BACKSLASH, Letters, Sign, ring

_PAGES = (
    "M5.65 2.8V8.9C4.2 8.2 2.5 8.1 1 8.3V2C2.6 1.8 4.3 1.9 5.65 2.8Z"
    "M6.35 2.8V8.9C7.8 8.2 9.5 8.1 11 8.3V2C9.4 1.8 7.7 1.9 6.35 2.8Z"
)
_WINE_GLASS = "M1 .4H7L6.3 4.6A2.4 2.4 0 0 1 4.4 6.7V8.9H6.2V9.6H1.8V8.9H3.6V6.7A2.4 2.4 0 0 1 1.7 4.6Z"
_DROP = "a.55 .7 0 1 1 -1.1 0q0 -.4 .55 -1.3q.55 .9 .55 1.3z"
_DIAGONALS = "M.9 .4L9.6 9.1L9.1 9.6L.4 .9ZM9.1 .4L9.6 .9L.9 9.6L.4 9.1Z"
_PIPE = "M.5 .5H9.5V9.5H.5V7.9H7.9V2.1H.5ZM1 1V1.6H8.4V8.4H1V9H9V1Z"


def _wave(x: float) -> str:
    """A line that rises in one wave, as vapour is drawn."""
    return f"M{x} 7.8c1.3 -1.8 -1.3 -3.8 0 -5.6h.55c-1.3 1.8 1.3 3.8 0 5.6z"


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
    "fragile": Sign(
        8,
        (_WINE_GLASS + "M3.6 .4L4.5 2.2L3.4 3.2L4.3 4.9L3.9 3.3L5.2 2.2L4.4 .4Z",),
    ),
    "keep_from_sunlight": Sign(
        10,
        (*_sun(5, 2.4, 1.15), "M.3 9.2L5 5.1L9.7 9.2L9.2 9.75L5 6.1L.8 9.75Z", "M3.2 9.8V8.3L5 6.9L6.8 8.3V9.8Z"),
    ),
    "keep_dry": Sign(
        10,
        (
            "M.4 6.2A4.6 3.6 0 0 1 9.6 6.2L8.1 5.5L6.6 6.2L5 5.5L3.4 6.2L1.9 5.5Z",
            "M4.65 5.4H5.35V8.6A.55 .55 0 0 0 6.45 8.6H7.15A1.25 1.25 0 0 1 4.65 8.6Z",
            "M2.3 2" + _DROP + "M5.55 1.7" + _DROP + "M8.8 2" + _DROP,
        ),
    ),
    "single_use": Sign(10, (ring(), BACKSLASH), (Letters(5, 7.5, 7, 6, "2"),)),
    "consult_instructions": Sign(
        12,
        (
            "M6 2.2C4.4 1.1 2.2 1 .3 1.4V9.1C2.2 8.7 4.4 8.8 6 9.8C7.6 8.8 9.8 8.7 11.7 9.1V1.4C9.8 1 7.6 1.1 6 2.2Z"
            + _PAGES,
            "M8.1 3.2H9.1V4.1H8.1ZM7.8 4.6H9.1V6.9H9.5V7.4H7.7V6.9H8.1V5.1H7.8Z",
        ),
    ),
    "caution": Sign(11, ("M5.5 .2L11 9.8H0ZM5.5 1.7L1.25 9.1H9.75Z", "M5 3.6H6L5.8 6.7H5.2ZM5 7.3H6V8.3H5Z")),
    "latex": Sign(
        17,
        ("M8.5 .2L17 9.8H0ZM8.5 1.3L1.6 9.1H15.4Z",),
        (Letters(8.5, 8.4, 3, 10.4, "LATEX"),),
    ),
    "fluid_path": Sign(10, (_PIPE,)),
    "non_pyrogenic": Sign(10, (_DIAGONALS, _wave(1.9), _wave(4.75), _wave(7.6))),
}
