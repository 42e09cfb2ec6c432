"""Module widths: whole printer dots within the range that GS1 allows for the use of a label.
Exists because a module that is not a whole number of dots prints unreadably, and GS1 limits the width.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

import msgspec

from labels.label_errors import XDimensionIllegal

Use = Literal["healthcare", "direct_marking", "logistics", "internal"]
Family = Literal["matrix", "gs1_128", "itf_14"]

MM_PER_INCH = Fraction("25.4")
# The resolution that printer drivers raster at. A "203 dpi" head has 8 dots a millimetre (203.2): its print comes out
# 0.1 % smaller, but every module is the same number of dots; with 0.125 mm some modules would lose a dot.
SUPPORTED_DPI = (203, 300, 600)
OFF_GRID_TOLERANCE_MM = Fraction("0.001")


class Range(msgspec.Struct, frozen=True):
    """Least, target and greatest module width in mm, and the least bar height (0 for a matrix)."""

    least: Fraction
    target: Fraction
    greatest: Fraction
    bar_height_mm: float = 0.0


def _range(least: str, target: str, greatest: str, bar_height_mm: float = 0.0) -> Range:
    return Range(Fraction(least), Fraction(target), Fraction(greatest), bar_height_mm)


# GS1 General Specifications, symbol specification tables 6 (regulated healthcare, not in general distribution), 7
# (direct part marking), 5 (logistic units; ITF-14, which carries no SSCC: table 2, general distribution). Inside the
# company GS1 sets no range: ours is what our scanners read. What was compared with which release: decision 0011.
RANGES: dict[tuple[Use, Family], Range] = {
    ("healthcare", "matrix"): _range("0.254", "0.380", "0.990"),
    ("healthcare", "gs1_128"): _range("0.170", "0.495", "0.495", 12.7),
    ("healthcare", "itf_14"): _range("0.250", "0.495", "0.495", 12.7),
    ("direct_marking", "matrix"): _range("0.254", "0.300", "0.615"),
    ("logistics", "matrix"): _range("0.743", "0.743", "1.500"),
    ("logistics", "gs1_128"): _range("0.495", "0.495", "0.940", 31.75),
    ("logistics", "itf_14"): _range("0.495", "0.495", "1.016", 31.75),
    ("internal", "matrix"): _range("0.254", "0.380", "2.500"),
    ("internal", "gs1_128"): _range("0.170", "0.254", "1.016", 5.0),
    ("internal", "itf_14"): _range("0.170", "0.254", "1.016", 5.0),
}
HEALTHCARE = RANGES["healthcare", "matrix"]


class XDimension(msgspec.Struct, frozen=True):
    """A module width of `dots` whole dots on a printer of `dpi`."""

    dots: int
    dpi: int

    @property
    def exact_mm(self) -> Fraction:
        """Width in millimetres, exact."""
        return self.dots * dot_pitch_mm(self.dpi)

    @property
    def mm(self) -> float:
        """Width in millimetres."""
        return float(self.exact_mm)


def dot_pitch_mm(dpi: int) -> Fraction:
    """Distance between two printer dots in millimetres. Raises XDimensionIllegal for a head that is not supported."""
    if dpi not in SUPPORTED_DPI:
        supported = ", ".join(map(str, SUPPORTED_DPI))
        raise XDimensionIllegal(
            f"The printer resolution must be one of {supported} dpi; found {dpi}. Choose the printer's resolution.",
            f"打印机分辨率只能是 {supported} dpi 之一，现为 {dpi}。请选择打印机的实际分辨率。",
        )
    return MM_PER_INCH / dpi


def range_for(use: Use, family: Family) -> Range:
    """The widths for a use. Raises XDimensionIllegal where GS1 provides no such symbol (a linear one marked direct)."""
    found = RANGES.get((use, family))
    if found is None:
        raise XDimensionIllegal(
            "Direct marking uses GS1 DataMatrix; a linear symbol is not provided for it. Choose GS1 DataMatrix.",
            "本体直接标刻采用 GS1 DataMatrix，不适用一维条码。请改用 GS1 DataMatrix。",
        )
    return found


def legal_x_dimensions(dpi: int, allowed: Range = HEALTHCARE) -> tuple[XDimension, ...]:
    """All module widths of whole dots within the range, narrowest first."""
    pitch = dot_pitch_mm(dpi)
    first = -(-allowed.least // pitch)
    return tuple(XDimension(dots, dpi) for dots in range(int(first), int(allowed.greatest // pitch) + 1))


def nearest_x_dimension(dpi: int, wanted_mm: Fraction | None = None, allowed: Range = HEALTHCARE) -> XDimension:
    """The legal width whose ratio to the wanted one (the range's target if none) is closest to 1.

    For healthcare: 203 dpi 0.375, 300 dpi 0.423, 600 dpi 0.381.
    """
    wanted = wanted_mm or allowed.target
    return min(legal_x_dimensions(dpi, allowed), key=lambda x: max(x.exact_mm / wanted, wanted / x.exact_mm))


def in_range(mm: Fraction, dpi: int, allowed: Range) -> None:
    """Raise XDimensionIllegal, naming the nearest legal widths, if a wanted width is outside the range."""
    if allowed.least - OFF_GRID_TOLERANCE_MM <= mm <= allowed.greatest + OFF_GRID_TOLERANCE_MM:
        return
    raise _illegal(mm, dpi, allowed)


def x_dimension(mm: Fraction, dpi: int, allowed: Range = HEALTHCARE) -> XDimension:
    """The given width as whole dots. Raises XDimensionIllegal, naming the nearest legal widths, if it is none."""
    for candidate in legal_x_dimensions(dpi, allowed):
        if abs(candidate.exact_mm - mm) <= OFF_GRID_TOLERANCE_MM:
            return candidate
    raise _illegal(mm, dpi, allowed)


def _illegal(mm: Fraction, dpi: int, allowed: Range) -> XDimensionIllegal:
    legal = legal_x_dimensions(dpi, allowed)
    near = [x for x in legal if x.exact_mm < mm][-1:] + [x for x in legal if x.exact_mm > mm][:1]
    span = f"{float(allowed.least):.3f}-{float(allowed.greatest):.3f} mm"
    return XDimensionIllegal(
        f"A module of {float(mm):.3f} mm cannot be printed at {dpi} dpi: it must be whole printer dots within "
        f"{span}. Nearest: {_named(near, ', ', '{mm:.3f} mm ({dots} dots)')}.",
        f"{dpi} dpi 打印机印不出 {float(mm):.3f} mm 的模块：模块宽度须为整数个打印点，且在 {span} 之间。"
        f"最接近的是：{_named(near, '、', '{mm:.3f} mm（{dots} 点）')}。",
    )


def _named(widths: Iterable[XDimension], between: str, form: str) -> str:
    return between.join(form.format(mm=x.mm, dots=x.dots) for x in widths)
