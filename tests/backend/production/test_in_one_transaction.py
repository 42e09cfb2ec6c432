"""An order is planned, released and begun in one push, or in pushes that share a transaction: what a later entry reads
is known only once an earlier one has taken effect, and nothing of it ends as INTERNAL.
"""

import asyncio

import pytest
from httpx import AsyncClient

from backend.app.running import Running
from backend.items.entries import ApproveProcess
from backend.log.vocabulary import Entry
from backend.production.entries import Part, PlanOrder, ReleaseOrder, SplitLot
from tests.builders.enrolled import enrol, sign_in
from tests.builders.equipment import SEALER, SKILL, piece, skill
from tests.builders.processes import PLANNER, QUALITY, item, line, routing, step, structure
from tests.builders.production import TUBE, begins, consumes, ends
from tests.builders.shop_floor import found, note, push, rebuilds, recorded, told
from tests.builders.virtual_device import VirtualDevice

PRODUCT, ORDER, LOT = "FG-T", "WO-T", "FG-T1"
PLANNED = PlanOrder(
    due=None, item=PRODUCT, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="50", serials=()
)
RELEASED = ReleaseOrder(order=ORDER, serials=())
MAX_CHANGES = 12
"""More than the door tries a transaction."""


async def floor(server: Running, client: AsyncClient) -> VirtualDevice:
    """A product whose one step asks for a skill and a sealer, and a supervisor at a device; no order yet."""
    await found(server)
    made = step(10, skill=SKILL, equipment_class="sealer")
    for body in (skill(), piece(), item(PRODUCT), structure(PRODUCT, line(TUBE)), routing(PRODUCT, made)):
        await recorded(server, body, PLANNER)
    for kind in ("structure", "routing"):
        query = f"SELECT drafted_by_entry FROM row_{kind} WHERE item = $1"  # noqa: S608 - two of them
        drafted = await server.pool.fetchval(query, PRODUCT)
        approve = ApproveProcess(drafted_by_entry=drafted, item=PRODUCT, kind=kind, revision="A")
        await recorded(server, approve, QUALITY)
    device = await enrol(server, client, "D01")
    await sign_in(server, client, device, "supervisor")
    return device


def work() -> tuple[Entry, ...]:
    return (
        begins(10, lot=LOT, order=ORDER, equipment=(SEALER,)),
        consumes("FEP-1", lot=LOT, order=ORDER),
        ends(10, lot=LOT, order=ORDER),
    )


@pytest.mark.parametrize("decided", [(RELEASED,), (PLANNED, RELEASED)], ids=["released", "planned and released"])
async def test_an_order_is_released_and_begun_in_one_push(
    server: Running, client: AsyncClient, database_url: str, decided: tuple[Entry, ...]
) -> None:
    device = await floor(server, client)
    if PLANNED not in decided:
        await recorded(server, PLANNED, PLANNER)
    note(device, *decided, *work())
    answers = await push(server, device)
    assert {answer["outcome"] for answer in answers} == {"accepted", "flagged"}
    assert {"OPERATOR_NOT_QUALIFIED", "EQUIPMENT_NOT_READY"} <= told(answers)
    assert await server.pool.fetchval('SELECT status FROM row_step_run WHERE "order" = $1', ORDER) == "done"
    await rebuilds(server, database_url)


async def test_an_order_is_released_on_one_device_while_another_begins_it(
    server: Running, client: AsyncClient, database_url: str
) -> None:
    device = await floor(server, client)
    await recorded(server, PLANNED, PLANNER)
    worker = VirtualDevice("W1", badge=device.badge)
    note(device, RELEASED)
    note(worker, *work())
    both = await asyncio.gather(push(server, device), push(server, worker))
    batches = await server.pool.fetch(
        "SELECT DISTINCT xmin::text FROM entry WHERE device = ANY($1)", [device.device, "W1"]
    )
    assert len(batches) == 1
    assert {answer["outcome"] for answers in both for answer in answers} == {"accepted", "flagged"}
    assert "OPERATOR_NOT_QUALIFIED" in told(both[1])
    await rebuilds(server, database_url)


async def test_a_lot_is_divided_again_and_again_in_one_push(server: Running, database_url: str) -> None:
    await found(server)
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, begins(lot="P0"), consumes("FEP-1", lot="P0"))
    for n in range(MAX_CHANGES):
        parts = (Part(lot=f"P{n + 1}", quantity="1"), Part(lot=f"Q{n}", quantity="1"))
        note(device, SplitLot(location=None, lot=f"P{n}", order="WO-1", parts=parts))
    answers = await push(server, device)
    assert "quarantined" not in {answer["outcome"] for answer in answers}
    runs = await server.pool.fetch("SELECT subject FROM row_step_run")
    assert f"lot:P{MAX_CHANGES}" in {run["subject"] for run in runs}
    await rebuilds(server, database_url)
