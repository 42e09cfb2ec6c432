"""Material changed on the handheld without a network: split, scrapped, sent to rework, a part out of its assembly; then
each record once on the server.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

from backend.log.vocabulary import Entry
from e2e.axe import violations
from e2e.desk import push, virtual
from e2e.handheld import Handheld
from e2e.hands import Hands
from e2e.making import CLIPS, HUBS, LOT, LOT_ORDER, MOTOR, PUMP_ORDER, RESIN, fill_with_orders
from e2e.server import Server
from tests.builders.production import begins, consumes, counts, ends
from tests.builders.shop_floor import note

OPERATOR = "QH-0014"


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    fill_with_orders(server)
    before = virtual(server, "H08", OPERATOR)
    into: dict[str, Any] = {"lot": None, "serial": "PX1-1", "order": PUMP_ORDER, "location": None}
    bodies: tuple[Entry, ...] = (
        begins(order=LOT_ORDER, lot=LOT),
        counts("2", "in_process", None, order=LOT_ORDER, lot=LOT),
        ends(order=LOT_ORDER, lot=LOT),
        begins(order=PUMP_ORDER, lot=None, serial="PX1-1"),
        consumes(None, quantity="1", input_item=MOTOR, input_serial="M-1", **into),
    )
    note(before, *bodies)
    assert {outcome["outcome"] for outcome in push(server, before)} <= {"accepted", "flagged"}
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H07"))
        device.wait_until_sent()
        device.badge(OPERATOR, "罗欣")
        device.open("/change")
        device.context.set_offline(True)
        yield device
        device.kill()


@pytest.fixture
def hands(handheld: Handheld) -> Hands:
    return Hands(handheld, "")


def choose(hands: Hands, row: str) -> None:
    hands.taps += 1
    hands.handheld.page.locator("button.u-row:visible").filter(has_text=row).filter(
        has=hands.handheld.page.locator(".u-row-title").filter(has_text=row)
    ).first.click()


def looked_at(handheld: Handheld, name: str) -> None:
    assert violations(handheld.page) == [], name
    small = "(found) => found.filter((each) => each.offsetHeight < 56).map((each) => each.innerText)"
    targets = handheld.page.locator("button.u-row:visible, button.u-button:visible")
    assert targets.evaluate_all(small) == [], name


def test_a_part_is_split_off_under_the_proposed_number(handheld: Handheld, hands: Hands) -> None:
    hands.scan(f"]C0{HUBS}")
    handheld.expect_verdict(HUBS)
    looked_at(handheld, "acts")
    choose(hands, "拆出一部分")
    looked_at(handheld, "count")
    hands.key("501")
    expect(handheld.page.locator(".u-keypad-error:visible")).to_contain_text("超过现有的 500 件")
    for _ in range(3):
        handheld.page.locator(".u-keys:visible button").last.click()
    hands.key("100")
    looked_at(handheld, "number")
    hands.scan(f"]C0{RESIN}")
    handheld.expect_verdict("该编号已占用")
    hands.tap("使用 HUB-1/1")
    looked_at(handheld, "reason")
    hands.tap("更换位置或容器")
    handheld.expect_verdict("已记录：拆出一部分")


def test_stock_is_scrapped_with_a_reason_typed_by_hand(handheld: Handheld, hands: Hands) -> None:
    hands.scan(f"]C0{CLIPS}")
    choose(hands, "报废")
    hands.key("10")
    hands.tap("其他原因")
    handheld.page.locator("dialog[open] textarea").fill("水淹")
    expect(handheld.page.locator("dialog[open] .u-button").last).to_be_disabled()
    handheld.page.locator("dialog[open] textarea").fill("仓库进水")
    handheld.page.locator("dialog[open] .u-button").last.click()
    handheld.expect_verdict("已记录：报废")


def test_units_in_process_go_back_to_a_step_as_a_lot_of_their_own(handheld: Handheld, hands: Hands) -> None:
    hands.scan(f"]C0{LOT}")
    choose(hands, "返工")
    choose(hands, "在制")
    hands.key("1")
    choose(hands, "10")
    hands.tap(f"使用 {LOT}-R/1")
    hands.tap("检验不合格")
    handheld.expect_verdict("已记录：返工")
    hands.scan(f"]C0{LOT}-R/1")
    handheld.expect_verdict(f"{LOT}-R/1")


def test_a_part_comes_out_of_its_assembly_by_a_scan_of_both(handheld: Handheld, hands: Hands) -> None:
    hands.scan("]C0M-1")
    choose(hands, "从装配中拆出")
    looked_at(handheld, "assembly")
    hands.scan(f"]C0{HUBS}")
    handheld.expect_verdict("不是装配件")
    hands.scan("]C0PX1-1")
    hands.tap("装错部件")
    handheld.expect_verdict("已记录：从装配中拆出")
    assert (hands.scans, hands.taps) == (3, 2)


def test_the_server_has_each_of_it_once_when_the_network_is_back(server: Server, handheld: Handheld) -> None:
    handheld.context.set_offline(False)
    handheld.page.evaluate("dispatchEvent(new Event('online'))")
    handheld.wait_until_sent()
    stock = server.rows("SELECT lot, quantity FROM row_balance WHERE lot = ANY($1)", [HUBS, "HUB-1/1", CLIPS])
    assert {row["lot"]: int(row["quantity"]) for row in stock} == {HUBS: 400, "HUB-1/1": 100, CLIPS: 490}
    (unit,) = server.rows("SELECT parent FROM row_unit WHERE serial = 'M-1'")
    assert unit["parent"] is None
    runs = server.rows("SELECT step, status FROM row_step_run WHERE subject = $1", f"lot:{LOT}-R/1")
    assert [(run["step"], run["status"]) for run in runs] == [(10, "running")]
    kept = "SELECT 1 FROM entry WHERE convert_from(raw, 'UTF8') LIKE '%仓库进水%ScrapStock%'"
    assert len(server.rows(kept)) == 1
    assert server.rows("SELECT 1 FROM row_step_run WHERE subject = 'unit:PX1-1' AND consumed::text <> '[]'") == []
