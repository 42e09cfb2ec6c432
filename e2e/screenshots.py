"""Captures every handheld screen at three sizes in both languages, for looking at.

Usage: python e2e/screenshots.py FOLDER URL, where URL is an enrolment address that a running `unitrail demo` printed.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, ViewportSize, sync_playwright

from e2e.chromium import arguments, executable
from e2e.scanner import Scanner

SIZES: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 640},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
LANGUAGES = {"zh": "QH-0008", "en": "QH-0009"}
GTIN = "09521234010104"
GS = "\x1d"
SETTLE_MS = 400
FEED_MS = 4000


class Camera:
    """Takes one screen at every size."""

    def __init__(self, page: Page, folder: Path, language: str) -> None:
        self.page = page
        self.folder = folder
        self.language = language

    def take(self, name: str) -> None:
        for size in SIZES:
            self.page.set_viewport_size(size)
            self.page.wait_for_timeout(SETTLE_MS)
            self.page.screenshot(path=self.folder / f"{name}-{self.language}-{size['width']}.png")
        self.page.set_viewport_size(SIZES[0])


def primary(page: Page) -> None:
    page.locator('.u-button[data-size="primary"]:visible').first.click()


def go(page: Page, path: str) -> None:
    page.evaluate(f"location.hash = '{path}'")
    page.wait_for_timeout(SETTLE_MS)


def acknowledge(page: Page) -> None:
    page.locator("dialog[open] button").last.click()


def receive(page: Page, scanner: Scanner, camera: Camera) -> None:
    go(page, "/receive")
    camera.take("receive-empty")
    scanner.scan("]Q1PO-2611-001")
    camera.take("receive-order")
    scanner.scan(f"]d201{GTIN}1729022810HY{camera.language}1{GS}")
    page.wait_for_timeout(SETTLE_MS)
    camera.take("receive-carton")
    page.locator(".u-frame-list:visible button.u-row").first.click()
    camera.take("receipt-sheet")
    page.keyboard.press("Escape")
    scanner.scan(f"]d201{GTIN}1726010110HY{camera.language}OLD{GS}")
    page.wait_for_timeout(SETTLE_MS)
    camera.take("receive-stop")
    acknowledge(page)
    page.wait_for_timeout(SETTLE_MS)
    camera.take("receive-after-stop")
    scanner.scan(f"]d201{GTIN}10HY{camera.language}2{GS}")
    camera.take("receive-expiry")
    page.get_by_role("button", name="3", exact=True).click()
    go(page, "/receive")
    page.locator(".app-row:visible button").last.click()
    scanner.scan("]C0SOMETHING")
    camera.take("receive-item")
    page.locator(".app-row:visible button").last.click()
    scanner.scan("]C0RM-BAS-01")
    camera.take("receive-lot")
    scanner.scan("]C0B-77")
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".app-row:visible button").first.click()
    camera.take("receive-quantity")
    page.locator(".app-row:visible button").last.click()
    primary(page)
    camera.take("receive-summary")


def move_and_look_up(page: Page, scanner: Scanner, camera: Camera) -> None:
    lot = page.evaluate("document.body.innerText.match(/SZ-\\d\\d-\\d{6}/)?.[0] ?? ''") or first_lot(page)
    go(page, "/move")
    camera.take("move-empty")
    scanner.scan(f"]C0{lot}")
    camera.take("move-lot")
    scanner.scan("]Q1LOC:SZ/REL-A01")
    page.wait_for_timeout(SETTLE_MS)
    camera.take("move-stop")
    acknowledge(page)
    camera.take("move-refused")
    scanner.scan("]Q1LOC:SZ/QUAR-02")
    page.wait_for_timeout(SETTLE_MS)
    camera.take("move-done")
    go(page, "/lookup")
    camera.take("lookup-empty")
    scanner.scan(f"]C0{lot}")
    camera.take("lookup-lot")
    primary(page)
    camera.take("hold-sheet")
    page.keyboard.press("Escape")
    scanner.scan(f"]d201{GTIN}1729022810UNSEEN{GS}")
    camera.take("lookup-label")


def first_lot(page: Page) -> str:
    """A lot number from the queue screen."""
    go(page, "/queue")
    page.wait_for_timeout(SETTLE_MS)
    found = page.evaluate("document.body.innerText.match(/SZ-\\d\\d-\\d{6}/)?.[0] ?? ''")
    return str(found)


def walk(page: Page, scanner: Scanner, camera: Camera, badge: str) -> None:
    camera.take("lock")
    scanner.scan(f"]C0{badge}")
    page.wait_for_timeout(SETTLE_MS)
    camera.take("pin")
    for digit in "246810":
        page.get_by_role("button", name=digit, exact=True).first.click()
    page.locator('.u-pin .u-button[data-size="action"]').click()
    page.wait_for_timeout(2000)
    camera.take("shift")
    go(page, "/")
    camera.take("home")
    scanner.scan("]C0NOBODY-KNOWS-THIS")
    camera.take("home-unknown")
    receive(page, scanner, camera)
    move_and_look_up(page, scanner, camera)
    steps: tuple[tuple[str, str], ...] = (("queue", "/queue"), ("calibrate", "/calibrate"), ("me", "/me"))
    for name, path in steps:
        go(page, path)
        camera.take(name)
    primary(page)
    page.wait_for_timeout(SETTLE_MS)


def main(folder: Path, address: str, tell: Callable[[str], None] = print) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=executable(), args=arguments(), viewport=SIZES[0], locale="zh-CN"
        )
        page = context.pages[0]
        page.on("pageerror", lambda error: tell(f"error in the page: {error}"))
        page.goto(address)
        Camera(page, folder, "zh").take("enrol")
        primary(page)
        page.wait_for_timeout(FEED_MS)
        scanner = Scanner(page)
        for language, badge in LANGUAGES.items():
            walk(page, scanner, Camera(page, folder, language), badge)
        context.close()
    tell(f"screens in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
