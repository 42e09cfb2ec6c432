"""`GET /lots/{number}/movements`: where a lot's stock came from and went, line by line."""

from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.log.caller import DeviceIdentity
from backend.log.positions import LAST_POSITION
from backend.material.queries import LedgerLine, ledger

MAX_LINES = 500


class MaterialDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class LedgerView(msgspec.Struct, frozen=True):
    """Movements oldest first; ``position``: the answer holds everything up to there; ``more``: go on with ``after``."""

    lot: str
    position: int
    more: bool
    movements: list[LedgerLine]


InjectedDesk = NamedDependency[SkipValidation[MaterialDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]


@get("/lots/{number:str}/movements", summary="The stock ledger of a lot")
async def show_movements(
    material: InjectedDesk,
    caller: InjectedCaller,
    number: FromPath[str],
    after: Annotated[str | None, QueryParameter(max_length=90, description="id of the last movement seen")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LINES)] = 100,
) -> LedgerView:
    """Return the movements of a lot of the caller's site; none for a lot that is not there."""
    async with material.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        lines = await ledger(db, number, site=caller.site, after=after, limit=limit + 1)
    return LedgerView(number, position, len(lines) > limit, lines[:limit])
