"""A scanner in wedge mode: keys and committed text as the DevTools protocol delivers them to a page."""

import time
from typing import Any

from playwright.sync_api import CDPSession, Page

KEY_SECONDS = 0.002


class Scanner:
    """Types as a wedge does, on the time line it is given."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.devtools: CDPSession = page.context.new_cdp_session(page)

    def key(self, key: str, text: str | None = None, **more: Any) -> None:  # noqa: ANN401 - protocol fields
        down = {"type": "keyDown", "key": key, **({} if text is None else {"text": text}), **more}
        self.devtools.send("Input.dispatchKeyEvent", down)
        self.devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, **more})

    def keys(self, text: str, **more: Any) -> None:  # noqa: ANN401 - protocol fields
        for character in text:
            self.key(character, character, **more)

    def enter(self, **more: Any) -> None:  # noqa: ANN401 - protocol fields
        self.key("Enter", "\r", code="Enter", windowsVirtualKeyCode=13, **more)

    def scan(self, text: str) -> None:
        """Keys as quick as a scanner presses them, however long the page takes to answer each."""
        pressed = time.time()  # noqa: TID251 - the protocol's time line is the wall clock
        for number, character in enumerate(text):
            self.keys(character, timestamp=pressed + number * KEY_SECONDS)
        self.enter(timestamp=pressed + len(text) * KEY_SECONDS)

    def commit(self, text: str) -> None:
        self.devtools.send("Input.insertText", {"text": text})

    def compose(self, text: str) -> None:
        at = {"selectionStart": len(text), "selectionEnd": len(text)}
        self.devtools.send("Input.imeSetComposition", {"text": text, **at})

    def taken(self, code: str, *, shift: bool = False) -> None:
        """A key that a Chinese input method has taken: `Process`, keyCode 229."""
        event = {"key": "Process", "code": code, "windowsVirtualKeyCode": 229, "modifiers": 8 if shift else 0}
        self.devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})

    def lab(self, name: str) -> Any:  # noqa: ANN401 - what the page recorded
        return self.page.evaluate(f"lab.{name}")

    def texts(self) -> list[str]:
        return [scan["text"] for scan in self.lab("scans")]
