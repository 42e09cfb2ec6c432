"""The desk as a whole: a one-time password, a scan that opens a card, pages that axe finds nothing wrong with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.scanner import Scanner
from e2e.server import Server
from tests.builders.receipts import receipt

LOT = "H01-1"
ONE_TIME, OWN = "one-time-4711-once", "own-words-4711-now"
PAGES = (
    "items",
    "items/RM-FEP-01",
    "numbers",
    "numbers/serial:09521234000105",
    "suppliers/S02",
    "orders/PO-2611-001",
    "locations/SZ/QUAR-01",
    "lots",
    f"lots/{LOT}",
    "receipts",
    "people",
    "devices",
    "deviations",
    "exceptions",
    "log",
)


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0005")
    give_secret(server, "P0001", ONE_TIME, one_time=True)
    device = virtual(server, "H01", "QH-0007")
    device.record("ReceiveLot", receipt(LOT, item="RM-FEP-01", supplier="S01", supplier_lot="HY-26", di=None))
    push(server, device)
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        yield desk
        browser.close()


def test_a_one_time_password_opens_only_its_own_change(desk: Desk) -> None:
    desk.open("devices")
    page = desk.page
    page.get_by_label("Badge").fill("QH-0001")
    page.get_by_label("Password · required").fill(ONE_TIME)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Choose your own password")).to_be_visible()
    page.get_by_label("New password").fill(OWN)
    page.get_by_label("The same once more").fill(OWN + "x")
    page.get_by_role("button", name="Set and sign in").click()
    expect(page.get_by_text("The two are not the same. Type both again.")).to_be_visible()
    page.get_by_label("The same once more").fill(OWN)
    page.get_by_role("button", name="Set and sign in").click()
    page.locator(".desk-person").wait_for()
    desk.speak("en")
    expect(page.locator(".desk-person")).to_have_text("Lin Qing")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_readable_by_those_who_listen_and_fits_its_width(desk: Desk, language: str) -> None:
    desk.open("lots")
    desk.sign_in("QH-0005", "Anna Weber")
    desk.speak(language)
    for theme, width in (("light", 1280), ("dark", 768)):
        desk.page.evaluate("(theme) => document.documentElement.setAttribute('data-theme', theme)", theme)
        desk.page.set_viewport_size({"width": width, "height": 1024})
        for path in PAGES:
            desk.open(path)
            desk.page.locator("h1").first.wait_for()
            expect(desk.page.locator(".u-skeleton")).to_have_count(0)
            assert desk.axe() == [], (path, theme)
            wide = desk.page.locator(".u-desk-page").evaluate("(page) => page.scrollWidth - page.clientWidth")
            assert wide == 0, (path, width)
    desk.page.set_viewport_size({"width": 1280, "height": 800})


def test_a_scan_anywhere_on_the_desk_opens_the_card_of_what_it_names(desk: Desk) -> None:
    desk.open("items")
    desk.sign_in("QH-0005", "Anna Weber")
    Scanner(desk.page).scan(f"]d291{LOT}")
    expect(desk.page.locator(".u-record-kind")).to_have_text("Lot")
    expect(desk.page.locator("h1")).to_contain_text(LOT)
    Scanner(desk.page).scan("]Q1LOC:SZ/QUAR-01")
    expect(desk.page.locator(".u-record-kind")).to_have_text("Location")
