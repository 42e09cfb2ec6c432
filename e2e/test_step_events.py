"""What goes otherwise at the steps, without a network: two people, values keyed twice, a check answered wrongly, a roll
that ends in the middle of the lot, a count that does not add up; then each record once on the server.

UNITRAIL_SHOTS=FOLDER also keeps a picture of every screen at two sizes, for looking at.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from e2e.axe import violations
from e2e.handheld import SIZE, Handheld
from e2e.hands import Hands
from e2e.server import Server
from e2e.step_company import CLIPS, HUBS, LOT, NEXT_CLIPS, ORDER, PICTURE, fill_with_an_order

OPERATOR, SECOND = "QH-0014", "QH-0009"
SHOTS = os.environ.get("UNITRAIL_SHOTS")


class Floor(Hands):
    """One person's work where the line under the verdict says which step is open."""

    def expects(self, text: str) -> None:
        expect(self.page.locator(".u-frame-context:visible")).to_contain_text(text)

    def acknowledge(self) -> None:
        self.page.locator("dialog[open] .u-button").last.click()


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    fill_with_an_order(server)
    with sync_playwright() as playwright:
        device = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url)
        device.start()
        device.enrol(server.enrolment("H07"))
        device.wait_for_numbers(server)
        device.badge(OPERATOR, "罗欣")
        expect_picture(device)
        device.context.set_offline(True)
        yield device
        if device.process is not None:
            device.kill()


def expect_picture(device: Handheld) -> None:
    """The order's picture is fetched ahead, by itself."""
    kept = "caches.open('step-pictures').then((store) => store.keys()).then((keys) => keys.length > 0)"
    device.page.wait_for_function(kept, timeout=30_000)


def looked_at(device: Handheld, name: str) -> None:
    assert violations(device.page) == [], name
    if SHOTS is None:
        return
    for width, height in ((360, 640), (768, 1024)):
        device.page.set_viewport_size({"width": width, "height": height})
        device.page.wait_for_timeout(400)
        device.page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png")
    device.page.set_viewport_size(SIZE)


def test_line_clearance_takes_two_people_and_a_wrong_badge_is_not_taken(handheld: Handheld) -> None:
    hands = Floor(handheld, SECOND)
    hands.scan(LOT)
    hands.expects("清场")
    looked_at(handheld, "clearance")
    hands.tap("合格")
    handheld.expect_verdict("第二人")
    looked_at(handheld, "second-person")
    hands.scan(f"]C0{OPERATOR}")
    handheld.expect_verdict("第二人")
    hands.scan(f"]C0{SECOND}")
    handheld.expect_verdict("工序 10 完成")


def test_a_first_article_by_photo_and_a_document_by_scan_under_the_picture_of_the_step(handheld: Handheld) -> None:
    hands = Floor(handheld, SECOND)
    page = handheld.page
    expect(page.locator(".u-stored-picture:visible")).to_be_visible()
    looked_at(handheld, "picture")
    hands.scan(HUBS)
    looked_at(handheld, "photo")
    page.locator('input[type="file"]').first.set_input_files(PICTURE)
    expect(page.get_by_role("button", name="拍照 · 1")).to_be_visible()
    hands.tap("合格")
    looked_at(handheld, "document")
    hands.scan("SHEET-4711")
    expect(page.get_by_label("文件编号")).to_have_value("SHEET-4711")
    hands.tap("合格")
    handheld.expect_verdict("工序 20 完成")


