"""What a label page is made of, in millimetres from its top left corner; the preview and the print share it.
Marks are plain data: svg.py and pdf.py only draw them and decide nothing.
"""

from typing import Literal

import msgspec

from labels.symbols import Symbol
from labels.typesetting import Face, FieldName, Weight, does_not_fit, largest_size, smallest_legible_mm, width_mm
from labels.x_dimension import XDimension, dot_pitch_mm

Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise, around a mark's own point: a text's left end of the baseline, the others' upper left corner."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One line of text: left end of its baseline, type size and measured width in mm."""

    x_mm: float
    baseline_mm: float
    size_mm: float
    width_mm: float
    content: str
    face: Face = "sans"
    weight: Weight = 400
    white: bool = False
    turn: Turn = 0


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A black area: SVG path data in its own units, filled by the even-odd rule, `scale_mm` mm a unit."""

    x_mm: float
    y_mm: float
    scale_mm: float
    path: str
    turn: Turn = 0


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A symbol: its top left module's corner (without quiet zone), its module width, the bars' height if linear."""

    x_mm: float
    y_mm: float
    x_dimension: XDimension
    symbol: Symbol
    bar_height_mm: float = 0.0
    turn: Turn = 0

    @property
    def width_mm(self) -> float:
        """Printed width without quiet zone."""
        return self.symbol.columns * self.x_dimension.mm

    @property
    def height_mm(self) -> float:
        """Printed height without quiet zone."""
        return self.bar_height_mm or self.symbol.rows * self.x_dimension.mm


Mark = Text | Shape | Code


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One label: its page box in mm, a title for screen readers, its marks."""

    width_mm: float
    height_mm: float
    title: str
    marks: tuple[Mark, ...]


def on_dots(mm: float, dpi: int) -> float:
    """The nearest position that falls on a printer dot."""
    pitch = float(dot_pitch_mm(dpi))
    return round(mm / pitch) * pitch


def rectangle(x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> Shape:
    """A filled rectangle."""
    path = f"M0 0H{number(width_mm)}V{number(height_mm)}H0Z"
    return Shape(x_mm=x_mm, y_mm=y_mm, scale_mm=1, path=path)


def number(value: float) -> str:
    """A coordinate with at most 4 decimals (0.1 µm) and no trailing zeros, so equal labels give equal bytes."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A text that must stay on one line: what an error calls it, its room and wanted size in mm, the printer."""

    field: FieldName
    content: str
    room_mm: float
    wanted_mm: float
    dpi: int
    face: Face = "sans"
    weight: Weight = 400
    exact: bool = False  # the wanted size or none
    white: bool = False

    def fits(self) -> bool:
        """Whether the line fits at a legible size."""
        return bool(self._size())

    def at(self, x_mm: float, baseline_mm: float) -> Text:
        """The line at its wanted size or as large as it fits. Raises TextDoesNotFit where that is not legible."""
        size = self._size()
        if not size:
            raise does_not_fit(self.field, self.content, f"{self.room_mm:.1f} mm")
        text = text_at(x_mm, baseline_mm, size, self.content, face=self.face, weight=self.weight)
        return msgspec.structs.replace(text, white=True) if self.white else text

    def size_mm(self) -> float:
        """The size it will be set at. Raises TextDoesNotFit."""
        return self.at(0, 0).size_mm

    def _size(self) -> float:
        smallest = smallest_legible_mm(self.content, float(dot_pitch_mm(self.dpi)))
        largest = max(self.wanted_mm, smallest)
        sizes = (largest, largest if self.exact else smallest)
        return largest_size(self.content, face=self.face, weight=self.weight, room_mm=self.room_mm, sizes_mm=sizes)


def text_at(
    x_mm: float, baseline_mm: float, size_mm: float, content: str, *, face: Face = "sans", weight: Weight = 400
) -> Text:
    """A line of text with its measured width."""
    return Text(
        x_mm=x_mm,
        baseline_mm=baseline_mm,
        size_mm=size_mm,
        width_mm=width_mm(content, face, weight, size_mm),
        content=content,
        face=face,
        weight=weight,
    )
