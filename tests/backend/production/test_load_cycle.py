"""A sterilisation load from its first pallet to the decision, through the door, by people with roles and trainings."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import msgspec
import pytest
from httpx import AsyncClient

from backend.app.running import Running
from backend.equipment.entries import ChangeEquipment
from backend.inspection.entries import DecideLot
from backend.intake.system_device import SystemDevice
from backend.log.vocabulary import Entry, entry_type
from backend.production.entries.loads import AdvanceLoad, DecideLoad, OpenLoad, TakeFromLoad
from tests.backend.production.test_loads import (
    CHAMBER,
    CYCLE,
    LOAD,
    cycle,
    indicator,
    puts,
    reads,
)
from tests.builders.enrolled import enrol, sign_in
from tests.builders.equipment import SKILL, calibrates, piece, skill, trains
from tests.builders.processes import PLANNER, QUALITY
from tests.builders.production import LOT, counts
from tests.builders.served import SetClock
from tests.builders.shop_floor import found, note, push, recorded
from tests.builders.virtual_device import VirtualDevice

RUNNER, LEARNER, JUDGE = "QH-0510", "QH-0511", "QH-0503"
NOW = datetime.now(UTC)  # noqa: TID251 - the server's clock
BEGAN = NOW - timedelta(hours=200)
Phase = Literal["closed", "preconditioning", "exposing", "aerating", "await_bi"]
PHASES: tuple[Phase, ...] = ("closed", "preconditioning", "exposing", "aerating", "await_bi")


class Worker:
    """Somebody signed in on a device of their own."""

    def __init__(self, server: Running, device: VirtualDevice) -> None:
        self.server, self.device = server, device

    async def does(self, body: Entry, *, at: datetime = BEGAN, reason: str | None = None) -> list[str]:
        """Record and push; return the outcome's word, then its codes."""
        clock = {"boot": "b1", "mono_ms": 1000, "sync": None, "wall": at.isoformat()}
        kind = entry_type(type(body))
        fields: dict[str, Any] = {"clock": clock, "reason": reason, "version": kind.version}
        self.device.record(kind.name, msgspec.to_builtins(body), **fields)
        (answer,) = await push(self.server, self.device, len(self.device.lines))
        return [answer["outcome"], *(code["code"] for code in answer["codes"])]


@pytest.fixture
async def crew(server: Running, client: AsyncClient) -> dict[str, Worker]:
    """100 good pieces of a released order, a ready chamber, an approved cycle, who runs it and who decides."""
    await found(server)
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, counts("100", "in_process", None), counts("100", "good"))
    await push(server, device)
    crew = {}
    for badge, code, role in ((RUNNER, "H51", "operator"), (LEARNER, "H52", "operator"), (JUDGE, "D53", "quality")):
        device = await enrol(server, client, code)
        await sign_in(server, client, device, role, badge=badge)
        crew[badge] = Worker(server, device)
    await recorded(server, piece(CHAMBER, equipment_class="steriliser", calibration_days=3650), PLANNER)
    await recorded(server, calibrates(CHAMBER), QUALITY)
    await recorded(before(server), ChangeEquipment(act="qualify", equipment=CHAMBER), QUALITY)
    await recorded(server, skill(valid_months=None), QUALITY)
    await recorded(server, trains(RUNNER), QUALITY)
    await recorded(server, cycle(chemical_indicators=1, skill=SKILL), QUALITY)
    return crew


def before(server: Running) -> Running:
    """The server as it was an hour before the load was begun."""
    clock = SetClock()
    clock.time = BEGAN - timedelta(hours=1)
    door = SystemDevice(server.intake, server.pool, server.keys.system_device, clock, "test")
    return msgspec.structs.replace(server, clock=clock, door=door)


