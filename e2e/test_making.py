"""A structure and a routing drafted at the desk, approved by somebody else, an order planned and released by them."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from playwright.sync_api import expect, sync_playwright

from backend.production.entries import RecordReading, StartStep
from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, sign_in_on, virtual
from e2e.server import Server
from e2e.test_desk_forms import REASON, field, fill, opened, save
from tests.builders.production import counts, reads

PLANNER, QUALITY, SUPERVISOR = ("QH-0023", "Fan Rui"), ("QH-0004", "Chen Jing"), ("QH-0003", "Sun Wei")


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    for person in ("P0023", "P0004", "P0003", "P0014"):
        give_secret(server, person)
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D07", "desk"))
        desk.open("items")
        desk.sign_in(*PLANNER)
        yield desk
        browser.close()


def looked_at(desk: Desk, name: str) -> None:
    assert desk.axe() == [], name


def approve(desk: Desk, kind: str, revision: str = "A") -> None:
    desk.open(f"processes/{kind}/CP-WDG-20/{revision}")
    opened(desk, f"CP-WDG-20 / {revision}")
    desk.part("Decide")
    desk.page.get_by_label("What you checked").fill("drawing 12 B")
    save(desk, "Approve as shown")
    expect(desk.page.locator(".u-record .u-chip").first).to_have_text("Approved", timeout=15_000)


def add(desk: Desk, button: str) -> None:
    desk.page.get_by_role("button", name=button, exact=True).click()


def test_a_structure_and_a_routing_are_drafted_with_what_is_wrong_said_beside_the_cell(desk: Desk) -> None:
    page = desk.page
    desk.open("processes?do=new-structure")
    fill(desk, Item="CP-WDG-20", Revision="A", Component="CP-NONE", Quantity="0.006", Unit="m · metres")
    save(desk, "Save the draft")
    expect(page.get_by_text("No such item. Choose one from the list.")).to_be_visible()
    looked_at(desk, "structure-form")
    fill(desk, Component="RM-SUS-02")
    save(desk, "Save the draft")
    opened(desk, "CP-WDG-20 / A")

    desk.open("processes?do=new-routing")
    fill(desk, Item="CP-WDG-20", Revision="A", Name_in_Chinese="冲压", Name_in_English="Stamping")
    add(desk, "Add a parameter")
    parameter = page.locator("fieldset.u-rows").nth(1).locator(".u-rows-row")
    for name, answer in (
        ("Code", "LENGTH"), ("Name in Chinese", "长度"), ("Name in English", "Length"),
        ("Resolution", "0.01"), ("Lower limit", "6.20"), ("Upper limit", "5.80"),
    ):  # fmt: skip
        parameter.get_by_label(re.compile(rf"^{name}( · required)?$")).fill(answer)
    parameter.get_by_label("Unit").select_option(label="mm · millimetres")
    save(desk, "Save the draft")
    expect(page.get_by_text("Bounds must rise from left to right.")).to_be_visible()
    looked_at(desk, "routing-form")
    fill(desk, Lower_limit="5.80", Upper_limit="6.20")
    save(desk, "Save the draft")
    opened(desk, "CP-WDG-20 / A")
    expect(page.get_by_text("5.80 to 6.20 mm")).to_be_visible()
    desk.part("Decide")
    expect(page.get_by_text("This needs somebody from quality.")).to_be_visible()


def test_another_person_approves_and_then_an_order_is_planned_released_and_made(server: Server, desk: Desk) -> None:
    page = desk.page
    desk.sign_in(*QUALITY)
    approve(desk, "structure")
    approve(desk, "routing")
    looked_at(desk, "routing-decide")
    desk.part("Content")
    looked_at(desk, "routing-content")
    desk.open("processes")
    expect(page.get_by_role("link", name="CP-WDG-20")).to_have_count(2)
    looked_at(desk, "processes")

    desk.sign_in(*PLANNER)
    desk.open("work-orders?do=new")
    fill(desk, Number="WO-77", Item="CP-WDG-20", Quantity="500", Lots_to_make="WDG-1")
    field(desk, "Goods go to").select_option("QUAR-FG")
    looked_at(desk, "plan")
    save(desk, "Plan")
    opened(desk, "WO-77")

    desk.sign_in(*SUPERVISOR)
    desk.open("work-orders/WO-77")
    desk.part("Decide")
    page.locator("form", has=page.get_by_role("button", name="Release", exact=True)).get_by_label("Reason").fill(REASON)
    save(desk, "Release")
    expect(page.locator(".u-record .u-chip").first).to_have_text("Released", timeout=15_000)

    device = virtual(server, "H07", "QH-0014")
    sign_in_on(server, device, "QH-0014")
    made = {"lot": "WDG-1", "order": "WO-77"}
    start = StartStep(equipment=(), revision="A", scans=(), serial=None, step=10, **made)
    values = [f"6.{n % 5:02d}" for n in range(20)] + [f"6.{10 + n % 3:02d}" for n in range(9)] + ["6.25"]
    read: list[RecordReading] = [reads(value, "LENGTH", 10, unit="mm", **made) for value in values]
    begun, good = counts("500", "in_process", None, **made), counts("480", "good", **made)
    for body in (start, begun, *read, good):
        device.record(type(body).__name__, msgspec.to_builtins(body))
    assert {outcome["outcome"] for outcome in push(server, device)} <= {"accepted", "flagged"}


def test_a_next_revision_is_compared_approved_and_an_order_across_its_start_is_not_released(desk: Desk) -> None:
    page = desk.page
    desk.sign_in(*PLANNER)
    desk.open("processes/routing/CP-WDG-20/A")
    page.get_by_role("link", name="New revision from this").click()
    fill(desk, Revision="B", Holds_from="From a lot number", First_lot="WDG-100", Upper_limit="6.10")
    save(desk, "Save the draft")
    opened(desk, "CP-WDG-20 / B")
    desk.part("Compare")
    limit = page.get_by_role("row").filter(has_text="Upper limit")
    expect(limit.get_by_role("cell")).to_have_text(
        ["Parameter 10 LENGTH · Length", "Changed · Upper limit", "6.20", "6.10"]
    )
    expect(page.get_by_role("cell", name="From lot WDG-100")).to_be_visible()
    looked_at(desk, "compare")

    desk.sign_in(*QUALITY)
    approve(desk, "routing", "B")
    desk.sign_in(*PLANNER)
    desk.open("work-orders?do=new")
    fill(desk, Number="WO-78", Item="CP-WDG-20", Quantity="500", Lots_to_make="WDG-99; WDG-100")
    field(desk, "Goods go to").select_option("QUAR-FG")
    save(desk, "Plan")
    opened(desk, "WO-78")
    desk.sign_in(*SUPERVISOR)
    desk.open("work-orders/WO-78")
    desk.part("Decide")
    page.locator("form", has=page.get_by_role("button", name="Release", exact=True)).get_by_label("Reason").fill(REASON)
    save(desk, "Release")
    expect(page.get_by_text("A: WDG-99; B: WDG-100")).to_be_visible()
    expect(page.locator(".u-record .u-chip").first).to_have_text("Planned")


def test_the_order_shows_steps_buckets_deviations_and_a_chart_that_warns(desk: Desk) -> None:
    page = desk.page
    desk.open("work-orders/WO-77")
    expect(page.locator(".u-record .u-chip").first).to_have_text("In progress", timeout=15_000)
    desk.part("Steps")
    expect(page.get_by_role("cell", name=re.compile("Going on"))).to_be_visible()
    looked_at(desk, "order-steps")
    desk.part("Quantities")
    expect(page.get_by_text("Still in process or in rework: 20 pcs. The order cannot close.")).to_be_visible()
    looked_at(desk, "order-buckets")
    desk.part("Readings")
    looked_at(desk, "order-readings")
    desk.part("Deviation")
    expect(page.get_by_text("6.25")).to_be_visible()
    looked_at(desk, "order-deviations")
    desk.part("Control charts")
    expect(page.get_by_text("Cpk is not stated: the process is not stable.")).to_be_visible()
    expect(
        page.get_by_role("listitem").filter(has_text="Eight points in a row on one side of the centre").first
    ).to_be_visible()
    assert page.locator(".control-broken").count() > 0
    page.locator(".control-chart").first.scroll_into_view_if_needed()
    looked_at(desk, "order-charts")
    desk.part("Decide")
    page.locator("form", has=page.get_by_role("button", name="Close", exact=True)).get_by_label("Reason").fill(REASON)
    save(desk, "Close")
    expect(page.get_by_text(re.compile("still has .* counted as in process")).first).to_be_visible(timeout=15_000)
    desk.open("work-orders")
    expect(page.get_by_role("link", name="WO-77")).to_be_visible()
    looked_at(desk, "work-orders")


def test_a_process_that_moved_is_in_the_inbox_with_a_way_to_its_chart(desk: Desk) -> None:
    page = desk.page
    desk.open("exceptions")
    page.get_by_role("link", name=re.compile("LENGTH at step 10 of WO-77 has moved")).first.click()
    expect(page.locator(".u-record")).to_contain_text("values in a row lie beyond", timeout=15_000)
    looked_at(desk, "moved")
    page.get_by_role("link", name="Open its chart").click()
    expect(page.get_by_role("tab", name="Control charts", selected=True)).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Cpk is not stated: the process is not stable.")).to_be_visible()
