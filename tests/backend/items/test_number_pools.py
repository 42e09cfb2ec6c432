"""How pools make numbers, and what they refuse to make."""

from datetime import UTC, datetime
from typing import Any

import pytest

from backend.items.entries import (
    DefineLotPattern,
    DefineSsccPool,
    ImportSerials,
    LeaseRange,
)
from backend.items.events import RangeLeased
from backend.items.state import NumberPool
from backend.log.vocabulary import Decision
from tests.builders.numbers import DI, POOL, lease, numbers, pump_company, scheme
from tests.builders.world import World

MARCH = datetime(2026, 3, 14, tzinfo=UTC)


def refusal(decision: Decision) -> str:
    assert decision.refusal is not None
    return decision.refusal.code


def serials(*texts: str) -> ImportSerials:
    return ImportSerials(di=DI, serials=texts, source="supplier.csv")


def lot_pattern(pattern: str) -> DefineLotPattern:
    return DefineLotPattern(name="FG", pattern=pattern)


def lots(world: World, count: int, at: datetime) -> tuple[str, ...]:
    (event,) = world.record(LeaseRange(count=count, pool="lot:FG"), at=at).events
    assert isinstance(event, RangeLeased)
    return event.numbers


def test_sequential_serials_count_up_behind_their_prefix() -> None:
    world = pump_company()
    lease(world, 3)
    assert numbers(world) == ["PX000001", "PX000002", "PX000003"]


@pytest.mark.parametrize(("alphabet", "digits", "size"), [("digits", 2, 100), ("letters", 1, 32)])
def test_random_serials_use_up_their_whole_space_without_one_repeat(alphabet: str, digits: int, size: int) -> None:
    world = pump_company(order="random", alphabet=alphabet, digits=digits, prefix="R")
    while lease(world, 7).refusal is None:
        pass
    found = numbers(world)
    assert len(found) == len(set(found)) == size
    assert found != sorted(found)
    assert all(number.startswith("R") and len(number) == 1 + digits for number in found)


def test_serials_from_a_list_are_given_in_its_order_until_it_ends() -> None:
    world = pump_company(order="list", prefix="")
    assert world.record(serials("B-9/x", "A1")).refusal is None
    assert world.record(serials("C3")).refusal is None
    lease(world, 2, device="D1")
    lease(world, 2, device="D2")
    assert (numbers(world, "D1"), numbers(world, "D2")) == (["B-9/x", "A1"], ["C3"])
    assert refusal(lease(world, 1)) == "POOL_EXHAUSTED"


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("A1", "A1"), "SERIAL_TAKEN"),
        (("OLD",), "SERIAL_TAKEN"),
        (("A 1",), "NUMBER_UNWRITABLE"),
        (("7" * 21,), "NUMBER_UNWRITABLE"),
        (("",), "NUMBER_UNWRITABLE"),
        (("H07-12",), "NUMBER_UNWRITABLE"),
    ],
)
def test_a_list_with_a_wrong_line_is_refused_whole(texts: tuple[str, ...], code: str) -> None:
    world = pump_company(order="list", prefix="")
    world.record(serials("OLD"))
    assert refusal(world.record(serials("NEW", *texts))) == code
    assert world.get(NumberPool, POOL).listed == 1


def test_a_list_is_only_taken_where_one_is_expected() -> None:
    assert refusal(pump_company().record(serials("A1"))) == "SERIAL_LIST_NOT_EXPECTED"


def test_shipping_container_codes_begin_with_the_extension_digit_and_end_with_the_check_digit() -> None:
    world = pump_company()
    assert world.record(DefineSsccPool(prefix="9521234", extension=0)).refusal is None
    lease(world, 2, pool="sscc:9521234:0", device="D9")
    assert numbers(world, "D9") == ["095212340000000013", "095212340000000020"]


def test_a_lot_pattern_counts_within_its_month_and_begins_anew_in_the_next() -> None:
    world = pump_company()
    assert world.record(lot_pattern("FG-{YY}{MM}{seq:02}")).refusal is None
    assert lots(world, 2, MARCH) == ("FG-260301", "FG-260302")
    assert lots(world, 1, MARCH) == ("FG-260303",)
    assert lots(world, 1, MARCH.replace(month=4)) == ("FG-260401",)


