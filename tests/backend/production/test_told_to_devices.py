"""What devices are told so that they can stop a person beforehand: stops, what is in a lot, values of machines."""

from decimal import Decimal
from typing import Any

import pytest

from backend.items.entries import WithdrawProcess
from backend.items.entries.process import Effectivity
from backend.items.state import ProcessStop
from backend.log.row import type_of
from backend.material.state import LotSources
from backend.production.entries import CorrectReading, TakeBack
from backend.production.state import MachineValue, Reading, StepRun
from sync import canonical
from tests.builders.processes import PLANNER, approve, component, routing, step
from tests.builders.production import (
    CATHETER,
    HUB,
    LOT,
    OPERATOR,
    ORDER,
    ROLL,
    TUBE,
    changes,
    consumes,
    ends,
    reads,
    running,
    stocked,
)
from tests.builders.receiving import codes
from tests.builders.world import World


def revised(kind: str) -> World:
    world = running()
    steps = (step(10, components=(component(TUBE),)), step(90, components=(component(HUB),)))
    holds = Effectivity(kind=kind, start=None)  # type: ignore[arg-type]  # a test names one that is there
    world.record(routing(CATHETER, *steps, revision="B", effectivity=holds), badge=PLANNER)
    approve(world, "routing", CATHETER, "B")
    return world


def test_a_stop_is_told_to_everybody_until_it_is_withdrawn() -> None:
    world = revised("stop_now")
    (stop,) = world.all(ProcessStop)
    assert (stop.kind, stop.item, stop.revision) == ("routing", CATHETER, "B")
    assert type_of(ProcessStop).streams(stop) == ("global",)
    world.record(WithdrawProcess(item=CATHETER, kind="routing", revision="B"), reason="the old one was right")
    assert world.all(ProcessStop) == []


def test_a_revision_for_the_next_order_is_no_stop() -> None:
    assert revised("next_order").all(ProcessStop) == []


def in_lot(world: World, lot: str = LOT) -> tuple[str, ...]:
    return world.get(LotSources, lot).lots


def test_what_is_in_a_lot_is_named_once_and_no_more_once_it_is_out() -> None:
    world = running()
    world.put(*stocked("FEP-2", "FEP"))
    for lot in ("FEP-2", "FEP-1", "FEP-2"):
        world.record(consumes(lot))
    assert in_lot(world) == ("FEP-1", "FEP-2")
    out: dict[str, Any] = {"input_item": None, "input_serial": None, "location": "LINE-1", "quantity": None}
    world.record(TakeBack(**out, input_lot="FEP-2", lot=LOT, order=ORDER, serial=None, step=10), reason="wrong lot")
    assert in_lot(world) == ("FEP-1",)
    assert type_of(LotSources).streams(world.get(LotSources, LOT)) == ("site:SZ",)


def test_a_part_names_its_whole_and_the_later_one_the_new_lot() -> None:
    world = running()
    world.put(*stocked("TYV-7742", HUB))
    for record in (consumes("FEP-1"), ends(), consumes(ROLL, 90), changes(ROLL, "TYV-7742", 7_000, 5_000)):
        world.record(record)
    assert LOT in in_lot(world, f"{LOT}/1")
    assert {LOT, "TYV-7742"} <= set(in_lot(world, f"{LOT}/2"))
    assert "TYV-7742" not in in_lot(world, f"{LOT}/1")


def run(world: World) -> StepRun:
    return world.get(StepRun, ORDER, 90, f"lot:{LOT}")


def sent(value: str, verdict: str) -> MachineValue:
    return MachineValue(value=value, unit="Cel", verdict=verdict)


def test_the_last_value_that_a_machine_sent_is_told_with_its_verdict() -> None:
    world = running()
    for value, verdict in (("135.0", "pass"), ("142.1", "action"), ("147.0", "fail")):
        world.record(reads(value, source="device"))
        assert run(world).machine_values == {"SEAL_TEMP": sent(value, verdict)}
    last = max(world.all(Reading), key=lambda each: each.value or Decimal(0))
    world.record(CorrectReading(reading=last.id, value="137.0"), reason="probe had slipped")
    assert run(world).machine_values == {"SEAL_TEMP": sent("137.0", "pass")}


@pytest.mark.parametrize("source", ["manual", "device"])
def test_a_run_without_values_of_machines_is_sent_as_before_they_were_known(source: str) -> None:
    world = running()
    world.record(reads("135.0", source=source))
    assert (b"machine_values" in canonical.encode(run(world))) == (source == "device")


def test_who_looked_at_the_end_of_a_step_is_among_its_people() -> None:
    world = running()
    world.record(consumes("FEP-1"), badge=OPERATOR)
    assert codes(world.record(ends(second_badge="QH-0011"), badge=OPERATOR)) == []
    assert world.get(StepRun, ORDER, 10, f"lot:{LOT}").people == (OPERATOR, "QH-0011")
