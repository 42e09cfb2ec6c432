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
        "--edges", type=int, default=1_000_000, help="trace: edges in the genealogy (default: 1,000,000)"
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
                _trace(server, asked.edges)
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


def _trace(server: str, edges: int) -> None:
    with empty(server) as place:
        show(f"Genealogy of {edges:,} edges, warm, median", asyncio.run(trace_speed.measure(place.url, edges)))


if __name__ == "__main__":
    sys.exit(main())
