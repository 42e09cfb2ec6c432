"""A steriliser posts the values of its cycle over HTTP, as a device of its own: each one once, judged, and kept."""

import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from backend.app.running import Running
from backend.log.vocabulary import Entry
from backend.production.entries.loads import AdvanceLoad, DecideLoad, OpenLoad
from tests.backend.production.test_load_cycle import BEGAN, JUDGE, NOW, RUNNER, Phase, Worker, card, crew
from tests.backend.production.test_loads import CHAMBER, CYCLE, LOAD, puts
from tests.builders.enrolled import enrol
from tests.builders.equipment import piece
from tests.builders.processes import PLANNER
from tests.builders.production import LOT
from tests.builders.shop_floor import rebuilds, recorded
from tests.builders.virtual_device import VirtualDevice

__all__ = ["crew"]
OTHER = "EO-02"


class Steriliser:
    """The computer beside a chamber: records what it measured and posts it."""

    def __init__(self, client: AsyncClient, device: VirtualDevice) -> None:
        self.client, self.device = client, device
        device.badge = RUNNER
        self.posted = 0

    def measures(self, value: str, message: str, **fields: Any) -> None:  # noqa: ANN401 - any field of the entry
        given = {"code": "EO", "gauge": CHAMBER, "load": LOAD, "second_value": None, "source": "device", "unit": "mg/L"}
        clock = {"boot": "b1", "mono_ms": 1000, "sync": None, "wall": BEGAN.isoformat()}
        body = {**given, "message": message, "value": value, **fields}
        self.device.record("RecordCycleReading", body, version=2, clock=clock)

    async def posts(self, *, again: bool = False) -> list[list[str]]:
        """Post what is not posted yet, or everything once more; return each outcome's word with its codes."""
        first = 1 if again else self.posted + 1
        answer = await self.client.post("/sync/push", content=self.device.push_bytes(first))
        assert answer.status_code == 200, answer.text
        self.posted = len(self.device.lines)
        return [[each["outcome"], *(code["code"] for code in each["codes"])] for each in answer.json()["outcomes"]]


@pytest.fixture
async def steriliser(server: Running, client: AsyncClient, crew: dict[str, Worker]) -> Steriliser:
    """A chamber's own device, while the load in it is exposed."""
    await recorded(server, piece(OTHER, equipment_class="steriliser"), PLANNER)
    await begun(crew[RUNNER])
    await went(crew[RUNNER], "closed", "preconditioning", "exposing")
    return Steriliser(client, await enrol(server, client, "M01", kind="machine"))


