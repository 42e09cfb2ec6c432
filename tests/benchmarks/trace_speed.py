"""Forward and backward through a genealogy of the reference shape, beside a tuned recursive query on the same edges."""

import time
from collections.abc import Sequence
from statistics import median

import asyncpg

from backend.genealogy.queries import FORWARD_COUNT, FORWARD_ROOTS
from tests.benchmarks.table import Line
from tests.benchmarks.trace_data import Reference, fill

ROUNDS = 7
SINGLE_ROUNDS = 200

_RECURSIVE = """
WITH RECURSIVE down(id) AS (
  SELECT $1::bigint UNION SELECT e.output FROM down d JOIN row_edge e ON e.input = d.id
) SELECT {what} FROM down
"""
_LOTS = "SELECT descendant FROM row_path WHERE ancestor = $1 UNION ALL SELECT $1"
_ARRAY = f"SELECT array_agg(root) FROM ({FORWARD_ROOTS}) x"  # noqa: S608 - a constant of the product
_BACK = "SELECT lot FROM row_unit_lot WHERE root = $1"


async def measure(url: str, edges: int) -> list[Line]:
    """Return the lines of the table; fills the database first."""
    db = await asyncpg.connect(url)
    try:
        started = time.perf_counter()
        reference = await fill(db, edges)
        print(f"  filled in {time.perf_counter() - started:.0f} s; {await _sizes(db, edges)}")
        await db.execute("SET work_mem = '4MB'")
        lines = await _forward(db, "20,000 units", reference.raw_20k, targets=(10, 10, 30))
        if reference.devices >= 200_000:
            lines += await _forward(db, "200,000 units", reference.raw_200k, targets=(3, 10, 30))
        return [*lines, *await _backward(db, reference)]
    finally:
        await db.close()


async def _sizes(db: asyncpg.Connection, edges: int) -> str:
    tables = ("row_edge", "row_unit", "row_unit_lot", "row_path")
    sizes = [await db.fetchval("SELECT pg_total_relation_size($1::text::regclass)", table) for table in tables]
    each = ", ".join(f"{table} {size / edges:.0f}" for table, size in zip(tables, sizes, strict=True))
    return f"bytes for each edge, indexes included: {each}"


async def _forward(db: asyncpg.Connection, name: str, raw: int, *, targets: tuple[float, float, float]) -> list[Line]:
    lots = [r[0] for r in await db.fetch(_LOTS, raw)]
    asked: tuple[tuple[str, str, str, float], ...] = (
        ("rows", FORWARD_ROOTS, "id", targets[0]),
        ("one array", _ARRAY, "id", targets[1]),
        ("count", FORWARD_COUNT, "count(*)", targets[2]),
    )
    lines: list[Line] = []
    for what, flat, selected, target in asked:
        ours, theirs = await _pair(db, (flat, (lots, [], [])), (_RECURSIVE.format(what=selected), (raw,)))
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
    rounds: int = ROUNDS,
) -> tuple[float, float]:
    """Return the medians of two statements in milliseconds, measured in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for (query, arguments), taken in zip((ours, theirs), times, strict=True):
            started = time.perf_counter()
            await db.fetch(query, *arguments)
            taken.append(1000 * (time.perf_counter() - started))
    return median(times[0]), median(times[1])


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
