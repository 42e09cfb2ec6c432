"""Draws a label page as a standalone SVG, at true size, from the same layout and the same letters as the print.
Letters are outlines; attributes only (no style, no script, no font), so it shows the same wherever it is opened.
"""

from html import escape

from labels.layout import Code, Mark, Page, Shape, Text, Turn, number
from labels.outlines import line
from labels.symbols import row_run_path


def svg_page(page: Page) -> str:
    """The page as an SVG document in mm; each line of text is a group of outlines that carries its text as a label."""
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
    colour = ' fill="#fff"' if text.white else ""
    # A line that is turned is set from 0,0 and then turned as a whole around its left end.
    x, y = (0.0, 0.0) if text.turn else (text.x_mm, text.baseline_mm)
    turned = f' transform="{_place(text.x_mm, text.baseline_mm, text.turn)}"' if text.turn else ""
    letters = "".join(
        f'<path transform="translate({number(x + offset * text.size_mm)} {number(y)}) '
        f'scale({unit * text.size_mm:.7f} {-unit * text.size_mm:.7f})" d="{path}"/>'
        for offset, path, unit in line(text.content, text.face, text.weight)
    )
    return f'<g aria-label="{escape(text.content)}"{colour}{turned}>{letters}</g>'


def _place(x_mm: float, y_mm: float, turn: Turn) -> str:
    return f"translate({number(x_mm)} {number(y_mm)})" + (f" rotate({turn})" if turn else "")


def shape(mark: Shape) -> str:
    """A path element in page millimetres."""
    place = f"{_place(mark.x_mm, mark.y_mm, mark.turn)} scale({number(mark.scale_mm)})"
    return f'<path transform="{place}" fill-rule="evenodd" d="{mark.path}"/>'


def code(mark: Code) -> str:
    """The symbol's dark modules as one path element; its scale keeps 8 decimals so that modules stay on dots."""
    down = mark.bar_height_mm or mark.x_dimension.mm
    place = f"{_place(mark.x_mm, mark.y_mm, mark.turn)} scale({mark.x_dimension.mm:.8f} {down:.8f})"
    return f'<path transform="{place}" shape-rendering="crispEdges" d="{row_run_path(mark.symbol)}"/>'
