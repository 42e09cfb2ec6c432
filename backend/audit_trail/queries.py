"""The events that changed a row, and the entries behind them, straight from the log."""

from typing import Any

import asyncpg
import msgspec

from backend.log.events import Stored, read

_HISTORY = """
SELECT p.first + h.ordinal AS position, e.raw, n.raw AS entry_raw
FROM history h
JOIN event e ON e.batch_id = h.batch_id AND e.ordinal = h.ordinal
JOIN position p ON p.batch_id = h.batch_id
LEFT JOIN LATERAL (
  SELECT raw FROM entry n WHERE n.id = convert_from(e.raw, 'UTF8')::jsonb->>'entry' AND n.id <> '' LIMIT 1
) n ON true
WHERE h.kind = $1 AND h.key = $2 AND ($3::bigint IS NULL OR p.first + h.ordinal < $3)
ORDER BY position DESC LIMIT $4
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
    db: asyncpg.pool.PoolConnectionProxy, kind: str, key: str, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events that changed a row, newest first; ``before`` is the position to go on from."""
    records = await db.fetch(_HISTORY, kind, key, before, limit)
    return [_event(position, read(raw), entry) for position, raw, entry in records]


def _event(position: int, stored: Stored, entry: bytes | None) -> HistoryEvent:
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
