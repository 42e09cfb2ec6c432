"""Draws label pages as one PDF, a page a label, through WeasyPrint with bundled fonts and no access to anything else.
WeasyPrint is imported on first use: the server starts without its system libraries and says what to install.
"""

import atexit
import functools
import importlib
import threading
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from types import ModuleType
from typing import Any

from labels.label_errors import LabelPrinterMissing
from labels.layout import Page, Shape, Text, number
from labels.svg import code, shape
from labels.typesetting import font

DEBIAN_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FONT_FAMILIES = {"sans": "Unitrail Sans", "mono": "Unitrail Mono"}
FONT_FILES = {
    "noto-sans-sc-400.woff": ("sans", 400),
    "noto-sans-sc-700.woff": ("sans", 700),
    "noto-sans-mono-400.woff": ("mono", 400),
    "noto-sans-mono-700.woff": ("mono", 700),
}
FONT_SCHEME = "unitrail-font:"  # the only addresses a label page may name besides data:

# Pango's font maps are not made for several threads, so one label run draws at a time.
_drawing = threading.Lock()


def pdf_pages(pages: Sequence[Page]) -> bytes:
    """The pages as one PDF; each page box is the label's own size, without margin.

    Raises LabelPrinterMissing when WeasyPrint's system libraries are absent.
    """
    weasyprint = _weasyprint()
    with _drawing:
        fetcher, stylesheet, font_config = _prepared()
        document = weasyprint.HTML(string=_html(pages), url_fetcher=fetcher)
        written: bytes = document.write_pdf(stylesheets=[stylesheet], font_config=font_config)
    return written


def _weasyprint() -> ModuleType:
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError) as missing:
        raise LabelPrinterMissing(
            f"Labels cannot be printed: a system library of WeasyPrint is missing ({missing}). "
            f"On Debian or Ubuntu: apt-get install {DEBIAN_PACKAGES}",
            f"无法打印标签：缺少 WeasyPrint 所需的系统库（{missing}）。"
            f"Debian 或 Ubuntu 上执行：apt-get install {DEBIAN_PACKAGES}",
        ) from missing


@functools.cache
def _prepared() -> tuple[Any, Any, Any]:
    """Fetcher, style sheet and font configuration, made once: loading the fonts is the slow part."""
    weasyprint = _weasyprint()
    font_configuration = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    # WeasyPrint removes its font files when the configuration goes, which must be before the interpreter does.
    atexit.register(_prepared.cache_clear)
    fetcher = closed_fetcher()
    stylesheet = weasyprint.CSS(string=_css(), url_fetcher=fetcher, font_config=font_configuration)
    return fetcher, stylesheet, font_configuration


def closed_fetcher() -> Any:  # noqa: ANN401 - WeasyPrint is untyped and imported late
    """A WeasyPrint URL fetcher that serves the bundled fonts and data: addresses and stops the run at anything else."""
    urls = importlib.import_module("weasyprint.urls")

    class ClosedFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Deny by default: a label page never reads the network or the disk."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = url.removeprefix(FONT_SCHEME)
            if url.startswith(FONT_SCHEME) and name in FONT_FILES:
                content = files("labels").joinpath("fonts", name).read_bytes()
                return urls.URLFetcherResponse(url, content, {"Content-Type": "font/woff"})
            raise urls.FatalURLFetchingError(f"A label page may not fetch {url}")

    return ClosedFetcher(allowed_protocols={"data"})


def _css() -> str:
    faces = "".join(
        f'@font-face{{font-family:"{FONT_FAMILIES[face]}";font-weight:{weight};src:url("{FONT_SCHEME}{name}")}}'
        for name, (face, weight) in FONT_FILES.items()
    )
    return (
        f"{faces}@page{{margin:0}}html,body{{margin:0;color:#000}}"
        "section{position:relative;overflow:hidden;break-after:page}section:last-child{break-after:auto}"
        "section>*{position:absolute;display:block}"
        "p{margin:0;white-space:pre;font-variant-ligatures:none;font-kerning:none}"
    )


def _html(pages: Sequence[Page]) -> str:
    sizes = sorted({(page.width_mm, page.height_mm) for page in pages})
    styles = "".join(
        f"@page size{at}{{size:{number(width)}mm {number(height)}mm}}"
        f".size{at}{{page:size{at};width:{number(width)}mm;height:{number(height)}mm}}"
        for at, (width, height) in enumerate(sizes)
    )
    body = "".join(_section(page, sizes.index((page.width_mm, page.height_mm))) for page in pages)
    title = escape(" · ".join(dict.fromkeys(page.title for page in pages)))
    return f"<!doctype html><html><head><title>{title}</title><style>{styles}</style></head><body>{body}</body></html>"


def _section(page: Page, size_at: int) -> str:
    texts = "".join(_text(mark) for mark in page.marks if isinstance(mark, Text))
    return f'<section class="size{size_at}">{_drawn(page)}{texts}</section>'


def _drawn(page: Page) -> str:
    """Shapes and symbols as one drawing over the whole page, in millimetres."""
    inside = "".join(
        shape(mark) if isinstance(mark, Shape) else code(mark) for mark in page.marks if not isinstance(mark, Text)
    )
    width, height = number(page.width_mm), number(page.height_mm)
    place = f"left:0;top:0;width:{width}mm;height:{height}mm"
    return f'<svg style="{place}" viewBox="0 0 {width} {height}">{inside}</svg>'


def _text(text: Text) -> str:
    metrics = font(text.face, text.weight)
    # With line-height equal to the font's own extent the baseline lies exactly one ascent below the top.
    extent = (metrics.ascent + metrics.descent) / 1000
    top = text.baseline_mm - metrics.ascent / 1000 * text.size_mm
    colour = ";color:#fff" if text.white else ""
    return (
        f'<p style="left:{number(text.x_mm)}mm;top:{number(top)}mm;'
        f"font:{text.weight} {number(text.size_mm)}mm/{number(extent)} '{FONT_FAMILIES[text.face]}'{colour}\">"
        f"{escape(text.content)}</p>"
    )
