"""What is read about devices: for enrolment, for tokens, for the board."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from backend.devices.state import ScannerState


class Database(Protocol):
    """The part of an asyncpg connection that is used here."""

    async def fetch(self, query: str, *args: object) -> list[Any]: ...  # noqa: D102

    async def fetchrow(self, query: str, *args: object) -> Any: ...  # noqa: ANN401, D102 - a record or None

    async def fetchval(self, query: str, *args: object) -> Any: ...  # noqa: ANN401, D102 - any column's value


class DeviceRecord(msgspec.Struct, frozen=True):
    """What enrolment and tokens need to know of a device."""

    id: str
    code: str
    kind: str
    site: str
    status: str
    public_key: str


class BoardLine(msgspec.Struct, frozen=True):
    """A device on the board. ``queue_length``: records it has claimed and not yet handed over; ages in seconds."""

    id: str
    code: str
    name: str
    kind: str
    site: str
    status: str
    app: str
    last_push_at: datetime | None
    age_seconds: int | None
    queue_length: int
    calibration: ScannerState | None


_RECORD = "d.id, d.code, d.kind, d.site, d.status, d.public_key"

_BOARD = """
SELECT d.id, d.code, d.name, d.kind, d.site, d.status, d.calibration::text,
  coalesce(c.app, '') AS app, c.last_push_at, greatest(coalesce(c.claimed_seq - c.head_seq, 0), 0) AS queue_length
FROM row_device d LEFT JOIN device_chain c ON c.device = d.id
WHERE d.site = $1 ORDER BY d.code
"""

_FORGET_NONCES = "DELETE FROM token_nonce WHERE device = $1 AND used_at < $2"
_USE_NONCE = "INSERT INTO token_nonce (device, nonce, used_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1"


async def device(db: Database, device_id: str) -> DeviceRecord | None:
    """Return a device by its id."""
    found = await db.fetchrow(f"SELECT {_RECORD} FROM row_device d WHERE d.id = $1", device_id)  # noqa: S608 - constant
    return DeviceRecord(*found) if found is not None else None


async def enrolled_with(db: Database, code_sha256: str) -> DeviceRecord | None:
    """Return the device that used an enrolment code."""
    found = await db.fetchrow(
        f"SELECT {_RECORD} FROM row_enrolment e JOIN row_device d ON d.id = e.used_by WHERE e.code_sha256 = $1",  # noqa: S608 - constant
        code_sha256,
    )
    return DeviceRecord(*found) if found is not None else None


async def epoch(db: Database) -> str | None:
    """Return the present epoch (P32); None before the log was opened."""
    found: str | None = await db.fetchval("SELECT id FROM epoch ORDER BY number DESC LIMIT 1")
    return found


async def board(db: Database, *, site: str, now: datetime) -> Sequence[BoardLine]:
    """Return the devices of a site, by code."""
    return [_line(row, now) for row in await db.fetch(_BOARD, site)]


def _line(row: Any, now: datetime) -> BoardLine:  # noqa: ANN401 - an asyncpg record
    last: datetime | None = row["last_push_at"]
    scanner = row["calibration"]
    return BoardLine(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        site=row["site"],
        status=row["status"],
        app=row["app"],
        last_push_at=last,
        age_seconds=max(int((now - last).total_seconds()), 0) if last is not None else None,
        queue_length=row["queue_length"],
        calibration=msgspec.json.decode(scanner, type=ScannerState) if scanner is not None else None,
    )


async def use_nonce(db: Database, device_id: str, nonce: str, *, now: datetime, forget_before: datetime) -> bool:
    """Say whether a device uses this nonce for the first time; older ones are forgotten."""
    await db.fetch(_FORGET_NONCES, device_id, forget_before)
    return await db.fetchval(_USE_NONCE, device_id, nonce, now) is not None
