"""Draws label pages as one PDF, a page a label, from the marks that svg.py draws: no HTML, no CSS, nothing to fetch.
Areas and symbols are filled paths, texts are letters of the bundled fonts cut down to what the run uses.
"""

import functools
import io
from collections.abc import Sequence

import pydyf
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from labels.layout import Code, Page, Shape, Text, Turn, number
from labels.pdf_font import CutFont, add_font, cut_font
from labels.symbols import Symbol, runs
from labels.typesetting import Face, Weight

POINTS_PER_MM = 72 / 25.4
COSINES: dict[Turn, tuple[int, int]] = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Cosine and sine of a turn; the page's y goes down, the PDF's up."""

Fonts = dict[tuple[Face, Weight], CutFont]


def pdf_pages(pages: Sequence[Page]) -> bytes:
    """The pages as one PDF; each page box is the label's own size, without margin. Equal pages give equal bytes."""
    pdf = pydyf.PDF()
    fonts = _fonts(pages)
    named = {_name(face, weight): add_font(pdf, cut).reference for (face, weight), cut in fonts.items()}
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary(named)})
    pdf.add_object(resources)
    for page in pages:
        drawing = pydyf.Stream([_drawing(page, fonts)], compress=True)
        pdf.add_object(drawing)
        size = pydyf.Array([0, 0, *(f"{side * POINTS_PER_MM:.5f}" for side in (page.width_mm, page.height_mm))])
        box = {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": size}
        pdf.add_page(pydyf.Dictionary({**box, "Resources": resources.reference, "Contents": drawing.reference}))
    pdf.info["Title"] = pydyf.String(" · ".join(dict.fromkeys(page.title for page in pages)))
    # A print dialogue must not fit a label to the paper: its modules would leave the dots.
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"PrintScaling": "/None", "DisplayDocTitle": "true"})
    written = io.BytesIO()
    pdf.write(written)
    return written.getvalue()


def _fonts(pages: Sequence[Page]) -> Fonts:
    used: dict[tuple[Face, Weight], set[str]] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Text):
                used.setdefault((mark.face, mark.weight), set()).update(mark.content)
    return {(face, weight): cut_font(face, weight, characters) for (face, weight), characters in used.items()}


def _name(face: Face, weight: Weight) -> str:
    return f"{face}{weight}"


def _drawing(page: Page, fonts: Fonts) -> str:
    """The page's content in millimetres, y upwards from its lower edge."""
    drawn = [f"{POINTS_PER_MM:.8f} 0 0 {POINTS_PER_MM:.8f} 0 0 cm"]
    for mark in page.marks:
        match mark:
            case Text():
                drawn.append(_text(mark, page.height_mm, fonts[mark.face, mark.weight]))
            case Shape():
                drawn.append(_placed(mark, page.height_mm, (mark.scale_mm, mark.scale_mm), _area(mark.path)))
            case Code():
                scale = (mark.x_dimension.mm, mark.bar_height_mm or mark.x_dimension.mm)
                drawn.append(_placed(mark, page.height_mm, scale, _modules(mark.symbol)))
    return "\n".join(drawn)


def _text(text: Text, height_mm: float, cut: CutFont) -> str:
    colour = "1 g " if text.white else "0 g "
    cos, sin = COSINES[text.turn]
    place = f"{cos} {-sin} {sin} {cos} {number(text.x_mm)} {number(height_mm - text.baseline_mm)} Tm"
    return (
        f"{colour}BT /{_name(text.face, text.weight)} {number(text.size_mm)} Tf {place} "
        f"<{cut.written(text.content)}> Tj ET 0 g"
    )


def _placed(mark: Shape | Code, height_mm: float, scale: tuple[float, float], path: str) -> str:
    """A path in its own units, y downwards from the mark's upper left corner; 8 decimals keep modules on dots."""
    cos, sin = COSINES[mark.turn]
    across, down = (scale[0] * cos, -scale[0] * sin), (-scale[1] * sin, -scale[1] * cos)
    linear = " ".join(f"{each:.8f}" if each else "0" for each in (*across, *down))
    matrix = f"{linear} {mark.x_mm:.6f} {height_mm - mark.y_mm:.6f}"
    return f"q {matrix} cm {path} f* Q"


class _PathPen(BasePen):  # type: ignore[misc]  # fontTools is untyped
    """Collects an outline as PDF path operators."""

    def __init__(self) -> None:
        super().__init__(None)
        self.drawn: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.drawn.append(f"{number(pt[0])} {number(pt[1])} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.drawn.append(f"{number(pt[0])} {number(pt[1])} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.drawn.append(" ".join(f"{number(x)} {number(y)}" for x, y in points) + " c")

    def _closePath(self) -> None:  # noqa: N802 - fontTools' name
        self.drawn.append("h")


@functools.lru_cache(maxsize=2_000)
def _area(path: str) -> str:
    """SVG path data as PDF path operators, in the same units."""
    pen = _PathPen()
    parse_path(path, pen)
    return " ".join(pen.drawn)


def _modules(symbol: Symbol) -> str:
    """One rectangle for each horizontal run of dark modules, in module units, origin top left."""
    return " ".join(f"{start} {row} {length} 1 re" for row, start, length in runs(symbol.modules))
