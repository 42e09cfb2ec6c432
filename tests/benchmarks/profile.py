"""Where the CPU of a push goes: the door in this process, sampled; a library's time counts for whoever called it.

Sampled, because a tracing profiler costs ten times what it measures. Also counts the statements of a push.
"""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import asyncpg

from backend.app.running import Running
from sync.push_body import Push
from tests.benchmarks.workload import record_work
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

ROOT = f"{Path(__file__).parents[2]}/"
WARMING = 5
LISTED = 20
EVERY = 0.001
CASES = ((1, 200), (10, 60), (100, 30))
"""Entries a push, pushes."""


async def measure(place: Place) -> None:
    """Print CPU time and statements for each batch size, then the share of each module at the largest."""
    samples = Counter[str]()
    async with company_server(place) as (server, client):
        print("\nThe door alone, in one process, without HTTP")
        for n, (batch, pushes) in enumerate(CASES):
            device = await on_shift(server, client, f"D{n:02}", "QH-01")
            await _push(server, _ready(device, batch, WARMING))
            ready, asked = _ready(device, batch, pushes), Counter[str]()
            samples.clear()
            started = time.process_time()
            with _counted(server.pool, asked), _sampled(samples):
                await _push(server, ready)
            microseconds = (time.process_time() - started) / pushes / batch * 1e6
            statements = asked.total() / pushes
            print(f"  batch {batch:<3} {microseconds:>8,.0f} µs CPU an entry, {statements:>4.1f} statements a push")
    print(f"\nWhere the CPU of the door goes, batch {CASES[-1][0]}, sampled every {EVERY * 1000:g} ms of CPU")
    for module, count in samples.most_common(LISTED):
        print(f"  {module:46} {count / samples.total():>6.1%}")


def _ready(device: VirtualDevice, batch: int, pushes: int) -> list[tuple[Push, str]]:
    """Record the entries of so many pushes, and sign them, before anything is measured."""
    first = len(device.lines) + 1
    record_work(device, batch * pushes, seed=batch)
    return [device.push(seq, seq + batch - 1) for seq in range(first, first + batch * pushes, batch)]


async def _push(server: Running, ready: list[tuple[Push, str]]) -> None:
    for pushed, header in ready:
        await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - its clock


@contextmanager
def _counted(pool: asyncpg.Pool, asked: Counter[str]) -> Iterator[None]:
    """Count the statements of the connections that the pool has open."""

    def note(said: asyncpg.connection.LoggedQuery) -> None:
        asked[said.query] += 1

    holders = pool._holders  # type: ignore[attr-defined]  # noqa: SLF001 - no public way to the connections
    connections = [holder._con for holder in holders if holder._con is not None]  # noqa: SLF001 - as above
    for each in connections:
        each.add_query_logger(note)
    yield
    for each in connections:
        each.remove_query_logger(note)


@contextmanager
def _sampled(samples: Counter[str]) -> Iterator[None]:
    """Note now and then which module of ours is at work."""

    def look(_signal: int, frame: FrameType | None) -> None:
        while frame is not None and not _is_ours(frame.f_code.co_filename):
            frame = frame.f_back
        samples[frame.f_code.co_filename.removeprefix(ROOT) if frame else "asyncio, asyncpg between our calls"] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def _is_ours(file: str) -> bool:
    return file.startswith(ROOT) and ".venv" not in file
