"""Signs of ISO 15223-1:2021 about sterility and its barrier.

5.2.1 sterile · 5.2.2 sterile_a · 5.2.3 sterile_eo · 5.2.4 sterile_r · 5.2.5 sterile_heat · 5.2.6 do_not_resterilise ·
5.2.7 non_sterile · 5.2.8 package_damaged · 5.2.10 sterile_vh2o2 · 5.2.11 single_sterile_barrier ·
5.2.12 double_sterile_barrier · 5.2.13 barrier_protected_inside · 5.2.14 barrier_protected_outside.
`sterile_method` is whichever of them the label's texts name. Not here: 5.2.9, the sterile fluid path.
"""

import re

from labels.signs.drawing import (
    BACKSLASH,
    BASELINE,
    LETTERS,
    Letters,
    Sign,
    dashed_oval,
    frame,
    lettered,
    oval,
    ring,
)

METHODS: dict[str, tuple[str, ...]] = {
    "sterile_eo": ("EO", "ETO", "环氧乙烷"),
    "sterile_r": ("R", "辐照"),
    "sterile_a": ("A", "无菌加工"),
    "sterile_heat": ("HEAT", "STEAM", "湿热", "干热", "蒸汽"),
    "sterile_vh2o2": ("VH2O2", "H2O2", "过氧化氢"),
}
"""Signs of a method, and the words by which a label's texts name it: those in Latin letters stand by themselves."""

_BAR = 32.2
_WORD = Letters(16.4, BASELINE, LETTERS, 29.5, "STERILE")


def _beside(width: float) -> str:
    """A frame for STERILE, a bar behind it and room for the method."""
    return frame(width) + f"M{_BAR} .7V9.3H{_BAR + 0.7}V.7Z"


def _by(method: str, width: float) -> Sign:
    """STERILE, and behind a bar the letters of the method."""
    middle = (_BAR + 0.7 + width - 0.7) / 2
    return Sign(width, (_beside(width),), (_WORD, Letters(middle, BASELINE, LETTERS, width - _BAR - 2.8, method)))


_PEROXIDE = (
    Letters(38.7, BASELINE, LETTERS, 10, "VH"),
    Letters(44.6, 8.6, 4.2, 3, "2"),
    Letters(48.3, BASELINE, LETTERS, 6, "O"),
    Letters(52.1, 8.6, 4.2, 3, "2"),
)
_HOT_GLASS = (
    "M35.75 6.1V1.95A.85 .85 0 0 1 37.45 1.95V6.1A1.55 1.55 0 1 1 35.75 6.1Z"
    "M36.15 4.4H37.05V1.95A.45 .45 0 0 0 36.15 1.95Z"
)
_TORN_BOX = (
    "M2.6 3.2H4.4L4.9 4.1L5.4 2.7L5.9 3.9L6.3 3.2H7.4V7.2H2.6ZM3.1 3.7V6.7H6.9V3.7H6.6L5.8 5L5.4 4.1L5 5.2L4.1 3.7Z"
)

SIGNS: dict[str, Sign] = {
    "sterile": lettered("STERILE", 33),
    "sterile_eo": _by("EO", 45),
    "sterile_r": _by("R", 41),
    "sterile_a": _by("A", 41),
    "sterile_heat": Sign(41, (_beside(41), _HOT_GLASS), (_WORD,)),
    "sterile_vh2o2": Sign(55.3, (_beside(55.3),), (_WORD, *_PEROXIDE)),
    "non_sterile": Sign(
        22, (frame(22),), (Letters(11, 4.75, 4.4, 18.4, "NON"), Letters(11, 8.85, 4.4, 19.2, "STERILE"))
    ),
    "do_not_resterilise": Sign(
        10,
        (ring(), BACKSLASH, "M1.5 5.3H8.5V7.3H1.5ZM1.8 5.6V7H8.2V5.6Z"),
        (Letters(5, 4.7, 4.4, 4, "2"), Letters(5, 6.85, 1.5, 6, "STERILIZE")),
    ),
    "package_damaged": Sign(
        10,
        (
            ring(),
            BACKSLASH,
            _TORN_BOX,
        ),
    ),
    "single_sterile_barrier": Sign(15, (oval(15, 0),)),
    "double_sterile_barrier": Sign(15, (oval(15, 0), oval(15, 1.7))),
    "barrier_protected_inside": Sign(15, (oval(15, 0), dashed_oval(15, 1.7, 14))),
    "barrier_protected_outside": Sign(15, (dashed_oval(15, 0, 18), oval(15, 1.7))),
}


def sign_of_method(text: str) -> str:
    """The sign of the method that a text names; plain "sterile" where it names none of them, or several."""
    words = set(re.findall(r"[A-Z0-9]+", text.upper()))
    named = [sign for sign, told in METHODS.items() if any(_names(each, text, words) for each in told)]
    return named[0] if len(named) == 1 else "sterile"


def _names(told: str, text: str, words: set[str]) -> bool:
    return told in words if told.isascii() else told in text
