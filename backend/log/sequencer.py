"""Gives batches their positions: dense, insert-only, in the order in which committed batches are seen, by id.

No transaction id is looked at: a foreign transaction neither stalls nor reorders the log.
"""

import asyncpg

from backend.log.positions import LAST_POSITION
from sync import checksum

SEQUENCER_LOCK = 0x556E6974_00000001
"""Advisory lock of the one sequencer, whichever process runs it."""

_UNPLACED = """
SELECT b.id, b.event_count FROM batch b LEFT JOIN position p ON p.batch_id = b.id
WHERE p.batch_id IS NULL AND b.id > $1 ORDER BY b.id
"""
_SETTLED_DISTANCE = 10_000


class Sequencer:
    """One per process; an advisory lock lets one work at a time.

    Batches far below the newest are only looked for again now and then (``deep``), because an id may become visible
    late, but not that late.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._floor = 0

    async def step(self, *, deep: bool = False) -> int:
        """Place every committed batch that has no position; return how many batches were placed."""
        async with self._pool.acquire() as db, db.transaction():
            await db.execute("SELECT pg_advisory_xact_lock($1)", SEQUENCER_LOCK)
            # A statement of its own, so that it sees everything committed before the lock was ours.
            found = await db.fetch(_UNPLACED, 0 if deep else self._floor)
            if found:
                await self._place(db, [(record[0], record[1]) for record in found])
        if found:
            self._floor = max(self._floor, found[-1][0] - _SETTLED_DISTANCE)
        return len(found)

    async def _place(self, db: asyncpg.pool.PoolConnectionProxy, batches: list[tuple[int, int]]) -> None:
        first = 1 + await db.fetchval(LAST_POSITION)
        firsts: list[int] = []
        for _, count in batches:
            firsts.append(first)
            first += count
        await db.execute(
            "INSERT INTO position (batch_id, first, count) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::int[])",
            [batch for batch, _ in batches],
            firsts,
            [count for _, count in batches],
        )
        await self._sum_streams(db, dict(zip((b for b, _ in batches), firsts, strict=True)))

    async def _sum_streams(self, db: asyncpg.pool.PoolConnectionProxy, firsts: dict[int, int]) -> None:
        """Carry each stream's checksum on, one row for each batch that changed it (P31)."""
        deltas = await db.fetch(
            "SELECT batch_id, stream, delta FROM feed WHERE batch_id = ANY($1::bigint[]) AND kind <> 'outcome'",
            list(firsts),
        )
        if not deltas:
            return
        sums = await self._sums(db, sorted({record[1] for record in deltas}))
        changed: dict[tuple[int, str], int] = {}
        for batch, stream, delta in deltas:
            place = (firsts[batch], stream)
            changed[place] = changed.get(place, 0) + int.from_bytes(delta, "big")
        rows: list[tuple[str, int, bytes]] = []
        for position, stream in sorted(changed):
            sums[stream] = (sums.get(stream, 0) + changed[position, stream]) % checksum.MODULUS
            rows.append((stream, position, sums[stream].to_bytes(16, "big")))
        await db.execute(
            "INSERT INTO stream_sum (stream, position, sum) "
            "SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])",
            *(list(column) for column in zip(*rows, strict=True)),
        )

    async def _sums(self, db: asyncpg.pool.PoolConnectionProxy, streams: list[str]) -> dict[str, int]:
        records = await db.fetch(
            "SELECT DISTINCT ON (stream) stream, sum FROM stream_sum WHERE stream = ANY($1::text[]) "
            "ORDER BY stream, position DESC",
            streams,
        )
        return {record[0]: int.from_bytes(record[1], "big") for record in records}
