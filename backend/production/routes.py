"""`GET /work-orders`: the orders of a site, and one of them in full."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.response import Response

from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from backend.production.queries import OrderCard, OrderLine, Use, Uses, card, orders, uses


class ProductionDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


class OrdersView(msgspec.Struct, frozen=True):
    """The orders of the device's site at a position of the log."""

    position: int
    orders: Sequence[OrderLine]


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


@get("/equipment/{code:str}/uses", summary="What a piece of equipment was used for since its last good calibration")
async def show_uses(production: InjectedDesk, caller: InjectedCaller, code: FromPath[str]) -> Uses:
    """Return every use with orders, lots and units; a piece nobody used, or knows, has none."""
    return await _uses(production, caller, code)


@get("/equipment/{code:str}/uses.csv", summary="The same as CSV", media_type="text/csv")
async def show_uses_csv(production: InjectedDesk, caller: InjectedCaller, code: FromPath[str]) -> Response[str]:
    """Return a line for each use; the last line says how many there were, so that a broken transfer shows."""
    found = await _uses(production, caller, code)
    fields = Use.__struct_fields__
    lines = [",".join(_cell(getattr(use, field)) for field in fields) for use in found.uses]
    text = "\r\n".join([",".join(fields), *lines, f"# {len(lines)} uses", ""])
    headers = {"Content-Disposition": 'attachment; filename="uses.csv"', "Cache-Control": "no-store"}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


async def _uses(production: ProductionDesk, caller: DeviceIdentity, code: str) -> Uses:
    async with production.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        return await uses(db, caller.site, code)


def _cell(value: object) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (RFC 4180)."""
    text = "" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)
    safe = f"'{text}" if text[:1] in "=+-@\t\r" and not text[1:2].isdigit() else text
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n') else safe
