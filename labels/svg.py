"""Draws a label page as a standalone SVG: the preview on the desk, at true size, from the same layout as the print.
Presentation attributes only (no style, no script), so that it also shows under a strict content security policy.
"""

from html import escape

from labels.layout import Code, Mark, Page, Shape, Text, number
from labels.symbols import row_run_path

FONT_FAMILIES = {"sans": "Noto Sans SC, Noto Sans CJK SC, sans-serif", "mono": "Noto Sans Mono, monospace"}


def svg_page(page: Page) -> str:
    """The page as an SVG document in mm. Each text carries its measured length, so a browser without the print
    fonts still shows every line at its printed width.
    """
    size = f'width="{number(page.width_mm)}mm" height="{number(page.height_mm)}mm"'
    box = f'viewBox="0 0 {number(page.width_mm)} {number(page.height_mm)}"'
    ground = f'<rect width="{number(page.width_mm)}" height="{number(page.height_mm)}" fill="#fff"/>'
    drawn = "".join(_mark(mark) for mark in page.marks)
    title = f"<title>{escape(page.title)}</title>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">{title}{ground}{drawn}</svg>'


def _mark(mark: Mark) -> str:
    match mark:
        case Text():
            return _text(mark)
        case Shape():
            return shape(mark)
        case Code():
            return code(mark)


def _text(text: Text) -> str:
    return (
        f'<text x="{number(text.x_mm)}" y="{number(text.baseline_mm)}" font-size="{number(text.size_mm)}" '
        f'font-family="{FONT_FAMILIES[text.face]}" font-weight="{text.weight}" '
        f'textLength="{number(text.width_mm)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">'
        f"{escape(text.content)}</text>"
    )


def shape(mark: Shape) -> str:
    """A path element in page millimetres."""
    place = f"translate({number(mark.x_mm)} {number(mark.y_mm)}) scale({number(mark.scale_mm)})"
    return f'<path transform="{place}" fill-rule="evenodd" d="{mark.path}"/>'


def code(mark: Code) -> str:
    """The symbol's dark modules as one path element; its scale keeps 8 decimals so that modules stay on dots."""
    place = f"translate({number(mark.x_mm)} {number(mark.y_mm)}) scale({mark.x_dimension.mm:.8f})"
    return f'<path transform="{place}" shape-rendering="crispEdges" d="{row_run_path(mark.symbol)}"/>'