async def begun(worker: Worker) -> None:
    assert await worker.does(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A")) == ["accepted"]
    assert await worker.does(puts(LOT, "100")) == ["accepted"]


async def went(worker: Worker, *phases: Phase) -> None:
    for phase in phases:
        assert await worker.does(AdvanceLoad(load=LOAD, phase=phase)) == ["accepted"]


async def readings(server: Running) -> list[tuple[str, str, str]]:
    found = await server.pool.fetch("SELECT value, verdict, source FROM row_cycle_reading ORDER BY id")
    return [(str(row["value"]), row["verdict"], row["source"]) for row in found]


async def test_a_value_posted_three_times_and_its_push_sent_again_is_one_value(
    server: Running, steriliser: Steriliser
) -> None:
    for _ in range(3):
        steriliser.measures("600", "EO-01/4711")
    first = await steriliser.posts()
    assert first == [["accepted"]] * 3
    assert await steriliser.posts(again=True) == first
    assert await readings(server) == [("600", "pass", "device")]


async def test_a_value_sent_again_in_another_unit_of_its_kind_is_the_same_value(
    server: Running, steriliser: Steriliser
) -> None:
    steriliser.measures("600", "EO-01/4711")
    steriliser.measures("0.6", "EO-01/4711", unit="g/L")
    assert await steriliser.posts() == [["accepted"]] * 2
    assert await readings(server) == [("600", "pass", "device")]


async def test_another_value_under_the_same_number_is_kept_as_sent_and_not_as_a_value(
    server: Running, steriliser: Steriliser
) -> None:
    steriliser.measures("600", "EO-01/4711")
    steriliser.measures("649", "EO-01/4711")
    assert await steriliser.posts() == [["accepted"], ["flagged", "CYCLE_MESSAGE_DIFFERS"]]
    assert await readings(server) == [("600", "pass", "device")]
    (said,) = await server.pool.fetch("SELECT detail::text FROM row_exception WHERE code = 'CYCLE_MESSAGE_DIFFERS'")
    assert "649" in said["detail"]


async def test_a_value_out_of_limits_fails_the_parameter_and_holds_the_load_in_the_same_transaction(
    server: Running, client: AsyncClient, steriliser: Steriliser, database_url: str
) -> None:
    steriliser.measures("540", "EO-01/4712")
    assert await steriliser.posts() == [["flagged", "CYCLE_OUT_OF_LIMIT"]]
    batches: dict[int, list[str]] = {}
    for row in await server.pool.fetch("SELECT batch_id, raw FROM event ORDER BY batch_id, ordinal"):
        batches.setdefault(row["batch_id"], []).append(json.loads(row["raw"])["type"])
    (together,) = (types for types in batches.values() if "CycleRead" in types)
    assert together[1:] == ["CycleRead", "DeviationOpened", "LoadHeld", "ExceptionOpened"]
    found = await card(server, client)
    assert (found["load"]["failed"], found["load"]["holds"]) == (["EO"], 1)
    assert [hold["reason_code"] for hold in found["holds"]] == ["CYCLE_OUT_OF_LIMIT"]
    assert [(each["code"], each["detail"]["found"]) for each in found["deviations"]] == [("CYCLE_OUT_OF_LIMIT", "540")]
    assert [member["held"] for member in found["members"]] == [True]
    await rebuilds(server, database_url)


@pytest.mark.parametrize(
    ("fields", "code", "kept"),
    [
        ({"load": "EO-NONE"}, "LOAD_UNKNOWN", []),
        ({"gauge": OTHER}, "CYCLE_CHAMBER_OTHER", [("600", "unjudged", "device")]),
        ({"unit": "Cel"}, "CYCLE_UNIT_WRONG", [("600", "unjudged", "device")]),
        ({"code": "PRESSURE"}, "CYCLE_READING_NOT_ASKED", [("600", "unjudged", "device")]),
    ],
)
async def test_a_value_that_cannot_be_judged_for_the_load_is_kept_said_and_still_to_be_read(
    server: Running, client: AsyncClient, steriliser: Steriliser, fields: dict[str, str], code: str, kept: list[Any]
) -> None:
    steriliser.measures("600", "EO-01/4713", **fields)
    assert await steriliser.posts() == [["flagged", code]]
    assert await readings(server) == kept
    found = await card(server, client)
    assert (found["load"]["observed"], found["load"]["failed"], found["holds"]) == ([], [], [])
    asked = [code] if code == "CYCLE_CHAMBER_OTHER" else []
    assert [each["code"] for each in found["deviations"]] == asked
    inbox = await server.pool.fetch("SELECT subject_key FROM row_exception WHERE code = $1 AND status = 'open'", code)
    assert [row["subject_key"] for row in inbox] == [fields.get("load", LOAD)]


async def test_a_machine_that_nobody_enrolled_is_turned_away_and_nothing_is_recorded(
    server: Running, client: AsyncClient, steriliser: Steriliser
) -> None:
    stranger = Steriliser(client, VirtualDevice("machine-of-nobody"))
    stranger.measures("540", "EO-01/4714")
    answer = await client.post("/sync/push", content=stranger.device.push_bytes())
    assert (answer.status_code, answer.json()["code"]) == (403, "DEVICE_UNKNOWN")
    assert await readings(server) == []


async def test_values_before_closing_and_after_the_decision_are_judged_and_said(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    runner = crew[RUNNER]
    machine = Steriliser(client, await enrol(server, client, "M02", kind="machine"))
    await begun(runner)
    machine.measures("600", "EO-01/1")
    assert await machine.posts() == [["flagged", "CYCLE_BEFORE_CLOSED"]]
    await went(runner, "closed", "preconditioning", "exposing", "aerating", "await_bi")
    machine.measures("601", "EO-01/2")
    assert await machine.posts() == [["accepted"]]
    rejected: Entry = DecideLoad(load=LOAD, verdict="rejected")
    assert await crew[JUDGE].does(rejected, at=NOW, reason="door found open") == ["accepted"]
    machine.measures("602", "EO-01/3")
    machine.measures("540", "EO-01/4")
    late = "CYCLE_AFTER_DECISION"
    assert await machine.posts() == [["flagged", late], ["flagged", "CYCLE_OUT_OF_LIMIT", late]]
    found = await card(server, client)
    assert found["load"]["status"] == "rejected"
    assert {hold["reason_code"] for hold in found["holds"]} == {"LOAD_REJECTED", "CYCLE_OUT_OF_LIMIT"}


async def test_a_value_that_arrived_before_its_load_was_recorded_as_closed_is_settled_by_that_record(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    machine = Steriliser(client, await enrol(server, client, "M02", kind="machine"))
    await begun(crew[RUNNER])
    machine.measures("600", "EO-01/1")
    assert await machine.posts() == [["flagged", "CYCLE_BEFORE_CLOSED"]]
    earlier = BEGAN - timedelta(minutes=1)
    assert await crew[RUNNER].does(AdvanceLoad(load=LOAD, phase="closed"), at=earlier) == ["accepted"]
    (said,) = await server.pool.fetch(
        "SELECT status, resolution, resolve_reason FROM row_exception WHERE subject_key = $1", LOAD
    )
    assert tuple(said) == ("resolved", "settled", "LOAD_CLOSED_BEFORE")
