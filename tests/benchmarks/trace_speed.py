"""Forward and backward through a genealogy of the reference shape, beside a tuned recursive query on the same edges."""

import shutil
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

import asyncpg
import msgspec

from backend.genealogy.queries import FORWARD_COUNT, FORWARD_ROOTS, graph, reach, stream_units, trace
from backend.material.events import Thing
from tests.benchmarks.table import Line
from tests.benchmarks.trace_data import Reference, fill

ROUNDS = 15
LONG_ROUNDS = 5
"""Of questions that reach 200,000 units: a recursive one takes seconds."""
SINGLE_ROUNDS = 200
WHOLE_ROUNDS = 5
QUICK_ROUNDS = 60
QUICK_SINGLE_ROUNDS = 2000
"""Of a question that takes a tenth of a millisecond: a busy machine leaves few of them undisturbed."""
BYTES_AN_EDGE = 450
"""Tables and indexes, measured 306, and what building the largest index takes besides."""
GROWTH = 1.3
"""So many times longer may a question take of ten times the genealogy."""

_RECURSIVE = """
WITH RECURSIVE down(id) AS (
  SELECT $1::bigint UNION SELECT e.output FROM down d JOIN row_edge e ON e.input = d.id
) SELECT {what} FROM down
"""
_LOTS = "SELECT descendant FROM row_path WHERE ancestor = $1 UNION ALL SELECT $1"
_ARRAY = f"SELECT array_agg(root) FROM ({FORWARD_ROOTS}) x"  # noqa: S608 - a constant of the product
_BACK = "SELECT lot FROM row_unit_lot WHERE root = $1"


class Counted(msgspec.Struct, frozen=True):
    """The quickest rounds of a size in milliseconds: how many units a lot of 20,000 reached, and what is in one unit.

    The quickest, because sizes are measured minutes apart, and others use the machine.
    """

    forward: float
    back: float


async def measure(url: str, edges: int) -> tuple[list[Line], Counted]:
    """Return the lines of the table; fills the database first."""
    db = await asyncpg.connect(url)
    try:
        started = time.perf_counter()
        reference = await fill(db, edges)
        print(f"  filled in {time.perf_counter() - started:.0f} s; {await _sizes(db, edges)}")
        await db.execute("SET work_mem = '4MB'")
        lines = await _forward(db, "20,000 units", reference.raw_20k, targets=(10, 10, 30))
        if reference.devices >= 200_000:
            lines += await _forward(db, "200,000 units", reference.raw_200k, targets=(3, 10, 30), rounds=LONG_ROUNDS)
        back = await _backward(db, reference)
        lots = [r[0] for r in await db.fetch(_LOTS, reference.raw_20k)]
        quickest = Counted(
            await _quickest(db, QUICK_ROUNDS, FORWARD_COUNT, lots, [], []),
            await _quickest(db, QUICK_SINGLE_ROUNDS, _BACK, reference.roots[0]),
        )
        return [*lines, *back, *await _whole(db, reference)], quickest
    finally:
        await db.close()


def grown(counts: Sequence[tuple[int, Counted]]) -> list[Line]:
    """Return how much longer the same questions take of the largest genealogy than of the smallest."""
    (few, small), *_, (many, large) = sorted(counts, key=lambda each: each[0])
    asked = (("forward, 20,000 units, count", small.forward, large.forward), ("back, one unit", small.back, large.back))
    return [
        Line(
            name=f"{name}: {many / few:g} times the edges",
            value=of_many,
            unit="ms",
            reference=of_few,
            target=1 / GROWTH,
            lower_is_better=True,
        )
        for name, of_few, of_many in asked
    ]


async def room_for(url: str, edges: int) -> None:
    """Refuse before anything is written: a cluster whose disk is full is no place to measure in."""
    db = await asyncpg.connect(url)
    folder = await db.fetchval("SHOW data_directory")
    await db.close()
    free = shutil.disk_usage(folder).free
    room = (
        f"{edges:,} edges need about {edges * BYTES_AN_EDGE / 1e9:,.1f} GB in {folder}; {free / 1e9:,.1f} GB are free"
    )
    if free < edges * BYTES_AN_EDGE:
        raise SystemExit(room)
    print(f"  {room}")


async def _sizes(db: asyncpg.Connection, edges: int) -> str:
    tables = ("row_edge", "row_unit", "row_unit_lot", "row_path")
    sizes = [await db.fetchval("SELECT pg_total_relation_size($1::text::regclass)", table) for table in tables]
    each = ", ".join(f"{table} {size / edges:.0f}" for table, size in zip(tables, sizes, strict=True))
    return f"bytes for each edge, indexes included: {each}"


