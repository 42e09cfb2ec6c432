"""Every handheld screen can be read and worked by everybody: axe-core finds nothing, in both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.axe import violations
from e2e.handheld import Handheld
from e2e.server import RECEIVER, Server

ENGLISH = "QH-0009"
PEOPLE = {RECEIVER: "刘洋", ENGLISH: "Tom Becker"}
SCREENS = ("/", "/receive", "/move", "/lookup", "/queue", "/calibrate", "/shift", "/me")
GS = "\x1d"


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H09"))
        device.wait_for_numbers(server)
        yield device
        device.kill()


def test_the_lock_screen_is_clean(handheld: Handheld) -> None:
    assert violations(handheld.page) == []


@pytest.mark.parametrize("badge", PEOPLE)
def test_every_screen_is_clean_in_the_language_of_the_badge(handheld: Handheld, badge: str) -> None:
    handheld.open("/")
    handheld.scanner.scan(f"]C0{badge}")
    expect(handheld.page.locator(".u-frame-who:visible")).to_contain_text(PEOPLE[badge])
    assert violations(handheld.page) == [], "PIN"
    handheld.put_pin_off()
    for path in SCREENS:
        handheld.open(path)
        handheld.page.wait_for_selector(".u-verdict:visible")
        assert violations(handheld.page) == [], path


def test_a_hard_stop_is_clean_and_ends_with_its_one_button(handheld: Handheld) -> None:
    handheld.open("/receive")
    handheld.scanner.scan("]Q1PO-2611-001")
    handheld.expect_verdict("PO-2611-001")
    handheld.scanner.scan(f"]d201095212340101041726010110OLD-1{GS}")
    stop = handheld.page.locator("dialog[open]")
    expect(stop).to_be_visible()
    assert violations(handheld.page) == []
    handheld.scanner.scan(f"]d201095212340101041729022810NEW-1{GS}")
    expect(stop).to_contain_text("1")
    stop.get_by_role("button").click()
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("OLD-1")
    expect(handheld.page.locator(".u-frame-list:visible")).not_to_contain_text("NEW-1")


def test_records_that_wait_are_named_as_they_are_seen(handheld: Handheld) -> None:
    handheld.open("/receive")
    handheld.wait_until_sent()
    handheld.context.set_offline(True)
    handheld.scanner.scan(f"]d201095212340101041729022810WAIT-1{GS}")
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("WAIT-1")
    assert handheld.unsent() == 1
    assert violations(handheld.page) == []
    handheld.open("/queue")
    expect(handheld.page.locator(".u-frame-queue:visible")).to_contain_text("1")
    assert violations(handheld.page) == []
    handheld.context.set_offline(False)
