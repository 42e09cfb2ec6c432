"""Two people on one handheld: a badge switches in place, the open delivery asks, and the queue is nobody's to lose."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.handheld import Handheld
from e2e.server import OTHER_RECEIVER, RECEIVER, Server

GTIN = "09521234010203"
GS = "\x1d"


def label(lot: str) -> str:
    return f"]d201{GTIN}1729022810{lot}{GS}"


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H08"))
        device.wait_for_numbers(server)
        yield device
        device.kill()


def test_a_badge_switch_and_a_server_restart_lose_no_record_and_change_no_author(
    handheld: Handheld, server: Server
) -> None:
    handheld.badge(RECEIVER, "刘洋")
    server.stop()
    handheld.scanner.scan("]Q1PO-2611-001")
    handheld.scanner.scan(label("BAS-1"))
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("BAS-1")

    handheld.badge(OTHER_RECEIVER, "周岚")
    assert handheld.unsent() == 1
    handheld.page.get_by_role("button", name="由周岚继续").click()
    handheld.scanner.scan(label("BAS-2"))
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("BAS-2")
    assert handheld.unsent() == 2

    server.start()
    handheld.open("/queue")
    handheld.page.locator('.u-button[data-size="primary"]:visible').click()
    handheld.wait_until_sent()
    received = {row["supplier_lot"]: (row["by"], row["status"]) for row in server.receipts()}
    assert received == {"BAS-1": (RECEIVER, "posted"), "BAS-2": (OTHER_RECEIVER, "posted")}


def test_a_badge_that_this_device_does_not_know_may_record_and_is_told_so(handheld: Handheld, server: Server) -> None:
    handheld.open("/")
    handheld.scanner.scan("]C0QH-0999")
    expect(handheld.page.locator(".u-frame-who:visible")).to_contain_text("QH-0999")
    handheld.expect_verdict("QH-0999")
    handheld.open("/receive")
    handheld.page.get_by_role("button", name="由QH-0999继续").click()
    handheld.scanner.scan(label("BAS-3"))
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("BAS-3")
    handheld.wait_until_sent()
    assert [row["by"] for row in server.receipts() if row["supplier_lot"] == "BAS-3"] == ["QH-0999"]
