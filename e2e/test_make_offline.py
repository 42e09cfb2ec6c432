"""Making without a network: two catheters as a lot and a pump as a unit, with a wrong part and a seal that was too hot
on the way; counted in scans and taps; then each record once on the server, a deviation open and the lot on hold.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.handheld import Handheld
from e2e.making import CLIPS, HUBS, LOT, LOT_ORDER, PUMP_ORDER, RESIN, fill_with_orders
from e2e.server import Server

OPERATOR = "QH-0014"
PUMP_SERIAL, MOTOR_SERIAL = "0001", "MOT-77"


class Hands:
    """What the person does, counted."""

    def __init__(self, handheld: Handheld) -> None:
        self.handheld = handheld
        self.scans = 0
        self.taps = 0

    def scan(self, text: str) -> None:
        self.scans += 1
        self.handheld.scanner.scan(text)

    def tap(self, name: str) -> None:
        self.taps += 1
        self.handheld.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def key(self, digits: str) -> None:
        """Digits are not taps of the count; the one that ends them is."""
        pad = self.handheld.page.locator(".u-keys:visible")
        for digit in digits:
            pad.locator("button").filter(has_text=digit).first.click()
        self.tap("完成")

    def acknowledge(self) -> None:
        self.handheld.page.locator("dialog[open] .u-button").last.click()

    def expects(self, text: str) -> None:
        expect(self.handheld.page.locator(".u-frame-context:visible")).to_contain_text(text)


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    fill_with_orders(server)
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H07"))
        device.wait_for_numbers(server)
        device.badge(OPERATOR, "罗欣")
        device.context.set_offline(True)
        yield device
        if device.process is not None:
            device.kill()


def test_a_lot_and_a_unit_are_made_offline_and_arrive_once_with_what_went_wrong(
    handheld: Handheld, server: Server
) -> None:
    hands = Hands(handheld)
    page = handheld.page
    hands.scan(LOT)
    hands.expects("针座接合")

    hands.scan(RESIN)
    expect(page.locator("dialog[open]")).to_contain_text("该部件不用于工序 10")
    expect(page.locator("dialog[open] dl")).to_contain_text("CP-HUB-20")
    hands.acknowledge()
    wrong = (hands.scans, hands.taps)
    assert wrong == (2, 0)

    hands.scan(HUBS)
    hands.tap("合格")
    handheld.expect_verdict("工序 10 完成")
    hands.expects("成型封口")
    page.reload()
    hands.expects("成型封口")
    hands.scan(CLIPS)
    hands.key("147")
    expect(page.locator("dialog[open]")).to_contain_text("147")
    hands.acknowledge()
    hands.tap("合格")
    handheld.expect_verdict("工序 90 不合格")
    # 1 scan, 1 for each part (and the wrong one), 1 tap for each check and reading.
    assert (hands.scans, hands.taps) == (1 + 2 + 1, 2 + 1)
    hands.tap("报数")
    handheld.expect_verdict(f"{LOT} 已清点")

    before = (hands.scans, hands.taps)
    hands.scan(PUMP_ORDER)
    hands.scan(PUMP_SERIAL)
    hands.expects("装入电机")
    hands.scan(MOTOR_SERIAL)
    hands.tap("合格")
    handheld.expect_verdict("工序 10 完成")
    assert (hands.scans - before[0], hands.taps - before[1]) == (3, 1)

    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    _assert_arrived(server)


def _assert_arrived(server: Server) -> None:
    runs = server.rows("SELECT step, subject, status FROM row_step_run ORDER BY subject, step")
    assert [(run["subject"], run["step"], run["status"]) for run in runs] == [
        (f"lot:{LOT}", 10, "done"),
        (f"lot:{LOT}", 90, "failed"),
        (f"unit:{PUMP_SERIAL}", 10, "done"),
    ]
    readings = server.rows("SELECT code, verdict FROM row_reading ORDER BY code")
    assert [(r["code"], r["verdict"]) for r in readings] == [
        ("JOINT", "pass"),
        ("RUNS", "pass"),
        ("SEAL", "pass"),
        ("SEAL_TEMP", "fail"),
    ]
    (deviation,) = server.rows("SELECT code, subject_key, status FROM row_deviation")
    assert (deviation["code"], deviation["subject_key"], deviation["status"]) == ("READING_OUT_OF_LIMIT", LOT, "open")
    (hold,) = server.rows("SELECT lot, reason_code FROM row_hold WHERE lifted_at IS NULL")
    assert (hold["lot"], hold["reason_code"]) == (LOT, "READING_OUT_OF_LIMIT")
    (good,) = server.rows("SELECT quantity FROM row_order_account WHERE bucket = 'good' AND \"order\" = $1", LOT_ORDER)
    assert good["quantity"] == 2
    blocked = server.rows("SELECT 1 FROM event WHERE position('\"StepStopped\"'::bytea in raw) > 0")
    assert len(blocked) == 1


def test_quality_closes_the_deviation_at_the_desk(handheld: Handheld, server: Server) -> None:
    give_secret(server, "P0005")
    (open_one,) = server.rows("SELECT number FROM row_deviation WHERE status = 'open'")
    browser = launch(handheld.playwright.chromium)
    desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
    desk.enrol(server.enrolment("D01", "desk"))
    desk.open("deviations")
    desk.sign_in("QH-0005", "Anna Weber")
    expect(desk.page.locator("table")).to_contain_text(open_one["number"])
    desk.page.get_by_role("link", name=open_one["number"]).click()
    form = desk.page.locator("form.u-decision")
    form.get_by_text("Scrap", exact=True).click()
    form.get_by_label("Reason").fill("Both seals were opened and looked at")
    form.get_by_role("button", name="Close deviation").click()
    expect(desk.page.locator(".u-chip").filter(has_text="Scrap").first).to_be_visible(timeout=15_000)
    browser.close()
    (closed,) = server.rows("SELECT status, disposition FROM row_deviation")
    assert (closed["status"], closed["disposition"]) == ("closed", "scrap")
