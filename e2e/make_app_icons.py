"""Draws public/icons/*.png from mark.svg with the test browser; run it after changing the mark."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from e2e.chromium import launch

ICONS = Path(__file__).parents[1] / "pwa" / "public" / "icons"
# A maskable icon is cut to any shape: the mark stays inside the middle 80 %, on a ground to the edges.
SHAPES = {"icon-192.png": (192, 1.0), "icon-512.png": (512, 1.0), "icon-maskable-512.png": (512, 0.72)}
GROUND = "#0b6b5d"


def page(svg: str, size: int, scale: float) -> str:
    inner = round(size * scale)
    ground = GROUND if scale < 1 else "transparent"
    style = f"margin:0;width:{size}px;height:{size}px;display:grid;place-items:center;background:{ground}"
    return f'<body style="{style}"><div style="width:{inner}px;height:{inner}px">{svg}</div></body>'


def main() -> None:
    svg = (ICONS / "mark.svg").read_text(encoding="utf8")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        for name, (size, scale) in SHAPES.items():
            tab = browser.new_page(viewport={"width": size, "height": size})
            tab.set_content(page(svg, size, scale))
            tab.screenshot(path=ICONS / name, omit_background=scale == 1)
        browser.close()


if __name__ == "__main__":
    main()
