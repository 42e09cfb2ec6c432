"""`GET /work-orders`: the orders of a site, and one of them in full."""

from collections.abc import Sequence

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from backend.production.queries import OrderCard, OrderLine, card, orders


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
