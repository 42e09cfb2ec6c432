"""Finds and starts the browser for the browser tests: the distribution's, or the one Playwright downloaded."""

import os
import shutil

from playwright.sync_api import Browser, BrowserType

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A test's browser talks to the server under test and to nobody else.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def executable() -> str | None:
    """UNITRAIL_CHROMIUM, else the first of the usual names on PATH; None leaves the choice to Playwright."""
    for name in (os.environ.get("UNITRAIL_CHROMIUM", ""), *NAMES):
        found = shutil.which(name)
        if found is not None:
            return found
    return None


def arguments() -> list[str]:
    """Command-line flags; as root chromium starts only without its sandbox."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def launch(chromium: BrowserType) -> Browser:
    """A headless browser. For a profile that outlives it use launch_persistent_context with the same two functions."""
    return chromium.launch(executable_path=executable(), args=arguments())
