"""Training and sterilisation at the desk: an expiry that is seen and renewed, a load from its first lot to its end."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from backend.app.demo_company.resources import resources
from backend.app.demo_company.story_loads import cycle
from backend.app.running import running
from e2e.axe import violations
from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.handheld import Handheld
from e2e.hands import Hands
from e2e.server import Server, apart
from tests.builders.receipts import receipt

LOAD, LOT, BOXED, HELD, ELSEWHERE = "EO-E2E-1", "H01-9", "H01-21", "H01-22", "H01-23"
BOXES = ("069012345000000011", "069012345000000028")
RUNNER, DECIDER = ("QH-0014", "Luo Xin"), ("QH-0005", "Anna Weber")
SHOTS = os.environ.get("UNITRAIL_SHOTS")
"""A folder for pictures of the screens, for looking at."""


async def fill(server: Server) -> None:
    """Equipment, skills, trainings of the demo company, and the cycle."""
    async with running(server.settings, server.database_url) as inside:
        for body, badge in resources(inside.clock.now()):
            outcome = await inside.door.record(body, site="SZ", badge=badge, reason="as agreed")
            assert outcome.outcome in ("accepted", "flagged"), outcome.codes
        outcome = await inside.door.record(cycle(), site="SZ", badge="QH-0004", reason="validated")
        assert outcome.outcome == "accepted", outcome.codes


@pytest.fixture(scope="module")
def playwright(server: Server) -> Iterator[Playwright]:
    """Started after the server, whose databases are made in a loop of their own."""
    apart(fill(server))
    for number in ("P0005", "P0014"):
        give_secret(server, number)
    device = virtual(server, "H01", "QH-0007")
    for lot in (LOT, BOXED, HELD, ELSEWHERE):
        given = receipt(lot, item="RM-FEP-01", supplier="S01", supplier_lot=f"HY-{lot}", di=None)
        device.record("ReceiveLot", given)
    other = {"chamber": "EO-02", "cycle": cycle().code, "load": "EO-02-1", "revision": "A"}
    device.record("OpenLoad", other)
    there = {"container": None, "load": "EO-02-1", "lot": ELSEWHERE, "position": "P01"}
    device.record("PutInLoad", {**there, "quantity": {"unit": "kg", "value": "1"}}, version=2)
    device.record("PlaceHold", {"lot": HELD, "photos": [], "reason_code": "DAMAGED", "text": "wet"})
    push(server, device)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def desk(playwright: Playwright, server: Server) -> Iterator[Desk]:
    browser = launch(playwright.chromium)
    desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
    desk.page.set_default_timeout(10_000)
    desk.page.on("dialog", lambda asked: asked.accept())  # leaving a form that holds something asks first
    desk.enrol(server.enrolment("D09", "desk"))
    yield desk
    browser.close()


@pytest.fixture
def hands(playwright: Playwright, server: Server, tmp_path: Path) -> Iterator[Hands]:
    """The runner at the chamber, without a network from the first scan on."""
    device = Handheld(playwright, tmp_path, server.url)
    device.start()
    device.enrol(server.enrolment("H21"))
    device.wait_for_numbers(server)
    device.badge(RUNNER[0], "罗欣")
    device.open("/")
    device.context.set_offline(True)
    yield Hands(device, "")
    device.kill()


def shoot(page: Page, name: str) -> None:
    if SHOTS is not None:
        for width, height in ((360, 640), (768, 1024), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")
        page.set_viewport_size({"width": 1280, "height": 800})


def settled(page: Page) -> None:
    page.locator("h1").first.wait_for()
    expect(page.locator(".u-skeleton")).to_have_count(0)


def test_an_expired_training_is_seen_in_the_matrix_and_renewed_with_its_evidence(
    desk: Desk, server: Server, tmp_path: Path
) -> None:
    desk.open("training")
    desk.sign_in(*DECIDER)
    page = desk.page
    settled(page)
    ended = page.get_by_role("link", name="Tang Jun, training in Blister sealing: Expired")
    expect(ended).to_be_visible()
    shoot(page, "training-en")
    first = page.locator(".training-cell").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator("tbody tr:nth-child(2) td:nth-child(3) a")).to_be_focused()
    page.get_by_role("tab", name="Falls due").click()
    expect(page.get_by_role("row", name="Tang Jun P0018 Blister sealing")).to_contain_text("Expired")
    expect(page.get_by_role("row", name="Han Xue P0017 Assembly")).to_contain_text("Ends soon")
    expect(page.get_by_role("row", name="Lu Ya P0022")).to_contain_text("To be trained")
    shoot(page, "training-due-en")
    desk.open("training/SEALING/P0018")
    page.get_by_role("link", name="Record training").click()
    page.get_by_label("How it was assessed").fill("Practical test, twelve seals, no leak.")
    answers = tmp_path / "answers.pdf"
    answers.write_bytes(b"%PDF-1.4 twelve seals")
    page.get_by_label("Evidence as PDF or picture").set_input_files(answers)
    expect(page.locator(".u-files")).to_contain_text("answers.pdf")
    shoot(page, "training-form-en")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".u-record-sheet .u-chip").first).to_have_text("Valid")
    server.wait_for_rows("SELECT 1 FROM attachment WHERE size = $1", answers.stat().st_size)
    with page.expect_download() as saved:
        page.get_by_role("row", name="Practical test").get_by_role("button", name="File 1").click()
    assert Path(saved.value.path()).read_bytes() == answers.read_bytes()
    shoot(page, "training-records-en")
    page.get_by_role("link", name="Revoke").click()
    page.get_by_label("Reason · required").fill("Three rejects in a row.")
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".u-record-sheet .u-chip").first).to_have_text("Revoked")


def test_nobody_records_a_training_of_their_own(desk: Desk) -> None:
    page = desk.page
    desk.open("training/SEALING/P0005?do=record")
    page.get_by_label("How it was assessed").fill("I know it.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("P0005 cannot assess their own training in SEALING.").first).to_be_visible()


def put(page: Page, position: str, quantity: str) -> None:
    form = page.locator("form", has=page.get_by_role("heading", name="Put in"))
    form.get_by_label("Position").fill(position)
    form.get_by_label("Lot").fill(LOT)
    form.get_by_label("Quantity").fill(quantity)
    form.get_by_role("button", name="Put in").click()


def advance(page: Page, phase: str) -> None:
    page.get_by_role("button", name=phase, exact=True).click()
    expect(page.locator(".u-record-sheet .u-chip").first).to_have_text(phase)


def test_a_load_is_built_run_read_and_waits_for_somebody_else(desk: Desk, server: Server) -> None:
    page = desk.page
    desk.open("loads")
    desk.sign_in(*RUNNER)
    page.get_by_role("link", name="New load").click()
    page.get_by_role("textbox", name="Load").fill(LOAD)
    page.get_by_role("textbox", name="Chamber").fill("EO-01")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("Nothing stands in it yet.")).to_be_visible()
    put(page, "P01", "2")
    expect(page.get_by_role("row", name="P01")).to_contain_text("2 kg")
    put(page, "P02", "1")
    expect(page.get_by_role("row", name="P02")).to_contain_text("1 kg")
    put(page, "P03", "999999")
    expect(page.get_by_role("row", name="P03")).to_be_visible()
    expect(page.get_by_text(f"More of lot {LOT} is in load {LOAD} than there is.")).to_be_visible()
    take = page.locator("form", has=page.get_by_role("heading", name="Take out"))
    take.get_by_label("Position").select_option(label=f"P03 · {LOT} · 999,999 kg")
    take.get_by_role("button", name="Take out").click()
    expect(page.get_by_role("row", name="P03")).to_have_count(0)
    shoot(page, "load-members-en")
    advance(page, "Closed")
    advance(page, "Preconditioning")
    advance(page, "Exposing")
    desk.part("Cycle")
    form = page.locator("form", has=page.get_by_role("heading", name="Record a value"))
    form.get_by_label("Parameter").select_option(label="EO concentration")
    form.get_by_label("Value", exact=False).first.fill("604")
    form.get_by_label("The same value again").fill("605")
    form.get_by_role("button", name="Record a value").click()
    expect(form.get_by_text("The two are not the same.")).to_be_visible()
    form.get_by_label("The same value again").fill("604")
    form.get_by_role("button", name="Record a value").click()
    expect(page.get_by_role("row", name="EO concentration")).to_contain_text("604 mg/L")
    shoot(page, "load-cycle-en")
    desk.part("Indicators")
    form = page.locator("form", has=page.get_by_role("heading", name="Record an indicator"))
    form.get_by_label("Which").fill("BI01-BI20")
    form.get_by_role("button", name="Record an indicator").click()
    expect(page.get_by_role("row", name="BI20")).to_contain_text("Not read yet")
    shoot(page, "load-indicators-en")
    found = server.rows("SELECT code FROM row_exception WHERE subject_key = $1 ORDER BY code", LOAD)
    assert [row["code"] for row in found] == ["LOAD_MORE_THAN_THERE"]
    desk.part("Decision")
    expect(page.get_by_text("Quality decides on loads.").first).to_be_visible()


def test_somebody_else_sees_what_acceptance_lacks_and_rejects_it(desk: Desk) -> None:
    page = desk.page
    desk.sign_in(*DECIDER)
    desk.open(f"loads/{LOAD}")
    settled(page)
    desk.part("Decision")
    expect(page.get_by_text("Biological indicators read: 0 of 20")).to_be_visible()
    expect(page.get_by_role("button", name="Accept the load")).to_be_disabled()
    shoot(page, "load-decide-en")
    form = page.locator("form", has=page.get_by_role("heading", name="Reject the load"))
    form.get_by_label(f"Type {LOAD} to confirm").fill("EO-OTHER")
    form.get_by_label("Reason").fill("Door found open.")
    form.get_by_role("button", name="Reject the load").click()
    expect(form.get_by_text("That is not the number of this load.")).to_be_visible()
    form.get_by_label(f"Type {LOAD} to confirm").fill(LOAD)
    form.get_by_role("button", name="Reject the load").click()
    expect(page.locator(".u-record-sheet .u-chip").first).to_have_text("Rejected")
    desk.part("What is in it")
    expect(page.get_by_role("row", name="P01")).to_contain_text("On hold")
    desk.part("Holds and deviations")
    expect(page.get_by_role("heading", name="Lift the hold")).to_be_visible()
    shoot(page, "load-holds-en")


def looked_at(hands: Hands, name: str) -> None:
    """Those who listen can read it, and a glove can hit it."""
    page = hands.page
    assert violations(page) == [], name
    small = "(found) => found.filter((each) => each.offsetHeight < 56).map((each) => each.innerText)"
    assert page.locator("button.u-row:visible, button.u-button:visible").evaluate_all(small) == [], name
    if SHOTS is not None:
        page.screenshot(path=Path(SHOTS) / f"handheld-{name}.png")


def test_a_load_is_built_and_closed_at_the_chamber_without_a_network(hands: Hands, server: Server) -> None:
    begin(hands)
    fill_with_boxes(hands)
    leave_out_what_does_not_belong(hands)
    place_indicators(hands)
    close(hands)
    assert hands.handheld.unsent() == 8
    hands.handheld.context.set_offline(False)
    hands.handheld.wait_until_sent()
    (load,) = server.rows("SELECT number, status FROM row_load WHERE number LIKE 'EO-01-%'")
    assert load["status"] == "closed"
    members = server.rows("SELECT lot, position, quantity, boxes FROM row_load_member WHERE load = $1", load["number"])
    assert [(row["lot"], row["position"], int(row["quantity"])) for row in members] == [(BOXED, "P01", 10)]
    assert [box["container"] for box in json.loads(members[0]["boxes"])] == list(BOXES)
    flagged = server.rows("SELECT code FROM row_exception WHERE subject_key = $1", load["number"])
    assert [row["code"] for row in flagged] == ["LOAD_LOT_AGAIN"]
    placed = server.rows("SELECT indicator FROM row_load_indicator WHERE load = $1 ORDER BY 1", load["number"])
    assert [row["indicator"] for row in placed] == ["BI01", "BI02"]


def begin(hands: Hands) -> None:
    """The chamber's tag, scanned at home, offers a new load; its number is proposed."""
    expect(hands.page.get_by_role("button", name="灭菌")).to_be_visible()
    looked_at(hands, "home")
    hands.scan("]Q1EQP:EO-01")
    expect(hands.page.locator(".u-frame-list:visible")).to_contain_text("在 EO-01 新建灭菌批")
    looked_at(hands, "load-cycles")
    hands.tap("留置针环氧乙烷灭菌周期")
    looked_at(hands, "load-number")
    hands.tap("采用 EO-01-")
    hands.handheld.expect_verdict("已建批")


