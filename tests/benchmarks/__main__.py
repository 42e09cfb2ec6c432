"""`./run bench [PART]`: prints what was measured and the ratios. A shared machine shows shapes only."""

import argparse
import asyncio
import logging
import os
import sys

from tests.benchmarks import (
    camera,
    label_zpl,
    labels,
    log_speed,
    number_speed,
    profile,
    shared_head,
    sync_push,
    trace_index,
    trace_ingest,
    trace_picture,
    trace_speed,
    udi_speed,
    ui_speed,
)
from tests.benchmarks.table import show
from tests.simulation.databases import company, copy_of, empty, postgres

WITH_DATABASE = ("sync", "log", "ui", "trace", "numbers")
PARTS = (*WITH_DATABASE, "camera", "labels", "udi")


def main() -> int:
    """Run the parts that the command line names, or all."""
    given = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    given.add_argument("part", nargs="?", choices=PARTS, help="which part (default: all)")
    given.add_argument(
        "--edges",
        type=int,
        nargs="+",
        default=[1_000_000],
        help="trace: edges in the genealogy, several to compare (default: 1000000; about 0.45 kB of disk each)",
    )
    given.add_argument(
        "--devices", type=int, default=1000, help="trace: whole devices through the door (default: 1,000)"
    )
    given.add_argument("--zpl-labels", type=int, default=1000, help="labels: how many as ZPL (default: 1,000)")
    asked = given.parse_args()
    part = asked.part
    logging.disable(logging.WARNING)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{os.cpu_count()} CPUs, load {load} before the first measurement; client, server and PostgreSQL share them")
    if part in (None, "camera"):
        camera.measure()
    if part in (None, "udi"):
        show("Reading codes, one core", udi_speed.measure())
    if part in (None, "labels"):
        show("Label runs, every core", labels.measure())
        note = "" if asked.zpl_labels >= 10_000 else "; a sample: --zpl-labels 10000 for a whole job"
        show(f"{asked.zpl_labels:,} labels as ZPL, one core{note}", label_zpl.measure(asked.zpl_labels))
    if part in ("camera", "labels", "udi"):
        return 0
    with postgres(durable=True) as server:
        for name in [part] if part else WITH_DATABASE:
            if name == "trace":
                _trace(server, asked.edges, asked.devices)
            else:
                globals()[f"_{name}"](server)
    return 0


def _sync(server: str) -> None:
    with company(server) as original:
        with copy_of(server, original) as place:
            show("Push, re-sync, pull over HTTP", asyncio.run(sync_push.measure(place)))
        with empty(server) as place:
            show("Whose chain head: each device's own against one for all", asyncio.run(shared_head.measure(place.url)))
        with copy_of(server, original) as place:
            asyncio.run(profile.measure(place))


def _log(server: str) -> None:
    with company(server) as original, copy_of(server, original) as place:
        show("Log", asyncio.run(log_speed.measure(place)))


def _ui(server: str) -> None:
    with company(server) as original, copy_of(server, original) as place:
        show("Handheld in Chromium, CPU slowed down 4 times", ui_speed.measure(place))


def _numbers(server: str) -> None:
    with empty(server) as place:
        show("Numbers", asyncio.run(number_speed.measure(place.url)))


def _trace(server: str, sizes: list[int], devices: int) -> None:
    asyncio.run(trace_speed.room_for(server, max(sizes)))
    counts: list[tuple[int, trace_speed.Counted]] = []
    for edges in sizes:
        with empty(server) as place:
            lines, counted = asyncio.run(trace_speed.measure(place.url, edges))
            show(f"Genealogy of {edges:,} edges, warm, median", lines)
            counts.append((edges, counted))
    if len(counts) > 1:
        show("The same questions of the largest and of the smallest genealogy", trace_speed.grown(counts))
    show("The picture of 1,000 nodes and 1,700 edges, one core, median", trace_picture.measure())
    with empty(server) as place:
        show("What the trace index costs at ingest", asyncio.run(trace_index.measure(place.url)))
    with company(server) as original, copy_of(server, original) as place:
        show("Whole devices of 32 edges through the door", asyncio.run(trace_ingest.measure(place, devices)))


if __name__ == "__main__":
    sys.exit(main())
