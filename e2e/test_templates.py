"""A label template at the desk: edited with live checks, saved as a draft, approved by somebody else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.server import Server
from labels.templates.shipped import shipped

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


def saved(desk: Desk, number: str, revision: str = "1") -> None:
    """Open a revision once the server has it."""
    for _ in range(20):
        desk.open(f"templates/{number}/{revision}")
        desk.page.locator(".tpl-headline, .u-code-notice, [role=alert]").first.wait_for()
        if desk.page.locator(".tpl-headline").count() > 0:
            return
        desk.page.wait_for_timeout(500)
    raise AssertionError(f"{number} revision {revision} did not arrive")


def test_the_list_shows_the_shipped_templates_as_approved(desk: Desk) -> None:
    desk.open("templates")
    rows = desk.page.locator("tbody tr")
    expect(rows).to_have_count(len(shipped()))
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
    saved(desk, "LT-BADGE", "2")
    expect(desk.page.get_by_role("button", name="Approve this draft")).to_be_disabled()
    expect(desk.page.get_by_role("button", name="Approve this draft")).to_contain_text("Somebody else")
    desk.page.get_by_role("button", name="Sign out").click()
    desk.open("templates")
    desk.sign_in(*SECOND)
    saved(desk, "LT-BADGE", "2")
    desk.page.get_by_role("button", name="Approve this draft").click()
    desk.open("templates")
    approved = desk.page.locator("tbody tr", has_text="Staff badge")
    expect(approved).to_contain_text("Approved", timeout=20_000)


def begin(desk: Desk, at: str, number: str, chinese: str, english: str) -> None:
    """Give a new template its number and names and go on to the editor."""
    desk.open(f"templates/{at}")
    desk.page.get_by_label("Number").fill(number)
    desk.page.get_by_label("Name in Chinese").fill(chinese)
    desk.page.get_by_label("Name in English").fill(english)


def test_a_new_template_begins_empty_says_what_its_markets_ask_and_is_saved_as_revision_1(desk: Desk) -> None:
    begin(desk, "new", "lt-unit", "新标签", "Tray label")
    desk.page.get_by_role("button", name="On to the editor").click()
    expect(desk.page.get_by_text("LT-UNIT is there already")).to_be_visible()
    desk.page.get_by_label("Number").fill("lt-tray")
    desk.page.get_by_role("button", name="On to the editor").click()
    expect(desk.page.locator(".tpl-headline")).to_contain_text("findings", timeout=20_000)
    expect(desk.page.locator(".tpl-findings")).to_contain_text("For EU: the CE marking is missing")
    desk.page.locator(".tpl-rules summary").click()
    expect(desk.page.locator(".tpl-rules")).to_contain_text("21 CFR 801.40(a)(1)")
    assert desk.axe() == []
    desk.page.get_by_role("button", name="Sign", exact=True).click()
    desk.page.get_by_label("Sign", exact=True).select_option("ce")
    expect(desk.page.locator(".tpl-findings")).not_to_contain_text("For EU: the CE marking is missing", timeout=20_000)
    desk.page.get_by_role("button", name="Save as draft of revision 1").click()
    saved(desk, "LT-TRAY")
    expect(handle(desk, "pictogram")).to_be_visible()


def test_a_copy_of_a_shipped_template_is_turned_saved_approved_by_somebody_else_and_withdrawn(desk: Desk) -> None:
    desk.open("templates/LT-LOCATION/1")
    desk.page.get_by_role("link", name="Copy as a new template").click()
    begin(desk, "new/LT-LOCATION/1", "LT-SHELF", "货架卡", "Shelf card")
    desk.page.get_by_role("button", name="On to the editor").click()
    expect(desk.page.locator(".tpl-headline")).to_contain_text("nothing found", timeout=20_000)
    symbol = handle(desk, "symbol")
    before = symbol.bounding_box()
    symbol.focus()
    desk.page.keyboard.press("F2")
    expect(desk.page.get_by_label("Turned")).to_have_value("90")
    after = symbol.bounding_box()
    assert before is not None
    assert after is not None
    assert (round(before["width"]), round(before["height"])) == (round(after["height"]), round(after["width"]))
    expect(desk.page.locator(".tpl-headline")).to_contain_text("nothing found", timeout=20_000)
    desk.page.get_by_role("button", name="Save as draft of revision 1").click()
    saved(desk, "LT-SHELF")
    desk.page.get_by_role("button", name="Sign out").click()
    desk.open("templates")
    desk.sign_in(*QUALITY)
    saved(desk, "LT-SHELF")
    desk.page.get_by_role("button", name="Approve this draft").click()
    expect(desk.page.locator(".tpl-title")).to_contain_text("Approved", timeout=20_000)
    desk.page.locator(".tpl-withdraw summary").click()
    desk.page.get_by_role("button", name="Withdraw revision 1").click()
    expect(desk.page.locator(".tpl-withdraw")).to_contain_text("reason", ignore_case=True)
    desk.page.locator(".tpl-withdraw").get_by_role("textbox").fill("The racks have other labels now")
    desk.page.get_by_role("button", name="Withdraw revision 1").click()
    expect(desk.page.locator(".tpl-title")).to_contain_text("Withdrawn", timeout=20_000)
    expect(desk.page.locator(".tpl-withdraw")).to_have_count(0)
