"""`GET /equipment`: the machines and gauges of a site, and one of them with everything that was done to it."""

from collections.abc import Sequence
from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.equipment.queries import Piece, RecordLine, piece, pieces, records
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem

MAX_PIECES = 1_000
MAX_RECORDS = 500


class EquipmentDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


class EquipmentView(msgspec.Struct, frozen=True):
    """The equipment of a site at a position of the log; ``more``: go on with ``after``, the last code."""

    position: int
    pieces: Sequence[Piece]
    more: bool


class EquipmentCard(msgspec.Struct, frozen=True):
    """A piece and what was done to it, the newest first; ``more``: go on with ``after``, the last record's id."""

    position: int
    piece: Piece
    records: Sequence[RecordLine]
    more: bool


InjectedDesk = NamedDependency[SkipValidation[EquipmentDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]


@get("/equipment", summary="Machines and gauges of the device's site, with why one is not to be used")
async def show_equipment(
    equipment: InjectedDesk,
    caller: InjectedCaller,
    after: Annotated[str, QueryParameter(max_length=90, description="code of the last piece seen")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_PIECES)] = 500,
) -> EquipmentView:
    """Return pieces as they stand now, in the order of their codes."""
    async with equipment.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await pieces(db, caller.site, equipment.clock.now(), after=after, limit=limit + 1)
    return EquipmentView(position, found[:limit], len(found) > limit)


@get("/equipment/{code:str}", summary="One piece of equipment and what was done to it")
async def show_piece(
    equipment: InjectedDesk,
    caller: InjectedCaller,
    code: FromPath[str],
    after: Annotated[str | None, QueryParameter(max_length=90, description="id of the last record seen")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_RECORDS)] = 100,
) -> EquipmentCard:
    """Return a piece of the caller's site."""
    async with equipment.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        found = await piece(db, caller.site, equipment.clock.now(), code)
        if found is None:
            raise Problem(404, "EQUIPMENT_NOT_THERE", equipment=code)
        position = await db.fetchval(LAST_POSITION)
        lines = await records(db, caller.site, code, after=after, limit=limit + 1)
    return EquipmentCard(position, found, lines[:limit], len(lines) > limit)
