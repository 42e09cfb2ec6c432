"""Equipment as it stands now, and everything that was done to a piece."""

from collections.abc import Sequence
from datetime import date, datetime

import asyncpg
import msgspec

from backend.equipment.rules import readiness
from backend.equipment.state import Equipment

_PIECES = "SELECT * FROM row_equipment WHERE site = $1 AND ($2::text IS NULL OR code = $2) ORDER BY code"
_RECORDS = """
SELECT id, record, result, at, due, certificate, laboratory, as_found, as_left, text, by, entry, received_at
FROM row_equipment_record WHERE equipment = $1 AND site = $2 ORDER BY at DESC, id DESC
"""


class Piece(msgspec.Struct, frozen=True):
    """A machine or gauge, and every reason why it is not to be used now; none: it is ready."""

    equipment: Equipment
    reasons: Sequence[str]


class RecordLine(msgspec.Struct, frozen=True):
    """One thing that was done to a piece or decided about it."""

    id: str
    record: str
    result: str
    at: datetime
    due: date | None
    certificate: str | None
    laboratory: str
    as_found: str
    as_left: str
    text: str
    by: str
    entry: str
    received_at: datetime


async def pieces(
    db: asyncpg.pool.PoolConnectionProxy, site: str, now: datetime, code: str | None = None
) -> list[Piece]:
    """Return the equipment of a site as it stands at ``now``, or one piece of it."""
    rows = [Equipment(**record) for record in await db.fetch(_PIECES, site, code)]
    return [Piece(row, readiness(row, now)) for row in rows]


async def records(db: asyncpg.pool.PoolConnectionProxy, site: str, code: str) -> list[RecordLine]:
    """Return what was done to a piece, the newest first."""
    return [RecordLine(**record) for record in await db.fetch(_RECORDS, code, site)]
