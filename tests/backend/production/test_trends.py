from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.app.running import Running
from backend.production.rules.run_rules import run_rules
from backend.production.state import BASELINE, RECENT, Trend
from tests.builders.production import LOT, ORDER, counts, reads, running
from tests.builders.receiving import codes
from tests.builders.shop_floor import found, note, push, rebuilds, told
from tests.builders.virtual_device import VirtualDevice
from tests.builders.world import World

STEADY = ("130.0", "131.0", "129.0", "130.0", "131.0") * 5
"""Centre 130.2; the moving ranges make a sigma of about 1.2."""


def steady() -> World:
    world = running()
    for value in STEADY:
        assert codes(world.record(reads(value))) == []
    return world


def moved(world: World, *values: str) -> list[list[str]]:
    return [codes(world.record(reads(value))) for value in values]


def test_eight_values_on_one_side_are_told_to_a_person_once_and_before_any_is_out_of_limits() -> None:
    world = steady()
    told_now = moved(world, *(["131.0"] * 10))
    assert told_now == [[]] * 6 + [["PROCESS_MOVED"]] + [[]] * 3  # the last steady value is on that side too


def test_a_value_far_from_the_centre_is_told_each_time_and_one_out_of_limits_is_that_and_no_more() -> None:
    world = steady()
    assert moved(world, "136.0", "136.0") == [["PROCESS_MOVED"]] * 2
    assert "PROCESS_MOVED" not in moved(world, "147.0")[0]


def test_what_is_told_names_the_rule_and_what_it_was_held_against() -> None:
    world = steady()
    (said,) = world.record(reads("136.0")).exceptions
    assert (said.subject_kind, said.detail["name"], said.detail["step"]) == ("lot", "SEAL_TEMP", 90)
    assert {name: said.detail[name] for name in ("needed", "of", "sigmas", "centre", "baseline")} == {
        "needed": 1,
        "of": 1,
        "sigmas": 3,
        "centre": "130.2",
        "baseline": BASELINE,
    }


def test_fewer_values_than_a_baseline_or_values_without_any_spread_tell_nothing() -> None:
    world = running()
    assert moved(world, *(["130.0"] * (BASELINE + 9))) == [[]] * (BASELINE + 9)
    assert world.get(Trend, ORDER, 90, "SEAL_TEMP").ranges == 0


def test_a_value_in_a_unit_of_another_kind_is_no_value_of_the_process() -> None:
    world = running()
    world.record(reads("266", unit="kPa"))
    assert world.all(Trend) == []


def test_a_value_in_another_unit_of_the_same_kind_is_one() -> None:
    world = running()
    world.record(reads("266", unit="[degF]"))
    (trend,) = world.all(Trend)
    assert (trend.count, trend.recent) == (1, ("130",))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1270, 1330), min_size=1, max_size=20))
def test_what_is_told_as_values_come_is_what_the_rules_find_in_all_of_them(later: list[int]) -> None:
    values = [Decimal(each) / 10 for each in later]
    world = steady()
    said = ["PROCESS_MOVED" in each for each in moved(world, *(f"{each:.1f}" for each in values))]
    baseline = [Decimal(each) for each in STEADY]
    centre = sum(baseline, Decimal(0)) / BASELINE
    spread = sum((abs(b - a) for a, b in pairwise(baseline)), Decimal(0)) / (BASELINE - 1)
    every = run_rules([*baseline, *values], centre, spread / Decimal("1.128"))
    by_point = {at: {f.rule for f in every if f.at == at} for at in range(BASELINE - 1, BASELINE + len(values))}
    expected = [bool(by_point[at] - (by_point[at - 1] - {1})) for at in range(BASELINE, BASELINE + len(values))]
    assert said == expected
    assert world.get(Trend, ORDER, 90, "SEAL_TEMP").recent == tuple(
        f"{each:.1f}" for each in [*baseline, *values][-RECENT:]
    )


async def test_a_moved_process_is_an_item_of_the_inbox_and_the_same_after_a_rebuild(
    server: Running, database_url: str
) -> None:
    await found(server)
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, counts("100", "in_process", None), *(reads(value) for value in (*STEADY, *(["131.0"] * 8))))
    assert "PROCESS_MOVED" in told(await push(server, device))
    query = "SELECT subject_key, status FROM row_exception WHERE code = 'PROCESS_MOVED'"
    (item,) = [tuple(row) for row in await server.pool.fetch(query)]
    assert item == (LOT, "open")
    await rebuilds(server, database_url)
