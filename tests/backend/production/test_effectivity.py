"""Which revision an order is bound to, by everything it makes, and what is made under it that belongs to another."""

from datetime import datetime, timedelta

import pytest

from backend.items.entries import Effectivity, SerialSpan
from backend.log.vocabulary import Decision
from backend.material.state import Unit
from backend.nonconformance.state import Deviation
from backend.production.entries import ChangeOrder, PlanOrder, ReleaseOrder, SkipStep
from backend.production.state import NamedSerial, OrderSerials, WorkOrder
from tests.builders.processes import PLANNER, approve, component, line, routing, step, structure
from tests.builders.production import (
    CATHETER,
    HUB,
    PUMP,
    PUMP_ORDER,
    SENSOR,
    TUBE,
    begins,
    company,
    consumes,
    ends,
    held_by_itself,
)
from tests.builders.receiving import codes
from tests.builders.world import START, World

LATER = START + timedelta(hours=2)


def span(first: str, last: str | None = None) -> SerialSpan:
    return SerialSpan(first=first, last=last or first)


def plans(quantity: int, *serials: SerialSpan, number: str = PUMP_ORDER, **fields: object) -> PlanOrder:
    given: dict[str, object] = {"due": None, "item": PUMP, "lots": (), "output_location": "QUAR-01"}
    return PlanOrder(**(given | fields), number=number, quantity=str(quantity), serials=serials)  # type: ignore[arg-type]


def revised(
    world: World, kind: str, start: str | None, revision: str = "B", *, product: str = PUMP, at: datetime = START
) -> None:
    """Approve another structure and routing of a product, later than those it has."""
    from_when = Effectivity(kind=kind, start=start)  # type: ignore[arg-type]  # a test names one of them
    parts = (SENSOR,) if product == PUMP else (TUBE, HUB)
    lines = tuple(line(part) for part in parts)
    steps = (
        step(10, repeat="unit", components=(component(SENSOR, scan="serial"),))
        if product == PUMP
        else step(10, components=(component(TUBE),))
    )
    for body in (
        structure(product, *lines, revision=revision, effectivity=from_when),
        routing(product, steps, revision=revision, effectivity=from_when),
    ):
        world.record(body, badge=PLANNER)
    for which in ("structure", "routing"):
        approve(world, which, product, revision, at=at)


def releases(world: World, *serials: SerialSpan, number: str = PUMP_ORDER) -> Decision:
    return world.record(ReleaseOrder(order=number, serials=serials), at=START + timedelta(hours=1))


def bound(world: World, number: str = PUMP_ORDER) -> tuple[str, str]:
    order = world.get(WorkOrder, number)
    return order.structure_revision, order.routing_revision


def released(*serials: SerialSpan, count: int = 24) -> World:
    """The company with revision B from serial 100 on, and a released order."""
    world = company()
    revised(world, "serial", "PX1-0100")
    world.record(plans(count, *serials))
    assert codes(releases(world)) == []
    return world


def made(world: World, serial: str, revision: str = "A", *, order: str = PUMP_ORDER, at: datetime = LATER) -> list[str]:
    """Begin a unit and return what is said of it."""
    return codes(world.record(begins(order=order, lot=None, serial=serial, revision=revision), at=at))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (plans(24, span("PX1-0001", "PX1-0024")), []),
        (plans(3, span("PX1-0001", "PX1-0002"), span("PX1-0009")), []),
        (plans(24, span("PX1-0001", "PX1-0023")), ["WORK_ORDER_SERIAL_COUNT"]),
        (plans(10_001, span("PX1-00001", "PX1-10001")), ["WORK_ORDER_SERIAL_COUNT"]),
        (plans(24, span("PX1-0024", "PX1-0001")), ["SERIALS_NOT_COUNTED"]),
        (plans(3, span("PX1-0001", "PX1-0002"), span("PX1-0002")), ["WORK_ORDER_SERIAL_TAKEN"]),
        (plans(1, span("FG-1"), item=CATHETER), ["WORK_ORDER_WITHOUT_SERIALS"]),
    ],
)
def test_an_order_names_a_serial_for_each_unit_or_is_refused(body: PlanOrder, code: list[str]) -> None:
    world = company()
    assert codes(world.record(body)) == code
    assert len(world.all(NamedSerial)) == (0 if code else int(body.quantity))


