"""`GET /equipment`: the machines and gauges of a site, and one of them with everything that was done to it."""

from collections.abc import Sequence

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from backend.equipment.queries import Piece, RecordLine, pieces, records
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem


class EquipmentDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


class EquipmentView(msgspec.Struct, frozen=True):
    """The equipment of a site at a position of the log."""

    position: int
    pieces: Sequence[Piece]


class EquipmentCard(msgspec.Struct, frozen=True):
    """A piece with everything that was done to it, the newest first."""

    position: int
    piece: Piece
    records: Sequence[RecordLine]


InjectedDesk = NamedDependency[SkipValidation[EquipmentDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]


@get("/equipment", summary="Machines and gauges of the device's site, with why one is not to be used")
async def show_equipment(equipment: InjectedDesk, caller: InjectedCaller) -> EquipmentView:
    """Return every piece as it stands now."""
    async with equipment.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        found = await pieces(db, caller.site, equipment.clock.now())
        return EquipmentView(await db.fetchval(LAST_POSITION), found)


@get("/equipment/{code:str}", summary="One piece of equipment and what was done to it")
async def show_piece(equipment: InjectedDesk, caller: InjectedCaller, code: FromPath[str]) -> EquipmentCard:
    """Return a piece of the caller's site."""
    async with equipment.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        found = await pieces(db, caller.site, equipment.clock.now(), code)
        if not found:
            raise Problem(404, "EQUIPMENT_NOT_THERE", equipment=code)
        return EquipmentCard(await db.fetchval(LAST_POSITION), found[0], await records(db, caller.site, code))
