"""A shift through the real door on PostgreSQL: two devices at one order, a rebuild, links that cross in the dark."""

import asyncio
from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

import backend.intake.transaction as transaction_module
import backend.material.state.genealogy as genealogy_module
import backend.production.rules.consume as consume_module
import backend.production.state.touches as touches_module
from backend.app.running import Running
from backend.log.working_set import AnyTouch, GroupTouch, WorkingSet
from backend.material.events import Thing
from backend.material.state import Path
from backend.production.entries import (
    Part,
    RelabelLot,
    RelabelUnit,
    ReworkLot,
    ScrapStock,
    ScrapUnit,
    SplitLot,
    TakeSample,
)
from sync.quantity import Quantity
from tests.builders.production import CATHETER, LOT, ORDER, ROLL, begins, consumes, counts, ends, reads
from tests.builders.shop_floor import found, note, push, rebuilds, told
from tests.builders.virtual_device import VirtualDevice

PATIENCE = 0.4


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


async def test_what_is_scrapped_sampled_relabelled_and_reworked_is_the_same_after_a_rebuild(
    server: Running, database_url: str
) -> None:
    await found(server)
    one = VirtualDevice("W1", badge="QH-0010")
    note(one, begins(), counts("100", "in_process", None), consumes("FEP-1"), ends(), begins(90), reads("147.0"))
    back = ReworkLot(
        deviation=None, from_bucket="in_process", lot=LOT, order=ORDER, output="FG-R1", quantity="12", step=90
    )
    note(one, back, counts("50", "good"), counts("12", "good", lot="FG-R1"))
    few: dict[str, Any] = {"location": "QUAR-01", "lot": LOT, "quantity": Quantity(unit="pcs", value="2")}
    note(one, ScrapStock(**few), TakeSample(**few, purpose="retention", sample="RET-1", store=None))
    note(one, RelabelLot(**few, output="FG-X"), ScrapUnit(item=CATHETER, serial="1"))
    note(one, RelabelUnit(item=CATHETER, order=ORDER, output="3", serial="2"))
    answers = await push(server, one)
    assert {answer["outcome"] for answer in answers} <= {"accepted", "flagged"}
    assert {"REWORK_NOT_DECIDED", "UNIT_NOT_KNOWN"} <= told(answers)
    stock = await server.pool.fetch("SELECT lot, quantity FROM row_balance WHERE location = 'QUAR-01'")
    assert {(row["lot"], int(row["quantity"])) for row in stock} == {
        (LOT, 44),
        ("FG-R1", 12),
        ("RET-1", 2),
        ("FG-X", 2),
    }
    assert await paths(server) >= {(LOT, "FG-R1"), ("FEP-1", "FG-R1"), (LOT, "RET-1"), ("FEP-1", "FG-X")}
    assert await server.pool.fetchval("SELECT lot FROM row_hold WHERE reason_code = 'REWORK_NOT_DECIDED'") == "FG-R1"
    await rebuilds(server, database_url)


async def test_a_lot_is_split_in_the_very_push_that_began_it(server: Running, database_url: str) -> None:
    await found(server)
    one = VirtualDevice("W1", badge="QH-0010")
    note(one, begins(), counts("100", "in_process", None), consumes("FEP-1"), ends())
    note(one, SplitLot(location=None, lot=LOT, order=ORDER, parts=(Part(lot="B1", quantity="40"),)))
    assert {answer["outcome"] for answer in await push(server, one)} <= {"accepted", "flagged"}
    assert await server.pool.fetchval("SELECT status FROM row_step_run WHERE subject = 'lot:B1'") == "done"
    await rebuilds(server, database_url)


async def paths(server: Running) -> set[tuple[str, str]]:
    """The closure as numbers, from the tables."""
    query = (
        "SELECT a.key->>0, d.key->>0 FROM row_path p JOIN row_node a ON a.id = p.ancestor "
        "JOIN row_node d ON d.id = p.descendant"
    )
    return {(row[0], row[1]) for row in await server.pool.fetch(query)}


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