def test_a_serial_is_named_by_one_order_until_that_is_cancelled() -> None:
    world = company()
    world.record(plans(2, span("PX1-0001", "PX1-0002")))
    again = plans(1, span("PX1-0002"), number="WO-2")
    assert codes(world.record(again)) == ["WORK_ORDER_SERIAL_TAKEN"]
    world.record(ChangeOrder(act="cancel", order=PUMP_ORDER), reason="planned twice")
    assert world.all(OrderSerials) == []
    assert codes(world.record(again)) == []


def test_a_serial_whose_unit_is_there_is_not_named_again() -> None:
    world = released(span("PX1-0001", "PX1-0024"))
    made(world, "PX1-0001")
    world.record(ChangeOrder(act="suspend", order=PUMP_ORDER), reason="to be looked at")
    assert codes(world.record(plans(1, span("PX1-0001"), number="WO-2"))) == ["WORK_ORDER_SERIAL_TAKEN"]


def test_serials_named_at_release_take_the_place_of_those_planned() -> None:
    world = company()
    world.record(plans(2, span("PX1-0001", "PX1-0002")))
    assert codes(releases(world, span("PX1-0001"))) == ["WORK_ORDER_SERIAL_COUNT"]
    assert codes(releases(world, span("PX1-0002", "PX1-0003"))) == []
    assert [each.serial for each in world.all(NamedSerial)] == ["PX1-0002", "PX1-0003"]


@pytest.mark.parametrize(
    ("serials", "found"),
    [(span("PX1-0076", "PX1-0099"), ("A", "A")), (span("PX1-0100", "PX1-0123"), ("B", "B"))],
)
def test_an_order_is_bound_by_its_serials(serials: SerialSpan, found: tuple[str, str]) -> None:
    assert bound(released(serials)) == found


def test_an_order_across_two_revisions_is_refused_and_told_where_it_divides() -> None:
    world = company()
    revised(world, "serial", "PX1-0100")
    world.record(plans(24, span("PX1-0090", "PX1-0113")))
    decision = releases(world)
    assert codes(decision) == ["WORK_ORDER_ACROSS_REVISIONS"]
    assert decision.refusal is not None
    assert decision.refusal.detail["split"] == "A: PX1-0090 – PX1-0099; B: PX1-0100 – PX1-0113"
    assert world.get(WorkOrder, PUMP_ORDER).status == "planned"


def test_an_order_of_several_lots_is_judged_by_all_of_them() -> None:
    world = company()
    revised(world, "lot", "FG-260310", product=CATHETER)
    for number, lots in (("WO-2", ("FG-260309", "FG-260310")), ("WO-3", ("FG-260310", "FG-260311"))):
        world.record(plans(100, number=number, item=CATHETER, lots=lots))
    assert codes(releases(world, number="WO-2")) == ["WORK_ORDER_ACROSS_REVISIONS"]
    assert codes(releases(world, number="WO-3")) == []
    assert bound(world, "WO-3") == ("B", "B")
    part = begins(order="WO-3", lot="FG-260310/1", revision="B")
    assert codes(world.record(part, at=LATER)) == []


@pytest.mark.parametrize(
    ("kind", "start", "found"),
    [
        ("date", "2026-03-02", "B"),
        ("date", "2026-03-03", "A"),
        ("next_order", None, "B"),
        ("stop_now", None, "B"),
        ("lot", "FG-1", "A"),
        ("serial", "PX1-0001", "A"),
    ],
)
def test_an_order_that_names_nothing_is_bound_by_the_day_of_its_release(
    kind: str, start: str | None, found: str
) -> None:
    world = company()
    revised(world, kind, start)
    world.record(plans(24))
    assert codes(releases(world)) == []
    assert bound(world) == (found, found)


