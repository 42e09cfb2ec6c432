"""A shift through the real door on PostgreSQL: two devices at one order, a rebuild, links that cross in the dark."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import asyncpg
import msgspec

import backend.intake.transaction as transaction_module
import backend.material.state.genealogy as genealogy_module
import backend.production.rules.consume as consume_module
import backend.production.state.touches as touches_module
from backend.app.running import Running
from backend.intake.store import write
from backend.items.entries import ApproveProcess
from backend.log.rebuild import check
from backend.log.vocabulary import Entry
from backend.log.working_set import AnyTouch, GroupTouch, WorkingSet
from backend.material.entries import DefineLocation
from backend.material.events import Thing
from backend.material.state import Path
from backend.production.entries import Part, PlanOrder, ReleaseOrder, SplitLot
from tests.builders.processes import PLANNER, QUALITY, component, item, line, parameter, routing, step, structure
from tests.builders.production import CATHETER, HUB, LOT, ORDER, ROLL, TUBE, begins, consumes, counts, ends, reads
from tests.builders.virtual_device import VirtualDevice, outcomes

PATIENCE = 0.4


async def found(server: Running) -> None:
    """Master data, an approved structure and routing, a released order."""
    bodies: list[tuple[Entry, str]] = [(item(number), PLANNER) for number in (CATHETER, TUBE, HUB)]
    for code, kind in (("QUAR-01", "quarantine"), ("LINE-1", "production")):
        named = {"name_en": "", "name_zh": "", "site": "SZ", "zone": ""}
        bodies.append((DefineLocation(**named, code=code, type=kind), PLANNER))  # type: ignore[arg-type]  # two of them
    steps = (
        step(10, components=(component(TUBE),)),
        step(90, predecessors=(10,), components=(component(HUB),), parameters=(parameter(),)),
    )
    bodies += [(structure(CATHETER, line(TUBE), line(HUB)), PLANNER), (routing(CATHETER, *steps), PLANNER)]
    for body, badge in bodies:
        await recorded(server, body, badge)
    for kind in ("structure", "routing"):
        drafted = await server.pool.fetchval(f"SELECT drafted_by_entry FROM row_{kind}")  # noqa: S608 - two of them
        approve = ApproveProcess(drafted_by_entry=drafted, item=CATHETER, kind=kind, revision="A")  # type: ignore[arg-type]
        await recorded(server, approve, QUALITY)
    plan = PlanOrder(due=None, item=CATHETER, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="100")
    await recorded(server, plan, PLANNER)
    await recorded(server, ReleaseOrder(order=ORDER), QUALITY)


async def recorded(server: Running, body: Entry, badge: str) -> None:
    outcome = await server.door.record(body, site="SZ", badge=badge, reason="as agreed")
    assert outcome.outcome == "accepted", outcome.codes


def note(device: VirtualDevice, *bodies: Entry) -> None:
    for body in bodies:
        device.record(type(body).__name__, msgspec.to_builtins(body), reason="as done")


async def push(server: Running, device: VirtualDevice, only: int | None = None) -> list[dict[str, Any]]:
    pushed, header = device.push() if only is None else device.push(only, only)
    answered = await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    return outcomes(answered.outcomes)


def told(answers: Iterable[dict[str, Any]]) -> set[str]:
    return {code["code"] for answer in answers for code in answer["codes"]}


async def test_a_shift_of_two_devices_is_the_same_after_a_rebuild(server: Running, database_url: str) -> None:
    await found(server)
    one, two = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(one, begins(), counts("100", "in_process", None), consumes("FEP-1"), ends())
    note(two, begins(90), consumes(ROLL, 90), reads("147.0"), ends(90), counts("98", "good"), counts("2", "scrap"))
    note(two, SplitLot(location=None, lot=LOT, order=None, parts=(Part(lot="B1", quantity="50"),)))
    answers = [outcome for each in await asyncio.gather(push(server, one), push(server, two)) for outcome in each]
    assert {answer["outcome"] for answer in answers} <= {"accepted", "flagged"}
    assert {"COMPONENT_UNKNOWN", "READING_OUT_OF_LIMIT"} <= told(answers)
    held = await server.pool.fetch("SELECT lot, reason_code FROM row_hold WHERE lifted_at IS NULL")
    assert (LOT, "READING_OUT_OF_LIMIT") in {(row["lot"], row["reason_code"]) for row in held}
    assert await server.pool.fetchval("SELECT count(*) FROM row_deviation WHERE status = 'open'") == len(held)
    assert await paths(server) >= {("FEP-1", LOT), (ROLL, LOT), ("FEP-1", "B1"), (ROLL, "B1")}
    await rebuilds(server, database_url)


async def paths(server: Running) -> set[tuple[str, str]]:
    """The closure as numbers, from the tables."""
    query = (
        "SELECT a.key->>0, d.key->>0 FROM row_path p JOIN row_node a ON a.id = p.ancestor "
        "JOIN row_node d ON d.id = p.descendant"
    )
    return {(row[0], row[1]) for row in await server.pool.fetch(query)}


async def rebuilds(server: Running, database_url: str) -> None:
    db = await asyncpg.connect(database_url)
    try:
        report = await check(db, server.registry, write=write)
    finally:
        await db.close()
    assert report.ok, report


async def crossed(server: Running) -> set[tuple[str, str]]:
    """A flowed into C already. X goes into A, and before that is committed, C goes into Y."""
    await found(server)
    before, first, second = VirtualDevice("B"), VirtualDevice("X"), VirtualDevice("Y")
    note(before, consumes("A", lot="C"), begins())
    for seq in (1, 2):  # the second push finds the item in use, and no later one has to lock it
        await push(server, before, seq)
    note(first, consumes("X", lot="A"))
    note(second, consumes("C", lot="Y"))
    reached, released = asyncio.Event(), asyncio.Event()
    flush = transaction_module.flush  # type: ignore[attr-defined]  # imported there

    async def held_once(*given: Any, **named: Any) -> int:  # noqa: ANN401 - whatever it takes
        if not reached.is_set():
            reached.set()
            await released.wait()
        return await flush(*given, **named)

    with patch.object(transaction_module, "flush", held_once):
        going = asyncio.create_task(push(server, first))
        await reached.wait()
        overtaking = asyncio.create_task(push(server, second))
        await asyncio.wait([overtaking], timeout=PATIENCE)
        released.set()
        await asyncio.gather(going, overtaking)
    return await paths(server)


async def test_two_links_that_together_make_a_path_do_not_miss_it(server: Running, database_url: str) -> None:
    assert await crossed(server) == {("A", "C"), ("X", "A"), ("X", "C"), ("C", "Y"), ("A", "Y"), ("X", "Y")}
    await rebuilds(server, database_url)


async def test_without_the_locks_below_the_output_the_path_would_be_missed(server: Running) -> None:
    def unlocked(output: Thing, _rows: WorkingSet) -> Iterable[AnyTouch]:
        yield GroupTouch(Path, "ancestor", output.node)

    # Looking for holds upstream locks the same nodes from the other side; both are taken out.
    with (
        patch.object(genealogy_module, "_touches_below", unlocked),
        patch.object(touches_module, "touches_upstream", lambda _lots, _rows: ()),
        patch.object(consume_module, "upstream_holds", lambda _rows, _lot: []),
    ):
        closure = await crossed(server)
    assert ("X", "Y") not in closure
