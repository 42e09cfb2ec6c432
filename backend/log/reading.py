"""The log as it is read back: batches in position order, streamed, so that a log of any length fits in memory.

Needs a transaction (server-side cursors). Whether the rows may be as they are is the verifier's question.
"""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import asyncpg
import msgspec

from backend.log.events import LogOpened, leaf_hash, read
from backend.log.vocabulary import event_type

Db: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]"

_CHUNK = 200
# Sorted before the events are looked up, so that no sort ever holds the log itself.
_BATCHES = """
SELECT p.batch_id, p.first, p.count, ARRAY(SELECT e.raw FROM event e WHERE e.batch_id = p.batch_id ORDER BY e.ordinal)
FROM (SELECT batch_id, first, count FROM position WHERE first > $1 ORDER BY first OFFSET 0) p
"""
_OPENINGS = """
SELECT p.first + e.ordinal, e.raw FROM event e JOIN position p USING (batch_id)
WHERE position('"type":"LogOpened"'::bytea IN e.raw) > 0 ORDER BY 1
"""
_LOG_OPENED = event_type(LogOpened).name.encode()
_TYPE = b'"type":"'


class LogBroken(Exception):  # noqa: N818 - what is wrong with the log
    """The log does not have the shape that appending to it needs; the text names the position. ``verify`` says more."""


class PlacedBatch(msgspec.Struct, frozen=True):
    """The events of one batch, at positions ``first`` to ``first + len(raws) - 1``."""

    id: int
    first: int
    raws: list[bytes]


class Opening(msgspec.Struct, frozen=True):
    """A LogOpened event and its position."""

    position: int
    body: LogOpened


async def rows(db: Db, query: str, *args: object, chunk: int = _CHUNK) -> AsyncIterator[Any]:
    """Yield the records of a query through a server-side cursor."""
    cursor = await db.cursor(query, *args)
    while records := await cursor.fetch(chunk):
        for record in records:
            yield record


async def batches(db: Db, *, after: int = 0) -> AsyncIterator[PlacedBatch]:
    """Yield the batches after a position, which must be a batch's last; raises LogBroken where they do not join on."""
    expected = after + 1
    async for batch_id, first, count, raws in rows(db, _BATCHES, after):
        if first != expected or count != len(raws):
            found = f"batch {batch_id} with {len(raws)} of {count} events at {first}"
            raise LogBroken(f"expected a whole batch at position {expected}, found {found}")
        yield PlacedBatch(batch_id, first, raws)
        expected += count


async def leaf_hashes(db: Db, *, after: int = 0) -> AsyncIterator[list[bytes]]:
    """Yield the leaf hashes of each batch after a position."""
    async for batch in batches(db, after=after):
        yield [leaf_hash(raw) for raw in batch.raws]


async def size(db: Db) -> int:
    """Return the last position that has been given, 0 when there is none."""
    last = await db.fetchval("SELECT first + count - 1 FROM position ORDER BY first DESC LIMIT 1")
    return int(last or 0)


async def openings(db: Db) -> list[Opening]:
    """Return every LogOpened of the log, in order. Reads all events: for trouble and reports only."""
    found = await db.fetch(_OPENINGS)
    return [Opening(position, body) for position, raw in found if (body := opened(raw)) is not None]


def opened(raw: bytes) -> LogOpened | None:
    """Return the body of an event that opens a log, or None if it is another one."""
    if name_of(raw) != _LOG_OPENED:
        return None
    return msgspec.json.decode(read(raw).body, type=LogOpened)


def name_of(raw: bytes) -> bytes:
    """Return the type named by canonical event bytes, without decoding them (only ``v`` and ``version`` follow it)."""
    start = raw.rfind(_TYPE) + len(_TYPE)
    return raw[start : raw.find(b'"', start)]
