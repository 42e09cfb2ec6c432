"""A second renderer: the same label pages as HTML and CSS, drawn by WeasyPrint. `naive` is how one would begin."""

import functools
import importlib
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from labels.layout import Code, Page, Shape, Text, number
from labels.outlines import FILES
from labels.svg import code, shape
from labels.symbols import LINEAR
from labels.typesetting import font

FAMILIES = {"sans": "Unitrail Sans", "mono": "Unitrail Mono"}


def weasyprint_pages(pages: Sequence[Page], *, naive: bool = False) -> bytes:
    """The pages as one PDF: symbols as one path of runs, or naive: one <svg> a symbol with a <rect> a module."""
    weasyprint = importlib.import_module("weasyprint")
    stylesheet, font_config = _prepared()
    written: bytes = weasyprint.HTML(string=_html(pages, naive=naive)).write_pdf(
        stylesheets=[stylesheet], font_config=font_config
    )
    return written


@functools.cache
def _prepared() -> tuple[Any, Any]:
    font_config = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    return importlib.import_module("weasyprint").CSS(string=_css(), font_config=font_config), font_config


def _css() -> str:
    folder = Path(str(files("labels"))) / "fonts"
    faces = "".join(
        f'@font-face{{font-family:"{FAMILIES[face]}";font-weight:{weight};src:url("{(folder / name).as_uri()}")}}'
        for (face, weight), name in FILES.items()
    )
    return (
        f"{faces}@page{{margin:0}}html,body{{margin:0;color:#000}}"
        "section{position:relative;overflow:hidden;break-after:page}section:last-child{break-after:auto}"
        "section>*{position:absolute;display:block}"
        "p{margin:0;white-space:pre;font-variant-ligatures:none;font-kerning:none}"
    )


def _html(pages: Sequence[Page], *, naive: bool) -> str:
    width, height = (f"{number(side)}mm" for side in (pages[0].width_mm, pages[0].height_mm))
    style = f"@page{{size:{width} {height}}}section{{width:{width};height:{height}}}"
    body = "".join(f"<section>{_drawn(page, naive=naive)}{_texts(page)}</section>" for page in pages)
    return f"<!doctype html><html><head><style>{style}</style></head><body>{body}</body></html>"


def _drawn(page: Page, *, naive: bool) -> str:
    inside = "".join(shape(mark) for mark in page.marks if isinstance(mark, Shape))
    symbols = [mark for mark in page.marks if isinstance(mark, Code)]
    width, height = number(page.width_mm), number(page.height_mm)
    place = f"left:0;top:0;width:{width}mm;height:{height}mm"
    runs = "" if naive else "".join(map(code, symbols))
    modules = "".join(map(_modules, symbols)) if naive else ""
    return f'<svg style="{place}" viewBox="0 0 {width} {height}">{inside}{runs}</svg>{modules}'


def _modules(mark: Code) -> str:
    tall = mark.bar_height_mm / mark.x_dimension.mm if mark.symbol.kind in LINEAR else 1
    rects = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="{tall}"/>'
        for y, row in enumerate(mark.symbol.modules)
        for x, dark in enumerate(row)
        if dark
    )
    place = f"left:{mark.x_mm:.6f}mm;top:{mark.y_mm:.6f}mm;width:{mark.width_mm:.6f}mm;height:{mark.height_mm:.6f}mm"
    return f'<svg style="{place}" viewBox="0 0 {mark.symbol.columns} {mark.symbol.rows * tall}">{rects}</svg>'


def _texts(page: Page) -> str:
    return "".join(_text(mark) for mark in page.marks if isinstance(mark, Text))


def _text(text: Text) -> str:
    metrics = font(text.face, text.weight)
    # With line-height equal to the font's own extent the baseline lies exactly one ascent below the top.
    extent = (metrics.ascent + metrics.descent) / 1000
    top = text.baseline_mm - metrics.ascent / 1000 * text.size_mm
    colour = ";color:#fff" if text.white else ""
    return (
        f'<p style="left:{number(text.x_mm)}mm;top:{number(top)}mm;'
        f"font:{text.weight} {number(text.size_mm)}mm/{number(extent)} '{FAMILIES[text.face]}'{colour}\">"
        f"{escape(text.content)}</p>"
    )