async def _forward(
    db: asyncpg.Connection, name: str, raw: int, *, targets: tuple[float, float, float], rounds: int = ROUNDS
) -> list[Line]:
    lots = [r[0] for r in await db.fetch(_LOTS, raw)]
    asked: tuple[tuple[str, str, str, float], ...] = (
        ("rows", FORWARD_ROOTS, "id", targets[0]),
        ("one array", _ARRAY, "id", targets[1]),
        ("count", FORWARD_COUNT, "count(*)", targets[2]),
    )
    lines: list[Line] = []
    for what, flat, selected, target in asked:
        recursive = _RECURSIVE.format(what=selected)
        ours, theirs = await _pair(db, (flat, (lots, [], [])), (recursive, (raw,)), rounds)
        held = await _memory_kb(db, flat, lots, [], []), await _memory_kb(db, recursive, raw)
        print(f"  memory of {name}, {what}: {held[0]:,} kB, recursive {held[1]:,} kB (sorts, hashes, work tables)")
        lines.append(
            Line(
                name=f"forward, {name}, {what}",
                value=ours,
                unit="ms",
                reference=theirs,
                target=target,
                lower_is_better=True,
            )
        )
    return lines


async def _pair(
    db: asyncpg.Connection,
    ours: tuple[str, Sequence[object]],
    theirs: tuple[str, Sequence[object]],
    rounds: int,
) -> tuple[float, float]:
    """Return the medians of two statements in milliseconds, measured in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for (query, arguments), taken in zip((ours, theirs), times, strict=True):
            started = time.perf_counter()
            await db.fetch(query, *arguments)
            taken.append(1000 * (time.perf_counter() - started))
    return median(times[0]), median(times[1])


async def _quickest(db: asyncpg.Connection, rounds: int, query: str, *arguments: object) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        await db.fetch(query, *arguments)
        taken.append(1000 * (time.perf_counter() - started))
    return min(taken)


async def _backward(db: asyncpg.Connection, reference: Reference) -> Sequence[Line]:
    taken: list[float] = []
    nothing: list[float] = []
    for n in range(SINGLE_ROUNDS):
        root = reference.roots[n % len(reference.roots)]
        for query, arguments, into in ((_BACK, (root,), taken), ("SELECT 1", (), nothing)):
            started = time.perf_counter()
            await db.fetch(query, *arguments)
            into.append(1000 * (time.perf_counter() - started))
    lots = Line(
        name="backward, one unit, its lots (select 1 takes)",
        value=median(taken),
        unit="ms",
        reference=median(nothing),
        target=1 / 3,
        lower_is_better=True,
    )
    return [lots]


async def _whole(db: asyncpg.Connection, reference: Reference) -> list[Line]:
    """The product's own functions, all their statements: what a person waits for."""
    raw, device = await _thing(db, reference.raw_20k), await _thing(db, reference.roots[0])
    now = datetime(2026, 3, 4, tzinfo=UTC)

    async def streamed() -> None:
        found = await reach(db, raw, "forward")
        async for _ in stream_units(db, found.seeds):
            pass

    asked: tuple[tuple[str, Callable[[], Awaitable[object]]], ...] = (
        ("whole answer forward, 20,000 units, with its worth", lambda: trace(db, raw, "forward", site="SZ", now=now)),
        ("every one of the 20,000 units streamed by serial", streamed),
        ("picture forward, 20,000 units", lambda: graph(db, raw, "forward")),
        ("whole answer back, one unit, with its worth", lambda: trace(db, device, "back", site="SZ", now=now)),
    )
    lines = []
    for name, ask in asked:
        taken = []
        for _ in range(WHOLE_ROUNDS):
            started = time.perf_counter()
            async with db.transaction(readonly=True):
                await ask()
            taken.append(1000 * (time.perf_counter() - started))
        lines.append(Line(name=name, value=median(taken), unit="ms"))
    return lines


async def _thing(db: asyncpg.Connection, node: int) -> Thing:
    kind, key = (await db.fetch("SELECT kind, key::text FROM row_node WHERE id = $1", node))[0]
    return Thing(kind, tuple(msgspec.json.decode(key)))


async def _memory_kb(db: asyncpg.Connection, query: str, *arguments: object) -> int:
    """Return what the nodes of a statement's plan held at most, sorts, hashes and work tables."""
    explained = await db.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", *arguments)
    return sum(_held(msgspec.json.decode(explained)[0]["Plan"]))


def _held(plan: dict[str, Any]) -> Iterator[int]:
    for name in ("Sort Space Used", "Peak Memory Usage", "Maximum Storage"):
        if name in plan:
            yield int(plan[name])
    for below in plan.get("Plans", ()):
        yield from _held(below)
