"""Equipment as it stands now, and everything that was done to a piece."""

from collections.abc import Sequence
from datetime import date, datetime

import asyncpg
import msgspec

from backend.equipment.rules import readiness
from backend.equipment.state import Equipment

_PIECE = "SELECT * FROM row_equipment WHERE site = $1 AND code = $2"
_PIECES = "SELECT * FROM row_equipment WHERE site = $1 AND code > $2 ORDER BY code LIMIT $3"
_RECORDS = """
SELECT id, record, result, at, due, certificate, laboratory, as_found, as_left, text, files, by, entry, received_at
FROM row_equipment_record r WHERE equipment = $1 AND site = $2 AND (
  $3::text IS NULL OR (at, id) < (SELECT s.at, s.id FROM row_equipment_record s WHERE s.id = $3 AND s.equipment = $1)
) ORDER BY at DESC, id DESC LIMIT $4
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
    files: Sequence[str]
    by: str
    entry: str
    received_at: datetime


async def piece(db: asyncpg.pool.PoolConnectionProxy, site: str, now: datetime, code: str) -> Piece | None:
    """Return a piece of the site as it stands at ``now``, or None."""
    record = await db.fetchrow(_PIECE, site, code)
    return None if record is None else _standing(Equipment(**record), now)


async def pieces(
    db: asyncpg.pool.PoolConnectionProxy, site: str, now: datetime, *, after: str, limit: int
) -> list[Piece]:
    """Return the equipment of a site as it stands at ``now``, going on after a code."""
    return [_standing(Equipment(**record), now) for record in await db.fetch(_PIECES, site, after, limit)]


async def records(
    db: asyncpg.pool.PoolConnectionProxy, site: str, code: str, *, after: str | None, limit: int
) -> list[RecordLine]:
    """Return what was done to a piece, the newest first, going on after the record ``after``."""
    found = await db.fetch(_RECORDS, code, site, after, limit)
    return [RecordLine(**{**record, "files": msgspec.json.decode(record["files"])}) for record in found]


def _standing(row: Equipment, now: datetime) -> Piece:
    return Piece(row, readiness(row, now))
