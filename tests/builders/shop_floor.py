"""The catheter company on PostgreSQL behind the real door: master data, a released order, devices that push."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec

from backend.app.running import Running
from backend.intake.store import write
from backend.items.entries import ApproveProcess
from backend.log.rebuild import check
from backend.log.vocabulary import Entry, entry_type
from backend.material.entries import DefineLocation
from backend.production.entries import PlanOrder, ReleaseOrder
from tests.builders.processes import PLANNER, QUALITY, component, item, line, parameter, routing, step, structure
from tests.builders.production import CATHETER, HUB, LOT, ORDER, TUBE
from tests.builders.virtual_device import VirtualDevice, outcomes


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
    plan = PlanOrder(
        due=None, item=CATHETER, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="100", serials=()
    )
    await recorded(server, plan, PLANNER)
    await recorded(server, ReleaseOrder(order=ORDER, serials=()), QUALITY)


async def recorded(server: Running, body: Entry, badge: str) -> None:
    outcome = await server.door.record(body, site="SZ", badge=badge, reason="as agreed")
    assert outcome.outcome == "accepted", outcome.codes


def note(device: VirtualDevice, *bodies: Entry) -> None:
    for body in bodies:
        version = entry_type(type(body)).version
        device.record(type(body).__name__, msgspec.to_builtins(body), reason="as done", version=version)


async def push(server: Running, device: VirtualDevice, only: int | None = None) -> list[dict[str, Any]]:
    pushed, header = device.push() if only is None else device.push(only, only)
    answered = await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    return outcomes(answered.outcomes)


def told(answers: Iterable[dict[str, Any]]) -> set[str]:
    return {code["code"] for answer in answers for code in answer["codes"]}


async def rebuilds(server: Running, database_url: str) -> None:
    db = await asyncpg.connect(database_url)
    try:
        report = await check(db, server.registry, write=write)
    finally:
        await db.close()
    assert report.ok, report
