"""GS1 DataMatrix as a module matrix, its width snapped to whole printer dots.
Exists because a module that is not a whole number of dots prints unreadably, and GS1 limits the width.
"""

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np
import zxingcpp

from labels.label_errors import LabelDataInvalid, XDimensionIllegal

# GS1 General Specifications, symbol specification table for regulated healthcare trade items (DataMatrix).
X_MIN_MM, X_TARGET_MM, X_MAX_MM = Fraction("0.254"), Fraction("0.380"), Fraction("0.990")
QUIET_ZONE_MODULES = 1
MM_PER_INCH = Fraction("25.4")
# The resolution that printer drivers raster at. A "203 dpi" head has 8 dots a millimetre (203.2): its print comes out
# 0.1 % smaller, but every module is the same number of dots; with 0.125 mm some modules would lose a dot.
SUPPORTED_DPI = (203, 300, 600)
# ISO/IEC 16022 ECC 200 square symbols; the position in this list, from 1, is the version.
SQUARE_SIZES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144)
OFF_GRID_TOLERANCE_MM = Fraction("0.001")


class Symbol(msgspec.Struct, frozen=True):
    """A square ECC 200 symbol: rows of modules (True is dark), without quiet zone; modules a side; version 1-24."""

    modules: tuple[tuple[bool, ...], ...]
    size: int
    version: int


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


def legal_x_dimensions(dpi: int) -> tuple[XDimension, ...]:
    """All module widths of whole dots within 0.254-0.990 mm, narrowest first."""
    pitch = dot_pitch_mm(dpi)
    first = -(-X_MIN_MM // pitch)
    return tuple(XDimension(dots, dpi) for dots in range(int(first), int(X_MAX_MM // pitch) + 1))


def nearest_x_dimension(dpi: int, wanted_mm: Fraction = X_TARGET_MM) -> XDimension:
    """The legal width whose ratio to the wanted one is closest to 1: 203 dpi 0.375, 300 dpi 0.423, 600 dpi 0.381."""
    return min(legal_x_dimensions(dpi), key=lambda x: max(x.exact_mm / wanted_mm, wanted_mm / x.exact_mm))


def x_dimension(mm: Fraction, dpi: int) -> XDimension:
    """The given width as whole dots. Raises XDimensionIllegal, naming the nearest legal widths, if it is none."""
    legal = legal_x_dimensions(dpi)
    for candidate in legal:
        if abs(candidate.exact_mm - mm) <= OFF_GRID_TOLERANCE_MM:
            return candidate
    narrower = [x for x in legal if x.exact_mm < mm][-1:]
    wider = [x for x in legal if x.exact_mm > mm][:1]
    named = ", ".join(f"{x.mm:.3f} mm ({x.dots} dots)" for x in narrower + wider)
    named_zh = "、".join(f"{x.mm:.3f} mm（{x.dots} 点）" for x in narrower + wider)
    raise XDimensionIllegal(
        f"A module of {float(mm):.3f} mm cannot be printed at {dpi} dpi: it must be whole printer dots within "
        f"0.254-0.990 mm. Nearest: {named}.",
        f"{dpi} dpi 打印机印不出 {float(mm):.3f} mm 的模块：模块宽度须为整数个打印点，且在 0.254-0.990 mm 之间。"
        f"最接近的是：{named_zh}。",
    )


def encode(elements: Sequence[tuple[str, str]], element_string: str) -> Symbol:
    """Encode (AI, value) pairs as a square ECC 200 GS1 DataMatrix (FNC1 first).

    `element_string` is what a reader must deliver (GS as U+001D, no leading FNC1); the encoder's own account of the
    symbol is compared with it. Raises LabelDataInvalid when the encoder refuses the values or encodes anything else.
    """
    bracketed = "".join(f"[{ai}]{value}" for ai, value in elements)
    try:
        # force_square keeps the encoder from DMRE sizes, which scan as ]d8 on many readers.
        barcode = zxingcpp.create_barcode(bracketed, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True)
    except ValueError as refusal:
        raise LabelDataInvalid(
            f"The values {bracketed} cannot be encoded as GS1 DataMatrix: {refusal}. Correct the value.",
            f"{bracketed} 无法编成 GS1 DataMatrix：{refusal}。请更正数据。",
        ) from refusal
    if barcode.bytes != element_string.encode("ascii") or barcode.symbology_identifier != "]d2":
        raise LabelDataInvalid(
            f"The encoder made {barcode.symbology_identifier}{barcode.bytes!r} instead of ]d2{element_string!r}. "
            "Report this as a defect.",
            f"编码结果为 {barcode.symbology_identifier}{barcode.bytes!r}，应为 ]d2{element_string!r}。请按缺陷上报。",
        )
    return _symbol(barcode.to_image(scale=1, add_quiet_zones=False))


def _symbol(image: zxingcpp.Image) -> Symbol:
    rows: list[list[bool]] = (np.asarray(image) == 0).tolist()  # one byte a module, 0 is dark
    assert len(rows) == len(rows[0]), "a square symbol was asked for"
    return Symbol(modules=tuple(tuple(row) for row in rows), size=len(rows), version=SQUARE_SIZES.index(len(rows)) + 1)


def row_run_path(symbol: Symbol) -> str:
    """SVG path data of a symbol in module units, origin top left."""
    return run_path(symbol.modules)


def run_path(modules: Sequence[Sequence[bool]]) -> str:
    """SVG path data in module units: one rectangle for each horizontal run of dark modules, origin top left."""
    parts: list[str] = []
    for y, row in enumerate(modules):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                parts.append(f"M{start} {y}h{x - start}v1h{start - x}z")
                start = None
    return "".join(parts)
