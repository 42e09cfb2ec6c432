"""A handheld looked after, from calibration to release: unlocked offline, photographing, updated by consent, its stuck
queue brought in by an administrator, and given a new identity after its profile was copied.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.handheld import Handheld
from e2e.server import PIN, RECEIVER, ROOT, Server
from e2e.update_proxy import UpdateProxy, update_proxy
from labels.calibration_sheet import codes

ADMINISTRATOR, ADMINISTRATOR_NAME = "QH-0001", "Lin Qing"
NAME = "刘洋"
GTIN = "09521234010104"
UNKNOWN_GTIN = "09506000134352"
GS = "\x1d"
REASON = "The profile was copied; its records were compared with the goods"
# A shift passes: what the device keeps of it says that it has ended.
EXPIRE_GRANT = """async (key) => {
  const ask = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  for (const { name } of await indexedDB.databases()) {
    const db = await ask(indexedDB.open(name));
    if (db.objectStoreNames.contains("identity")) {
      const store = () => db.transaction("identity", "readwrite").objectStore("identity");
      const grant = await ask(store().get(key));
      await ask(store().put({ ...grant, notAfter: "2026-01-01T00:00:00Z" }, key));
      return grant !== undefined;
    }
  }
}"""


@pytest.fixture(scope="module")
def playwright(server: Server) -> Iterator[Playwright]:
    """Started after the server, whose databases are made in a loop of their own."""
    assert server.process is not None
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def proxy(server: Server) -> Iterator[UpdateProxy]:
    with update_proxy(server.url) as running:
        yield running


@pytest.fixture(scope="module")
def handheld(
    playwright: Playwright, server: Server, proxy: UpdateProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Handheld]:
    device = Handheld(playwright, tmp_path_factory.mktemp("profile"), proxy.url)
    device.start()
    device.enrol(server.enrolment("H07").replace(server.url, proxy.url))
    device.wait_for_numbers(server)
    yield device
    if device.process is not None:
        device.kill()


@pytest.fixture(scope="module")
def desk(playwright: Playwright, server: Server) -> Iterator[Desk]:
    give_secret(server, "P0001")
    browser = launch(playwright.chromium)
    desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
    desk.enrol(server.enrolment("D01", "desk"))
    desk.open("devices")
    desk.sign_in(ADMINISTRATOR, ADMINISTRATOR_NAME)
    yield desk
    browser.close()


def receive(handheld: Handheld, lot: str) -> None:
    handheld.open("/receive")
    handheld.scanner.scan(f"]d201{GTIN}1729022810{lot}{GS}")
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text(lot)


def begin_again(device: Handheld) -> None:
    """Start the browser; its person goes on."""
    device.start()
    device.open("/receive")
    device.badge(RECEIVER, NAME)


def enter_pin(handheld: Handheld, pin: str) -> None:
    for digit in pin:
        handheld.page.get_by_role("button", name=digit, exact=True).click()
    handheld.page.get_by_role("button", name="开始班次").click()


def test_s03_the_sheet_is_scanned_and_the_result_kept_here_and_on_the_board(handheld: Handheld, server: Server) -> None:
    handheld.badge(RECEIVER, NAME)
    handheld.page.locator(".u-banner:visible").get_by_role("button", name="校准").click()
    expect(handheld.page.get_by_role("link", name="查看校准纸")).to_have_attribute("href", "/labels/calibration-sheet")
    for code in codes():
        for _ in range(code.times):
            handheld.scanner.scan(f"{code.aim}{code.text}")
    handheld.expect_verdict("校准通过")
    handheld.page.locator('.u-button[data-size="primary"]:visible').click()
    handheld.page.wait_for_url("**/#/")
    handheld.wait_until_sent()
    (row,) = server.rows("SELECT calibration->'capabilities'->>'passed' AS passed FROM row_device WHERE code = 'H07'")
    assert row["passed"] == "true"


def test_a_pin_used_online_once_unlocks_offline_and_a_wrong_one_does_not(handheld: Handheld, server: Server) -> None:
    handheld.open("/me")
    handheld.page.get_by_role("button", name="输入 PIN").click()
    enter_pin(handheld, PIN)
    handheld.page.wait_for_url(re.compile("#/shift"))
    handheld.page.get_by_role("button", name="稍后").click()
    handheld.page.wait_for_url("**/#/me")  # the check came between the person and their work, and leaves it to them
    assert handheld.page.evaluate(EXPIRE_GRANT, f"grant:{RECEIVER}"), "no grant was kept"
    handheld.page.reload()
    handheld.context.set_offline(True)
    handheld.open("/me")
    handheld.page.get_by_role("button", name="输入 PIN").click()
    enter_pin(handheld, "135790")
    expect(handheld.page.get_by_role("alert")).to_contain_text("PIN 不对")
    enter_pin(handheld, PIN)
    expect(handheld.page.locator(".u-pin:visible")).to_have_count(0)
    handheld.open("/receive")
    handheld.scanner.scan("]Q1PO-2611-001")
    receive(handheld, "CARE-1")
    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    (row,) = server.rows("SELECT raw FROM entry WHERE convert_from(raw, 'UTF8') LIKE '%CARE-1%'")
    assert b'"method":"badge_pin","offline":true' in row["raw"]


def test_a_photo_of_unknown_goods_is_asked_for_uploaded_and_bound_to_the_log(
    handheld: Handheld, server: Server
) -> None:
    handheld.open("/receive")
    handheld.scanner.scan(f"]d201{UNKNOWN_GTIN}10NEW-1{GS}")
    handheld.page.get_by_role("button", name="都不是").click()
    handheld.expect_verdict("拍一张标签照片")
    handheld.page.locator(".u-frame-action input[type=file]").set_input_files(ROOT / "docs/screenshot.png")
    handheld.page.get_by_role("button", name="5", exact=True).click()
    handheld.page.locator(".u-keypad .u-button:visible").last.click()
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("NEW-1")
    handheld.wait_until_sent()
    (row,) = [row for row in server.receipts() if row["supplier_lot"] == "NEW-1"]
    entry = server.rows("SELECT convert_from(raw, 'UTF8')::jsonb AS e FROM entry WHERE id = $1", row["id"])[0]["e"]
    handheld.page.wait_for_timeout(1000)
    (stored,) = server.rows("SELECT sha256, media_type FROM attachment")
    assert stored["sha256"] in entry
    assert stored["media_type"] == "image/jpeg"
    (file,) = (path for path in (server.settings.data / "attachments").rglob("*") if path.is_file())
    assert sha256(file.read_bytes()).hexdigest() == stored["sha256"]


def test_an_update_waits_for_an_empty_queue_and_for_consent(handheld: Handheld, proxy: UpdateProxy) -> None:
    handheld.context.set_offline(True)
    receive(handheld, "CARE-2")
    handheld.context.set_offline(False)
    handheld.context.set_offline(True)
    proxy.update()
    handheld.context.set_offline(False)
    handheld.page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    handheld.wait_until_sent()
    banner = handheld.page.locator(".u-banner:visible")
    expect(banner).to_contain_text("新版本已就绪")
    assert not any("new" in name for name in controlling(handheld))
    with handheld.page.expect_navigation():
        banner.get_by_role("button", name="启用").click()
    expect(handheld.page.locator(".u-frame-who:visible")).to_be_visible()
    assert all("new" in name for name in controlling(handheld))


def controlling(handheld: Handheld) -> list[str]:
    """The caches that are in use: the newest is there before its consent, the old one goes with it."""
    names: list[str] = handheld.page.evaluate("caches.keys()")
    return names[:1]


def test_p42_a_stuck_queue_is_sealed_brought_in_at_the_desk_and_sent_again_without_doubling(
    handheld: Handheld, desk: Desk, server: Server, tmp_path: Path
) -> None:
    handheld.context.set_offline(True)
    receive(handheld, "CARE-3")
    handheld.open("/queue")
    with handheld.page.expect_download() as saved:
        handheld.page.get_by_role("button", name="队列存为密封文件").click()
    file = tmp_path / "queue.sealed.json"
    saved.value.save_as(file)
    desk.open("devices")
    desk.page.get_by_label("Choose the file").set_input_files(file)
    desk.page.get_by_role("button", name="Bring it in").click()
    expect(desk.page.locator(".u-code-notice")).to_contain_text("H07")
    assert [row["supplier_lot"] for row in server.receipts()].count("CARE-3") == 1
    handheld.context.set_offline(False)
    handheld.page.locator('.u-button[data-size="primary"]:visible').click()
    handheld.wait_until_sent()
    assert [row["supplier_lot"] for row in server.receipts()].count("CARE-3") == 1


def test_p16_a_copied_profile_is_stopped_released_at_the_desk_and_takes_its_queue_to_a_new_identity(
    handheld: Handheld, desk: Desk, server: Server, playwright: Playwright, tmp_path: Path
) -> None:
    handheld.kill()
    copy = Handheld(playwright, tmp_path / "copy", handheld.url)
    shutil.copytree(handheld.profile, copy.profile, ignore=shutil.ignore_patterns("Singleton*"))
    begin_again(handheld)
    receive(handheld, "CARE-4")
    handheld.wait_until_sent()
    handheld.kill()

    begin_again(copy)
    receive(copy, "CARE-5")
    expect(copy.page.locator(".u-banner:visible")).to_contain_text("记录", timeout=30_000)
    (row,) = server.rows("SELECT id, status FROM row_device WHERE code = 'H07'")
    assert row["status"] == "forked"

    desk.open(f"devices/{row['id']}")
    desk.page.get_by_label("What was found on the device").fill(REASON)
    desk.page.get_by_role("button", name="Release the device").last.click()
    expect(desk.page.locator(".u-record-chips")).to_contain_text("Revoked", timeout=30_000)

    copy.enrol(server.enrolment("H07B").replace(server.url, copy.url))
    copy.wait_until_sent()
    assert {"CARE-4", "CARE-5"} <= {row["supplier_lot"] for row in server.receipts()}
    copy.kill()


def test_p41_the_log_of_all_this_verifies_with_its_photo(server: Server) -> None:
    server.stop()
    environment = {"DATABASE_URL": server.database_url, "UNITRAIL_DATA": str(server.settings.data), "PATH": ""}
    command = [str(Path(sys.executable).parent / "unitrail"), "log", "verify"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "1 attachments" in told.stdout, told.stderr
    assert "The log is unaltered." in told.stdout
