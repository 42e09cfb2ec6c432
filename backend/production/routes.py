"""`GET /work-orders`, `/loads`: a site's orders and loads, and one of them in full; what equipment was used for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation
from litestar.response import Response

from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from backend.production.queries import (
    LoadCard,
    LoadLine,
    OrderCard,
    OrderLine,
    Use,
    Uses,
    card,
    cycles,
    every_use,
    load_card,
    loads,
    orders,
    uses,
)
from backend.production.state.loads import Cycle

MAX_USES = 1_000


class ProductionDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


class OrdersView(msgspec.Struct, frozen=True):
    """The orders of the device's site at a position of the log."""

    position: int
    orders: Sequence[OrderLine]


class LoadsView(msgspec.Struct, frozen=True):
    """The sterilisation loads of the device's site, and every revision of every cycle."""

    position: int
    loads: Sequence[LoadLine]
    cycles: Sequence[Cycle]


InjectedDesk = NamedDependency[SkipValidation[ProductionDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]


@get("/work-orders", summary="Work orders of the device's site")
async def show_orders(production: InjectedDesk, caller: InjectedCaller) -> OrdersView:
    """Return the orders with their buckets."""
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        return OrdersView(await db.fetchval(LAST_POSITION), await orders(db, caller.site))


@get("/work-orders/{number:str}", summary="A work order in full")
async def show_order(production: InjectedDesk, caller: InjectedCaller, number: FromPath[str]) -> OrderCard:
    """Return what an order is bound to, its steps with what is due, readings and deviations."""
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await card(db, caller.site, number, position=position, now=production.clock.now())
    if found is None:
        raise Problem(404, "WORK_ORDER_UNKNOWN", order=number)
    return found


@get("/loads", summary="Sterilisation loads of the device's site, and the cycles they run by")
async def show_loads(production: InjectedDesk, caller: InjectedCaller) -> LoadsView:
    """Return the loads, the latest first, and the cycles."""
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        return LoadsView(position, await loads(db, caller.site), await cycles(db))


@get("/loads/{number:str}", summary="A sterilisation load in full")
async def show_load(production: InjectedDesk, caller: InjectedCaller, number: FromPath[str]) -> LoadCard:
    """Return what is in a load, its indicators, the values of its cycle, its holds and deviations."""
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        found = await load_card(db, caller.site, number, position=await db.fetchval(LAST_POSITION))
    if found is None:
        raise Problem(404, "LOAD_NOT_THERE", load=number)
    return found


@get("/equipment/{code:str}/uses", summary="What a piece of equipment was used for since its last good calibration")
async def show_uses(
    production: InjectedDesk,
    caller: InjectedCaller,
    code: FromPath[str],
    after_at: Annotated[datetime | None, QueryParameter(description="time of the last use seen")] = None,
    after_id: Annotated[str, QueryParameter(max_length=400, description="id of the last use seen")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_USES)] = 200,
) -> Uses:
    """Return every lot, unit and order it touched and a page of its uses; a piece nobody used, or knows, has none."""
    after = None if after_at is None else (after_at, after_id)
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        return await uses(db, caller.site, code, position=position, limit=limit, after=after)


@get("/equipment/{code:str}/uses.csv", summary="Every one of them as CSV", media_type="text/csv")
async def show_uses_csv(production: InjectedDesk, caller: InjectedCaller, code: FromPath[str]) -> Response[str]:
    """Return a line for each use; the last line says how many there were, so that a broken transfer shows."""
    fields = Use.__struct_fields__
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        lines = [
            ",".join(_cell(getattr(use, field)) for field in fields) async for use in every_use(db, caller.site, code)
        ]
    text = "\r\n".join([",".join(fields), *lines, f"# {len(lines)} uses", ""])
    headers = {"Content-Disposition": 'attachment; filename="uses.csv"', "Cache-Control": "no-store"}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (RFC 4180)."""
    text = "" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)
    safe = f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not text[1:2].isdigit() else text
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n') else safe
