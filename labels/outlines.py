"""Letters as outlines of the bundled fonts, so that an SVG shows and prints the same where those fonts are absent.
Read on first use from the same files that the PDF embeds; each character is drawn once and kept.
"""

import functools
import threading
from importlib.resources import as_file, files
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from labels.typesetting import UNITS_PER_EM, Face, Weight, font

FILES: dict[tuple[Face, Weight], str] = {
    ("sans", 400): "noto-sans-sc-400.woff",
    ("sans", 700): "noto-sans-sc-700.woff",
    ("mono", 400): "noto-sans-mono-400.woff",
    ("mono", 700): "noto-sans-mono-700.woff",
}
_reading = threading.Lock()  # a font file is read lazily, which two threads must not do at once


class _Outlines:
    """The glyphs of one font, in thousandths of the type size."""

    def __init__(self, name: str) -> None:
        with as_file(files("labels").joinpath("fonts", name)) as path:
            self._font: Any = TTFont(path, lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._names = self._font.getBestCmap()
        self.scale = UNITS_PER_EM / self._font["head"].unitsPerEm

    def path(self, character: str) -> str:
        """Path data of one character, y upwards."""
        pen = SVGPathPen(self._glyphs, ntos=lambda value: f"{value:.0f}")
        self._glyphs[self._names[ord(character)]].draw(pen)
        commands: str = pen.getCommands()
        return commands


@functools.cache
def _outlines(face: Face, weight: Weight) -> _Outlines:
    return _Outlines(FILES[face, weight])


@functools.lru_cache(maxsize=20_000)
def glyph(character: str, face: Face, weight: Weight) -> tuple[str, float]:
    """A character's path data in font units (y upwards), and how much of the type size one unit is."""
    with _reading:
        outlines = _outlines(face, weight)
        return outlines.path(character), outlines.scale / UNITS_PER_EM


def line(text: str, face: Face, weight: Weight) -> tuple[tuple[float, str, float], ...]:
    """The visible characters of a line: offset from its start in type sizes, path data, type sizes a unit."""
    placed: list[tuple[float, str, float]] = []
    offset = 0
    metrics = font(face, weight)
    for character in text:
        path, scale = glyph(character, face, weight)
        if path:
            placed.append((offset / UNITS_PER_EM, path, scale))
        advance = metrics.advance(character)
        assert advance is not None, f"unchecked character U+{ord(character):04X}"
        offset += advance
    return tuple(placed)
