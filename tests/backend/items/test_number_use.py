"""Leasing, using and voiding numbers: one test for each outcome."""

import pytest

from backend.items.entries import UseNumbers, VoidNumbers
from backend.items.entries.numbers import LooseNumber
from backend.items.rules import draw
from backend.items.state import IssuedNumber, NumberRange, numbers_of, touches_draw
from backend.log.row import type_of
from backend.log.vocabulary import Decision
from tests.builders.memory_door import MemoryDoor
from tests.builders.numbers import MARK, POOL, PUMP, held, lease, numbers, pump_company, scheme, span, uses
from tests.builders.world import World


def use(world: World, *spans: tuple[int, int], device: str = "D1", loose: tuple[str, ...] = ()) -> list[str]:
    body = UseNumbers(
        loose=tuple(LooseNumber(number=number, pool=POOL) for number in loose),
        purpose="job-1",
        spans=tuple(span(*each) for each in spans),
    )
    decision = world.record(body, device=device)
    assert decision.refusal is None
    return [flag.code for flag in decision.exceptions]


def void(world: World, *spans: tuple[int, int], reason: str | None = "torn", device: str = "D1") -> Decision:
    return world.record(VoidNumbers(spans=tuple(span(*each) for each in spans)), reason=reason, device=device)


def refusal(decision: Decision) -> str:
    assert decision.refusal is not None
    return decision.refusal.code


def test_a_lease_is_given_in_ranges_that_a_device_can_read_again() -> None:
    world = pump_company()
    lease(world, 1_200)
    assert [(each.first, each.last) for each in held(world)] == [(1, 500), (501, 1000), (1001, 1200)]


def test_a_range_is_seen_by_its_device_alone_and_leaves_it_when_nothing_is_left() -> None:
    world = pump_company()
    lease(world, 5)
    streams = type_of(NumberRange).streams
    assert streams(held(world)[0]) == ("device:D1",)
    assert use(world, (1, 4)) == []
    assert streams(held(world)[0]) == ("device:D1",)
    assert void(world, (5, 5)).refusal is None
    assert streams(held(world)[0]) == ()


def test_two_devices_are_never_given_one_number() -> None:
    world = pump_company()
    for device in ("D1", "D2", "D1"):
        lease(world, 500, device=device)
    found = numbers(world, "D1") + numbers(world, "D2")
    assert len(found) == len(set(found)) == 1500


def test_a_device_with_many_unused_numbers_is_given_no_more() -> None:
    world = pump_company()
    assert lease(world, 10_000).refusal is None
    assert lease(world, 10_000).refusal is None
    assert refusal(lease(world, 1)) == "RANGE_LIMIT_REACHED"
    for each in held(world)[:1]:
        assert void(world, (each.first, each.last)).refusal is None
    assert lease(world, 500).refusal is None


def test_an_unknown_pool_gives_nothing() -> None:
    assert refusal(lease(pump_company(), 1, pool="serial:1")) == "POOL_UNKNOWN"


def test_numbers_are_used_once() -> None:
    world = pump_company()
    lease(world, 10)
    assert use(world, (1, 3)) == []
    assert use(world, (4, 4), (6, 7)) == []
    assert uses(world) == [(1, 3, "used"), (4, 4, "used"), (6, 7, "used")]


def test_numbers_used_twice_are_flagged_and_only_the_rest_is_noted() -> None:
    world = pump_company()
    lease(world, 10)
    use(world, (3, 5))
    assert use(world, (1, 8)) == ["NUMBER_USED_TWICE"]
    assert uses(world) == [(1, 2, "used"), (3, 5, "used"), (6, 8, "used")]


def test_numbers_named_twice_in_one_entry_are_noted_once() -> None:
    world = pump_company()
    lease(world, 10)
    use(world, (1, 3), (2, 5))
    assert uses(world) == [(1, 3, "used"), (4, 5, "used")]


def test_a_void_number_that_is_used_is_flagged() -> None:
    world = pump_company()
    lease(world, 10)
    void(world, (2, 2))
    assert use(world, (1, 3)) == ["VOID_NUMBER_USED"]
    assert uses(world) == [(1, 1, "used"), (2, 2, "voided"), (3, 3, "used")]


