"""Opens the log: the first event names the epoch and the keys that everything after it is checked with."""

from datetime import datetime

import asyncpg

from backend.log import events
from backend.log.events import LogOpened
from backend.log.vocabulary import EventContext

OPENING_LOCK = 0x556E6974_00000004
"""Advisory lock held while the log is opened, so that of several processes starting at once one opens it."""


async def open_once(db: asyncpg.pool.PoolConnectionProxy, opening: LogOpened, *, at: datetime) -> bool:
    """Write the first event if the log has none; say whether it was written now."""
    async with db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", OPENING_LOCK)
        if await db.fetchval("SELECT count(*) FROM epoch"):
            return False
        await write_opening(db, opening, at=at)
        return True


async def write_opening(db: asyncpg.pool.PoolConnectionProxy, opening: LogOpened, *, at: datetime) -> int:
    """Append an opening event as a batch of its own, and its epoch, and return the batch's id.

    The caller has opened the transaction.
    """
    context = EventContext(entry_id="", device="", seq=0, site="", badge="", occurred_at=at, received_at=at)
    batch_id: int = await db.fetchval("INSERT INTO batch (event_count, received_at) VALUES (1, $1) RETURNING id", at)
    await db.execute(
        "INSERT INTO event (batch_id, ordinal, raw) VALUES ($1, 0, $2)", batch_id, events.write(opening, context)
    )
    await db.execute(
        "INSERT INTO epoch (id, number, opened_at) SELECT $1, coalesce(max(number), 0) + 1, $2 FROM epoch",
        opening.epoch,
        at,
    )
    return batch_id
