"""What a label page is made of, in millimetres from its top left corner; the preview and the print share it.
Marks are plain data: svg.py and pdf.py only draw them and decide nothing.
"""

import msgspec

from labels.symbols import Symbol, XDimension, dot_pitch_mm
from labels.typesetting import Face, FieldName, Weight, does_not_fit, largest_size, smallest_legible_mm, width_mm


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One line of text: left end of its baseline, type size and measured width in mm."""

    x_mm: float
    baseline_mm: float
    size_mm: float
    width_mm: float
    content: str
    face: Face = "sans"
    weight: Weight = 400


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A black area: SVG path data in its own units, filled by the even-odd rule, `scale_mm` mm a unit."""

    x_mm: float
    y_mm: float
    scale_mm: float
    path: str


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A DataMatrix: its top left dark module's corner (without quiet zone) and its module width."""

    x_mm: float
    y_mm: float
    x_dimension: XDimension
    symbol: Symbol

    @property
    def side_mm(self) -> float:
        """Printed side length without quiet zone."""
        return self.symbol.size * self.x_dimension.mm


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

    def fits(self) -> bool:
        """Whether the line fits at a legible size."""
        return bool(self._size())

    def at(self, x_mm: float, baseline_mm: float) -> Text:
        """The line at its wanted size or as large as it fits. Raises TextDoesNotFit where that is not legible."""
        size = self._size()
        if not size:
            raise does_not_fit(self.field, self.content, f"{self.room_mm:.1f} mm")
        return text_at(x_mm, baseline_mm, size, self.content, face=self.face, weight=self.weight)

    def _size(self) -> float:
        smallest = smallest_legible_mm(self.content, float(dot_pitch_mm(self.dpi)))
        sizes = (max(self.wanted_mm, smallest), smallest)
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