def test_numbers_of_another_device_are_used_and_flagged() -> None:
    world = pump_company()
    lease(world, 10)
    assert use(world, (1, 1), device="D2") == ["NUMBER_NOT_LEASED"]
    assert uses(world) == [(1, 1, "used")]


@pytest.mark.parametrize("wanted", [(9, 11), (12, 12)])
def test_numbers_beyond_a_range_are_flagged_and_not_noted(wanted: tuple[int, int]) -> None:
    world = pump_company()
    lease(world, 10)
    assert use(world, wanted) == ["NUMBER_NOT_LEASED"]
    assert uses(world) == []


def test_a_devices_own_number_is_kept_and_flagged_and_taken_for_ever_p40() -> None:
    world = pump_company()
    assert use(world, loose=("H07-1",)) == ["NUMBER_NOT_LEASED"]
    assert world.get(IssuedNumber, POOL, "H07-1").range == ""
    assert use(world, loose=("H07-1",)) == ["NUMBER_USED_TWICE"]


def test_a_loose_number_that_is_leased_is_used_of_its_range() -> None:
    world = pump_company()
    lease(world, 3)
    assert use(world, loose=("PX000002",)) == []
    assert use(world, loose=("PX000002",)) == ["NUMBER_USED_TWICE"]
    assert uses(world) == [(2, 2, "used")]


def test_a_lease_passes_over_a_number_that_was_used_without_one() -> None:
    world = pump_company()
    use(world, loose=("PX000002",))
    lease(world, 3)
    assert numbers(world) == ["PX000001", "PX000003", "PX000004"]


def test_voiding_needs_a_reason() -> None:
    world = pump_company()
    lease(world, 3)
    assert refusal(void(world, (1, 1), reason=" ")) == "REASON_MISSING"


@pytest.mark.parametrize("wanted", [((1, 2),), ((2, 3), (3, 3)), ((3, 3), (1, 1))])
def test_what_is_spent_is_not_voided_and_nothing_of_the_entry_is(wanted: tuple[tuple[int, int], ...]) -> None:
    world = pump_company()
    lease(world, 3)
    use(world, (1, 1))
    assert refusal(void(world, *wanted)) == "NUMBER_ALREADY_SPENT"
    assert uses(world) == [(1, 1, "used")]


def test_voiding_beyond_a_range_is_refused() -> None:
    world = pump_company()
    lease(world, 3)
    assert refusal(void(world, (2, 4))) == "RANGE_UNKNOWN"


def test_only_who_keeps_master_data_voids_the_numbers_of_another_device() -> None:
    world = pump_company()
    lease(world, 3)
    assert refusal(void(world, (1, 3), device="D2")) == "RANGE_OF_OTHER_DEVICE"
    world.roles = frozenset({"quality"})
    assert void(world, (1, 3), device="D2", reason="lost device").refusal is None


def drawn(door: MemoryDoor, count: int) -> Decision:
    ctx = door.context()
    rows = door._load(lambda known: touches_draw(POOL, count, ctx, known))  # noqa: SLF001 - as its record does
    return draw(rows, POOL, count, purpose="job-2", ctx=ctx)


def test_numbers_drawn_on_the_server_are_leased_and_used_at_once() -> None:
    door = pump_door()
    events = drawn(door, 501).events
    assert [type(event).__name__ for event in events] == ["RangeLeased"] * 2 + ["NumbersUsed"] * 2


def test_fewer_than_wanted_are_not_drawn() -> None:
    decision = drawn(pump_door(digits=1), 10)
    assert refusal(decision) == "POOL_EXHAUSTED"


def pump_door(digits: int = 6) -> MemoryDoor:
    world = pump_company()
    door = MemoryDoor(*world.registry.capabilities)
    for body in (PUMP, MARK, scheme(digits=digits)):
        assert door.record(body).refusal is None
    return door


def test_the_numbers_of_a_span_are_those_of_its_range() -> None:
    door = pump_door()
    world = pump_company()
    lease(world, 5)
    door.put(*held(world))
    rows = door.load(())
    rows.load(NumberRange, (f"{POOL}#1",), held(world)[0])
    assert numbers_of(rows, span(2, 3)) == ("PX000002", "PX000003")
    assert numbers_of(rows, span(5, 6)) == ()
