"""Trace on the handheld: a scanned lot or unit has its card, back and forward as lists, with the server and without."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.axe import violations
from e2e.handheld import SIZE, Handheld
from e2e.server import RECEIVER, Server, apart
from e2e.traced import made
from tests.builders.production import CATHETER, LOT, ROLL

SHOTS = os.environ.get("UNITRAIL_SHOTS")
SIZES = ((360, 640), (768, 1024), (1280, 800))
ENGLISH = "QH-0009"


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    apart(made(server))
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H12"))
        device.wait_for_numbers(server)
        device.badge(ENGLISH, "Tom Becker")
        yield device
        device.kill()


def test_a_scanned_lot_is_traced_forward_counts_first(handheld: Handheld) -> None:
    page = handheld.page
    handheld.open("/lookup")
    handheld.scanner.scan(f"]C0{LOT}")
    handheld.expect_verdict(LOT)
    page.get_by_role("button", name="Trace forward").click()
    expect(page.get_by_text("2 lots · 0 units · 0 containers")).to_be_visible()
    expect(page.get_by_text("Server, up to position")).to_be_visible()
    expect(page.get_by_role("list", name="Lots")).to_contain_text("B1")
    assert violations(page) == []
    shoot(handheld, "handheld-forward")


def test_a_scanned_unit_has_its_card_and_says_why_the_way_back_is_not_complete(handheld: Handheld) -> None:
    page = handheld.page
    handheld.open("/lookup")
    handheld.scanner.scan("]C0U-001")
    handheld.expect_verdict("U-001")
    page.get_by_role("button", name="Trace back").click()
    expect(page.get_by_text("Not complete")).to_be_visible()
    expect(page.get_by_role("list", name="Lots")).to_contain_text(ROLL)
    expect(page.get_by_text("Nothing is linked to U-001")).to_be_visible()
    assert violations(page) == []
    shoot(handheld, "handheld-back")


def test_a_number_that_only_the_server_knows_is_traced_too(handheld: Handheld) -> None:
    page = handheld.page
    handheld.open("/lookup")
    handheld.scanner.scan("]C0NOBODY-1")
    page.get_by_role("button", name="Trace back").click()
    expect(page.get_by_text("The server knows nothing called NOBODY-1")).to_be_visible()


def test_without_a_connection_only_what_the_device_knows_is_told(handheld: Handheld) -> None:
    page = handheld.page
    handheld.open("/lookup")
    handheld.context.set_offline(True)
    handheld.scanner.scan(f"]C0{LOT}")
    page.get_by_role("button", name="Trace forward").click()
    expect(page.get_by_text("Only what this device knows")).to_be_visible()
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()
    assert violations(page) == []
    handheld.scanner.scan("]C0U-002")
    handheld.expect_verdict("U-002")
    page.get_by_role("button", name="Trace back").click()
    expect(page.get_by_text("Only what this device knows")).to_be_visible()
    shoot(handheld, "handheld-offline")
    handheld.context.set_offline(False)


def test_the_chinese_speaker_reads_the_same(handheld: Handheld) -> None:
    page = handheld.page
    handheld.badge(RECEIVER, "刘洋")
    handheld.open("/lookup")
    handheld.scanner.scan("]C0U-001")
    page.get_by_role("button", name="向上追溯").click()
    expect(page.get_by_text("不完整")).to_be_visible()
    expect(page.get_by_text(f"物料 {CATHETER}")).to_have_count(0)
    assert violations(page) == []
    shoot(handheld, "handheld-back-zh")


def shoot(handheld: Handheld, name: str) -> None:
    """Keep what the page looks like, when somebody wants to look (UNITRAIL_SHOTS names a folder)."""
    if SHOTS is None:
        return
    for width, height in SIZES:
        handheld.page.set_viewport_size({"width": width, "height": height})
        handheld.page.wait_for_timeout(250)
        handheld.page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")
    handheld.page.set_viewport_size(SIZE)