def test_a_lot_pattern_may_name_site_day_and_what_stands_behind_the_count() -> None:
    world = pump_company()
    world.record(lot_pattern("{site}{YYYY}{MM}{DD}-{seq:03}A"))
    assert lots(world, 1, MARCH) == ("SZ20260314-001A",)


def test_a_month_has_no_more_lots_than_its_count_has_digits() -> None:
    world = pump_company()
    world.record(lot_pattern("FG-{YYYY}{MM}{seq:01}"))
    assert len(lots(world, 50, MARCH)) == 9
    assert refusal(world.record(LeaseRange(count=1, pool="lot:FG"), at=MARCH)) == "POOL_EXHAUSTED"
    assert lots(world, 1, MARCH.replace(month=4)) == ("FG-2026041",)


def test_two_lot_patterns_never_make_one_number() -> None:
    world = pump_company()
    for name in ("FG", "B"):
        world.record(DefineLotPattern(name=name, pattern="FG-{YY}{MM}{seq:02}"))
    taken = lots(world, 3, MARCH)
    (other,) = world.record(LeaseRange(count=2, pool="lot:B"), at=MARCH).events
    assert isinstance(other, RangeLeased)
    assert taken == ("FG-260301", "FG-260302", "FG-260303")
    assert other.numbers == ("FG-260304", "FG-260305")


@pytest.mark.parametrize("pattern", ["FG-{YY}", "{seq:02}{seq:02}", "FG-{seq}", "FG{seq:00}"])
def test_a_lot_pattern_needs_exactly_one_count(pattern: str) -> None:
    assert refusal(pump_company().record(lot_pattern(pattern))) == "LOT_PATTERN_WRONG"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("FERTIGUNG-{YYYY}{MM}{seq:09}", "NUMBER_UNWRITABLE"),
        ("FG {seq:02}", "NUMBER_UNWRITABLE"),
        ("FG{month}{seq:02}", "NUMBER_UNWRITABLE"),
        ("FG-{seq:02}", "NUMBER_LIKE_DEVICE"),
    ],
)
def test_a_lot_pattern_that_no_label_can_carry_is_refused(pattern: str, code: str) -> None:
    assert refusal(pump_company().record(lot_pattern(pattern))) == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"prefix": "PX 1"}, "NUMBER_UNWRITABLE"),
        ({"prefix": "泵"}, "NUMBER_UNWRITABLE"),
        ({"prefix": "P" * 15}, "NUMBER_UNWRITABLE"),
        ({"prefix": "PX1-", "digits": 5}, "NUMBER_LIKE_DEVICE"),
        ({"prefix": "PX1-26", "digits": 3}, "NUMBER_LIKE_DEVICE"),
        ({"di": "09521234000013"}, "SERIAL_IDENTIFIER_UNKNOWN"),
    ],
)
def test_a_way_of_making_serials_that_cannot_work_is_refused(fields: dict[str, Any], code: str) -> None:
    assert refusal(pump_company().record(scheme(**fields))) == code


@pytest.mark.parametrize(("prefix", "digits"), [("PX1-26-", 3), ("PX1-", 6), ("PX1", 3)])
def test_a_prefix_that_no_devices_own_number_can_have_is_taken(prefix: str, digits: int) -> None:
    assert pump_company().record(scheme(prefix=prefix, digits=digits)).refusal is None


def test_another_prefix_goes_on_where_the_count_stands() -> None:
    world = pump_company()
    lease(world, 2)
    world.record(scheme(prefix="PY"))
    lease(world, 1)
    assert numbers(world) == ["PX000001", "PX000002", "PY000003"]


def test_the_same_way_again_changes_nothing() -> None:
    world = pump_company(order="random")
    assert world.record(scheme(order="random")).events == ()


def test_made_numbers_and_a_list_never_share_a_pool() -> None:
    world = pump_company()
    lease(world, 1)
    assert refusal(world.record(scheme(order="list"))) == "SERIAL_ORDER_FIXED"


def test_a_random_order_passes_over_numbers_that_an_earlier_one_gave() -> None:
    world = pump_company(order="random", digits=2, prefix="")
    lease(world, 60)
    world.record(scheme(order="sequential", digits=2, prefix="X"))
    world.record(scheme(order="random", digits=2, prefix=""))
    lease(world, 100)
    found = numbers(world)
    assert len(found) == len(set(found)) == 100
