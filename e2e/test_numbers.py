"""Numbers at the desk: GTINs for unit, box and carton in one step; a range taken, used, and what is left voided."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.server import Server

POOL = "serial:09521234000105"
SHOTS = os.environ.get("UNITRAIL_SHOTS")


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0005")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
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


def shoot(desk: Desk, name: str) -> None:
    """Keep what the page looks like in both languages, when somebody wants to look (UNITRAIL_SHOTS names a folder)."""
    if SHOTS is None:
        return
    for language in ("zh", "en"):
        desk.speak(language)
        taken: Page = desk.page
        taken.locator(".u-desk-page").evaluate("(page) => page.scrollTo(0, 0)")
        taken.screenshot(path=Path(SHOTS) / f"{name}-{language}.png")
        taken.locator(".u-desk-page").evaluate("(page) => page.scrollTo(0, page.scrollHeight)")
        taken.screenshot(path=Path(SHOTS) / f"{name}-{language}-end.png")
