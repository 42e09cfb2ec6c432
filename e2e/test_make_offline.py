"""Making without a network: five catheters as a lot and a pump as a unit through every step of the demo company's own
routings, on a 360x640 screen, with a wrong part, a seal that was too hot, an expired training and two lapsed
calibrations on the way. Scans and taps are counted; then each record is once on the server, and the supervisor sees the
deviations.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import expect, sync_playwright

from backend.items.entries import Parameter, Step
from e2e.chromium import launch
from e2e.desk import Desk, give_secret
from e2e.handheld import Handheld
from e2e.hands import WAITING, Hands, budget
from e2e.products import (
    CATHETER,
    GOOD_SEALER,
    LOT,
    LOT_ORDER,
    PUMP,
    PUMP_ORDER,
    SEALER,
    TIPPER,
    fill_with_products,
    material_of,
    steps_of,
)
from e2e.server import Server

OPERATOR, COLLEAGUE, LAPSED = "QH-0014", "QH-0013", "QH-0018"
PUMP_SERIAL = "0001"
MACHINES = {
    10: "EXT-01",
    20: TIPPER,
    30: "MLD-01",
    40: "PRS-01",
    50: "UVB-01",
    70: "ASM-01",
    80: "LKT-01",
    90: SEALER,
    100: "PRN-01",
    120: "EO-01",
}
BENCHES = {20: "TB-01", 30: "TRQ-01", 40: "DOS-01"}


@pytest.fixture(scope="module")
def handheld(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    fill_with_products(server)
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


class Making(Hands):
    """The work on both orders, and what goes wrong on the way."""

    def begin(self, step: Step, machines: dict[int, str]) -> None:
        """The machine's tag: it opens the step where several are next, and stays set."""
        if step.number in machines:
            self.asked(WAITING)
            self.scan(f"]C0{machines[step.number]}")

    def lapsed_and_used(self) -> None:
        """There is no other tipper: it was used all the same, which goes to the supervisor."""
        with self.aside(taps=1):
            self.stopped(TIPPER, "校准已于")
            self.tap("已经用了：如实记录")

    def lapsed_and_replaced(self) -> None:
        with self.aside(scans=1):
            self.stopped(SEALER, "校准已于")
            self.scan(f"]C0{GOOD_SEALER}")

    def wrong_part(self) -> None:
        with self.aside(scans=1):
            self.scan(material_of("RM-TYV-01"))
            self.stopped("该部件不用于工序 10", "RM-BAS-01")

    def untrained(self) -> None:
        """Somebody whose training has ended takes over; they say that they put the film in, and do."""
        with self.aside(taps=1):
            self.handheld.badge(LAPSED, "唐军")
            self.stopped("唐军", "已过期")
            self.tap("已经做了：如实记录")

    def trained_again(self) -> None:
        self.handheld.expect_verdict("已记录")
        self.handheld.badge(OPERATOR, "罗欣")

    def too_hot(self, parameter: Parameter) -> None:
        self.read(parameter, "147.0")
        self.stopped("147.0")


def test_five_catheters_and_a_pump_are_made_offline_within_the_scans_and_taps_of_the_brief(
    handheld: Handheld, server: Server
) -> None:
    hands = Making(handheld, COLLEAGUE)
    make_catheters(hands, steps_of(CATHETER))
    assert fits(hands.counted, budget(steps_of(CATHETER)))
    hands.tap("报数")
    handheld.expect_verdict(f"{LOT} 已清点")

    hands.scans = hands.taps = 0
    hands.scan(PUMP_ORDER)
    for step in steps_of(PUMP):
        if step.number == 20:
            hands.scan(PUMP_SERIAL)
        hands.begin(step, BENCHES)
        hands.do(step)
    handheld.expect_verdict("工序 50 完成")
    assert fits(hands.counted, budget(steps_of(PUMP)))

    handheld.context.set_offline(False)


def fits(counted: tuple[int, int], allowed: tuple[int, int]) -> bool:
    return counted[0] <= allowed[0] and counted[1] <= allowed[1]