def test_a_unit_that_turns_out_to_belong_to_another_revision_is_held_with_a_deviation_once() -> None:
    world = released()
    assert made(world, "PX1-0099") == []
    said = ["MADE_BY_OTHER_REVISION"]
    assert made(world, "PX1-0100") == said
    fed = consumes(None, order=PUMP_ORDER, lot=None, serial="PX1-0100", input_item=SENSOR, input_serial="S-1")
    assert "MADE_BY_OTHER_REVISION" not in codes(world.record(fed))
    assert len(world.get(Unit, PUMP, "PX1-0100").holds) == 1
    assert world.get(Unit, PUMP, "PX1-0099").holds == ()
    told = [(each.detail["kind"], each.detail["expected"]) for each in world.all(Deviation)]
    assert told[0] == ("structure, routing", "B")


def test_whatever_is_recorded_first_of_a_unit_says_so() -> None:
    unit = {"order": PUMP_ORDER, "lot": None, "serial": "PX1-0100"}
    for body in (ends(**unit), SkipStep(step=10, **unit)):  # type: ignore[arg-type]  # the same place
        assert "MADE_BY_OTHER_REVISION" in codes(released().record(body, at=LATER, reason="as agreed on"))


def test_an_order_by_a_later_revision_makes_no_unit_before_its_start() -> None:
    world = released(span("PX1-0100", "PX1-0123"))
    found = made(world, "PX1-0099", "B")
    assert found == ["MADE_BY_OTHER_REVISION", "SERIAL_NOT_NAMED"]


def test_a_start_by_serial_approved_while_the_order_runs_counts_for_what_is_begun_after_it() -> None:
    world = company()
    world.record(plans(24, span("PX1-0001", "PX1-0024")))
    releases(world)
    revised(world, "serial", "PX1-0010", at=LATER)
    assert made(world, "PX1-0011", at=LATER - timedelta(minutes=1)) == []
    after = LATER + timedelta(minutes=10)
    assert "MADE_BY_OTHER_REVISION" in made(world, "PX1-0012", at=after)
    assert made(world, "PX1-0009", at=after) == []


@pytest.mark.parametrize("kind", ["date", "next_order"])
def test_a_start_by_time_does_not_reach_an_order_that_is_released(kind: str) -> None:
    world = company()
    world.record(plans(24))
    releases(world)
    revised(world, kind, "2026-03-02" if kind == "date" else None, at=LATER)
    assert made(world, "PX1-0001", at=LATER + timedelta(minutes=10)) == []


def test_a_lot_that_turns_out_to_belong_to_another_revision_is_held() -> None:
    world = company()
    revised(world, "lot", "FG-260310", product=CATHETER)
    world.record(plans(100, number="WO-1", item=CATHETER, lots=("FG-260301",)))
    releases(world, number="WO-1")
    assert codes(world.record(begins(lot="FG-260301"), at=LATER)) == []
    said = ["MADE_BY_OTHER_REVISION"]
    assert codes(world.record(begins(lot="FG-260310"), at=LATER)) == said
    assert held_by_itself(world, "FG-260310") == said


def test_a_unit_of_another_orders_serial_or_of_none_named_opens_a_deviation_and_holds_nothing() -> None:
    world = released(span("PX1-0001", "PX1-0024"))
    world.record(plans(1, span("PX1-0030"), number="WO-2"))
    assert made(world, "PX1-0030") == ["SERIAL_OF_OTHER_ORDER"]
    assert made(world, "PX1-0031") == ["SERIAL_NOT_NAMED"]
    assert [each.code for each in world.all(Deviation)] == ["SERIAL_OF_OTHER_ORDER", "SERIAL_NOT_NAMED"]
    assert world.get(Unit, PUMP, "PX1-0031").holds == ()


def test_work_on_a_unit_that_another_order_made_is_no_making() -> None:
    world = released(span("PX1-0001", "PX1-0024"))
    made(world, "PX1-0001")
    world.record(plans(1, number="WO-2"))
    releases(world, number="WO-2")
    assert made(world, "PX1-0001", order="WO-2") == []