def test_values_keyed_twice_and_by_two_and_a_check_answered_wrongly_is_corrected(handheld: Handheld) -> None:
    hands = Floor(handheld, SECOND)
    page = handheld.page
    hands.scan(CLIPS)
    hands.asked("封口温度")
    looked_at(handheld, "reading")
    hands.key("135")
    handheld.expect_verdict("再输入一次")
    looked_at(handheld, "again")
    page.reload()
    hands.asked("再输入一次")  # the first value was keyed, and is not asked for again
    hands.key("135")
    hands.asked("剥离力")
    hands.key("2")
    hands.scan(f"]C0{SECOND}")
    hands.tap("不合格")
    looked_at(handheld, "defect")
    hands.tap("破损")
    expect(page.locator("dialog[open]")).to_contain_text("封口四周完整")
    looked_at(handheld, "failed")
    hands.acknowledge()
    handheld.expect_verdict("工序 30 不合格")
    page.get_by_role("button", name="撤销").click()
    looked_at(handheld, "redo")
    hands.tap("合格")
    handheld.expect_verdict("扣留须由质量部门解除")
    looked_at(handheld, "undone")


def test_a_roll_that_ends_divides_the_lot_and_the_later_part_goes_on(handheld: Handheld) -> None:
    hands = Floor(handheld, SECOND)
    hands.expects("装箱")
    hands.scan(NEXT_CLIPS)
    handheld.expect_verdict("前一批做了多少件")
    looked_at(handheld, "boundary")
    hands.key("40")
    handheld.expect_verdict(f"{LOT}/H07-1 · {LOT}/H07-2")
    looked_at(handheld, "divided")
    hands.expects(f"{LOT}/H07-2")
    hands.tap("合格")
    looked_at(handheld, "counts")
    page = handheld.page
    page.get_by_role("button", name="合格").first.click()
    hands.key("58")
    handheld.expect_verdict("2 件去向不明")
    looked_at(handheld, "counts-uneven")
    hands.tap("照实报数")
    handheld.expect_verdict(f"{LOT}/H07-2 已清点")


def test_everything_arrives_once_with_the_sizes_that_were_really_made(handheld: Handheld, server: Server) -> None:
    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    flowed = (
        "SELECT a.key->>0 AS lot, d.key->>0 AS into FROM row_path p JOIN row_node a ON a.id = p.ancestor "
        "JOIN row_node d ON d.id = p.descendant WHERE a.key->>0 LIKE 'CLIP-%'"
    )
    assert {(row["lot"], row["into"]) for row in server.rows(flowed)} == {
        (CLIPS, f"{LOT}/H07-1"),
        (NEXT_CLIPS, f"{LOT}/H07-2"),
    }
    accounts = server.rows("SELECT lot, bucket, quantity FROM row_order_account WHERE quantity <> 0")
    assert {(row["lot"], row["bucket"]): int(row["quantity"]) for row in accounts} == {
        (f"{LOT}/H07-1", "in_process"): 40,
        (f"{LOT}/H07-2", "good"): 58,
        (f"{LOT}/H07-2", "in_process"): 2,
    }
    readings = server.rows("SELECT code, verdict, second_by, document, photos::text, corrected_by FROM row_reading")
    by_code = {row["code"]: row for row in readings if row["corrected_by"] is None}
    assert by_code["CLEAR"]["second_by"] == by_code["PEEL"]["second_by"] == SECOND
    assert by_code["SHEET"]["document"] == "SHEET-4711"
    assert by_code["SEAL"]["verdict"] == "pass"
    assert [row["verdict"] for row in readings if row["code"] == "SEAL"].count("fail") == 1
    (photo,) = server.rows("SELECT photos->>0 AS hash FROM row_reading WHERE code = 'FIRST'")
    kept = [row for _ in range(50) if (row := server.rows("SELECT 1 FROM attachment WHERE sha256 = $1", photo["hash"]))]
    assert kept, "the photo did not follow its record"
    held = server.rows("SELECT reason_code FROM row_hold WHERE lifted_at IS NULL AND lot LIKE $1", f"{LOT}%")
    assert {row["reason_code"] for row in held} == {"CHECK_FAILED"}
    order = server.rows("SELECT status FROM row_work_order WHERE number = $1", ORDER)
    assert order[0]["status"] == "in_progress"
