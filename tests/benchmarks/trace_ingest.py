"""Ingest of whole devices through the door: each of 32 consumptions is an entry, judged, logged and linked.

Signature, chain, locks, rules, events, tables and the log's positions; client and server in one process, no HTTP.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import asyncpg

from backend.app.asgi import spare_what_stays
from backend.app.running import Running
from backend.intake.store import write
from backend.items.entries import ApproveProcess
from backend.log.row import type_of
from backend.log.vocabulary import Entry
from backend.log.working_set import Change
from backend.material.entries import DefineLocation
from backend.production.entries import ConsumeMaterial, PlanOrder, ReleaseOrder
from tests.benchmarks.table import Line
from tests.benchmarks.trace_data import DEVICES_A_LOT, EDGES_A_DEVICE
from tests.builders.processes import PLANNER, QUALITY, component, item, line, routing, step, structure
from tests.builders.production import consumes, stocked
from tests.builders.shop_floor import note, recorded
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.company import SITE, person
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

HANDHELDS = 4
BATCH = 100
# What goes into what: part lots by type, and one unit built into another.
PARTS = {"MOD": 6, "SUB": 2, "DEV": 2}
CHILD = {"SUB": "MOD", "DEV": "SUB"}
PLACES = [("MOD", n) for n in range(3)] + [("SUB", n) for n in range(3)] + [("DEV", 0)]


async def measure(place: Place, devices: int) -> list[Line]:
    """Return the lines of the table."""
    async with company_server(place) as (server, client):
        await _found(server)
        await recorded(server, person("QH-05", ("operator",)), PLANNER)
        await _stock(server.pool, lots=1 + (devices - 1) // DEVICES_A_LOT)
        handhelds = [await on_shift(server, client, f"T{n:02}", "QH-05") for n in range(HANDHELDS)]
        spare_what_stays()
        spent = cpu = entries = 0.0
        for first in range(0, devices, HANDHELDS * 25):
            some = range(first, min(devices, first + HANDHELDS * 25))
            ready = [_recorded(handheld, list(some)[n::HANDHELDS]) for n, handheld in enumerate(handhelds)]
            started, cpu_before = time.perf_counter(), time.process_time()
            await asyncio.gather(*(_push(server, handheld, first_seq) for handheld, first_seq in ready))
            while await server.sequencer.step():
                pass
            spent += time.perf_counter() - started
            cpu += time.process_time() - cpu_before
            entries += len(some) * EDGES_A_DEVICE
        edges = await server.pool.fetchval("SELECT count(*) FROM row_edge WHERE ended_at IS NULL")
        listed = await server.pool.fetchval("SELECT count(*) FROM row_unit_lot")
        roots = await server.pool.fetchval("SELECT count(*) FROM row_unit WHERE root = node")
    assert (edges, listed, roots) == (devices * 32, devices * 26, devices), (edges, listed, roots)
    return [
        Line(name=f"{devices:,} devices through the door, in all", value=spent, unit="s"),
        Line(name="devices", value=devices / spent, unit="devices/s"),
        Line(name="entries, each judged, logged and linked", value=entries / spent, unit="entries/s", target=2000),
        Line(name="CPU of the API process", value=cpu / entries * 1e6, unit="µs/entry"),
    ]


def _recorded(handheld: VirtualDevice, numbers: list[int]) -> tuple[VirtualDevice, int]:
    """Record what goes into these devices, before anything is measured; return from where on to push."""
    first = len(handheld.lines) + 1
    for number in numbers:
        note(handheld, *_consumptions(number))
    return handheld, first


def _consumptions(number: int) -> Iterator[ConsumeMaterial]:
    serial, lot = f"{number:07}", number // DEVICES_A_LOT
    for kind, n in PLACES:
        into = {"order": f"WO-{kind}{n}", "lot": None, "serial": serial}
        for part in _parts(kind, n):
            yield consumes(f"{part}-{lot}", 10, "1", **into)
        for child in _children(kind, n):
            yield consumes(None, 10, "1", input_item=child, input_serial=serial, **into)


def _parts(kind: str, n: int) -> list[str]:
    return [f"P-{kind}{n}-{part}" for part in range(PARTS[kind])]


def _children(kind: str, n: int) -> list[str]:
    if kind == "DEV":
        return [f"SUB{each}" for each in range(3)]
    return [f"MOD{n}"] if kind == "SUB" else []


async def _push(server: Running, handheld: VirtualDevice, first: int) -> None:
    last = len(handheld.lines)
    for seq in range(first, last + 1, BATCH):
        pushed, header = handheld.push(seq, min(last, seq + BATCH - 1))
        answer = await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - its clock
        wrong = [raw for raw in answer.outcomes if b'"outcome":"accepted"' not in raw]
        assert not wrong, wrong[0]


async def _found(server: Running) -> None:
    """Items, structures, routings and one released order for each of the 7 things that make a device."""
    parts = [part for place in PLACES for part in _parts(*place)]
    named = {"name_en": "", "name_zh": "", "site": SITE, "zone": ""}
    bodies: list[Entry] = [DefineLocation(**named, code="LINE-1", type="production"), *map(item, parts)]
    bodies += [item(f"{kind}{n}", trace="serial") for kind, n in PLACES]
    for kind, n in PLACES:
        lots, units = _parts(kind, n), _children(kind, n)
        made = f"{kind}{n}"
        needed = (*(component(part) for part in lots), *(component(unit, scan="serial") for unit in units))
        bodies.append(structure(made, *(line(each) for each in (*lots, *units))))
        bodies.append(routing(made, step(10, repeat="unit", components=needed)))
    for body in bodies:
        await recorded(server, body, PLANNER)
    for kind in ("structure", "routing"):
        drafts = await server.pool.fetch(f"SELECT item, drafted_by_entry FROM row_{kind}")  # noqa: S608 - two of them
        for made, drafted in drafts:
            approve = ApproveProcess(drafted_by_entry=drafted, item=made, kind=kind, revision="A")  # type: ignore[arg-type]
            await recorded(server, approve, QUALITY)
    for made in (f"{kind}{n}" for kind, n in PLACES):
        order = PlanOrder(
            due=None, item=made, lots=(), number=f"WO-{made}", output_location="QUAR-01", quantity="1000000", serials=()
        )
        await recorded(server, order, PLANNER)
        await recorded(server, ReleaseOrder(order=f"WO-{made}", serials=()), QUALITY)


async def _stock(pool: asyncpg.Pool, lots: int) -> None:
    """Released lots in stock, as if they had been received and inspected: that is not measured here."""
    rows = [
        row
        for place in PLACES
        for part in _parts(*place)
        for n in range(lots)
        for row in stocked(f"{part}-{n}", part, quantity=1_000_000)
    ]
    async with pool.acquire() as db:
        await write(db, [Change(type(row), type_of(type(row)).key_of(row), None, row, fresh=True) for row in rows])
