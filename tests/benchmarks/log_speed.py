"""Verification, rebuild and checkpoint lag, on a log of receipts and moves; the floor is hashing and nothing else."""

import asyncio
import time
from datetime import UTC, datetime
from hashlib import sha256

import asyncpg

from backend.app.registry import build_registry
from backend.intake.door import Intake
from backend.intake.store import write
from backend.log import rebuild
from backend.log.verify import verify
from tests.benchmarks.table import Line
from tests.benchmarks.workload import record_work
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

ENTRIES = 6_000
BATCH = 200
LAG_PUSHES = 12
HASH_ONLY_ROUNDS = 5


async def measure(place: Place) -> list[Line]:
    """Return the lines of the table."""
    lag = await _fill(place)
    db = await asyncpg.connect(place.url)
    try:
        raws = [record[0] for record in await db.fetch("SELECT raw FROM event")]
        floor = _hash_only(raws)
        started, cpu = time.perf_counter(), time.process_time()
        report = await verify(db, file=place.folder / "checkpoints.jsonl")
        verified = report.events / (time.perf_counter() - started)
        verified_cpu = report.events / (time.process_time() - cpu)
        assert report.ok, report.first
        started, cpu = time.perf_counter(), time.process_time()
        rebuilt = await rebuild.check(db, build_registry(), write=write)
        replayed = rebuilt.events / (time.perf_counter() - started)
        replayed_cpu = rebuilt.events / (time.process_time() - cpu)
        assert rebuilt.ok, rebuilt
    finally:
        await db.close()
    return [
        Line(name=f"log verify, {len(raws):,} events", value=verified, unit="events/s"),
        Line(
            name="  for each second of our CPU, against hashing only",
            value=verified_cpu,
            unit="events/s",
            reference=floor,
            target=0.33,
        ),
        Line(name="log rebuild --check (replay and compare)", value=replayed, unit="events/s", target=15_000),
        Line(name="  for each second of our CPU", value=replayed_cpu, unit="events/s"),
        Line(name="checkpoint lag, worst", value=max(lag), unit="s", target=1.0, lower_is_better=True),
    ]


def _hash_only(raws: list[bytes]) -> float:
    started = time.process_time()
    for _ in range(HASH_ONLY_ROUNDS):
        for raw in raws:
            sha256(b"\x00" + raw).digest()
    return HASH_ONLY_ROUNDS * len(raws) / (time.process_time() - started)


async def _fill(place: Place) -> list[float]:
    """Write the log; return after how many seconds single pushes were covered by a checkpoint."""
    async with company_server(place) as (server, client):
        device = await on_shift(server, client, "B01", "QH-01")
        record_work(device, ENTRIES + LAG_PUSHES, seed=1)
        for seq in range(1, ENTRIES, BATCH):
            await _push(server.intake, device, seq, seq + BATCH - 1)
        lags: list[float] = []
        for seq in range(ENTRIES + 1, ENTRIES + LAG_PUSHES + 1):
            batch = await _push(server.intake, device, seq, seq)
            started = time.perf_counter()
            while not await server.pool.fetchval(_COVERED, batch):  # noqa: ASYNC110 - another loop does the work
                await asyncio.sleep(0.01)
            lags.append(time.perf_counter() - started)
        return lags


_COVERED = """
SELECT EXISTS (SELECT 1 FROM position p JOIN checkpoint c ON c.size >= p.first + p.count - 1 WHERE p.batch_id = $1)
"""


async def _push(intake: Intake, device: VirtualDevice, from_seq: int, to_seq: int) -> int:
    pushed, header = device.push(from_seq, to_seq)
    at = datetime.now(UTC)  # noqa: TID251 - the benchmark's clock
    answered = await intake.push(pushed, header_line=header, at=at)
    batch: int = answered.batch_id
    return batch