def fill_with_boxes(hands: Hands) -> None:
    """A position, then each box with the lot in it; the second is as full as the first, the third was there."""
    handheld, page = hands.handheld, hands.page
    hands.scan(f"]C0{BOXED}")
    handheld.expect_verdict("尚未扫描位置")
    hands.scan("]Q1P01")
    handheld.expect_verdict("P01")
    hands.scan(f"]C100{BOXES[0]}")
    expect(page.locator(".u-frame-context:visible")).to_contain_text(f"扫描箱 {BOXES[0]} 内的批号")
    hands.scan(f"]C0{BOXED}")
    hands.asked(f"{BOXED} 的数量")
    looked_at(hands, "load-quantity")
    hands.key("5")
    handheld.expect_verdict("已装入")
    hands.scan(f"]C100{BOXES[1]}")
    hands.scan(f"]C0{BOXED}")
    hands.tap("同上一箱：5 kg")
    handheld.expect_verdict("已装入")
    hands.scan(f"]C100{BOXES[0]}")
    handheld.expect_verdict("该箱已在批内")
    expect(page.locator(".u-frame-list:visible")).to_contain_text("2 箱")
    looked_at(hands, "load-filled")


def leave_out_what_does_not_belong(hands: Hands) -> None:
    """A lot on hold stays out; one that is in another load stands in the chamber all the same, and is taken out."""
    handheld, page = hands.handheld, hands.page
    hands.tap("位置 P02")
    hands.scan(f"]C0{HELD}")
    hands.key("1")
    hands.stopped(f"批号 {HELD} 已扣留。", "尚未记录。")
    handheld.expect_verdict("未记录")
    looked_at(hands, "load-refused")
    hands.scan(f"]C0{ELSEWHERE}")
    hands.key("1")
    hands.stopped(f"批号 {ELSEWHERE} 已在另一灭菌批中。")
    hands.tap("实物已在柜内")
    handheld.expect_verdict("已记录，待核实")
    page.locator("button.u-row:visible").filter(has_text=ELSEWHERE).click()
    looked_at(hands, "load-take")
    hands.tap("全部取出")
    handheld.expect_verdict("已取出")


