"""What a person does at a handheld's steps, counted: scans, and taps that are not digits."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from playwright.sync_api import expect

from backend.items.entries import Check, Parameter, Step
from e2e.handheld import Handheld
from e2e.products import tag_of
from e2e.server import ROOT

_PRESS = """async (pad, digits) => {
  for (const digit of digits) {
    const key = [...pad.querySelectorAll("button")].find((each) => each.innerText === digit);
    key.click();
    await new Promise(requestAnimationFrame);
  }
}"""


HAND_MS = 120
WAITING = re.compile("扫描设备|哪一道工序|不可用")
"""Names of screens on which a machine is waited for."""


class Hands:
    """One person's work at one device."""

    def __init__(self, handheld: Handheld, colleague: str) -> None:
        self.handheld = handheld
        self.page = handheld.page
        self.colleague = colleague
        self.scans = 0
        self.taps = 0

    @property
    def counted(self) -> tuple[int, int]:
        return self.scans, self.taps

    @contextmanager
    def aside(self, scans: int = 0, taps: int = 0) -> Iterator[None]:
        """What a trouble takes, exactly; it does not count as the work's own."""
        before = self.scans, self.taps
        yield
        assert (self.scans - before[0], self.taps - before[1]) == (scans, taps)
        self.scans, self.taps = before

    def scan(self, text: str) -> None:
        """No hand lifts a scanner within a tenth of a second of a tap."""
        self.scans += 1
        self.page.wait_for_timeout(HAND_MS)
        self.handheld.scanner.scan(text)

    def tap(self, name: str) -> None:
        self.taps += 1
        self.page.locator("button:visible").filter(has_text=name).first.click()

    def key(self, digits: str) -> None:
        """Digits are not taps of the count; the one that ends them is."""
        self.page.locator(".u-keys:visible").evaluate(_PRESS, digits)
        self.tap("完成")

    def stopped(self, *texts: str) -> None:
        """A hard stop says this; it is acknowledged, which is no tap of the work."""
        dialog = self.page.locator("dialog[open]")
        for text in texts:
            expect(dialog).to_contain_text(text)
        dialog.locator(".u-button").last.click()
        expect(dialog).to_have_count(0)

    def asked(self, text: str | re.Pattern[str]) -> None:
        """The screen in front is named so."""
        expect(self.page.locator(".u-frame:visible h1").first).to_contain_text(text)

    def ready_at(self, text: str) -> None:
        """A screen that was only now drawn is in front, and its scan field has the keys."""
        self.asked(text)
        self.page.wait_for_function("document.activeElement !== document.body")

    def do(self, step: Step, troubles: Mapping[str, Callable[[], None]] = MappingProxyType({})) -> None:
        """Everything a step asks for, in its order. ``troubles``: what happens instead of reading a value, or before a
        component. A value read by time is not due yet; its step goes on until it is ended.
        """
        expect(self.page.locator(".u-frame:visible h1").first).not_to_contain_text(WAITING)
        for component in step.components:
            troubles.get(component.item, _nothing)()
            self.scan(tag_of(component.item))
            asks = self.page.locator(".u-frame-expects:visible").filter(has_text=f"扫描 {component.item}")
            expect(asks).to_have_count(0)
        for parameter in step.parameters:
            if parameter.sampling.kind != "minutes":
                troubles.get(parameter.code, partial(self.read, parameter))()
        for check in step.checks:
            self.look(check, two=step.two_person)
        if any(parameter.sampling.kind == "minutes" for parameter in step.parameters):
            self.asked(step.name_zh)
            self.tap("完成")

    def read(self, parameter: Parameter, value: str | None = None) -> None:
        keyed = inside(parameter) if value is None else value
        self.asked(parameter.name_zh)
        self.key(keyed)
        if parameter.second == "entered_twice":
            self.asked("再输入一次")
            self.key(keyed)
        elif parameter.second == "second_person":
            self.asked("第二人")
            self.scan(f"]C0{self.colleague}")

    def look(self, check: Check, *, two: bool) -> None:
        self.asked(check.name_zh)
        if check.kind == "photo":
            self.page.locator(".u-frame input[type=file]").first.set_input_files(ROOT / "docs/screenshot.png")
        elif check.kind == "document":
            self.page.get_by_label("文件编号").fill("QC-1")
        self.tap("合格")
        if two:
            self.asked("第二人")
            self.scan(f"]C0{self.colleague}")


def _nothing() -> None:
    """All is well."""


def inside(parameter: Parameter) -> str:
    """A value well inside the limits, with the instrument's digits."""
    limits = parameter.limits
    top = limits.action_high or limits.high
    low = Decimal(limits.action_low or limits.low or "0")
    high = low + 1 if top is None else Decimal(top)
    return f"{((low + high) / 2).quantize(Decimal(parameter.resolution)):f}"


def budget(steps: tuple[Step, ...]) -> tuple[int, int]:
    """Scans and taps that the brief of the handheld allows: a scan for each step and each component, a tap for each
    check and each value keyed; a second person is a scan more, a value keyed twice is two values.
    """
    scans = taps = 0
    for step in steps:
        second = [parameter.second for parameter in step.parameters]
        scans += 1 + len(step.components) + second.count("second_person")
        scans += len(step.checks) if step.two_person else 0
        taps += len(step.checks) + len(second) + second.count("entered_twice")
    return scans, taps
