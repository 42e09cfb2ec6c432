"""What signs are drawn with: black areas and letters on a grid on which each sign is ten units high.
Even-odd fill within one path, paths add up.
"""

import math

import msgspec

HEIGHT = 10.0
LETTERS, BASELINE = 6.6, 7.35
"""Size of the letters of a framed sign, and where they stand."""


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


def frame(width: float, stroke: float = 0.7) -> str:
    """A frame of a sign's whole height."""
    return f"M0 0H{width}V{HEIGHT}H0ZM{stroke} {stroke}V{HEIGHT - stroke}H{width - stroke}V{stroke}Z"


def lettered(content: str, width: float) -> Sign:
    """Letters in a frame."""
    return Sign(width, (frame(width),), (Letters(width / 2, BASELINE, LETTERS, width - 2.6, content),))


def oval(width: float, inset: float, stroke: float = 0.7) -> str:
    """An oval line that lies `inset` within the sign."""
    outer = _ellipse(width / 2, 5, width / 2 - inset, 5 - inset)
    return outer + _ellipse(width / 2, 5, width / 2 - inset - stroke, 5 - inset - stroke)


def dashed_oval(width: float, inset: float, dashes: int, stroke: float = 0.7) -> str:
    """An oval line as `oval` draws it, in as many dashes of equal length with gaps of half that length."""
    turns = _even_turns(width / 2 - inset, 5 - inset, 6 * dashes)
    parts = []
    for at in range(0, len(turns), 6):
        dash = turns[at : at + 5]  # four of six steps are drawn
        outer = [_on_oval(width, inset, turn) for turn in dash]
        inner = [_on_oval(width, inset + stroke, turn) for turn in reversed(dash)]
        parts.append("M" + "L".join(outer + inner) + "Z")
    return "".join(parts)


def _even_turns(across: float, down: float, steps: int) -> list[float]:
    """Angles that part an ellipse into steps of equal length."""
    fine = 7200
    lengths = [0.0]
    for at in range(fine):
        turn = 2 * math.pi * (at + 0.5) / fine
        lengths.append(lengths[-1] + math.hypot(across * math.sin(turn), down * math.cos(turn)))
    found, at = [], 0
    for step in range(steps):
        while lengths[at] < lengths[-1] * step / steps:
            at += 1
        found.append(2 * math.pi * at / fine)
    return found


def _on_oval(width: float, inset: float, turn: float) -> str:
    x = width / 2 + (width / 2 - inset) * math.cos(turn)
    return f"{x:.2f} {5 + (5 - inset) * math.sin(turn):.2f}"


def _ellipse(x: float, y: float, across: float, down: float) -> str:
    arc = f"A{across:.2f} {down:.2f} 0 1 1"
    return f"M{x} {y - down:.2f}{arc} {x} {y + down:.2f}{arc} {x} {y - down:.2f}Z"


def ring(stroke: float = 0.75) -> str:
    """The ring of a prohibition, of a sign's whole height."""
    hole = 5 - stroke
    inside = f"M5 {stroke}A{hole} {hole} 0 1 0 5 {10 - stroke}A{hole} {hole} 0 1 0 5 {stroke}Z"
    return f"M5 0A5 5 0 1 1 5 10A5 5 0 1 1 5 0Z{inside}"


BACKSLASH = "M8.25 1.2L8.8 1.75L1.75 8.8L1.2 8.25Z"
"""The bar of a prohibition."""
