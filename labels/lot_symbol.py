"""The right-hand column of a lot label: the DataMatrix at a module width of whole dots and its HRI below.
A symbol grows into room that its HRI takes anyway, to scan from further away, and never goes below the least X.
"""

from collections.abc import Iterator

import msgspec

from labels.label_errors import TextDoesNotFit
from labels.layout import Code, Mark, on_dots, text_at
from labels.symbols import X_TARGET_MM, Symbol, XDimension, legal_x_dimensions, nearest_x_dimension
from labels.typesetting import width_mm

HRI_SIZES_MM = (1.9, 1.75, 1.6, 1.5)  # the last is also the smallest legible on 203 dpi (12 dots)
HRI_LEADING = 1.22
QUIET_MODULES = 2  # twice the 1X that GS1 asks for
MOST_OF_TARGET = 2  # a symbol with room to spare grows to this many times the target module width


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """Where the column may lie: right edge, top and bottom, and how wide it may become; mm."""

    right_mm: float
    top_mm: float
    bottom_mm: float
    widest_mm: float
    scale: float
    dpi: int


def symbol_column(symbol: Symbol, hri: tuple[str, ...], column: Column) -> tuple[float, tuple[Mark, ...]]:
    """The column's left edge (quiet zone included) and its marks. Raises TextDoesNotFit if it cannot be placed."""
    for size_mm, x, may_widen in _choices(column):
        widest_line = max(width_mm(line, "mono", 400, size_mm) for line in hri)
        quiet = QUIET_MODULES * x.mm
        side = symbol.size * x.mm + quiet
        height = side + HRI_LEADING * size_mm * len(hri)
        width = max(side, widest_line)
        too_wide = width > column.widest_mm or (side > widest_line and not may_widen)
        if not too_wide and height <= column.bottom_mm - column.top_mm:
            left = on_dots(column.right_mm - width, column.dpi)
            return left - quiet, _marks(symbol, x, hri, size_mm, (left, on_dots(column.top_mm, column.dpi)))
    raise TextDoesNotFit(
        f"The DataMatrix of {symbol.size} x {symbol.size} modules and its text {''.join(hri)} do not fit the label. "
        "Choose a larger label.",
        f"{symbol.size} x {symbol.size} 模块的 DataMatrix 及其文字 {''.join(hri)} 放不下。请换用更大的标签。",
    )


def _choices(column: Column) -> Iterator[tuple[float, XDimension, bool]]:
    """HRI size, module width and whether the symbol may be wider than its HRI, best first.

    Widths above the GS1 target only where the HRI already takes the room; then the target; then narrower ones.
    """
    target = nearest_x_dimension(column.dpi)
    legal = tuple(reversed(legal_x_dimensions(column.dpi)))
    generous = [x for x in legal if x.dots > target.dots and x.exact_mm <= MOST_OF_TARGET * X_TARGET_MM]
    sizes = tuple(max(size * column.scale, HRI_SIZES_MM[-1]) for size in HRI_SIZES_MM)
    yield from ((sizes[0], x, False) for x in generous)
    yield from ((size, x, True) for x in legal if x.dots <= target.dots for size in sizes)


def _marks(
    symbol: Symbol, x: XDimension, hri: tuple[str, ...], size_mm: float, corner_mm: tuple[float, float]
) -> tuple[Mark, ...]:
    left, top = corner_mm
    first_baseline = top + (symbol.size + QUIET_MODULES) * x.mm + 0.8 * size_mm
    return (
        Code(x_mm=left, y_mm=top, x_dimension=x, symbol=symbol),
        *(
            text_at(left, first_baseline + at * HRI_LEADING * size_mm, size_mm, line, face="mono")
            for at, line in enumerate(hri)
        ),
    )
