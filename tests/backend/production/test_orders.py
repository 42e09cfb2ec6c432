import pytest

from backend.items.entries import WithdrawProcess
from backend.production.entries import ChangeOrder, PlanOrder, ReleaseOrder
from backend.production.state import OrderAccount, OrderSnapshot, WorkOrder
from tests.builders.processes import PLANNER, approve, line, structure
from tests.builders.production import CATHETER, LOT, ORDER, ROLL, TUBE, company, counts, running
from tests.builders.receiving import codes
from tests.builders.world import World


def plan(**fields: object) -> PlanOrder:
    given: dict[str, object] = {
        "due": None,
        "item": CATHETER,
        "lots": (LOT,),
        "number": ORDER,
        "output_location": "QUAR-01",
        "quantity": "12000",
        "serials": (),
    }
    return PlanOrder(**(given | fields))  # type: ignore[arg-type]  # a test's own fields


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, []),
        ({"item": "NOBODY"}, ["WORK_ORDER_ITEM_UNKNOWN"]),
        ({"quantity": "0"}, ["WORK_ORDER_QUANTITY_WRONG"]),
        ({"quantity": "-5"}, ["WORK_ORDER_QUANTITY_WRONG"]),
        ({"output_location": "NOWHERE"}, ["WORK_ORDER_LOCATION_UNKNOWN"]),
        ({"lots": (ROLL,)}, ["WORK_ORDER_LOT_TAKEN"]),
    ],
)
def test_an_order_is_planned_or_refused(fields: dict[str, object], code: list[str]) -> None:
    assert codes(company().record(plan(**fields))) == code


def test_an_order_number_is_used_once() -> None:
    world = company()
    world.record(plan())
    assert codes(world.record(plan())) == ["WORK_ORDER_THERE"]


def test_release_freezes_what_holds_and_later_revisions_do_not_reach_it() -> None:
    world = company()
    world.record(plan())
    assert codes(world.record(ReleaseOrder(order=ORDER, serials=()))) == []
    world.record(structure(CATHETER, line(TUBE), revision="B"), badge=PLANNER)
    approve(world, "structure", CATHETER, "B")
    bound = world.get(OrderSnapshot, ORDER)
    assert world.get(WorkOrder, ORDER).structure_revision == "A"
    assert [each.item for each in bound.lines] == ["FEP", "HUB"]
    assert codes(world.record(ReleaseOrder(order=ORDER, serials=()))) == ["WORK_ORDER_STATE"]


def test_nothing_is_released_without_an_approved_structure_and_routing() -> None:
    world = company()
    world.record(plan())
    world.record(WithdrawProcess(item=CATHETER, kind="routing", revision="A"), reason="to be replaced")
    assert codes(world.record(ReleaseOrder(order=ORDER, serials=()))) == ["WORK_ORDER_UNBOUND"]
    assert codes(world.record(ReleaseOrder(order="NONE", serials=()))) == ["WORK_ORDER_UNKNOWN"]


def test_a_step_that_scans_what_the_structure_does_not_have_keeps_the_order_back() -> None:
    world = company()
    world.record(structure(CATHETER, line(TUBE), revision="B"), badge=PLANNER)
    approve(world, "structure", CATHETER, "B")
    world.record(plan())
    assert codes(world.record(ReleaseOrder(order=ORDER, serials=()))) == ["ROUTING_BESIDE_STRUCTURE"]


def test_an_order_without_a_lot_is_not_released_to_steps_that_are_done_for_a_lot() -> None:
    world = company()
    world.record(plan(lots=()))
    assert codes(world.record(ReleaseOrder(order=ORDER, serials=()))) == ["WORK_ORDER_WITHOUT_LOT"]
    assert world.get(WorkOrder, ORDER).status == "planned"


def change(world: World, act: str) -> list[str]:
    return codes(world.record(ChangeOrder(act=act, order=ORDER), reason="as decided today"))  # type: ignore[arg-type]


def test_an_order_closes_only_when_every_unit_is_accounted_for() -> None:
    world = running()
    world.record(counts("12000", "in_process", None))
    for quantity, bucket in (("82", "scrap"), ("32", "sample"), ("76", "sample"), ("60", "retention")):
        world.record(counts(quantity, bucket))
    world.record(counts("11740", "good"))
    assert change(world, "close") == ["WORK_ORDER_NOT_BALANCED"]
    world.record(counts("10", "rework"))
    assert change(world, "close") == ["WORK_ORDER_NOT_BALANCED"]
    world.record(counts("10", "good", "rework"))
    assert change(world, "close") == []
    buckets = {account.bucket: int(account.quantity) for account in world.all(OrderAccount)}
    assert buckets == {"in_process": 0, "scrap": 82, "sample": 108, "retention": 60, "rework": 0, "good": 11_750}
    assert change(world, "close") == ["WORK_ORDER_STATE"]


def test_suspended_work_can_go_on_and_ending_it_takes_a_reason() -> None:
    world = running()
    assert codes(world.record(ChangeOrder(act="suspend", order=ORDER))) == ["REASON_MISSING"]
    assert change(world, "suspend") == []
    assert change(world, "close") == ["WORK_ORDER_STATE"]
    assert change(world, "resume") == []


def test_more_than_there_was_is_kept_and_said() -> None:
    world = running()
    world.record(counts("10", "in_process", None))
    assert codes(world.record(counts("12", "scrap"))) == ["BUCKET_NEGATIVE"]
    assert world.get(OrderAccount, ORDER, LOT, "in_process").quantity == -2
    assert codes(world.record(counts("0", "scrap"))) == ["COUNT_NOT_POSITIVE"]
    assert change(world, "close") == ["WORK_ORDER_NOT_BALANCED"]
