"""Measures and breaks text with the bundled fonts' own widths, so that a label knows what fits before it is drawn.
Nothing here shortens a text: what does not fit is reported, never cut.
"""

import functools
import json
import unicodedata
from bisect import bisect_right
from importlib.resources import files
from typing import Literal

import msgspec

from labels.label_errors import TextDoesNotFit, TextUnprintable

Face = Literal["sans", "mono"]
Weight = Literal[400, 700]
FieldName = tuple[str, str]  # what an error calls a text, in English and Chinese

NO_LINE_START = frozenset("，。、；：！？）】》」』”’…％℃,.;:!?)]}%")
NO_LINE_END = frozenset("（【《「『“‘([{")
CJK_FIRST = 0x2E80  # CJK radicals; from here on a line may break between any two characters
UNITS_PER_EM = 1000
# A dot-matrix Chinese character needs 16 dots, a Latin one 12; below 1.5 mm no resolution helps the eye.
LEGIBLE_DOTS_CJK, LEGIBLE_DOTS_LATIN = 16, 12
LEGIBLE_MM = 1.5


class Font(msgspec.Struct, frozen=True):
    """Vertical extent and advance widths of one bundled font, in thousandths of the type size."""

    ascent: int
    descent: int
    firsts: tuple[int, ...]
    runs: tuple[tuple[int, int, int], ...]

    def advance(self, character: str) -> int | None:
        """Advance width of one character, or None if the font does not have it."""
        point = ord(character)
        at = bisect_right(self.firsts, point) - 1
        if at < 0 or point > self.runs[at][1]:
            return None
        return self.runs[at][2]


@functools.cache
def fonts() -> dict[str, Font]:
    """The bundled fonts by "face-weight", read once."""
    raw = json.loads(files("labels").joinpath("fonts", "advances.json").read_text(encoding="ascii"))
    return {
        name: Font(
            ascent=font["ascent"],
            descent=font["descent"],
            firsts=tuple(run[0] for run in font["runs"]),
            runs=tuple((run[0], run[1], run[2]) for run in font["runs"]),
        )
        for name, font in raw.items()
    }


def font(face: Face, weight: Weight) -> Font:
    """One bundled font."""
    return fonts()[f"{face}-{weight}"]


def check_printable(field: FieldName, text: str) -> None:
    """Raise TextUnprintable for a control character or one that the bundled sans fonts do not have."""
    for character in text:
        if unicodedata.category(character)[0] == "C" or font("sans", 400).advance(character) is None:
            name = f"U+{ord(character):04X}"
            raise TextUnprintable(
                f"The {field[0]} holds the character {name}, which the label fonts cannot print. Write it differently.",
                f"{field[1]}中的字符 {name} 不在标签字库内，无法打印。换一种写法后再打印。",
            )


def face_for(text: str) -> Face:
    """Monospace if the monospaced font has every character, otherwise the sans font."""
    mono = font("mono", 400)
    return "mono" if all(mono.advance(character) is not None for character in text) else "sans"


def width_mm(text: str, face: Face, weight: Weight, size_mm: float) -> float:
    """Printed width of one line. Every character must be in the font (see check_printable)."""
    return _width(text, face, weight) * size_mm / UNITS_PER_EM


@functools.lru_cache(maxsize=4096)  # most texts stand on every label of a job, and each is measured at several sizes
def _width(text: str, face: Face, weight: Weight) -> int:
    """Width of one line in thousandths of its size."""
    chosen = font(face, weight)
    total = 0
    for character in text:
        advance = chosen.advance(character)
        assert advance is not None, f"unchecked character U+{ord(character):04X}"
        total += advance
    return total


def lines(text: str, weight: Weight, size_mm: float, room_mm: float) -> tuple[str, ...]:
    """Break a name to lines no wider than `room_mm`: at spaces and between CJK characters, and inside a word only
    when the word alone is wider than the line. Joining the lines (with the spaces) gives the text back.
    """
    done: list[str] = []
    line = ""
    for piece in _pieces(text):
        if width_mm((line + piece).rstrip(), "sans", weight, size_mm) <= room_mm:
            line += piece
            continue
        if line.strip():
            done.append(line.rstrip())
        line = piece.lstrip()
        while width_mm(line.rstrip(), "sans", weight, size_mm) > room_mm and len(line) > 1:
            cut = _longest_prefix(line, weight, size_mm, room_mm)
            done.append(line[:cut])
            line = line[cut:]
    return (*done, line.rstrip()) if line.strip() else tuple(done)


def _longest_prefix(word: str, weight: Weight, size_mm: float, room_mm: float) -> int:
    cut = 1
    while cut < len(word) and width_mm(word[: cut + 1], "sans", weight, size_mm) <= room_mm:
        cut += 1
    return cut


def _pieces(text: str) -> list[str]:
    """The text cut at every place where a line may break; trailing spaces stay with the piece before."""
    pieces: list[str] = []
    for character in text:
        if pieces and not _may_break(pieces[-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _may_break(piece: str, after: str) -> bool:
    before = piece[-1]
    if after == " " or after in NO_LINE_START or before in NO_LINE_END:
        return False
    if before == " " and piece[-2:-1].isdigit() and after.isalpha() and after.isascii():
        return False  # a number stays with its unit
    return before in " -/" or ord(before) >= CJK_FIRST or ord(after) >= CJK_FIRST


def smallest_legible_mm(text: str, dot_pitch_mm: float) -> float:
    """The smallest type size at which a printer of this dot pitch still prints the text legibly."""
    dots = LEGIBLE_DOTS_CJK if any(ord(character) >= CJK_FIRST for character in text) else LEGIBLE_DOTS_LATIN
    return max(dots * dot_pitch_mm, LEGIBLE_MM)


def largest_size(text: str, *, face: Face, weight: Weight, room_mm: float, sizes_mm: tuple[float, float]) -> float:
    """The largest type size between (largest, smallest) at which one line fits the room; 0.0 if none does."""
    largest, smallest = sizes_mm
    natural = width_mm(text, face, weight, 1.0)
    size = min(largest, room_mm / natural) if natural else largest
    return size if size >= smallest else 0.0


def does_not_fit(field: FieldName, text: str, room: str) -> TextDoesNotFit:
    """The error for a text that is too long for its place; `room` says how much there is, e.g. "21.0 mm"."""
    return TextDoesNotFit(
        f"The {field[0]} “{text}” does not fit its place ({room}) at the smallest legible size. "
        "Choose a larger label or shorten the text in the master data.",
        f"{field[1]}“{text}”用最小可读字号仍放不下（可用 {room}）。换用更大的标签，或在主数据中缩短文字。",
    )
