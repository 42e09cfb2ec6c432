"""What an administrator does with the records of a copied device: read each as it came, and take in what did happen."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.server import Server
from tests.builders.receipts import receipt
from tests.builders.virtual_device import VirtualDevice

ADMINISTRATOR, ADMINISTRATOR_NAME = "QH-0001", "Lin Qing"
GOODS = {"di": None, "item": "RM-FEP-01", "supplier": "S01"}
SESSION = "0190a000-0000-7000-8000-00000000000"
REASON = "The drum stands in the rack; counted with the delivery note"


@pytest.fixture(scope="module")
def copied(server: Server) -> VirtualDevice:
    """A device whose storage was copied: its own receipt is on its chain, the copy's lies beside it."""
    give_secret(server, "P0001")
    device = virtual(server, "H01", "QH-0007")
    copied = VirtualDevice(device.device, site=device.site, badge=device.badge)
    copied.key = device.key
    device.record("ReceiveLot", receipt("H01-1", **GOODS, supplier_lot="HY-1", session=SESSION + "1"))
    copied.record("ReceiveLot", receipt("H01-2", **GOODS, supplier_lot="HY-2", session=SESSION + "2"))
    push(server, device)
    (outcome,) = push(server, copied)
    assert outcome["codes"][0]["code"] == "CHAIN_FORK"
    return copied


@pytest.fixture(scope="module")
def desk(server: Server, copied: VirtualDevice) -> Iterator[Desk]:
    assert copied.lines
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open("devices")
        desk.sign_in(ADMINISTRATOR, ADMINISTRATOR_NAME)
        yield desk
        browser.close()


def look(desk: Desk, name: str) -> None:
    """Keep a picture of the page in the folder that E2E_PICTURES names, in both languages."""
    folder = os.environ.get("E2E_PICTURES")
    if folder:
        for language in ("zh", "en"):
            desk.speak(language)
            desk.page.screenshot(path=Path(folder) / f"{name}-{language}.png", full_page=True)


def test_a_record_beside_the_chain_is_read_and_taken_in_with_a_reason(
    desk: Desk, server: Server, copied: VirtualDevice
) -> None:
    desk.open(f"devices/{copied.device}")
    desk.part("Beside the chain")
    line = desk.page.locator(".branch-line")
    line.locator("summary").click()
    expect(line).to_contain_text("ReceiveLot")
    expect(line).to_contain_text("Two different histories claim to be this device.")
    look(desk, "beside")
    line.get_by_label("How it was checked").fill(REASON)
    line.get_by_role("button", name="Take in this record").click()
    expect(line.locator("[data-state=accepted]")).to_contain_text(REASON)
    expect(line).to_contain_text(f"by {ADMINISTRATOR}", timeout=30_000)
    look(desk, "beside-judged")
    assert [row["number"] for row in server.rows("SELECT number FROM row_lot ORDER BY number")] == ["H01-1", "H01-2"]
    assert desk.axe() == []


def test_the_lot_it_brought_shows_its_movements(desk: Desk) -> None:
    desk.open("lots/H01-2")
    desk.part("Movements")
    table = desk.page.get_by_role("table", name="Movements")
    expect(table).to_contain_text("Received")
    expect(table).to_contain_text("Outside stock")
    look(desk, "movements")
    assert desk.axe() == []
