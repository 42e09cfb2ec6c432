"""A label template at the desk: edited with live checks, saved as a draft, approved by somebody else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.server import Server

QUALITY, SECOND = ("QH-0005", "Anna Weber"), ("QH-0004", "Chen Jing")
PX_PER_MM = 96 / 25.4


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0005")
    give_secret(server, "P0004")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open("templates")
        desk.sign_in(*QUALITY)
        yield desk
        browser.close()


def handle(desk: Desk, element: str) -> Locator:
    return desk.page.locator(f'.tpl-handle[aria-label^="{element}, "]')


def edit(desk: Desk, number: str, revision: str = "1") -> None:
    desk.open(f"templates/{number}/{revision}")
    expect(desk.page.locator(".tpl-headline")).to_contain_text("nothing found", timeout=20_000)


def test_the_list_shows_the_shipped_templates_as_approved(desk: Desk) -> None:
    desk.open("templates")
    rows = desk.page.locator("tbody tr")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("Approved")


def test_the_label_is_shown_at_true_size_beside_its_rulers(desk: Desk) -> None:
    edit(desk, "LT-UNIT")
    desk.page.get_by_label("Size on screen").select_option("1")
    width, height = desk.page.locator(".tpl-paper img").evaluate("(image) => [image.width, image.height]")
    assert (round(width / PX_PER_MM), round(height / PX_PER_MM)) == (85, 60)
    assert desk.axe() == []


def test_an_element_moves_by_keys_and_by_pointer_snaps_and_every_step_is_undone(desk: Desk) -> None:
    edit(desk, "LT-UNIT")
    caution = handle(desk, "caution_sign")
    before = caution.get_attribute("aria-label")
    caution.focus()
    desk.page.keyboard.press("ArrowRight")
    expect(caution).to_have_attribute("aria-label", "caution_sign, 52.9, 53.9 mm")
    box = caution.bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 5, box["y"] + 5)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 5, box["y"] - 60, steps=4)
    desk.page.mouse.up()
    expect(caution).not_to_have_attribute("aria-label", re.compile(" 53.9 mm"))
    desk.page.get_by_role("button", name="Undo").click()
    desk.page.get_by_role("button", name="Undo").click()
    expect(caution).to_have_attribute("aria-label", str(before))


def test_a_symbol_too_small_for_its_data_is_found_at_once_and_named(desk: Desk) -> None:
    edit(desk, "LT-UNIT")
    handle(desk, "udi_symbol").focus()
    desk.page.get_by_label("Width", exact=True).fill("6")
    expect(desk.page.locator(".tpl-headline")).to_have_text("1 finding")
    expect(desk.page.locator(".tpl-findings li")).to_contain_text("needs at least")


def test_a_draft_is_saved_as_the_next_revision_and_approved_by_somebody_else(desk: Desk) -> None:
    edit(desk, "LT-BADGE")
    desk.page.get_by_label("Name in English").fill("Staff badge")
    expect(desk.page.locator(".tpl-differences summary")).to_contain_text("1 difference")
    desk.page.get_by_role("button", name="Save as draft of revision 2").click()
    edit_when_there(desk)
    expect(desk.page.get_by_role("button", name="Approve this draft")).to_be_disabled()
    expect(desk.page.get_by_role("button", name="Approve this draft")).to_contain_text("Somebody else")
    desk.page.get_by_role("button", name="Sign out").click()
    desk.open("templates")
    desk.sign_in(*SECOND)
    edit_when_there(desk)
    desk.page.get_by_role("button", name="Approve this draft").click()
    desk.open("templates")
    approved = desk.page.locator("tbody tr", has_text="Staff badge")
    expect(approved).to_contain_text("Approved", timeout=20_000)


def edit_when_there(desk: Desk) -> None:
    """Open revision 2 of the badge once the server has taken it."""
    for _ in range(20):
        desk.open("templates/LT-BADGE/2")
        desk.page.locator(".tpl-headline, .u-code-notice, [role=alert]").first.wait_for()
        if desk.page.locator(".tpl-headline").count() > 0:
            return
        desk.page.wait_for_timeout(500)
    raise AssertionError("revision 2 did not arrive")
