"""A handheld in a browser of its own: a profile that outlives the browser, a scanner, a network that can go."""

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize, expect
from playwright.sync_api import Error as PlaywrightError

from e2e.chromium import arguments, executable
from e2e.scanner import Scanner
from e2e.server import Server

START_SECONDS = 20
SIZE: ViewportSize = {"width": 360, "height": 640}


class Handheld:
    """One device. Scans carry AIM identifiers, as the device profile demands."""

    def __init__(self, playwright: Playwright, profile: Path, url: str, flags: Sequence[str] = ()) -> None:
        self.playwright = playwright
        self.profile = profile
        self.url = url
        self.flags = flags
        self.process: subprocess.Popen[bytes] | None = None
        self.context: BrowserContext
        self.page: Page
        self.scanner: Scanner

    def start(self, *, offline: bool = False) -> None:
        """Start the browser on its profile; nothing is opened yet."""
        written = self.profile / "DevToolsActivePort"
        written.unlink(missing_ok=True)
        command = [
            executable() or self.playwright.chromium.executable_path,
            *arguments(),
            *self.flags,
            "--headless=new",
            "--remote-debugging-port=0",
            f"--user-data-dir={self.profile}",
            "about:blank",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        browser = self.playwright.chromium.connect_over_cdp(_address(written))
        self.context = browser.contexts[0]
        self.page = self.context.pages[0]
        self.page.set_viewport_size(SIZE)
        self.context.set_offline(offline)
        self.scanner = Scanner(self.page)

    def kill(self) -> None:
        """End the browser without warning, as an empty battery does."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def open(self, path: str = "/") -> None:
        self.page.goto(f"{self.url}/#{path}")
        expect(self.page.locator(".u-frame-who:visible")).to_be_visible()

    def enrol(self, address: str) -> None:
        """Enrol, and wait until the app is kept for offline starts and the first feed is in."""
        self.page.goto(address)
        self.page.locator('.u-button[data-size="primary"]').click()
        expect(self.page.locator(".u-frame-who:visible")).to_be_visible()
        self._kept_for_offline_starts()

    def _kept_for_offline_starts(self) -> None:
        """A device that was enrolled before still shows its work while the app starts anew: then it is asked again."""
        with suppress(PlaywrightError):
            self.page.evaluate("navigator.serviceWorker.ready")
            return
        expect(self.page.locator(".u-frame-who:visible")).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready")

    def wait_until_sent(self) -> None:
        expect(self.page.locator('.u-frame-queue[data-empty="true"]:visible')).to_be_visible(timeout=30_000)

    def wait_for_numbers(self, server: Server) -> None:
        """The device asks for lot numbers by itself after its first feed; they come with the answer's feed."""
        deadline = time.monotonic() + 30
        while not server.rows("SELECT * FROM row_lease"):
            assert time.monotonic() < deadline, "the device was given no lot numbers"
            time.sleep(0.2)
        self.wait_until_sent()

    def badge(self, badge: str, name: str) -> None:
        """Scan a badge, put the PIN off where it is asked for."""
        self.scanner.scan(f"]C0{badge}")
        expect(self.page.locator(".u-frame-who:visible")).to_contain_text(name)
        self.put_pin_off()

    def put_pin_off(self) -> None:
        later = self.page.locator(".app-beside:visible button")
        if later.count() > 0:
            later.first.click()

    def verdict(self) -> str:
        return self.page.locator(".u-verdict:visible").first.inner_text()

    def expect_verdict(self, text: str) -> None:
        expect(self.page.locator(".u-verdict:visible").first).to_contain_text(text)

    def unsent(self) -> int:
        """What the header counts."""
        queue = self.page.locator(".u-frame-queue:visible").first
        return 0 if queue.get_attribute("data-empty") == "true" else int(queue.locator("b").inner_text())


def _address(written: Path) -> str:
    """The browser writes its port into its profile once it listens."""
    deadline = time.monotonic() + START_SECONDS
    while not (written.is_file() and written.read_text().strip()):
        if time.monotonic() > deadline:
            message = f"the browser did not open its port within {START_SECONDS} s"
            raise RuntimeError(message)
        time.sleep(0.05)
    return f"http://127.0.0.1:{written.read_text().splitlines()[0]}"