def place_indicators(hands: Hands) -> None:
    hands.tap("指示剂（0）")
    for name in ("BI01", "BI02"):
        hands.scan(f"]C0{name}")
        hands.handheld.expect_verdict(name)
    looked_at(hands, "load-indicators")
    hands.tap("返回装载")


def close(hands: Hands) -> None:
    """Closing says what it freezes; what is scanned after it is stopped."""
    hands.tap("关批")
    hands.handheld.expect_verdict("冻结 1 个位置")
    looked_at(hands, "load-closing")
    hands.tap("确认")
    hands.handheld.expect_verdict("已关批")
    hands.scan(f"]C0{LOT}")
    hands.key("1")
    hands.stopped("已关批", "尚未记录。")
    looked_at(hands, "load-late")


PAGES = (
    "training",
    "training/SEALING",
    "training/SEALING/P0018",
    "training?do=new",
    "training?do=import-training",
    "people/P0018",
    "loads",
    f"loads/{LOAD}",
    "loads?do=new",
    "loads?do=cycle",
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_readable_by_those_who_listen(desk: Desk, language: str) -> None:
    page = desk.page
    desk.speak(language)
    for theme, width in (("light", 1280), ("dark", 768)):
        page.evaluate("(theme) => document.documentElement.setAttribute('data-theme', theme)", theme)
        page.set_viewport_size({"width": width, "height": 1024})
        for path in PAGES:
            desk.open(path)
            settled(page)
            assert desk.axe() == [], (path, theme)
            if theme == "light":
                shoot(page, f"{path.replace('/', '_').replace('?do=', '-')}-{language}")
                page.set_viewport_size({"width": width, "height": 1024})
