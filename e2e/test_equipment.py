"""Equipment in browsers: a gauge is found out of tolerance at the desk, its uses are listed, quality asks and somebody
else decides; on the handheld a scanned tag says without a network whether a piece may be used.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from backend.app.demo_company.company import SITE
from backend.app.running import running
from backend.equipment.entries import ChangeEquipment
from backend.log.vocabulary import Entry
from e2e.axe import violations
from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.handheld import Handheld
from e2e.making import LOT, LOT_ORDER, fill_with_orders
from e2e.server import Server, apart
from e2e.test_desk_forms import REASON, fill, save
from tests.builders.equipment import calibrates, cleans, piece
from tests.builders.production import begins, reads

GAUGE, SEALER = "FG-03", "SEAL-01"
ASKS, DECIDES, OPERATOR = ("QH-0004", "Chen Jing"), ("QH-0005", "Anna Weber"), ("QH-0014", "罗欣")
PAGES = (
    "equipment",
    "equipment?do=due",
    "equipment?do=new",
    "equipment?do=import-calibrations",
    f"equipment/{GAUGE}",
    f"equipment/{GAUGE}?do=calibrate",
    f"equipment/{SEALER}?do=maintain",
    f"equipment/{SEALER}?do=retire",
)


@pytest.fixture(scope="module")
def measured(server: Server) -> Server:
    """Two pieces in use, and two seal temperatures read with the gauge."""
    fill_with_orders(server)

    async def measure() -> None:
        async with running(server.settings, server.database_url) as inside:

            async def record(body: Entry, badge: str) -> None:
                outcome = await inside.door.record(body, site=SITE, badge=badge, reason="in use for years")
                assert outcome.outcome in ("accepted", "flagged"), (body, outcome)

            now = inside.clock.now()
            for each in (
                piece(GAUGE, kind="gauge", equipment_class="force gauge", name_en="Force gauge 3"),
                piece(SEALER, cleaning_hours=24, maintenance_days=90),
            ):
                await record(each, ASKS[0])
                await record(calibrates(each.code, performed_at=now - timedelta(days=175)), ASKS[0])
                await record(ChangeEquipment(act="qualify", equipment=each.code), ASKS[0])
            await record(cleans(SEALER, now - timedelta(hours=1)), OPERATOR[0])
            await record(begins(90, lot=LOT, order=LOT_ORDER), OPERATOR[0])
            for value in ("135.0", "135.5"):
                await record(reads(value, gauge=GAUGE, lot=LOT, order=LOT_ORDER), OPERATOR[0])

    apart(measure())
    return server


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def desk(measured: Server, playwright: Playwright) -> Iterator[Desk]:
    for person in ("P0004", "P0005", "P0007"):
        give_secret(measured, person)
    browser = launch(playwright.chromium)
    desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), measured.url)
    desk.enrol(measured.enrolment("D09", "desk"))
    desk.open("equipment")
    desk.sign_in(*ASKS)
    yield desk
    browser.close()


def test_a_gauge_found_wrong_lists_its_uses_and_its_deviation_is_seen(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.open("equipment?do=due")
    expect(page.locator("section", has_text="Due within 7 days")).to_contain_text(GAUGE)
    desk.open(f"equipment/{GAUGE}?do=calibrate")
    certificate = tmp_path / "certificate.pdf"
    certificate.write_bytes(b"%PDF-1.4 what the laboratory found")
    page.get_by_label("Certificate as PDF or picture").set_input_files(certificate)
    expect(page.locator(".u-files")).to_contain_text("certificate.pdf")
    page.get_by_label("Result").select_option("Out of tolerance")
    expect(page.get_by_text("a deviation opens", exact=False)).to_be_visible()
    fill(desk, As_found="-1.8 N at 20 N", Certificate="CAL-77")
    save(desk, "Record")
    expect(page.get_by_text("FG-03 was found out of tolerance: -1.8 N at 20 N.")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Go on").click()
    chips = page.locator(".u-record .u-chip")
    expect(chips.first).to_have_text("Out of tolerance")
    expect(page.locator(".uses-panel")).to_contain_text("2 uses on 1 lot, unit or order")
    expect(page.get_by_role("table", name="Lots, units and orders")).to_contain_text(LOT)
    with page.expect_download() as saved:
        page.get_by_role("button", name="All uses as CSV").click()
    assert Path(saved.value.path()).read_text().count(LOT_ORDER) == 2
    desk.part("Acts")
    expect(page.get_by_role("table", name="Acts")).to_contain_text("-1.8 N at 20 N")
    with page.expect_download() as saved:
        page.get_by_role("button", name="File 1").click()
    assert saved.value.suggested_filename == "CAL-77-1.pdf"
    assert Path(saved.value.path()).read_bytes() == certificate.read_bytes()
    desk.part("Deviations")
    page.get_by_role("table", name="Deviations").get_by_role("link").click()
    expect(page.locator(".u-record-kind")).to_have_text("Deviation")
    page.get_by_role("link", name=GAUGE).click()
    expect(page.locator("h1")).to_contain_text(GAUGE)


def test_quality_asks_of_each_lot_and_somebody_else_decides(desk: Desk, measured: Server) -> None:
    page = desk.page
    desk.open(f"equipment/{GAUGE}")
    form = page.locator("form.u-decision")
    form.get_by_label("Reason").fill(REASON)
    form.get_by_role("button", name="Ask").click()
    expect(form.get_by_text("Choose whether they wait.")).to_be_visible()
    form.get_by_text("Hold them").click()
    form.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("All of them are asked about.")).to_be_visible(timeout=15_000)
    (held,) = measured.rows("SELECT reason_code FROM row_hold WHERE lot = $1 AND lifted_at IS NULL", LOT)
    assert held["reason_code"] == "EQUIPMENT_USED_IN_DOUBT"
    desk.sign_in(*DECIDES)
    page.get_by_role("table", name="Lots, units and orders").get_by_role("link", name="DEV-").click()
    expect(page.locator(".u-record")).to_contain_text("was made or measured with FG-03")
    page.get_by_text("Use as is").click()
    page.locator("form.u-decision").get_by_label("Reason").fill("Pulled again with FG-02: 6.1 N")
    page.get_by_role("button", name="Close deviation").click()
    desk.open(f"equipment/{GAUGE}")
    expect(page.get_by_role("table", name="Lots, units and orders")).to_contain_text("Use as is", timeout=15_000)


def test_whoever_has_not_the_role_sees_why_the_forms_are_closed(desk: Desk) -> None:
    desk.open(f"equipment/{SEALER}?do=take_out_of_service")
    desk.sign_in("QH-0007", "Liu Yang")
    expect(desk.page.get_by_text("This needs somebody from quality.")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Take out of service")).to_be_disabled()
    desk.sign_in(*ASKS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_equipment_is_readable_by_those_who_listen_and_fits_its_width(desk: Desk, language: str) -> None:
    desk.speak(language)
    for width in (1280, 360):
        desk.page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            desk.open(path)
            desk.page.locator("h1").first.wait_for()
            expect(desk.page.locator(".u-skeleton")).to_have_count(0)
            assert desk.axe() == [], (path, width)
            wide = desk.page.locator(".u-desk-page").evaluate("(page) => page.scrollWidth - page.clientWidth")
            assert wide == 0, (path, width)
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    desk.speak("en")


def test_a_scanned_tag_says_offline_whether_it_may_be_used_and_cleaning_counts_at_once(
    measured: Server, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    device = Handheld(playwright, tmp_path_factory.mktemp("profile"), measured.url)
    device.start()
    try:
        device.enrol(measured.enrolment("H19"))
        device.wait_for_numbers(measured)
        device.badge(*OPERATOR)
        device.open("/")
        device.context.set_offline(True)
        device.scanner.scan("]Q1EQP:" + SEALER)
        device.expect_verdict("禁止使用")
        device.expect_verdict("保养过期")
        assert violations(device.page) == []
        device.page.get_by_role("button", name="已完成保养").click()
        device.page.get_by_label("保养内容").fill("更换密封圈")
        device.page.locator("dialog[open] .u-button[data-size=primary]").click()
        device.expect_verdict("已登记：保养")
        device.scanner.scan("]C0" + SEALER)
        device.expect_verdict("可以使用")
        device.page.get_by_role("button", name="发现脏污").click()
        device.expect_verdict("已登记：脏污")
        device.scanner.scan("]Q1EQP:" + SEALER)
        device.expect_verdict("未清洁")
        device.page.get_by_role("button", name="已清洁").click()
        device.context.set_offline(False)
        device.wait_until_sent()
    finally:
        device.kill()
    found = measured.rows("SELECT record, result FROM row_equipment_record WHERE equipment = $1 ORDER BY at", SEALER)
    assert [(row["record"], row["result"]) for row in found[-3:]] == [
        ("maintenance", "done"),
        ("cleaning", "dirty"),
        ("cleaning", "clean"),
    ]
