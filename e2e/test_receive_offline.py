"""Receiving without a network: three lots by wedge, a reload and a killed browser, then each once on the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.handheld import Handheld
from e2e.server import RECEIVER, Server

ORDER = "PO-2611-001"
GTIN = "09521234010104"
LOTS = ("HY2611A", "HY2611B", "HY2611C")
GS = "\x1d"
BAG = "25 kg"


def label(lot: str) -> str:
    """A GS1 DataMatrix as scanned: GTIN, expiry 2029-02-28, lot; a separator shows that the scanner sends them."""
    return f"]d201{GTIN}1729022810{lot}{GS}"


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H07"))
        device.wait_for_numbers(server)
        yield device
        if device.process is not None:
            device.kill()


def test_three_lots_received_offline_survive_reload_and_kill_and_arrive_once(
    handheld: Handheld, server: Server, tmp_path: Path
) -> None:
    handheld.badge(RECEIVER, "刘洋")
    handheld.context.set_offline(True)
    handheld.scanner.scan(f"]Q1{ORDER}")
    handheld.expect_verdict(ORDER)
    for count, lot in enumerate(LOTS, 1):
        handheld.scanner.scan(label(lot))
        handheld.expect_verdict(BAG)
        expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text(lot)
        assert handheld.unsent() == count, handheld.verdict()
    assert server.receipts() == []

    handheld.page.reload()
    expect(handheld.page.locator(".u-frame-queue:visible")).to_contain_text("3")
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text(LOTS[0])

    handheld.kill()
    handheld.start(offline=True)
    handheld.open("/queue")
    handheld.badge(RECEIVER, "刘洋")
    assert handheld.unsent() == len(LOTS)
    expect(handheld.page.locator(".u-frame-list:visible .u-row")).to_have_count(len(LOTS) + 1)

    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    received = server.receipts()
    assert [row["supplier_lot"] for row in received] == list(LOTS)
    assert len({row["lot"] for row in received}) == len(LOTS)
    assert {row["by"] for row in received} == {RECEIVER}
    assert {(row["quantity"], row["unit"], row["status"]) for row in received} == {("25", "kg", "posted")}
