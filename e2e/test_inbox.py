"""The exceptions inbox at the desk: another person resolves, the author cannot, a late decision is told so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, sign_in_on, virtual
from e2e.server import Server
from tests.builders.receipts import receipt
from tests.builders.virtual_device import VirtualDevice

AUTHOR, AUTHOR_NAME = "QH-0024", "Jiang Bo"
RESOLVER, RESOLVER_NAME = "QH-0005", "Anna Weber"
GOODS = {"di": None, "item": "RM-PP-01", "supplier": "S02", "supplier_lot": "DH-9"}
SESSION = "0190a000-0000-7000-8000-00000000000"
REASON = "Both pallets stand on the rack, counted with the supplier's note"


@pytest.fixture(scope="module")
def twice(server: Server) -> VirtualDevice:
    """The same delivery received on two devices; the second, by a supervisor, is in doubt."""
    for person in ("P0004", "P0005", "P0024"):
        give_secret(server, person)
    first, second = virtual(server, "H01", "QH-0007"), virtual(server, "H02", AUTHOR)
    for device, lot, session in ((first, "H01-1", SESSION + "1"), (second, "H02-1", SESSION + "2")):
        device.record("ReceiveLot", receipt(lot, **GOODS, session=session))
        push(server, device)
    return second


@pytest.fixture(scope="module")
def desk(server: Server, twice: VirtualDevice) -> Iterator[Desk]:
    assert twice.badge == AUTHOR
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        yield desk
        browser.close()


def item(server: Server, code: str, twice: VirtualDevice) -> dict[str, str]:
    """The exception of that code about the doubtful receipt's entry."""
    query = "SELECT * FROM row_exception WHERE code = $1 AND device = $2 AND seq = 1"
    (row,) = server.rows(query, code, twice.device)
    return row


def form(desk: Desk, title: str) -> Locator:
    return desk.page.locator("form.u-decision", has=desk.page.get_by_role("heading", name=title, exact=True))


def decide(desk: Desk, title: str, answer: str) -> None:
    asked = form(desk, title)
    asked.get_by_text(answer).click()
    asked.get_by_label("Reason").fill(REASON)
    asked.get_by_role("button", name="Resolve").click()


def test_the_author_sees_why_another_person_has_to_resolve(desk: Desk, server: Server, twice: VirtualDevice) -> None:
    desk.open("exceptions")
    desk.sign_in(AUTHOR, AUTHOR_NAME)
    found = item(server, "POSSIBLE_DUPLICATE_RECEIPT", twice)
    desk.open(f"exceptions/{found['id']}")
    for title in ("The doubtful receipt", "Decide"):
        expect(form(desk, title)).to_contain_text("You made this record, so another person with the role resolves it.")
        expect(form(desk, title).get_by_role("button", name="Resolve")).to_be_disabled()


def test_another_person_voids_the_receipt_and_resolves_the_exception(
    desk: Desk, server: Server, twice: VirtualDevice
) -> None:
    desk.open("exceptions")
    desk.sign_in(RESOLVER, RESOLVER_NAME)
    found = item(server, "POSSIBLE_DUPLICATE_RECEIPT", twice)
    desk.open(f"exceptions/{found['id']}")
    decide(desk, "The doubtful receipt", "The same goods twice")
    expect(desk.page.locator("[data-state=accepted]")).to_contain_text("The same goods twice")
    (voided,) = [row for row in server.receipts() if row["lot"] == "H02-1"]
    assert voided["status"] == "voided"
    decide(desk, "Decide", "Noted")
    expect(desk.page.locator(".u-record-chips")).to_contain_text("Resolved")
    after = item(server, "POSSIBLE_DUPLICATE_RECEIPT", twice)
    assert (after["status"], after["resolved_by"], after["resolve_reason"]) == ("resolved", RESOLVER, REASON)


def test_a_decision_is_shown_as_sent_until_the_outcome_and_a_refusal_says_why(
    desk: Desk, server: Server, twice: VirtualDevice
) -> None:
    desk.open("exceptions")
    desk.sign_in(RESOLVER, RESOLVER_NAME)
    found = item(server, "CERTIFICATE_MISSING", twice)
    desk.open(f"exceptions/{found['id']}")
    form(desk, "Decide").wait_for()
    desk.context.set_offline(True)
    decide(desk, "Decide", "Noted")
    expect(desk.page.locator("[data-state=on_device]")).to_contain_text("Not sent yet")
    expect(form(desk, "Decide").get_by_role("button", name="Resolve")).to_be_disabled()

    faster = virtual(server, "H03", "QH-0004")
    sign_in_on(server, faster, "QH-0004")
    faster.record("ResolveException", {"exception": found["id"], "resolution": "confirmed"}, reason="Papers found")
    assert push(server, faster)[0]["outcome"] == "accepted"

    desk.context.set_offline(False)
    refused = desk.page.locator("[data-state=refused]")
    expect(refused).to_contain_text("This item was resolved already.", timeout=30_000)
    expect(desk.page.locator(".u-record-chips")).to_contain_text("Resolved")
    assert item(server, "CERTIFICATE_MISSING", twice)["resolved_by"] == "QH-0004"


def test_the_entry_is_shown_as_it_was_sent_with_what_the_device_had_seen(
    desk: Desk, server: Server, twice: VirtualDevice
) -> None:
    desk.open("exceptions")
    desk.sign_in(RESOLVER, RESOLVER_NAME)
    found = item(server, "CERTIFICATE_MISSING", twice)
    desk.open(f"exceptions/{found['id']}")
    desk.part("The entry")
    panel = desk.page.get_by_role("tabpanel")
    expect(panel).to_contain_text("ReceiveLot v1")
    expect(panel).to_contain_text("The device had seen the log up to")
    expect(panel.locator("pre")).to_contain_text('"supplier_lot": "DH-9"')
