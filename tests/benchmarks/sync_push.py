"""Push end to end: HTTP, signature, chain, rules, events, tables, on durable PostgreSQL; client on the same machine."""

import asyncio
import json
import time
from pathlib import Path

import httpx

from tests.benchmarks.table import Line
from tests.benchmarks.workload import Pushes, pushes_of
from tests.builders.enrolled import token
from tests.builders.serve_process import Serve, serving
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

DEVICES = 8
CASES = ((1, 1, 60), (1, 8, 240), (10, 1, 400), (10, 8, 1_600), (100, 1, 2_000), (100, 8, 6_400))
"""Entries a push, devices, entries in all."""
TARGETS = {1: 150.0, 10: 1_500.0, 100: 2_000.0}
RESYNC = 1_000
RESYNC_TARGET_MS = 500
PULL_TARGET = 50_000
PULL_PAGES = 20


async def prepared(place: Place) -> list[VirtualDevice]:
    """Return enrolled devices with somebody logged in."""
    async with company_server(place) as (server, client):
        return [await on_shift(server, client, f"B{n:02}", "QH-01") for n in range(DEVICES)]


async def measure(place: Place) -> list[Line]:
    """Return the lines of the table."""
    devices = await prepared(place)
    with serving(place.url, place.folder) as server:
        lines = [line for case in CASES for line in await _pushed(server, devices, *case)]
        lines.append(await _resynced(server, devices[0]))
        lines.append(await _pulled(server, devices[1]))
    return lines


async def _pushed(server: Serve, devices: list[VirtualDevice], batch: int, count: int, entries: int) -> list[Line]:
    work = [pushes_of(device, entries // count, batch, seed=batch) for device in devices[:count]]
    cpu = cpu_seconds(server.group)
    started = time.perf_counter()
    await asyncio.gather(*(_send(server.url, each) for each in work))
    seconds = time.perf_counter() - started
    cpu = cpu_seconds(server.group) - cpu
    name = f"batch {batch}, {count} device{'s' if count > 1 else ''}"
    target = TARGETS[batch] if (batch, count) != (10, 1) else None
    return [
        Line(name=f"push, {name}", value=entries / seconds, unit="entries/s", target=target),
        Line(name=f"  CPU of the API process, {name}", value=cpu / entries * 1e6, unit="µs/entry"),
    ]


async def _send(url: str, work: Pushes) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        for body in work.bodies:
            answer = await client.post("/sync/push", content=body)
            assert answer.status_code == httpx.codes.OK, answer.text


async def _resynced(server: Serve, device: VirtualDevice) -> Line:
    work = pushes_of(device, RESYNC, 500, seed=7)
    started = time.perf_counter()
    await _send(server.url, work)
    milliseconds = (time.perf_counter() - started) * 1000
    return Line(
        name=f"re-sync of {RESYNC} queued entries",
        value=milliseconds,
        unit="ms",
        target=RESYNC_TARGET_MS,
        lower_is_better=True,
    )


async def _pulled(server: Serve, device: VirtualDevice) -> Line:
    """Pull everything from nothing; the client only counts lines."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        headers = await token(client, device)
        rows, cursors, seconds = 0, list[str](), 0.0
        for _ in range(PULL_PAGES):
            started = time.perf_counter()
            answer = await client.get("/sync/pull", params={"cursor": cursors, "limit": 5000}, headers=headers)
            seconds += time.perf_counter() - started
            rows += answer.content.count(b"\n") - 2
            header = json.loads(answer.text.split("\n", 1)[0])
            cursors = header["cursors"]
            if not header["more"]:
                break
    return Line(name=f"pull, {rows:,} rows", value=rows / seconds, unit="rows/s", target=PULL_TARGET)


def cpu_seconds(group: int) -> float:
    """Return the CPU time that the processes of a group have used (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / 100
