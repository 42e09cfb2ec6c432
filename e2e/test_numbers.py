"""Numbers and identity at the desk: what is allocated, taken and voided, how it is made, what a device is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from backend.devices.entries import RevokeDevice
from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.server import Server

POOL = "serial:09521234000105"
SHOTS = os.environ.get("UNITRAIL_SHOTS")


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0005")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.page.on("dialog", lambda dialog: dialog.accept())  # what a refused form holds may be left
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open("numbers")
        desk.sign_in("QH-0005", "Anna Weber")
        yield desk
        browser.close()


def test_the_gtins_of_unit_box_and_carton_are_allocated_in_one_form(desk: Desk) -> None:
    desk.open("numbers")
    page = desk.page
    expect(page.get_by_role("cell", name="PX1-######")).to_be_visible()
    page.get_by_label("Item number").fill("SA-CAT-20")
    page.get_by_label("Base units in a box").fill("50")
    page.get_by_label("Boxes in a carton").fill("10")
    shoot(desk, "numbers")
    page.get_by_role("button", name="Allocate GTINs").click()
    expect(page.get_by_text("Accepted")).to_be_visible()
    desk.open("items/SA-CAT-20")
    desk.part("Identifiers")
    for di in ("09521234000006", "19521234000003", "29521234000000"):
        expect(page.get_by_role("button", name=f"Copy {di}").first).to_be_visible()


def test_a_range_is_taken_and_what_is_torn_is_voided_with_its_reason(desk: Desk) -> None:
    desk.open(f"numbers/{POOL}")
    page = desk.page
    desk.part("Take numbers")
    page.get_by_label("How many").fill("20")
    page.get_by_role("button", name="Take numbers").click()
    expect(page.get_by_text("Accepted")).to_be_visible()
    desk.part("Ranges")
    expect(page.get_by_role("cell", name="PX1-000020")).to_be_visible()
    page.get_by_label("From the number").fill("PX1-000003")
    page.get_by_label("To the number").fill("PX1-000005")
    page.get_by_label("Why they will not be used").fill("torn at the printer")
    page.locator("form").get_by_role("button", name="Void", exact=True).click()
    expect(page.get_by_text("Void: PX1-000003 to PX1-000005 (torn at the printer)")).to_be_visible()
    shoot(desk, "pool")


def record(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Record", exact=True).click()


def accepted(desk: Desk, heading: str) -> None:
    """The form leads to its record when the server has accepted it."""
    expect(desk.page.locator("h1")).to_contain_text(heading, timeout=15_000)


def test_a_prefix_a_lot_pattern_and_a_list_of_serials_are_recorded_at_the_desk(desk: Desk) -> None:
    page = desk.page
    desk.open("numbers?do=prefix")
    shoot(desk, "prefix")
    page.get_by_label("Issued by").select_option(label="HIBC labeler code (LIC)")
    page.get_by_label("Prefix · required").fill("B123")
    page.get_by_label("Licensed by").fill("HIBCC")
    page.get_by_label("Valid from").fill("2020-01-01")
    shoot(desk, "prefix-filled", ("en",))
    record(desk)
    expect(page.get_by_role("cell", name="B123")).to_be_visible(timeout=15_000)

    desk.open("numbers?do=lots")
    page.get_by_label("Name of the pattern").fill("RW")
    page.get_by_label("Pattern · required", exact=True).fill("RW-{YY}{MM}{seq:03}")
    record(desk)
    accepted(desk, "RW")

    desk.open("numbers?do=serials")
    page.get_by_role("combobox", name="Device identifier").fill("09521234000013")
    page.get_by_label("Order").select_option(label="From a list")
    record(desk)
    page.get_by_role("textbox", name="Serial numbers").fill("B7K2\nC9M4\nD1P8")
    page.get_by_label("Where they come from").fill("printed by the supplier")
    expect(page.get_by_text("3 numbers found")).to_be_visible()
    shoot(desk, "list", ("en",))
    record(desk)
    accepted(desk, "09521234000013")
    expect(page.get_by_text("3 of 3")).to_be_visible()


def test_a_change_that_makes_another_device_is_refused_in_words_and_taken_with_new_identifiers(desk: Desk) -> None:
    page = desk.page
    desk.open("items/FG-PIVC-20?do=describe")
    shoot(desk, "describe")
    brand = page.get_by_label("Brand name")
    expect(page.get_by_text("A change needs a new identifier: FDA, EU.").first).to_be_visible()
    brand.fill("Qinghe SafeCath Plus")
    page.get_by_label("Reason").fill("renamed by marketing")
    shoot(desk, "describe-filled", ("en",))
    record(desk)
    expect(page.get_by_text("Not possible under the present identifiers: Brand name (FDA")).to_be_visible()
    shoot(desk, "describe-refused", ("en",))
    page.get_by_label("Prefix of the new identifiers").select_option(index=1)
    record(desk)
    accepted(desk, "FG-PIVC-20")
    expect(page.get_by_text("Discontinued").first).to_be_visible()
    desk.part("Device")
    expect(page.get_by_role("cell", name="Qinghe SafeCath Plus")).to_be_visible()
    shoot(desk, "device")


def test_a_package_and_an_hibc_identifier_are_added_and_a_publication_is_recorded_and_locked(desk: Desk) -> None:
    page = desk.page
    desk.open("items/FG-PX1?do=package")
    page.get_by_label("How many it holds").fill("4")
    page.get_by_label("Indicator digit").select_option(label="1")
    record(desk)
    accepted(desk, "FG-PX1")
    expect(page.get_by_text("4 × 09521234000105")).to_be_visible()

    desk.open("items/FG-PX1?do=hibc")
    shoot(desk, "hibc")
    page.get_by_label("Product or catalogue number").fill("PX1")
    shoot(desk, "hibc-filled", ("en",))
    record(desk)
    accepted(desk, "FG-PX1")
    expect(page.get_by_role("button", name="Copy B123PX10").first).to_be_visible()

    desk.open("items/FG-PX1?do=publish&di=09521234000105")
    shoot(desk, "publish")
    page.get_by_label("Submitted on").fill("2026-01-10")
    page.get_by_label("Public since").fill("2026-01-20")
    shoot(desk, "publish-filled", ("en",))
    record(desk)
    accepted(desk, "FG-PX1")
    expect(page.get_by_text("NMPA: public since 2026-01-20, locked")).to_be_visible()
    shoot(desk, "identifiers")
    desk.open("items/FG-PX1?do=publish&di=09521234000105")
    page.get_by_label("Submitted on").fill("2026-01-10")
    page.get_by_label("Public since").fill("2026-01-21")
    record(desk)
    expect(page.get_by_text("published data are locked").first).to_be_visible(timeout=15_000)


def test_a_change_that_makes_another_device_is_taken_with_hibc_identifiers_too(desk: Desk) -> None:
    page = desk.page
    desk.open("items/FG-PX1?do=describe")
    page.get_by_label("Brand name").fill("Qinghe PX-1 Pro")
    page.get_by_label("Reason").fill("the new model")
    expect(page.get_by_label("Issuer of the new identifiers")).to_have_value("GS1")
    page.get_by_label("Issuer of the new identifiers").select_option(label="HIBC, of an own labeler code")
    record(desk)
    expect(page.get_by_text("Not possible under the present identifiers: Brand name (FDA")).to_be_visible()
    page.get_by_label("Product or catalogue number").fill("PX1PRO")
    shoot(desk, "describe-hibc", ("en",))
    record(desk)
    accepted(desk, "FG-PX1")
    expect(page.get_by_role("button", name="Copy B123PX1PRO0").first).to_be_visible()
    expect(page.get_by_text("Discontinued").first).to_be_visible()


def test_what_a_revoked_device_left_unused_is_voided_in_one_act(server: Server, desk: Desk) -> None:
    lost = virtual(server, "H09", "QH-0007")
    lost.record("LeaseRange", {"count": 30, "pool": POOL})
    push(server, lost)
    server.record(RevokeDevice(device=lost.device), reason="stolen on the train")
    desk.open("numbers")
    page = desk.page
    stranded = page.locator("form", has_text="30 unused numbers on revoked device H09")
    stranded.get_by_label("Why they will not be used").fill("the device was stolen")
    shoot(desk, "stranded", ("en",))
    stranded.get_by_role("button", name="Void all of them").click()
    expect(stranded).to_have_count(0, timeout=15_000)


def shoot(desk: Desk, name: str, languages: tuple[str, ...] = ("zh", "en")) -> None:
    """Keep what the page looks like, when somebody wants to look (UNITRAIL_SHOTS names a folder).

    Another language opens a form anew: one that is filled in is kept in English.
    """
    if SHOTS is None:
        return
    for language in languages:
        desk.speak(language)
        taken: Page = desk.page
        taken.locator(".u-desk-page").evaluate("(page) => page.scrollTo(0, 0)")
        taken.screenshot(path=Path(SHOTS) / f"{name}-{language}.png")
        taken.locator(".u-desk-page").evaluate("(page) => page.scrollTo(0, page.scrollHeight)")
        taken.screenshot(path=Path(SHOTS) / f"{name}-{language}-end.png")
