"""Lots and units at the desk: divided, put together, sampled, scrapped, relabelled, reworked, held, released."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

from backend.log.vocabulary import Entry
from backend.material.entries import HoldUnit
from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.making import CLIPS, HUBS, LOT, LOT_ORDER, MOTOR, PUMP, PUMP_ORDER, fill_with_orders
from e2e.server import Server
from e2e.test_desk_forms import REASON, field, fill, opened, save
from tests.builders.production import begins, consumes, counts, ends
from tests.builders.shop_floor import note

SUPERVISOR, QUALITY = ("QH-0003", "Sun Wei"), ("QH-0004", "Chen Jing")
LOT_FORMS = ("split", "merge", "scrap", "sample", "relabel", "hold")


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    fill_with_orders(server)
    for person in ("P0003", "P0004", "P0001"):
        give_secret(server, person)
    device = virtual(server, "H07", "QH-0014")
    into: dict[str, Any] = {"lot": None, "serial": "PX1-1", "order": PUMP_ORDER, "location": None}
    bodies: tuple[Entry, ...] = (
        begins(order=LOT_ORDER, lot=LOT),
        counts("2", "in_process", None, order=LOT_ORDER, lot=LOT),
        ends(order=LOT_ORDER, lot=LOT),
        begins(order=PUMP_ORDER, lot=None, serial="PX1-1"),
        consumes(None, quantity="1", input_item=MOTOR, input_serial="M-1", **into),
        HoldUnit(item=PUMP, reason_code="DAMAGED", serial="PX1-1", text=""),
    )
    note(device, *bodies)
    assert {outcome["outcome"] for outcome in push(server, device)} <= {"accepted", "flagged"}
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D08", "desk"))
        desk.open("lots")
        desk.sign_in(*SUPERVISOR)
        yield desk
        browser.close()


def act(desk: Desk, path: str, link: str) -> None:
    desk.open(path)
    desk.page.locator(".u-record").wait_for(timeout=15_000)
    desk.page.get_by_role("link", name=link, exact=True).click()
    desk.page.locator(".u-record-form").wait_for()


def test_a_lot_is_split_after_what_is_wrong_was_said_beside_the_cell(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, f"lots/{HUBS}", "Split")
    part = page.locator(".u-rows-row").first
    part.get_by_label(re.compile("^New lot number")).fill(CLIPS)
    part.get_by_label(re.compile("^Quantity")).fill("501")
    fill(desk, Reason=REASON)
    save(desk, "Split the lot")
    expect(page.get_by_text("There is a lot of this number.")).to_be_visible()
    expect(page.get_by_text("Together 501: more than the 500 pcs there.")).to_be_visible()
    part.get_by_label(re.compile("^New lot number")).fill("HUB-1A")
    part.get_by_label(re.compile("^Quantity")).fill("100")
    save(desk, "Split the lot")
    opened(desk, HUBS)
    (stock,) = server.rows("SELECT quantity FROM row_balance WHERE lot = 'HUB-1A'")
    assert stock["quantity"] == 100


def test_lots_that_are_not_alike_are_not_merged_and_those_that_are_become_one(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, f"lots/{HUBS}", "Merge")
    other = page.locator(".u-rows-row").first.get_by_label(re.compile("^Lot"))
    other.fill(CLIPS)
    fill(desk, Number_of_the_merged_lot="HUB-M", Reason=REASON)
    save(desk, "Merge the lots")
    expect(page.locator(".u-field-error")).to_have_text("Lots of the same item and revision only.")
    other.fill("HUB-1A")
    save(desk, "Merge the lots")
    opened(desk, "HUB-M")
    (stock,) = server.rows("SELECT quantity FROM row_balance WHERE lot = 'HUB-M'")
    assert stock["quantity"] == 500


def test_stock_is_sampled_relabelled_and_scrapped_with_a_reason(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, f"lots/{CLIPS}", "Take a sample")
    fill(desk, What_for="Retention sample", How_much="3")
    save(desk, "Take the sample")
    expect(field(desk, "Number of the sample")).to_be_focused()
    fill(desk, Number_of_the_sample="RET-9", Reason=REASON)
    save(desk, "Take the sample")
    opened(desk, CLIPS)
    act(desk, f"lots/{CLIPS}", "Relabel")
    fill(desk, How_much="7", New_lot_number="CLIP-9", Reason=REASON)
    save(desk, "Relabel it")
    opened(desk, "CLIP-9")
    act(desk, f"lots/{CLIPS}", "Scrap")
    fill(desk, How_much="500", Reason="fell down")
    save(desk, "Scrap it")
    expect(page.get_by_text("More than the 490 pcs that are there.")).to_be_visible()
    fill(desk, How_much="10")
    save(desk, "Scrap it")
    opened(desk, CLIPS)
    stock = server.rows("SELECT lot, quantity FROM row_balance WHERE lot = ANY($1)", [CLIPS, "RET-9", "CLIP-9"])
    assert {row["lot"]: int(row["quantity"]) for row in stock} == {CLIPS: 480, "RET-9": 3, "CLIP-9": 7}


def test_rework_that_nobody_decided_on_is_kept_and_the_person_reads_so(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, f"lots/{LOT}", "Rework")
    fill(desk, They_stand_in="In process", How_much="1", New_lot_number="FG-E2E-R", Reason=REASON)
    field(desk, "Back to step").select_option(label="10 Join hub")
    save(desk, "Send it back")
    expect(page.locator(".u-code-notice")).to_contain_text("no decision says that it may be", timeout=15_000)
    page.get_by_role("link", name="Go on").click()
    opened(desk, "FG-E2E-R")
    (held,) = server.rows("SELECT reason_code FROM row_hold WHERE lot = 'FG-E2E-R'")
    assert held["reason_code"] == "REWORK_NOT_DECIDED"


def test_a_part_is_taken_out_of_its_assembly_and_then_scrapped(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, f"units/{MOTOR}/M-1", "Take out of its assembly")
    fill(desk, Serial_number_of_the_assembly="PX1-9", Reason=REASON)
    save(desk, "Take it out")
    expect(page.get_by_text("No work order made a unit of this number here.")).to_be_visible()
    fill(desk, Serial_number_of_the_assembly="PX1-1")
    save(desk, "Take it out")
    opened(desk, "M-1")
    expect(page.get_by_role("link", name="Scrap", exact=True)).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Scrap", exact=True).click()
    fill(desk, Reason="does not turn")
    save(desk, "Scrap it")
    opened(desk, "M-1")
    (unit,) = server.rows("SELECT status, parent FROM row_unit WHERE serial = 'M-1'")
    assert (unit["status"], unit["parent"]) == ("scrapped", None)
    expect(page.get_by_text("Scrapped", exact=True).first).to_be_visible(timeout=15_000)
    expect(page.get_by_role("link", name="Scrap", exact=True)).to_have_count(0)


def test_what_was_typed_stays_when_the_language_changes_or_the_server_is_away(desk: Desk) -> None:
    desk.open("processes/structure/FG-PIVC-20/A?do=revise")
    fill(desk, Revision="B")
    desk.speak("zh")
    expect(desk.page.locator(".u-record-form input").nth(1)).to_have_value("B")
    desk.speak("en")
    expect(field(desk, "Revision")).to_have_value("B")
    desk.context.set_offline(True)
    desk.page.evaluate("dispatchEvent(new Event('offline'))")
    desk.page.wait_for_timeout(1500)
    expect(field(desk, "Revision")).to_have_value("B")
    desk.context.set_offline(False)
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.open("lots")


def test_a_hold_is_placed_by_who_sees_it_and_lifted_by_quality_who_then_releases(server: Server, desk: Desk) -> None:
    page = desk.page
    act(desk, "lots/HUB-M", "Place a hold")
    fill(desk, What_was_seen="wet carton")
    save(desk, "Place a hold")
    expect(field(desk, "Reason")).to_be_focused()
    fill(desk, Reason="Contaminated or wet")
    save(desk, "Place a hold")
    opened(desk, "HUB-M")
    desk.part("Holds")
    expect(page.get_by_text("Only quality does this.").first).to_be_visible(timeout=15_000)
    desk.sign_in(*QUALITY)
    desk.open("lots/HUB-M")
    desk.part("Holds")
    fill(desk, Why_it_may_be_used_again="dried and looked at")
    save(desk, "Lift this hold")
    expect(page.get_by_text("Nothing holds it.")).to_be_visible(timeout=15_000)
    desk.open(f"units/{PUMP}/PX1-1")
    desk.part("Holds")
    fill(desk, Why_it_may_be_used_again="housing is whole")
    save(desk, "Lift this hold")
    expect(page.get_by_text("Nothing holds it.")).to_be_visible(timeout=15_000)
    (unit,) = server.rows("SELECT holds FROM row_unit WHERE serial = 'PX1-1'")
    assert unit["holds"] in ("[]", [])


def test_a_lot_that_waits_is_rejected_by_quality_with_what_it_is_based_on(server: Server, desk: Desk) -> None:
    desk.open(f"lots/{LOT}")
    desk.part("Release")
    save(desk, "Decision")
    expect(desk.page.get_by_text("Choose what becomes of it.")).to_be_visible()
    desk.page.get_by_role("radio", name="Reject").check()
    fill(desk, What_this_is_based_on="leak test failed")
    save(desk, "Decision")
    expect(desk.page.get_by_text("It does not wait for a decision.")).to_be_visible(timeout=15_000)
    (lot,) = server.rows("SELECT status FROM row_lot WHERE number = $1", LOT)
    assert lot["status"] == "rejected"


def test_a_device_that_is_lost_is_revoked_by_an_administrator(server: Server, desk: Desk) -> None:
    (device,) = server.rows("SELECT id FROM row_device WHERE code = 'H07'")
    desk.open(f"devices/{device['id']}")
    desk.part("Revoke the device")
    expect(desk.page.get_by_role("button", name="Revoke the device")).to_be_disabled()
    desk.sign_in("QH-0001", "Lin Qing")
    desk.open(f"devices/{device['id']}")
    desk.part("Revoke the device")
    fill(desk, What_happened_to_the_device="left in a taxi")
    save(desk, "Revoke the device")
    expect(desk.page.get_by_text("Revoked", exact=True).first).to_be_visible(timeout=15_000)
    (device,) = server.rows("SELECT status FROM row_device WHERE code = 'H07'")
    assert device["status"] == "revoked"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_of_lots_and_units_is_readable_by_those_who_listen_and_fits(desk: Desk, language: str) -> None:
    desk.speak(language)
    paths = [f"lots/HUB-M?do={form}" for form in LOT_FORMS]
    paths += [f"units/{PUMP}/PX1-1?do={form}" for form in ("scrap", "relabel", "rework", "hold")]
    for width in (1280, 768):
        desk.page.set_viewport_size({"width": width, "height": 1024})
        for path in (*paths, "lots/HUB-M", f"units/{PUMP}/PX1-1", "units"):
            desk.open(path)
            desk.page.locator(".u-record-form, .u-record, .u-table").first.wait_for()
            assert desk.axe() == [], path
            wide = desk.page.locator(".u-desk-page").evaluate("(page) => page.scrollWidth - page.clientWidth")
            assert wide == 0, (path, width)
