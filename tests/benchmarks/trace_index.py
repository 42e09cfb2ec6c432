"""What the trace index costs at ingest: the same devices written as edges only, with the lots of each unit, with a full
closure. Three sets of tables with the product's keys, the same transactions in turn, time and CPU of each backend.
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import asyncpg
import msgspec

from tests.benchmarks.table import Line
from tests.benchmarks.trace_data import DEVICES_A_LOT, EDGES_A_DEVICE, PART_TYPES, RAW_TYPES

DEVICES_A_PUSH = 4
"""128 edges a transaction, about a full push."""
ROUNDS = 250
WARM = 20
NODES = 64
Pair = tuple[int, int]

_TABLES = """
CREATE TABLE {schema}.edge (LIKE row_edge INCLUDING ALL);
CREATE TABLE {schema}.unit_lot (LIKE row_unit_lot INCLUDING ALL);
CREATE TABLE {schema}.closure (ancestor bigint, descendant bigint, PRIMARY KEY (ancestor, descendant));
CREATE INDEX ON {schema}.closure (descendant, ancestor);
"""
_EDGE = """
INSERT INTO {schema}.edge (output, n, input, kind, quantity, unit, entry, at, last_at, ended_at)
SELECT o, n, i, 'consume', 1, 'pcs', 'bench', '2026-03-01', '2026-03-01', NULL
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) x(o, n, i)
"""
_UNIT_LOT = (
    "INSERT INTO {schema}.unit_lot (root, unit, lot) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[])"
)
_CLOSURE = "INSERT INTO {schema}.closure (ancestor, descendant) SELECT * FROM unnest($1::bigint[], $2::bigint[])"
# As it is usually kept: for each new edge, what is above its input with what is below its output, by the database.
_KEPT = """
INSERT INTO {schema}.closure (ancestor, descendant)
SELECT a.ancestor, d.descendant
FROM (SELECT ancestor FROM {schema}.closure WHERE descendant = $1 UNION ALL SELECT $1) a,
  (SELECT descendant FROM {schema}.closure WHERE ancestor = $2 UNION ALL SELECT $2) d
ON CONFLICT DO NOTHING
"""


class Device(msgspec.Struct, frozen=True):
    """What is written of one device: its edges, the lots of its units, all pairs that flowed into one another."""

    edges: tuple[Pair, ...]
    lots: tuple[Pair, ...]
    closure: tuple[Pair, ...]
    root: int


def device(number: int) -> Device:
    """Return the device of that number: 3 sub-assemblies, a module in each, 26 part lots, 10 of them of raw lots."""
    root, lot = _node(number, 0), number // DEVICES_A_LOT
    subs, modules = ([_node(number, first + n) for n in range(3)] for first in (1, 4))
    parts = [_node(-1 - lot, n) for n in range(PART_TYPES)]
    raws = {parts[n]: _node(-1 - lot, PART_TYPES + n) for n in range(RAW_TYPES)}
    into = [
        (part, modules[n // 6] if n < 18 else subs[(n - 18) // 2] if n < 24 else root) for n, part in enumerate(parts)
    ]
    built = [*zip(subs, [root] * 3, strict=True), *zip(modules, subs, strict=True)]
    above = dict(built)
    closure: list[Pair] = []
    for source, output in (*built, *into):
        at: int | None = output
        while at is not None:
            closure += [(source, at), *([(raws[source], at)] if source in raws else [])]
            at = above.get(at)
    assert len(built) + len(into) == EDGES_A_DEVICE
    return Device(tuple(built + into), tuple((unit, part) for part, unit in into), tuple(closure), root)


def _node(number: int, ordinal: int) -> int:
    """Spread over 63 bits, as the hashes of names are."""
    return (number * NODES + ordinal) * 0x9E3779B97F4A7C15 % 2**63


async def measure(url: str) -> list[Line]:
    """Return the lines of the table; pushes of the three kinds alternate, each in its own transaction and backend."""
    kinds = ("edges", "index", "closure", "kept")
    dbs = {kind: await asyncpg.connect(url) for kind in kinds}
    for kind, db in dbs.items():
        await db.execute(f"CREATE SCHEMA bench_{kind}")
        await db.execute(_TABLES.format(schema=f"bench_{kind}"))
    spent = dict.fromkeys(kinds, 0.0)
    cpu = dict.fromkeys(kinds, 0.0)
    for turn, devices in enumerate(_pushes()):
        for kind, db in dbs.items():
            before = _cpu_seconds(db.get_server_pid())
            started = time.perf_counter()
            await _write(db, kind, devices)
            if turn >= WARM:
                spent[kind] += time.perf_counter() - started
                cpu[kind] += _cpu_seconds(db.get_server_pid()) - before
    for db in dbs.values():
        await db.close()
    return _lines(spent, cpu)


def _lines(spent: dict[str, float], cpu: dict[str, float]) -> list[Line]:
    """Return rates and CPU of whole transactions, then what is wanted: the index beside a closure (decision 52)."""
    count = ROUNDS * DEVICES_A_PUSH
    rates = {kind: count / seconds for kind, seconds in spent.items()}
    micros = {kind: seconds / count * 1e6 for kind, seconds in cpu.items()}
    beside = {"closure": "closure, its pairs given", "kept": "closure, kept by SQL"}
    return [
        Line(name="devices written as edges only", value=rates["edges"], unit="devices/s"),
        *(
            Line(name=f"with the trace index ({name})", value=rates["index"], unit="devices/s", reference=rates[kind])
            for kind, name in beside.items()
        ),
        *(_cpu(f"CPU, edges and index ({name})", micros["index"], micros[kind]) for kind, name in beside.items()),
        _cpu("CPU, edges and index (edges only)", micros["index"], micros["edges"], target=1 / 2.1),
        *(
            _cpu(f"CPU, index alone ({name} alone)", micros["index"] - edges, micros[kind] - edges, target=3)
            for edges in (micros["edges"],)
            for kind, name in beside.items()
        ),
    ]


def _cpu(name: str, ours: float, reference: float, *, target: float | None = None) -> Line:
    """Return a line of the backend's CPU time for one device."""
    return Line(name=name, value=ours, unit="µs/device", reference=reference, target=target, lower_is_better=True)


def _pushes() -> Iterator[Sequence[Device]]:
    for turn in range(ROUNDS + WARM):
        yield [device(turn * DEVICES_A_PUSH + n) for n in range(DEVICES_A_PUSH)]


async def _write(db: asyncpg.Connection, kind: str, devices: Sequence[Device]) -> None:
    """Write what this kind keeps, sorted by key, in one transaction."""
    schema = f"bench_{kind}"
    edges = sorted((output, n, source) for each in devices for n, (source, output) in enumerate(each.edges))
    async with db.transaction():
        await db.execute(_EDGE.format(schema=schema), *_columns(edges, 3))
        if kind == "index":
            lots = sorted((each.root, unit, lot) for each in devices for unit, lot in each.lots)
            await db.execute(_UNIT_LOT.format(schema=schema), *_columns(lots, 3))
        if kind == "kept":
            await db.executemany(_KEPT.format(schema=schema), [edge for each in devices for edge in each.edges])
        if kind == "closure":
            pairs = sorted(pair for each in devices for pair in each.closure)
            await db.execute(_CLOSURE.format(schema=schema), *_columns(pairs, 2))


def _columns(rows: Sequence[tuple[int, ...]], count: int) -> list[list[int]]:
    return [[row[n] for row in rows] for n in range(count)]


def _cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, in its scheduler's nanoseconds (Linux)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
