"""Master data made and changed at the desk: a supplier, an item, an order; then goods come on that order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.server import Server
from tests.builders.receipts import receipt

REASON = "agreed with quality"
LOCATIONS = "site,code,name_en,name_zh,type,zone"
FORMS = (
    "items?do=new",
    "items/RM-FEP-01?do=revise",
    "items/RM-FEP-01?do=deactivate",
    "suppliers?do=new",
    "suppliers/S02?do=approve&site=SZ&family=polymer",
    "orders?do=new",
    "orders/PO-2611-001?do=revise",
    "locations/SZ/QUAR-01?do=revise",
    "people?do=new",
    "people/P0003?do=secret",
    "items?do=import",
)


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0001")
    give_secret(server, "P0005")
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open("items")
        desk.sign_in("QH-0005", "Anna Weber")
        yield desk
        browser.close()


def field(desk: Desk, label: str) -> Locator:
    return desk.page.get_by_label(re.compile(rf"^{re.escape(label)}( · required)?$"))


def fill(desk: Desk, **answers: str) -> None:
    """Fill fields by their labels, with underscores for spaces; a choice is chosen by its word."""
    for name, answer in answers.items():
        asked = field(desk, name.replace("_", " "))
        if asked.evaluate("(field) => field.tagName") == "SELECT":
            asked.select_option(label=answer)
        else:
            asked.fill(answer)


def save(desk: Desk, button: str) -> None:
    desk.page.get_by_role("button", name=button, exact=True).click()


def opened(desk: Desk, identity: str) -> None:
    expect(desk.page.locator(".u-record h1")).to_contain_text(identity, timeout=15_000)


def test_supplier_item_and_order_are_made_at_the_desk_and_goods_come_on_the_order(server: Server, desk: Desk) -> None:
    desk.open("suppliers?do=new")
    fill(desk, Number="S90", Name_in_Chinese="新源", Name_in_English="Xinyuan", Status="Approved")
    save(desk, "Create")
    opened(desk, "S90")
    desk.page.get_by_role("link", name="Approve a family").click()
    fill(desk, Material_family="silicone", Valid_to="2099-12-31", Reason=REASON)
    save(desk, "Save changes")
    expect(desk.page.get_by_role("link", name="silicone")).to_be_visible(timeout=15_000)

    desk.open("items?do=new")
    fill(desk, Number="RM-SIL-90", Name_in_Chinese="硅胶", Name_in_English="Silicone", Base_unit="kg · kilograms")
    fill(desk, Material_family="silicone")
    desk.page.get_by_role("button", name="Add a unit").click()
    fill(desk, Unit="drum · drums", Base_units="20")
    save(desk, "Create")
    opened(desk, "RM-SIL-90")
    expect(desk.page.get_by_text("1 drum = 20 kg")).to_be_visible()

    desk.open("orders?do=new")
    fill(desk, Number="PO-90", Supplier="S90 Xinyuan", Item="RM-SIL-90", Quantity="2")
    fill(desk, Unit="drum · drums")
    save(desk, "Place the order")
    opened(desk, "PO-90")

    device = virtual(server, "H01", "QH-0007")
    given = {"item": "RM-SIL-90", "supplier": None, "order": "PO-90", "order_line": 1, "di": None}
    body = receipt("H01-1", **given, supplier_lot="X-1") | {"quantity": {"unit": "drum", "value": "2"}}
    device.record("ReceiveLot", body)
    (outcome,) = push(server, device)
    codes = {code["code"] for code in outcome["codes"]}
    assert not codes & {"ORDER_UNKNOWN", "SUPPLIER_NOT_APPROVED", "ITEM_UNKNOWN", "ORDER_LINE_UNKNOWN"}, codes
    (order,) = server.rows("SELECT status FROM row_order WHERE number = 'PO-90'")
    assert order["status"] == "received"


def test_what_is_frozen_is_shown_and_a_change_needs_its_revision_and_a_reason(desk: Desk) -> None:
    page = desk.page
    desk.open("items/RM-SIL-90?do=revise")
    page.evaluate("dispatchEvent(new Event('online'))")  # fetches what the other device brought about
    expect(field(desk, "Traced by")).to_be_disabled(timeout=15_000)
    expect(page.get_by_text("Frozen since the first lot")).to_be_visible()
    fill(desk, Shelf_life="730")
    expect(page.locator(".u-changes")).to_contain_text("730")
    save(desk, "Save changes")
    expect(page.get_by_text("Needs a new revision, because this changes: Shelf life.")).to_be_visible()
    expect(field(desk, "Revision")).to_be_focused()
    fill(desk, Revision="B")
    save(desk, "Save changes")
    expect(field(desk, "Reason")).to_be_focused()
    fill(desk, Reason=REASON)
    save(desk, "Save changes")
    opened(desk, "RM-SIL-90")
    desk.part("History")
    expect(page.get_by_text("Shelf life in days – → 730")).to_be_visible(timeout=15_000)
    expect(page.get_by_text(REASON).first).to_be_visible()


def test_a_refusal_is_said_in_the_catalogues_words_and_the_form_stays(desk: Desk) -> None:
    page = desk.page
    desk.open("orders?do=new")
    fill(desk, Number="PO-91", Supplier="S06 Chengxin Films", Item="RM-SIL-90", Quantity="1", Unit="kg · kilograms")
    save(desk, "Place the order")
    expect(page.locator(".u-code-notice")).to_contain_text("Refused", timeout=15_000)
    expect(page.locator(".u-field-error")).to_have_count(1)
    expect(field(desk, "Number")).to_have_value("PO-91")
    page.once("dialog", lambda dialog: dialog.accept())
    desk.open("orders")


def test_leaving_a_form_asks_first_and_stays_when_told_to(desk: Desk) -> None:
    page = desk.page
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    desk.open("suppliers?do=new")
    fill(desk, Number="S91")
    page.once("dialog", stay)
    page.get_by_role("link", name="Lots", exact=True).click()
    for _ in range(100):  # the question comes when the address changes, which may be after the click
        if asked:
            break
        page.wait_for_timeout(100)
    expect(field(desk, "Number")).to_have_value("S91")
    assert asked == ["What you typed is not saved. Leave this form?"]
    assert page.url.endswith("#/desk/suppliers?do=new")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Back without saving").click()
    expect(page.get_by_role("heading", name="Suppliers")).to_be_visible()


def test_a_location_is_closed_with_a_reason_unless_something_stands_there(server: Server, desk: Desk) -> None:
    page = desk.page
    desk.open("locations/SZ/QUAR-01?do=deactivate")
    fill(desk, Reason=REASON)
    save(desk, "Deactivate")
    expect(page.locator(".u-code-notice")).to_contain_text("still holds", timeout=15_000)
    desk.open("locations?do=new")
    fill(desk, Code="REL-90", Name_in_Chinese="新架", Name_in_English="New rack", Type="Released")
    save(desk, "Create")
    opened(desk, "REL-90")
    page.get_by_role("link", name="Deactivate").click()
    fill(desk, Reason=REASON)
    save(desk, "Deactivate")
    opened(desk, "REL-90")
    expect(page.get_by_text("Closed", exact=True).first).to_be_visible()
    (place,) = server.rows("SELECT active FROM row_location WHERE code = 'REL-90'")
    assert place["active"] is False


def test_a_file_is_checked_then_compared_then_applied_by_one_entry(server: Server, desk: Desk, tmp_path: Path) -> None:
    page, file = desk.page, tmp_path / "locations.csv"
    desk.open("locations?do=import")
    file.write_text(f"{LOCATIONS}\nSZ,,Rack,货架,shelf,\n")
    page.get_by_label("CSV file, UTF-8").set_input_files(file)
    save(desk, "Check the file")
    expect(page.get_by_role("heading", name="2 problems")).to_be_visible()
    expect(page.get_by_role("button", name="Apply the file")).to_have_count(0)
    file = tmp_path / "corrected.csv"
    file.write_text(f"{LOCATIONS}\nSZ,IMP-01,Rack,货架,released,\nSZ,REL-90,New rack,新架,dispatch,\n")
    page.get_by_label("CSV file, UTF-8").set_input_files(file)
    save(desk, "Check the file")
    expect(page.get_by_text("Type released → dispatch")).to_be_visible()
    assert server.rows("SELECT 1 FROM row_location WHERE code = 'IMP-01'") == []
    fill(desk, Reason=REASON)
    save(desk, "Apply the file")
    expect(page.get_by_text("Accepted")).to_be_visible(timeout=15_000)
    assert len(server.rows("SELECT 1 FROM row_location WHERE code = 'IMP-01'")) == 1


def test_people_are_made_by_an_administrator_and_get_a_one_time_password(desk: Desk) -> None:
    page = desk.page
    desk.open("people?do=new")
    expect(page.get_by_text("This needs an administrator.")).to_be_visible()
    desk.sign_in("QH-0001", "Lin Qing")
    desk.open("people?do=new")
    fill(desk, Number="P0090", Badge="QH-0090", Name_in_Chinese="何芳", Name_in_English="He Fang")
    page.get_by_role("checkbox", name="Receiver").check()
    save(desk, "Create")
    opened(desk, "P0090")
    page.get_by_role("link", name="New one-time password").click()
    fill(desk, Reason="first day")
    save(desk, "Make a one-time password")
    expect(page.locator(".one-time-password")).to_have_text(re.compile(r"\S{8,}"))
    page.get_by_role("link", name="I have handed it over").click()
    page.get_by_role("link", name="Deactivate").click()
    fill(desk, Reason="left again")
    save(desk, "Deactivate")
    opened(desk, "P0090")
    expect(page.get_by_role("link", name="Change", exact=True)).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_is_readable_by_those_who_listen_and_fits_its_width(desk: Desk, language: str) -> None:
    desk.speak(language)
    for theme, width in (("light", 1280), ("dark", 768)):
        desk.page.evaluate("(theme) => document.documentElement.setAttribute('data-theme', theme)", theme)
        desk.page.set_viewport_size({"width": width, "height": 1024})
        for path in FORMS:
            desk.open(path)
            desk.page.locator(".u-record-form").wait_for()
            assert desk.axe() == [], (path, theme)
            wide = desk.page.locator(".u-desk-page").evaluate("(page) => page.scrollWidth - page.clientWidth")
            assert wide == 0, (path, width)
    desk.page.set_viewport_size({"width": 1280, "height": 800})
