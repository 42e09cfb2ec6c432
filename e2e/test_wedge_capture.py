"""Scans in a real browser: keys and committed text as the DevTools protocol delivers them, on a bare page.
The state machine's own rules are tested in pwa/src/scan; here is what only a browser can show.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from e2e.chromium import launch
from e2e.scanner import Scanner

PWA = Path(__file__).parent.parent / "pwa"
GS = "\x1d"
UDI = "010950600013435210LOT-7a"
START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def lab_url() -> Iterator[str]:
    """Serves the bare page from source."""
    port = free_port()
    node = Path(sys.executable).parent / "node"
    command = [str(node), "node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", str(port), "--strictPort"]
    with subprocess.Popen(command, cwd=PWA, stdout=subprocess.DEVNULL) as server:
        try:
            wait_until_open(port)
            yield f"http://127.0.0.1:{port}/wedge-lab.html"
        finally:
            server.terminate()


def wait_until_open(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"the page's server did not open port {port} within {START_SECONDS} s")


@pytest.fixture(scope="module")
def page(lab_url: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser.new_page()
        browser.close()


@pytest.fixture
def scanner(page: Page, lab_url: str) -> Scanner:
    page.goto(lab_url)
    page.wait_for_selector("body[data-ready]")
    return Scanner(page)


@pytest.mark.parametrize("focused", ["body", "button", "link", "list", "field", "area"])
def test_s10_a_scan_is_captured_with_the_focus_anywhere(scanner: Scanner, focused: str) -> None:
    if focused != "body":
        scanner.page.focus(f"#{focused}")
    scanner.scan(f"]d2{UDI}")
    assert scanner.texts() == [UDI]
    assert scanner.page.input_value("#field") == ""
    assert scanner.page.input_value("#area") == ""


def test_s10_keys_and_committed_text_are_captured_inside_an_open_dialog_and_after_it(scanner: Scanner) -> None:
    scanner.page.evaluate("dialog.showModal()")
    scanner.scan("]C1KEYS")
    scanner.commit("]C1TEXT\n")
    scanner.page.evaluate("dialog.close()")
    scanner.page.wait_for_function("document.activeElement.parentElement === document.body")
    scanner.commit("]C1AFTER\n")
    assert scanner.texts() == ["KEYS", "TEXT", "AFTER"]


def test_s10_the_sink_survives_a_dialog_that_is_taken_out_of_the_page(scanner: Scanner) -> None:
    scanner.page.evaluate("dialog.showModal()")
    scanner.page.wait_for_function("document.activeElement.closest('dialog')")
    scanner.page.evaluate("dialog.remove()")
    scanner.page.wait_for_function("document.activeElement.className === 'scan-sink'")
    scanner.commit("]C1AFTER\n")
    assert scanner.texts() == ["AFTER"]


@pytest.mark.parametrize("focused", ["button", "link"])
def test_s11_the_enter_of_a_scan_does_not_press_what_is_focused(scanner: Scanner, focused: str) -> None:
    scanner.page.keyboard.press("Tab")
    scanner.page.focus(f"#{focused}")
    scanner.scan("]C1A B C")
    assert scanner.lab("clicks") == []
    assert scanner.texts() == ["A B C"]


def test_s11_a_person_still_presses_a_focused_button_with_the_keyboard(scanner: Scanner) -> None:
    scanner.page.keyboard.press("Tab")
    scanner.page.focus("#button")
    scanner.page.keyboard.press("Enter")
    scanner.page.keyboard.press("Space")
    assert scanner.lab("clicks") == ["button", "button"]


def test_s12_the_sink_takes_text_without_raising_a_keyboard(scanner: Scanner) -> None:
    scanner.page.click("#button")
    scanner.page.wait_for_function("document.activeElement.className === 'scan-sink'")
    sink = scanner.page.evaluate(
        "(s => [s.type, s.inputMode, s.readOnly, s.disabled, getComputedStyle(s).display])(document.activeElement)",
    )
    assert sink[:4] == ["text", "none", False, False]
    assert sink[4] != "none"


def alt_code(scanner: Scanner) -> None:
    alt = {"key": "Alt", "code": "AltLeft", "windowsVirtualKeyCode": 18}
    scanner.devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "modifiers": 1, **alt})
    for digit in "029":
        scanner.key(digit, code=f"Numpad{digit}", windowsVirtualKeyCode=96 + int(digit), modifiers=1)
    scanner.devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **alt})


SEPARATORS: dict[str, Callable[[Scanner], None]] = {
    "key": lambda scanner: scanner.key(GS, GS),
    "ctrl": lambda scanner: scanner.key("]", code="BracketRight", windowsVirtualKeyCode=221, modifiers=2),
    "alt-code": alt_code,
    "text": lambda scanner: scanner.commit(GS),
    "alias": lambda scanner: scanner.key("F8", code="F8", windowsVirtualKeyCode=119),
}


@pytest.mark.parametrize("focused", ["body", "field"])
@pytest.mark.parametrize("delivery", SEPARATORS)
def test_s13_the_group_separator_is_kept(scanner: Scanner, delivery: str, focused: str) -> None:
    if focused == "field":
        scanner.page.focus("#field")
    scanner.keys("]d210AB")
    SEPARATORS[delivery](scanner)
    scanner.scan("21CD")
    assert [(scan["text"], scan["gsSeen"]) for scan in scanner.lab("scans")] == [(f"10AB{GS}21CD", [delivery])]
    assert scanner.page.input_value("#field") == ""


def test_s14_committed_text_is_captured_whole_and_per_character(scanner: Scanner) -> None:
    scanner.commit(f"]d210AB{GS}21CD\n")
    for character in "]d2SN42\n":
        scanner.commit(character)
    assert scanner.texts() == [f"10AB{GS}21CD", "SN42"]


def test_s14_the_first_character_as_key_and_the_rest_as_text_is_one_scan(scanner: Scanner) -> None:
    scanner.keys("]")
    scanner.commit("d2ABC\n")
    assert [(scan["text"], scan["delivery"]) for scan in scanner.lab("scans")] == [("ABC", "mixed")]


def test_s14_a_composing_region_is_one_scan_and_leaves_the_sink_empty(scanner: Scanner) -> None:
    scanner.compose("]d2S")
    scanner.compose("]d2SN4")
    scanner.commit("]d2SN42")
    scanner.enter()
    assert scanner.texts() == ["SN42"]
    assert scanner.page.evaluate("document.querySelector('.scan-sink').value") == ""


def test_s15_a_newline_in_committed_text_ends_the_scan_inside_a_single_line_field(scanner: Scanner) -> None:
    scanner.page.focus("#field")
    scanner.commit("]C1ABC\n")
    assert scanner.texts() == ["ABC"]
    assert scanner.page.input_value("#field") == ""


def test_s16_alt_on_every_key_does_not_hide_a_scan(scanner: Scanner) -> None:
    scanner.keys("]C1SN42", modifiers=1)
    scanner.enter(modifiers=1)
    assert [(scan["text"], scan["altOnKeys"]) for scan in scanner.lab("scans")] == [("SN42", True)]


def test_s17_a_stalled_page_neither_splits_nor_loses_a_scan(scanner: Scanner) -> None:
    now = time.time()  # noqa: TID251 - the protocol's time line is the wall clock
    scanner.keys("]d20109", timestamp=now)
    scanner.page.evaluate("{ const end = performance.now() + 1600; while (performance.now() < end); }")
    scanner.keys("5060", timestamp=now + 0.05)
    scanner.enter(timestamp=now + 0.06)
    assert scanner.texts() == ["01095060"]
    assert scanner.lab("incomplete") == []


DRAWN_MS = 200
DRAW = f"{{ const end = performance.now() + {DRAWN_MS}; while (performance.now() < end); }}"


@pytest.mark.parametrize("text", ["L-RM-BAS-01", "00012345", "]C1L-RM-BAS-01"])
def test_s19_scans_while_a_slow_device_draws_its_next_screen_keep_their_first_character(
    scanner: Scanner, text: str
) -> None:
    scanner.page.evaluate(f"button.onclick = () => setTimeout(() => requestAnimationFrame(() => {DRAW}), 5)")
    for _ in range(8):
        scanner.page.evaluate("setTimeout(() => button.click())")
        scanner.keys(text)
        scanner.enter()
    assert scanner.texts() == [text.removeprefix("]C1")] * 8
    assert max(scan["maxGapMs"] for scan in scanner.lab("scans")) > DRAWN_MS / 2
    assert (scanner.lab("incomplete"), scanner.lab("hotkeys")) == ([], [])


def test_s17_a_key_that_is_delivered_after_its_time_is_not_lost(scanner: Scanner) -> None:
    now = time.time()  # noqa: TID251 - the protocol's time line is the wall clock
    scanner.page.focus("#field")
    scanner.keys("]", timestamp=now)
    scanner.page.wait_for_function("field.value === ']'")
    scanner.keys("C1SN42", timestamp=now + 0.01)
    scanner.enter(timestamp=now + 0.02)
    assert scanner.texts() == ["SN42"]
    assert scanner.page.input_value("#field") == ""


def test_s18_a_scan_without_its_end_is_reported_and_not_processed(scanner: Scanner) -> None:
    scanner.keys("]d20109506")
    scanner.page.wait_for_function("lab.incomplete.length === 1")
    assert scanner.lab("incomplete")[0]["reason"] == "no-terminator"
    assert scanner.texts() == []


def test_s19_twenty_scans_back_to_back_arrive_in_order(scanner: Scanner) -> None:
    expected = [f"SN{1000 + number}" for number in range(20)]
    for text in expected:
        scanner.scan(f"]d1{text}")
    assert scanner.texts() == expected


def typed_into_field(scanner: Scanner, text: str, back: int) -> None:
    scanner.page.focus("#field")
    scanner.page.keyboard.type(text, delay=45)
    for _ in range(back):
        scanner.page.keyboard.press("ArrowLeft")
    scanner.page.wait_for_timeout(80)


def field(scanner: Scanner) -> list[Any]:
    state: list[Any] = scanner.page.evaluate("[field.value, field.selectionStart, field.selectionEnd]")
    return state


def test_s20_a_prefixed_scan_leaves_value_caret_and_undo_of_a_field_as_they_were(scanner: Scanner) -> None:
    typed_into_field(scanner, "hello world", back=5)
    scanner.scan("]d2ABC123")
    assert scanner.texts() == ["ABC123"]
    assert field(scanner) == ["hello world", 6, 6]
    scanner.page.keyboard.press("Control+z")
    assert field(scanner)[0] == ""
    scanner.page.keyboard.press("Control+Shift+z")
    assert field(scanner)[0] == "hello world"


def test_s20_an_unprefixed_scan_is_taken_out_of_the_field_again(scanner: Scanner) -> None:
    typed_into_field(scanner, "hello world", back=5)
    now = time.time()  # noqa: TID251 - the protocol's time line is the wall clock
    for number, character in enumerate("069012345"):
        scanner.keys(character, timestamp=now + number / 100)
    scanner.enter(timestamp=now + 0.09)
    assert scanner.texts() == ["069012345"]
    assert field(scanner) == ["hello world", 6, 6]


def test_s20_a_selection_that_an_unprefixed_scan_replaced_comes_back(scanner: Scanner) -> None:
    typed_into_field(scanner, "hello world", back=0)
    scanner.page.evaluate("field.setSelectionRange(0, 5)")
    now = time.time()  # noqa: TID251 - the protocol's time line is the wall clock
    scanner.keys("069012", timestamp=now)
    scanner.enter(timestamp=now)
    assert field(scanner) == ["hello world", 0, 5]


def test_s20_composed_text_is_taken_out_of_the_field_again(scanner: Scanner) -> None:
    typed_into_field(scanner, "abc", back=2)
    scanner.compose("]")
    scanner.compose("]d2SN42")
    scanner.enter()
    assert scanner.texts() == ["SN42"]
    assert field(scanner) == ["abc", 1, 1]


@pytest.mark.parametrize("text", ["a]b]C1 xyz]", "]d2", "x]]y"])
def test_s21_what_a_person_types_stays_as_typed(scanner: Scanner, text: str) -> None:
    scanner.page.focus("#field")
    scanner.page.keyboard.type(text, delay=90)
    scanner.page.wait_for_function(f"field.value.length === {len(text)}")
    assert scanner.page.input_value("#field") == text
    assert scanner.texts() == []


def test_s21_enter_in_a_text_area_makes_a_new_line(scanner: Scanner) -> None:
    scanner.page.focus("#area")
    scanner.page.keyboard.type("one]\ntwo", delay=70)
    assert scanner.page.input_value("#area") == "one]\ntwo"


def test_s22_keys_taken_by_a_chinese_input_method_are_recovered(scanner: Scanner) -> None:
    typed_into_field(scanner, "abc", back=0)
    for code in ("BracketRight", "KeyD", "Digit2", "KeyS", "Digit4"):
        scanner.taken(code, shift=code == "KeyS")
    scanner.compose("】d2s4")
    scanner.enter()
    assert scanner.texts() == ["S4"]
    assert field(scanner)[0] == "abc"


def test_hotkeys_reach_the_page_when_no_scan_follows(scanner: Scanner) -> None:
    scanner.keys("3")
    scanner.page.wait_for_function("lab.hotkeys.length === 1")
    scanner.key("Escape", code="Escape", windowsVirtualKeyCode=27)
    assert scanner.lab("hotkeys") == ["3", "Escape"]
