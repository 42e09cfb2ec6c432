"""An audited append with one hash chain for each device against the same append with one chain for all.

Both hash, insert the same events and advance a head in the same transaction; only whose head it is differs.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from hashlib import sha256

import asyncpg

from tests.benchmarks.table import Line

WRITERS = 8
SECONDS = 2.0
ROUNDS = 2
TARGETS = {1: 3.0, 100: 1.7}
BATCHES = (1, 10, 100)
_TABLES = """
CREATE TABLE bench_event (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1), raw bytea, hash text);
CREATE TABLE bench_head (chain text PRIMARY KEY, seq bigint NOT NULL, hash text NOT NULL);
"""
_INSERT = "INSERT INTO bench_event (raw, hash) SELECT r, h FROM unnest($1::bytea[], $2::text[]) AS u(r, h)"
_RAW = b'{"body":{"lot":"SZ-26-000001","quantity":"12"},"device":"01","seq":1,"type":"StockMoved"}' * 4

Append = Callable[[asyncpg.Connection, int, list[bytes]], Awaitable[None]]


async def measure(url: str) -> list[Line]:
    """Return one line for each batch size; rounds of both kinds alternate."""
    db = await asyncpg.connect(url)
    await db.execute(_TABLES)
    await db.executemany("INSERT INTO bench_head VALUES ($1, 0, '')", [(str(n),) for n in range(WRITERS)] + [("all",)])
    await db.close()
    lines = []
    for batch in BATCHES:
        own = shared = 0.0
        for _ in range(ROUNDS):
            shared += await _rate(url, batch, _append_shared)
            own += await _rate(url, batch, _append_own)
        lines.append(
            Line(
                name=f"audited append, 8 writers, batch {batch}",
                value=own / ROUNDS,
                unit="events/s",
                reference=shared / ROUNDS,
                target=TARGETS.get(batch),
            )
        )
    return lines


async def _rate(url: str, batch: int, append: Append) -> float:
    connections = [await asyncpg.connect(url) for _ in range(WRITERS)]
    until = time.perf_counter() + SECONDS
    counts = await asyncio.gather(*(_write(db, n, batch, append, until) for n, db in enumerate(connections)))
    for db in connections:
        await db.close()
    return sum(counts) / SECONDS


async def _write(db: asyncpg.Connection, writer: int, batch: int, append: Append, until: float) -> int:
    done = 0
    while time.perf_counter() < until:
        async with db.transaction():
            await append(db, writer, [_RAW] * batch)
        done += batch
    return done


def _linked(previous: str, raws: list[bytes]) -> list[str]:
    hashes = []
    for raw in raws:
        previous = sha256(previous.encode() + raw).hexdigest()
        hashes.append(previous)
    return hashes


async def _append_shared(db: asyncpg.Connection, _writer: int, raws: list[bytes]) -> None:
    """The server chains: the head is locked before anything can be hashed."""
    previous = await db.fetchval("SELECT hash FROM bench_head WHERE chain = 'all' FOR UPDATE")
    hashes = _linked(previous, raws)
    await db.execute(_INSERT, raws, hashes)
    await db.execute("UPDATE bench_head SET seq = seq + $1, hash = $2 WHERE chain = 'all'", len(raws), hashes[-1])


async def _append_own(db: asyncpg.Connection, writer: int, raws: list[bytes]) -> None:
    """The device has chained; the server checks it and swaps the device's head if it is the one expected."""
    chain = str(writer)
    previous = await db.fetchval("SELECT hash FROM bench_head WHERE chain = $1", chain)
    hashes = _linked(previous, raws)
    await db.execute(_INSERT, raws, hashes)
    await db.execute(
        "UPDATE bench_head SET seq = seq + $1, hash = $2 WHERE chain = $3 AND hash = $4",
        len(raws),
        hashes[-1],
        chain,
        previous,
    )
