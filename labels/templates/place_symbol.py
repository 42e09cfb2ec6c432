"""Places a symbol in its box: modules of whole dots, quiet zone kept, the width nearest to the wanted one that fits."""

from fractions import Fraction

from labels.label_errors import SymbolDoesNotFit
from labels.layout import Code, Mark, on_dots, rectangle
from labels.symbols import BEARER_MODULES, LINEAR, QUIET_MODULES, Kind, Symbol
from labels.templates.job import SHARES, TOLERANCE_MM, Job, left_of
from labels.templates.model import SymbolElement
from labels.templates.payload import symbol_of
from labels.x_dimension import XDimension, in_range, legal_x_dimensions, range_for

LONGEST_LINEAR_MM = 165.1  # GS1 General Specifications 5.4.4.3, quiet zones included


def place_symbol(element: SymbolElement, job: Job) -> tuple[Mark, ...]:
    """The symbol, and for ITF-14 its bearer bars. Raises a LabelError."""
    symbol = symbol_of(element, job.data)
    x = module_width(element, symbol, job)
    quiet_x, quiet_y = (modules * x.mm for modules in QUIET_MODULES[element.kind])
    bearer = BEARER_MODULES * x.mm if element.kind == "itf_14" else 0.0
    bars = element.height_mm - 2 * bearer if element.kind in LINEAR else 0.0
    left = on_dots(left_of(element, symbol.columns * x.mm + 2 * quiet_x) + quiet_x, job.dpi)
    free = 0.0 if element.kind in LINEAR else element.height_mm - symbol.rows * x.mm - 2 * quiet_y
    top = on_dots(element.y_mm + SHARES[element.valign] * free + quiet_y + bearer, job.dpi)
    code = Code(x_mm=left, y_mm=top, x_dimension=x, symbol=symbol, bar_height_mm=bars)
    if not bearer:
        return (code,)
    across = code.width_mm + 2 * quiet_x
    edges = (top - bearer, top + bars)
    return (code, *(rectangle(left - quiet_x, edge, across, bearer) for edge in edges))


def module_width(element: SymbolElement, symbol: Symbol, job: Job) -> XDimension:
    """The legal width nearest to the wanted one at which the symbol fits its box.

    Raises XDimensionIllegal where the wanted one is outside the range for the use, SymbolDoesNotFit where none fits.
    """
    allowed = range_for(job.template.use, LINEAR.get(element.kind, "matrix"))
    wanted = Fraction(element.module_um, 1000) or allowed.target
    in_range(wanted, job.dpi, allowed)
    legal = legal_x_dimensions(job.dpi, allowed)
    for x in sorted(legal, key=lambda x: max(x.exact_mm / wanted, wanted / x.exact_mm)):
        width, height = extent(element.kind, symbol, x, allowed.bar_height_mm)
        if width <= element.width_mm + TOLERANCE_MM and height <= element.height_mm + TOLERANCE_MM:
            return x
    raise _too_large(element, extent(element.kind, symbol, legal[0], allowed.bar_height_mm), job.dpi)


def extent(kind: Kind, symbol: Symbol, x: XDimension, bar_height_mm: float) -> tuple[float, float]:
    """Width and height in mm with quiet zones, at a module width; of a linear symbol with the least bar height."""
    quiet_x, quiet_y = QUIET_MODULES[kind]
    width = (symbol.columns + 2 * quiet_x) * x.mm
    if kind not in LINEAR:
        return width, (symbol.rows + 2 * quiet_y) * x.mm
    bearers = 2 * BEARER_MODULES * x.mm if kind == "itf_14" else 0.0
    return (width if width <= LONGEST_LINEAR_MM else float("inf")), bar_height_mm + bearers


def _too_large(element: SymbolElement, least: tuple[float, float], dpi: int) -> SymbolDoesNotFit:
    room = f"{element.width_mm:.1f} x {element.height_mm:.1f} mm"
    needed = f"{least[0]:.1f} x {least[1]:.1f} mm"
    return SymbolDoesNotFit(
        f"The symbol “{element.id}” needs at least {needed} for these data at {dpi} dpi (quiet zone included); its "
        f"place is {room}. Enlarge its place, or leave out an element.",
        f"条码“{element.id}”承载这些数据在 {dpi} dpi 下至少需要 {needed}（含静区），现有位置 {room}。"
        "请放大其位置，或减少数据项。",
    )
