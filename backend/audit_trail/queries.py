"""The events that changed a row, and the entries behind them, straight from the log."""

from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from backend.log.events import read

_HISTORY = """
SELECT p.first + h.ordinal AS position, e.raw, n.raw AS entry_raw
FROM history h
JOIN event e ON e.batch_id = h.batch_id AND e.ordinal = h.ordinal
JOIN position p ON p.batch_id = h.batch_id
LEFT JOIN LATERAL (
  SELECT raw FROM entry n WHERE n.id = convert_from(e.raw, 'UTF8')::jsonb->>'entry' AND n.id <> '' LIMIT 1
) n ON true
WHERE h.kind = $1 AND h.key = $2 AND ($3::bigint IS NULL OR p.first + h.ordinal < $3)
  AND ($5 OR convert_from(e.raw, 'UTF8')::jsonb->>'site' IN ($6, ''))
ORDER BY position DESC LIMIT $4
"""
# What a site's devices were ever sent, they may read the whole history of: a thing of the company, or of this site.
_SERVED = "SELECT EXISTS (SELECT FROM feed WHERE stream = ANY($1::text[]) AND kind = $2 AND key = $3)"

_LOG = """
SELECT p.first + e.ordinal AS position, e.raw, n.raw AS entry_raw
FROM position p
JOIN event e ON e.batch_id = p.batch_id
LEFT JOIN LATERAL (
  SELECT raw FROM entry n WHERE n.id = convert_from(e.raw, 'UTF8')::jsonb->>'entry' AND n.id <> '' LIMIT 1
) n ON true
WHERE convert_from(e.raw, 'UTF8')::jsonb->>'site' IN ($1, '') AND ($2::bigint IS NULL OR p.first + e.ordinal < $2)
ORDER BY p.first DESC, e.ordinal DESC LIMIT $3
"""

_ENTRY = """
SELECT n.raw, n.hash, b.received_at
FROM entry n JOIN batch b ON b.id = n.batch_id JOIN row_device d ON d.id = n.device
WHERE d.site = $1 AND n.device = $2 AND n.seq = $3
"""


class HistoryEvent(msgspec.Struct, frozen=True):
    """One event about a row: its position in the log, what, when (claimed and received), who, on which device, why."""

    position: int
    type: str
    occurred_at: str
    received_at: str
    badge: str
    device: str
    seq: int
    entry: str
    entry_type: str | None
    reason: str | None
    body: dict[str, Any]


async def history(
    db: asyncpg.pool.PoolConnectionProxy, site: str, kind: str, key: str, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events that changed a row, newest first; ``before`` is the position to go on from.

    Of a thing that this site is not sent, only what happened at this site or at none.
    """
    served = await db.fetchval(_SERVED, ["global", f"site:{site}"], kind, key)
    records = await db.fetch(_HISTORY, kind, key, before, limit, served, site)
    return [_event(*record) for record in records]


async def site_log(
    db: asyncpg.pool.PoolConnectionProxy, site: str, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events of a site and those of no site, newest first; ``before`` is the position to go on from."""
    return [_event(*record) for record in await db.fetch(_LOG, site, before, limit)]


class StoredEntry(msgspec.Struct, frozen=True):
    """An entry as it was sent (``raw``, any bytes that are no text replaced), its link of the chain, when it came."""

    raw: str
    hash: str
    received_at: datetime


async def stored_entry(db: asyncpg.pool.PoolConnectionProxy, site: str, device: str, seq: int) -> StoredEntry | None:
    """Return a link of the chain of a device of this site, or None if there is none of that number."""
    found = await db.fetchrow(_ENTRY, site, device, seq)
    return None if found is None else StoredEntry(found["raw"].decode(errors="replace"), found[1], found[2])


def _event(position: int, raw: bytes, entry: bytes | None) -> HistoryEvent:
    stored = read(raw)
    recorded = msgspec.json.decode(entry) if entry is not None else {}
    return HistoryEvent(
        position=position,
        type=stored.type,
        occurred_at=stored.occurred_at.isoformat(),
        received_at=stored.received_at.isoformat(),
        badge=stored.badge,
        device=stored.device,
        seq=stored.seq,
        entry=stored.entry,
        entry_type=recorded.get("type"),
        reason=recorded.get("reason"),
        body=msgspec.json.decode(stored.body),
    )
