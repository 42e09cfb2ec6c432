"""Serial numbers through the door: leased, used, and each with the data its label carries."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.items.entries import DefineSerialScheme, LeaseRange, Span, UseNumbers
from tests.benchmarks.table import Line
from tests.builders.numbers import DI, MARK, POOL, PUMP

SERIALS = 10_000
ERPNEXT_SECONDS = 60
"""What ERPNext took to create as many serial numbers (trace.md)."""


async def measure(url: str) -> list[Line]:
    """Return the lines of the table, one for each order of serials."""
    with TemporaryDirectory() as folder:
        async with running(Settings(data=Path(folder)), url) as server:
            for body in (PUMP, MARK):
                await server.door.record(body)
            return [await _order(server, "sequential", "PX"), await _order(server, "random", "R")]


async def _order(server: Running, order: str, prefix: str) -> Line:
    scheme = {"alphabet": "digits", "di": DI, "digits": 9, "order": order, "prefix": prefix}
    await server.door.record(msgspec.convert(scheme, DefineSerialScheme))
    started = time.perf_counter()
    before = await server.pool.fetchval("SELECT issued FROM row_number_pool WHERE pool = $1", POOL)
    outcome = await server.door.record(LeaseRange(count=SERIALS, pool=POOL))
    assert outcome.outcome == "accepted", outcome.codes
    query = "SELECT id, first, last, numbers::text AS numbers FROM row_number_range WHERE pool = $1 AND first > $2"
    held = await server.pool.fetch(query, POOL, before)
    spans = tuple(Span(first=row["first"], last=row["last"], range=row["id"]) for row in held)
    outcome = await server.door.record(UseNumbers(loose=(), purpose="benchmark", spans=spans))
    assert outcome.outcome == "accepted", outcome.codes
    labels = [_label(number) for row in held for number in msgspec.json.decode(row["numbers"], type=list[str])]
    assert len(set(labels)) == SERIALS
    seconds = time.perf_counter() - started
    return Line(
        name=f"{SERIALS:,} serials with labels' data, {order}",
        value=seconds,
        unit="s",
        reference=ERPNEXT_SECONDS,
        target=60,
        lower_is_better=True,
    )


def _label(serial: str) -> str:
    return f"01{DI}21{serial}"
