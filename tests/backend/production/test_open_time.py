"""C25: how long a lot may be used once it is mixed or opened, also where two devices tell of it late."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from backend.log.vocabulary import Decision
from backend.material.state import Unit
from backend.nonconformance.state import Deviation
from backend.production.entries import MergeLots, OpenContainer, Part, PlanOrder, ReleaseOrder, SplitLot
from backend.production.state import LotOpening
from tests.builders.processes import PLANNER, approve, component, item, line, routing, step, structure
from tests.builders.production import LOT, PUMP, TUBE, changes, consumes, ends, held_by_itself, running, stocked
from tests.builders.receiving import codes
from tests.builders.world import START, World

HOUR = timedelta(hours=1)
TOO_LONG, EARLIER = "COMPONENT_OPEN_TOO_LONG", "OPENED_EARLIER_THAN_KNOWN"
MIX, MIX_ORDER = "MIX", "WO-M"


def limited(number: str = TUBE, minutes: int = 240) -> World:
    """The company, of which one component may be used for four hours once it is open."""
    world = running()
    known = item(number)
    world.record(msgspec.structs.replace(known, revision="B", open_minutes=minutes))
    return world


def used(world: World, at: datetime, lot: str = LOT, source: str = "FEP-1") -> list[str]:
    return codes(world.record(consumes(source, lot=lot), at=at))


def opened(world: World, at: datetime, lot: str = "FEP-1") -> Decision:
    return world.record(OpenContainer(lot=lot, scans=()), at=at)


def reasons(world: World, lot: str = LOT) -> list[str]:
    return held_by_itself(world, lot)


def test_the_first_use_opens_a_lot_and_later_ones_are_judged_by_it() -> None:
    world = limited()
    assert used(world, START) == []
    assert used(world, START + 4 * HOUR) == []
    assert used(world, START + 4 * HOUR + timedelta(seconds=1), "LATE") == [TOO_LONG]
    assert (reasons(world), reasons(world, "LATE")) == ([], [TOO_LONG])
    assert [each.code for each in world.all(Deviation)] == [TOO_LONG]


def test_a_new_container_begins_anew_and_what_is_used_after_it_is_judged_by_it_alone() -> None:
    world = limited()
    used(world, START)
    assert codes(opened(world, START + 5 * HOUR)) == []
    assert used(world, START + 6 * HOUR) == []
    assert used(world, START + 4 * HOUR + HOUR / 2) == [TOO_LONG]
    assert used(world, START + 10 * HOUR) == [TOO_LONG]


def test_an_item_without_open_time_is_never_open_too_long() -> None:
    world = running()
    assert used(world, START) == [] == used(world, START + 9_999 * HOUR)
    assert codes(opened(world, START)) == []
    assert world.all(LotOpening) == []


def test_an_opening_told_late_holds_what_went_in_too_late_and_nothing_else() -> None:
    world = limited()
    used(world, START + 3 * HOUR, "IN-TIME")
    used(world, START + 5 * HOUR, "TOO-LATE")
    decision = opened(world, START)
    assert codes(decision) == [EARLIER]
    (said,) = decision.exceptions
    assert (said.detail["outputs"], said.detail["count"]) == ("TOO-LATE", 1)
    assert (reasons(world, "IN-TIME"), reasons(world, "TOO-LATE")) == ([], [EARLIER])
    assert [each.code for each in world.all(Deviation)] == [EARLIER]


def test_a_first_use_told_late_holds_what_was_then_used_too_late() -> None:
    world = limited()
    used(world, START + 5 * HOUR, "TOO-LATE")
    assert used(world, START) == [EARLIER]
    assert reasons(world, "TOO-LATE") == [EARLIER]
    assert reasons(world) == []


def test_what_was_judged_too_late_already_is_not_held_twice() -> None:
    world = limited()
    used(world, START + HOUR)
    assert used(world, START + 6 * HOUR, "LATE") == [TOO_LONG]
    assert codes(opened(world, START)) == []
    assert reasons(world, "LATE") == [TOO_LONG]


def test_an_opening_told_late_that_makes_it_better_lifts_nothing() -> None:
    world = limited()
    used(world, START)
    assert used(world, START + 5 * HOUR, "LATE") == [TOO_LONG]
    assert codes(opened(world, START + 4 * HOUR)) == []
    assert reasons(world, "LATE") == [TOO_LONG]


def test_units_that_got_it_too_late_are_held_too() -> None:
    world = limited()
    pump: dict[str, Any] = {"lot": None, "serial": "0001", "order": "WO-P", "quantity": "1"}
    assert "COMPONENT_WRONG" in codes(world.record(consumes("FEP-1", **pump), at=START + 5 * HOUR))
    before = world.get(Unit, PUMP, "0001").holds
    assert codes(opened(world, START)) == [EARLIER]
    assert set(world.get(Unit, PUMP, "0001").holds) > set(before)


def test_another_lot_that_goes_in_from_here_on_is_judged_like_any_use() -> None:
    world = limited("HUB")
    world.put(*stocked("TYV-7742", "HUB"))
    for record in (consumes("FEP-1"), ends(), consumes("TYV-7741", 90)):
        world.record(record)
    opened(world, START - 5 * HOUR, "TYV-7742")
    decision = world.record(changes("TYV-7741", "TYV-7742", 7_000, 5_000), at=START)
    assert TOO_LONG in codes(decision)
    assert reasons(world, f"{LOT}/2") == [TOO_LONG]


def mixing() -> World:
    """A company that mixes an adhesive of a component, which goes into catheters as their tube does."""
    world = limited()
    world.record(msgspec.structs.replace(item(MIX), open_minutes=60))
    world.record(structure(MIX, line("CLIP")), badge=PLANNER)
    approve(world, "structure", MIX)
    world.record(routing(MIX, step(10, components=(component("CLIP"),))), badge=PLANNER)
    approve(world, "routing", MIX)
    world.record(
        PlanOrder(
            due=None,
            item=MIX,
            lots=("MIX-1",),
            number=MIX_ORDER,
            output_location="QUAR-01",
            quantity="100",
            serials=(),
        )
    )
    world.record(ReleaseOrder(order=MIX_ORDER, serials=()))
    return world


def mixes(world: World, at: datetime) -> list[str]:
    return codes(world.record(consumes("CLIP-1", lot="MIX-1", order=MIX_ORDER), at=at))


@pytest.mark.parametrize(("after", "late"), [(HOUR, False), (HOUR + timedelta(seconds=1), True)])
def test_what_is_mixed_here_is_open_from_its_first_component_on(after: timedelta, *, late: bool) -> None:
    world = mixing()
    assert mixes(world, START) == []
    assert mixes(world, START + HOUR / 2) == []
    assert (TOO_LONG in used(world, START + after, source="MIX-1")) == late


def test_c25_a_mixing_that_arrives_after_its_use_is_judged_when_both_are_known() -> None:
    world = mixing()
    assert "COMPONENT_UNKNOWN" in used(world, START + 2 * HOUR, source="MIX-1")
    assert mixes(world, START) == [EARLIER]
    assert EARLIER in reasons(world)


def test_a_container_of_a_lot_that_nobody_has_received_is_kept_as_a_record() -> None:
    world = limited()
    assert codes(opened(world, START, "NOBODY")) == ["LOT_UNKNOWN"]
    assert reasons(world, "NOBODY") == []


def split(lot: str, *parts: str) -> SplitLot:
    each = tuple(Part(lot=part, quantity="1000") for part in parts)
    return SplitLot(location="LINE-1", lot=lot, order=None, parts=each)


def test_a_part_is_as_open_as_its_whole_until_a_container_of_it_is_opened() -> None:
    world = limited()
    used(world, START)
    world.record(split("FEP-1", "FEP-1/1"), at=START + HOUR)
    assert used(world, START + 4 * HOUR, source="FEP-1/1") == []
    assert used(world, START + 5 * HOUR, source="FEP-1/1") == [TOO_LONG]
    opened(world, START + 6 * HOUR, "FEP-1/1")
    assert used(world, START + 7 * HOUR, source="FEP-1/1") == []


def test_lots_that_become_one_are_open_since_the_earliest_of_them() -> None:
    world = limited()
    world.put(*stocked("FEP-2", "FEP"))
    opened(world, START)
    opened(world, START + 3 * HOUR, "FEP-2")
    world.record(MergeLots(location="LINE-1", lots=("FEP-2", "FEP-1"), output="FEP-3"), at=START + 3 * HOUR)
    assert used(world, START + 5 * HOUR, source="FEP-3") == [TOO_LONG]
