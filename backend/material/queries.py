"""The stock ledger of a lot, as auditors read it: every movement, oldest first, each device's in its own order."""

from datetime import datetime

import asyncpg
import msgspec

_LEDGER = """
SELECT m.id, m.kind, m.from_location, m.to_location, m.quantity::text AS quantity, m.unit, m.entry, m.device,
       m.seq, m.by, m.occurred_at, m.received_at
FROM row_movement m JOIN row_lot l ON l.number = m.lot
WHERE m.lot = $1 AND l.site = $2 AND ($3::text IS NULL OR (m.received_at, m.device, m.seq, length(m.id), m.id) > (
  SELECT a.received_at, a.device, a.seq, length(a.id), a.id FROM row_movement a WHERE a.id = $3
))
ORDER BY m.received_at, m.device, m.seq, length(m.id), m.id LIMIT $4
"""


class LedgerLine(msgspec.Struct, frozen=True):
    """One movement of a lot. None as a location is outside the company's stock; ``quantity`` a decimal string."""

    id: str
    kind: str
    from_location: str | None
    to_location: str | None
    quantity: str
    unit: str
    entry: str
    device: str
    seq: int
    by: str
    occurred_at: datetime
    received_at: datetime


async def ledger(
    db: asyncpg.pool.PoolConnectionProxy, lot: str, *, site: str, after: str | None, limit: int
) -> list[LedgerLine]:
    """Return a lot's movements in the order received, going on after the movement ``after``; none at another site."""
    return [LedgerLine(**record) for record in await db.fetch(_LEDGER, lot, site, after, limit)]