def make_catheters(hands: Making, steps: tuple[Step, ...]) -> None:
    """All fourteen steps of the lot."""
    seal = next(each for step in steps for each in step.parameters if each.code == "SEAL_TEMP")
    troubles: dict[str, Callable[[], None]] = {
        "RM-BAS-01": hands.wrong_part,
        "RM-FLM-01": hands.untrained,
        "RM-TYV-01": hands.trained_again,
        "SEAL_TEMP": partial(hands.too_hot, seal),
    }
    hands.ready_at("首页")
    hands.scan(LOT)
    for step in steps:
        hands.begin(step, MACHINES)
        if step.number == 20:
            hands.lapsed_and_used()
        if step.number == 40:
            hands.asked(step.name_zh)
            hands.page.reload()
            hands.ready_at(step.name_zh)
        if step.number == 90:
            hands.lapsed_and_replaced()
        hands.do(step, troubles)


DEVIATIONS = {
    ("EQUIPMENT_NOT_READY", 20),
    ("OPERATOR_NOT_QUALIFIED", 90),
    ("READING_OUT_OF_LIMIT", 90),
}


def test_each_record_is_once_on_the_server_with_what_went_wrong(handheld: Handheld, server: Server) -> None:
    handheld.wait_until_sent()
    assert server.rows("SELECT raw FROM outcome WHERE position('quarantined'::bytea in raw) > 0") == []
    runs = server.rows('SELECT "order", step, status, equipment, people FROM row_step_run')
    done = {(run["order"], run["step"]): run for run in runs}
    wanted = {(LOT_ORDER, step.number) for step in steps_of(CATHETER)}
    assert set(done) == wanted | {(PUMP_ORDER, step.number) for step in steps_of(PUMP)}
    assert len(runs) == len(done)
    assert [key for key, run in done.items() if run["status"] != "done"] == [(LOT_ORDER, 90)]
    assert json.loads(done[LOT_ORDER, 90]["equipment"]) == [GOOD_SEALER]
    assert {OPERATOR, LAPSED} <= set(json.loads(done[LOT_ORDER, 90]["people"]))
    deviations = server.rows("SELECT code, step FROM row_deviation WHERE code <> ''")
    assert sorted((each["code"], each["step"]) for each in deviations) == sorted(DEVIATIONS)
    held = server.rows("SELECT reason_code FROM row_hold WHERE lot = $1 AND lifted_at IS NULL", LOT)
    assert {hold["reason_code"] for hold in held} == {"EQUIPMENT_NOT_READY", "READING_OUT_OF_LIMIT"}
    (good,) = server.rows("SELECT quantity FROM row_order_account WHERE bucket = 'good' AND \"order\" = $1", LOT_ORDER)
    assert good["quantity"] == 5
    # The wrong part, both lapsed machines, the ended training: each stop is on record beside what was done.
    stopped = server.rows("SELECT raw FROM event WHERE position('\"StepStopped\"'::bytea in raw) > 0")
    assert len(stopped) == 4


def test_the_supervisor_sees_the_deviations_and_quality_closes_one(handheld: Handheld, server: Server) -> None:
    for person in ("P0003", "P0005"):
        give_secret(server, person)
    browser = launch(handheld.playwright.chromium)
    desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
    desk.enrol(server.enrolment("D01", "desk"))
    desk.open("deviations")
    desk.sign_in("QH-0003", "Sun Wei")
    rows = desk.page.locator("table tbody tr")
    for code, step in DEVIATIONS:
        (row,) = server.rows("SELECT number FROM row_deviation WHERE code = $1 AND step = $2", code, step)
        expect(rows.filter(has_text=row["number"])).to_have_count(1)
    desk.sign_in("QH-0005", "Anna Weber")
    (hot,) = server.rows("SELECT number FROM row_deviation WHERE code = 'READING_OUT_OF_LIMIT'")
    desk.page.get_by_role("link", name=hot["number"]).click()
    form = desk.page.locator("form.u-decision")
    form.get_by_text("Scrap", exact=True).click()
    form.get_by_label("Reason").fill("The seals were opened and looked at")
    form.get_by_role("button", name="Close deviation").click()
    expect(desk.page.locator(".u-chip").filter(has_text="Scrap").first).to_be_visible(timeout=15_000)
    browser.close()
    (closed,) = server.rows("SELECT status, disposition FROM row_deviation WHERE number = $1", hot["number"])
    assert (closed["status"], closed["disposition"]) == ("closed", "scrap")