async def run(worker: Worker, *, reading: str = "600", bi: str = "no_growth", ci: str = "changed") -> None:
    """Build the load with the order's lot on two pallets, run its cycle, and read its indicators a week later."""
    assert await worker.does(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A")) == ["accepted"]
    for position in ("P1", "P2"):
        assert await worker.does(puts(LOT, "50", position=position)) == ["accepted"]
    for name in ("BI-1", "BI-2"):
        await worker.does(indicator(name, "placed"))
    await worker.does(indicator("CI-1", "placed", "chemical"))
    for phase in PHASES:
        assert await worker.does(AdvanceLoad(load=LOAD, phase=phase)) == ["accepted"]
        if phase == "exposing":
            await worker.does(reads(reading))
    await worker.does(indicator("CI-1", ci, "chemical"))
    for name in ("BI-1", "BI-2"):
        await worker.does(indicator(name, "incubated"))
    for name in ("BI-1", "BI-2"):
        if bi:
            await worker.does(indicator(name, bi if name == "BI-2" else "no_growth"), at=NOW)


def decision(verdict: Literal["accepted", "rejected"]) -> DecideLoad:
    return DecideLoad(load=LOAD, verdict=verdict)


async def card(server: Running, client: AsyncClient) -> Any:  # noqa: ANN401 - JSON
    headers = await sign_in(server, client, await enrol(server, client, "D90", kind="desk"), "quality", badge="QH-0590")
    return (await client.get(f"/loads/{LOAD}", headers=headers)).json()


async def test_a_load_is_built_run_read_and_accepted_by_somebody_else(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    await run(crew[RUNNER])
    assert await crew[RUNNER].does(decision("accepted"), at=NOW) == ["refused", "PERMISSION_NOT_HELD"]
    assert await crew[JUDGE].does(decision("accepted"), at=NOW) == ["accepted"]
    found = await card(server, client)
    assert (found["load"]["status"], found["load"]["decided_by"], found["load"]["holds"]) == ("accepted", JUDGE, 0)
    assert [(m["lot"], m["position"], m["quantity"], m["held"]) for m in found["members"]] == [
        (LOT, "P1", "50", False),
        (LOT, "P2", "50", False),
    ]
    assert [(i["indicator"], i["kind"], i["result"]) for i in found["indicators"]] == [
        ("BI-1", "biological", "no_growth"),
        ("BI-2", "biological", "no_growth"),
        ("CI-1", "chemical", "changed"),
    ]
    assert [(r["code"], r["phase"], r["verdict"], r["by"]) for r in found["readings"]] == [
        ("EO", "exposing", "pass", RUNNER)
    ]
    assert (found["cycle"]["skill"], found["deviations"], found["holds"]) == (SKILL, [], [])
    assert await crew[JUDGE].does(DecideLot(lot=LOT, verdict="release"), at=NOW, reason="all of it") == ["accepted"]


@pytest.mark.parametrize(
    ("went", "code"),
    [
        ({"bi": ""}, "LOAD_INDICATORS_MISSING"),
        ({"bi": "growth"}, "LOAD_INDICATOR_GREW"),
        ({"reading": "540"}, "LOAD_PARAMETER_OUT"),
        ({"ci": "unchanged"}, "LOAD_INDICATOR_UNCHANGED"),
    ],
)
async def test_what_speaks_against_a_load_keeps_it_from_being_accepted_and_its_lots_from_being_released(
    server: Running, client: AsyncClient, crew: dict[str, Worker], went: dict[str, str], code: str
) -> None:
    await run(crew[RUNNER], **went)
    assert await crew[JUDGE].does(decision("accepted"), at=NOW) == ["refused", code]
    assert await crew[JUDGE].does(decision("rejected"), at=NOW) == ["refused", "REASON_MISSING"]
    assert await crew[JUDGE].does(decision("rejected"), at=NOW, reason="not proven sterile") == ["accepted"]
    released = await crew[JUDGE].does(DecideLot(lot=LOT, verdict="release"), at=NOW, reason="would be released")
    assert released == ["refused", "LOT_RELEASE_ON_HOLD"]
    found = await card(server, client)
    assert all(member["held"] for member in found["members"])
    assert "LOAD_REJECTED" in {hold["reason_code"] for hold in found["holds"]}
    assert found["load"]["reason"] == "not proven sterile"


async def test_bad_scans_are_kept_and_said_and_the_frozen_load_takes_nothing_in_silently(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    runner = crew[RUNNER]
    await runner.does(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A"))
    assert await runner.does(puts(LOT, "60")) == ["accepted"]
    assert await runner.does(puts(LOT, "20")) == ["flagged", "LOAD_LOT_TWICE"]
    assert await runner.does(puts(LOT, "21", position="P2")) == ["flagged", "LOAD_MORE_THAN_THERE"]
    assert await runner.does(TakeFromLoad(container=None, load=LOAD, lot=LOT, position="P2")) == ["accepted"]
    assert await runner.does(puts(LOT, "-1", position="P3")) == ["flagged", "LOAD_QUANTITY_WRONG"]
    await runner.does(AdvanceLoad(load=LOAD, phase="closed"))
    assert await runner.does(TakeFromLoad(container=None, load=LOAD, lot=LOT, position="P1")) == [
        "flagged",
        "LOAD_FROZEN",
    ]
    assert await runner.does(puts(LOT, "20", position="P2")) == ["flagged", "LOAD_CLOSED"]
    found = await card(server, client)
    assert [(m["position"], m["quantity"], m["late"]) for m in found["members"]] == [
        ("P1", "80", False),
        ("P2", "20", True),
    ]
    assert ([hold["reason_code"] for hold in found["holds"]], found["load"]["status"]) == (["LOAD_CLOSED"], "closed")
    assert await crew[JUDGE].does(decision("accepted"), at=NOW) == ["refused", "LOAD_STILL_RUNNING"]


async def test_somebody_without_the_training_is_named_and_asked_about(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    opened = OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A")
    assert await crew[LEARNER].does(opened) == ["flagged", "LOAD_OPERATOR_NOT_QUALIFIED"]
    assert await crew[RUNNER].does(puts(LOT, "50")) == ["accepted"]
    found = await card(server, client)
    (deviation,) = found["deviations"]
    assert (deviation["code"], deviation["detail"]["person"]) == ("LOAD_OPERATOR_NOT_QUALIFIED", LEARNER)
    assert found["load"]["people"] == [LEARNER, RUNNER]


async def test_loads_are_listed_with_their_cycle_and_an_unknown_one_is_said(
    server: Running, client: AsyncClient, crew: dict[str, Worker]
) -> None:
    await crew[RUNNER].does(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A"))
    await crew[RUNNER].does(puts(LOT, "50"))
    headers = await sign_in(server, client, await enrol(server, client, "D91", kind="desk"), "quality", badge="QH-0591")
    view = (await client.get("/loads", headers=headers)).json()
    assert [
        (line["number"], line["status"], line["lots"], line["quantity"], line["unit"]) for line in view["loads"]
    ] == [(LOAD, "building", [LOT], "50", "pcs")]
    assert [(each["code"], each["revision"], each["parameters"][0]["code"]) for each in view["cycles"]] == [
        (CYCLE, "A", "EO")
    ]
    unknown = await client.get("/loads/EO-NONE", headers=headers)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "LOAD_NOT_THERE")
