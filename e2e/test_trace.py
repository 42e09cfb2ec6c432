"""Tracing at the desk: a split roll forward and back, level by level, as a picture, as files, and quick at its size."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.hands import HAND_MS
from e2e.scanner import Scanner
from e2e.server import ROOT, Server, apart
from e2e.traced import made
from tests.builders.epcis_standard import violations
from tests.builders.production import CATHETER, LOT, ORDER, ROLL

SHOTS = os.environ.get("UNITRAIL_SHOTS")
SIZES = ((1280, 800), (768, 1024), (360, 640))
MAX_FRAME_MS = 500
"""A pointed-at node lights its paths within this on a loaded shared machine; measured 20-60 ms where it is quiet."""

READABLE_PX = 12
# How large the names in the picture are on the screen.
TEXT_PX = """
() => [...document.querySelectorAll(".trace-name")].map((text) => {
  const scale = text.getScreenCTM().a;
  return Math.round(10 * scale * parseFloat(getComputedStyle(text).fontSize)) / 10;
})
"""
FRAME = """
async () => {
  const node = document.querySelectorAll("[data-node]")[500];
  const started = performance.now();
  node.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return {ms: performance.now() - started, lit: document.querySelectorAll(".lit").length};
}
"""


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    apart(made(server))
    give_secret(server, "P0005")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US", accept_downloads=True)
        desk = Desk(context, server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open("trace")
        desk.sign_in("QH-0005", "Anna Weber")
        yield desk
        browser.close()


def test_a_typed_lot_is_found_and_traced_level_by_level_with_the_keyboard(desk: Desk) -> None:
    page = desk.page
    desk.open("trace")
    page.get_by_label("Number or code").fill("B1")
    page.get_by_role("button", name="Find").click()
    looked_at(desk, "trace-found")
    page.get_by_role("link", name="Trace back").click()
    expect(page.get_by_text("Not complete")).to_be_visible()
    expect(page.get_by_text(f"Nothing is linked to {LOT} for")).to_be_visible()
    grid = page.get_by_role("treegrid")
    first = grid.get_by_role("row").nth(1)
    expect(first).to_contain_text("Split")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(grid.get_by_role("row")).to_have_count(4)
    expect(first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("End")
    expect(grid.get_by_role("row").nth(3)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    looked_at(desk, "trace-tree", ".trace-tree")
    first.focus()
    page.keyboard.press("ArrowLeft")
    expect(grid.get_by_role("row")).to_have_count(2)


def test_the_making_tells_who_with_what_and_which_value_failed(desk: Desk) -> None:
    desk.open("trace/lot/B1?way=back")
    desk.part("Making")
    table = desk.page.get_by_role("table", name=f"{LOT}, order {ORDER}")
    expect(table).to_contain_text("SEAL-02")
    expect(table).to_contain_text("QH-0010")
    expect(table).to_contain_text("SEAL_TEMP failed: 147")
    looked_at(desk, "trace-making")


def test_thirty_units_are_one_group_that_opens(desk: Desk) -> None:
    desk.open(f"trace/lot/{ROLL}?way=forward")
    grid = desk.page.get_by_role("treegrid")
    group = grid.get_by_role("row").filter(has_text="30 units")
    group.focus()
    desk.page.keyboard.press("ArrowRight")
    expect(grid.get_by_text("U-029")).to_be_visible()
    looked_at(desk, "trace-group")


def test_the_picture_lights_paths_opens_nodes_and_is_saved_whole(desk: Desk) -> None:
    page = desk.page
    desk.open(f"trace/lot/{ROLL}?way=forward")
    desk.part("Picture")
    node = page.get_by_role("button", name=f"{LOT} {CATHETER}, Work in progress")
    node.hover()
    expect(page.locator(".trace-edges .lit")).to_have_count(2)
    looked_at(desk, "trace-picture", ".trace-drawing")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as SVG").click()
    text = Path(saved.value.path()).read_text()
    assert text.startswith("<svg")
    assert LOT in text
    assert "rgb(" in text
    assert "var(" not in text
    node.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(LOT)


def test_the_picture_is_walked_and_entered_with_the_keyboard(desk: Desk) -> None:
    page = desk.page
    desk.open(f"trace/lot/{ROLL}?way=forward")
    desk.part("Picture")
    roll = page.get_by_role("button", name=f"{ROLL}, ")
    roll.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".trace-edges .lit")).not_to_have_count(0)
    made = page.get_by_role("button", name=f"{LOT} {CATHETER}, Work in progress")
    expect(made).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(LOT)


def test_files_arrive_whole(desk: Desk) -> None:
    page = desk.page
    desk.open(f"trace/lot/{ROLL}?way=forward")
    page.get_by_text("Files", exact=True).click()
    looked_at(desk, "trace-files")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Units (CSV)").click()
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[-1] == "# 30 units"
    assert "# complete: no" in lines
    assert len([line for line in lines if line[:1] not in '#"']) == 31
    with page.expect_download() as saved:
        page.get_by_role("button", name="EPCIS-like events").click()
    assert violations(json.loads(Path(saved.value.path()).read_text())) == []


def test_a_moment_is_asked_in_the_tree_and_in_the_picture_and_kept_on_the_way(desk: Desk) -> None:
    page = desk.page
    desk.open(f"trace/lot/{ROLL}?way=forward")
    desk.part("Tree")
    grid = page.get_by_role("treegrid")
    expect(grid.get_by_text("30 units")).to_be_visible()
    page.get_by_label("As linked at").fill("2020-01-01T08:00")
    expect(page.get_by_text("Linked as on 2020-01-01 08:00")).to_be_visible()
    expect(grid.get_by_text("Nothing is recorded here")).to_be_visible()
    desk.part("Picture")
    expect(page.locator("[data-node]")).to_have_count(1)
    page.get_by_label("As linked at").fill("2099-01-01T08:00")
    expect(page.locator("[data-node]")).to_have_count(4)
    looked_at(desk, "trace-moment", ".trace-drawing")
    desk.part("Tree")
    grid.get_by_role("link", name=LOT).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(LOT)
    expect(page.get_by_text("Linked as on 2099-01-01 08:00")).to_be_visible()


def written(page: Page, name: str, text: str) -> Locator:
    """Put a list into a box as a hand does: no hand is in the next box as soon as a scanner would be."""
    box = page.get_by_role("textbox", name=name)
    box.fill(text)
    page.wait_for_timeout(HAND_MS)
    return box


def test_common_factors_are_ranked_and_say_what_they_are_worth(desk: Desk) -> None:
    page = desk.page
    desk.open("trace?do=factors")
    written(page, "Good", "FEP-1")
    bad = written(page, "Bad", f"U-001\n{CATHETER} U-002")
    bad.press("End")
    Scanner(page).scan("]C1B1")
    expect(bad).to_have_value(f"U-001\n{CATHETER} U-002\nB1")
    page.get_by_role("button", name="Compare the sets").click()
    expect(page.get_by_role("row").filter(has_text=ROLL)).to_contain_text("3 of 3")
    expect(page.get_by_text("Not complete")).to_be_visible()
    expect(page.get_by_text("Up to position")).to_be_visible()
    looked_at(desk, "trace-factors")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Table (CSV)").click()
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert any(line.startswith("# Not complete") for line in lines)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Whole answer (JSON)").click()
    whole = json.loads(Path(saved.value.path()).read_text())
    assert (whole["worth"]["complete"], len(whole["factors"]) > 3) == (False, True)


@pytest.mark.parametrize(
    ("bad", "good", "told"),
    [
        ("NOBODY\nU-001", "FEP-1", "The server knows nothing of these: NOBODY"),
        ("U-001\nB1", "B1", "1 things are in the bad and in the good set: B1"),
        ("\n".join(f"U-{n}" for n in range(201)), "FEP-1", "More than 200 lines"),
    ],
)
def test_a_set_that_cannot_be_compared_says_why(desk: Desk, bad: str, good: str, told: str) -> None:
    page = desk.page
    desk.open("trace?do=factors")
    written(page, "Bad", bad)
    written(page, "Good", good)
    if not told.startswith("More"):  # then there is nothing to press
        page.get_by_role("button", name="Compare the sets").click()
    expect(page.get_by_text(told)).to_be_visible()
    looked_at(desk, f"trace-wrong-{told.split(maxsplit=1)[0]}")


def test_two_units_side_by_side_are_scanned_one_after_the_other(desk: Desk) -> None:
    page = desk.page
    desk.open("trace?do=compare")
    page.get_by_role("textbox", name="First").fill("")
    page.get_by_role("heading", level=1).click()
    Scanner(page).scan("]C1U-001")
    Scanner(page).scan("]C1B1")
    expect(page.get_by_role("textbox", name="First")).to_have_value(re.compile("U-001$"))
    expect(page.get_by_role("textbox", name="Second")).to_have_value("B1")
    page.get_by_role("button", name="Show side by side").click()
    expect(page.get_by_role("row").filter(has_text=ROLL).first).to_be_visible()
    expect(page.get_by_text("Differs").first).to_be_visible()
    expect(page.get_by_text("Up to position")).to_be_visible()
    looked_at(desk, "trace-compare")


def test_1000_nodes_and_1700_edges_stay_readable_and_answer_within_a_frame_or_few(desk: Desk) -> None:
    page = desk.page
    picture = json.dumps(_big_picture())

    def answered(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=picture)

    page.route("**/genealogy/forward/graph*", answered, times=1)
    desk.open(f"trace/lot/{ROLL}?way=forward")
    desk.part("Picture")
    expect(page.locator("[data-node]")).to_have_count(1000)
    found_there = page.evaluate(FRAME)
    print(f"lighting a path at 1,000 nodes: {found_there['ms']:.0f} ms")
    # Text is read at 12 pixels or more as the picture opens, whatever its size.
    sizes = page.evaluate(TEXT_PX)
    assert min(sizes) >= READABLE_PX, sizes[:5]
    looked_at(desk, "trace-big", ".trace-drawing")
    node = page.locator('[data-node="0"]')
    node.focus()
    page.keyboard.press("ArrowRight")
    focused = page.locator(".trace-node:focus")
    expect(focused).to_be_in_viewport()
    before = page.locator(".trace-drawing").get_attribute("viewBox")
    page.get_by_role("button", name="Fit", exact=True).click()
    assert page.locator(".trace-drawing").get_attribute("viewBox") != before
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as SVG").click()
    text = Path(saved.value.path()).read_text()
    assert (text.count("data-node="), text.count("data-edge=")) == (1000, 1700)
    assert found_there["lit"] > 1
    assert found_there["ms"] < MAX_FRAME_MS


def test_a_group_opens_with_the_keyboard_and_hands_on_the_focus_and_closes(desk: Desk) -> None:
    page = desk.page
    desk.open("trace")
    desk.open(f"trace/lot/{ROLL}?way=forward")
    desk.part("Picture")
    expect(page.locator("[data-node]")).to_have_count(4)
    assert min(page.evaluate(TEXT_PX)) >= READABLE_PX
    group = page.locator('[data-group="true"]')
    expect(group).to_contain_text("30")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-node]")).to_have_count(33)
    expect(page.locator(".trace-node:focus")).to_contain_text("U-0")
    page.get_by_role("button", name="Close groups").click()
    expect(page.locator("[data-node]")).to_have_count(4)


def _big_picture() -> dict[str, object]:
    """The picture that the layout is measured with."""
    import subprocess  # noqa: PLC0415 - only here

    script = "import('./src/genealogy/layout.testing.ts').then(m => console.log(JSON.stringify(m.bigGraph())))"
    node = ROOT / ".venv/bin/node"
    told = subprocess.run([node, "-e", script], cwd=ROOT / "pwa", capture_output=True, check=True, text=True)
    picture: dict[str, object] = json.loads(told.stdout)
    return picture


def looked_at(desk: Desk, name: str, part: str = "h1") -> None:
    """The page as it stands is accessible in both languages; kept as pictures when somebody wants to look.

    ``part``: what is brought into the pictures. UNITRAIL_SHOTS names a folder.
    """
    for language in ("zh", "en"):
        desk.speak(language)
        assert desk.axe() == [], language
        for width, height in SIZES if SHOTS is not None else ():
            desk.page.set_viewport_size({"width": width, "height": height})
            desk.page.locator(part).first.scroll_into_view_if_needed()
            desk.page.wait_for_timeout(250)
            desk.page.screenshot(path=Path(SHOTS or "") / f"{name}-{language}-{width}.png")
    desk.page.set_viewport_size({"width": 1280, "height": 800})
