"""`GET /genealogy/...`: what is in a thing, where it went, the picture of it, its units as CSV, common factors."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.response import Stream

from backend.genealogy.queries import (
    Answer,
    Compared,
    Direction,
    Factor,
    Graph,
    bounded,
    common_factors,
    compared,
    graph,
    reached_lots,
    stream_units,
    trace,
)
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from backend.material.events import Thing

MAX_COMPARED = 200
_BOM = "\ufeff"


class GenealogyDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


InjectedDesk = NamedDependency[SkipValidation[GenealogyDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
Key = Annotated[str, QueryParameter(max_length=400, description='a thing: ["lot","FG-1"], ["unit","PX-1","0007"]')]
Keys = Annotated[list[str], QueryParameter(max_items=MAX_COMPARED, description="things, each as a JSON array")]


def thing_of(text: str) -> Thing:
    """Return the thing that a JSON array of its kind and key names; raises Problem."""
    try:
        kind, *key = msgspec.json.decode(text, type=list[str])
        thing = msgspec.convert({"kind": kind, "key": key}, Thing)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError):
        raise Problem(400, "THING_UNREADABLE", found=text[:90]) from None
    if len(thing.key) != (2 if thing.kind == "unit" else 1):
        raise Problem(400, "THING_UNREADABLE", found=text[:90])
    return thing


@get("/genealogy/{direction:str}", summary="What is in a thing (back), or where it went (forward)")
async def show_trace(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: FromQuery[datetime | None] = None,
) -> Answer:
    """Return the whole answer, of one snapshot, with what it cannot know. ``at``: as the edges stood then."""
    named, now = thing_of(thing), genealogy.clock.now()
    try:
        async with bounded(genealogy.pool) as db:
            return await trace(db, named, direction, site=caller.site, now=now, at=at)
    except asyncpg.QueryCanceledError:
        raise Problem(503, "TRACE_TOOK_TOO_LONG", key=named.key[-1]) from None


@get("/genealogy/{direction:str}/graph", summary="The picture of an answer")
async def show_graph(genealogy: InjectedDesk, direction: FromPath[Direction], thing: Key) -> Graph:
    """Return nodes and edges; many units of one item are one node with their count."""
    named = thing_of(thing)
    try:
        async with bounded(genealogy.pool) as db:
            return await graph(db, named, direction)
    except asyncpg.QueryCanceledError:
        raise Problem(503, "TRACE_TOOK_TOO_LONG", key=named.key[-1]) from None


@get("/genealogy/forward/units.csv", summary="Every unit that a thing went into, as CSV", media_type="text/csv")
async def stream_units_csv(genealogy: InjectedDesk, thing: Key) -> Stream:
    """Stream all of them; the last line says how many there were, so that a broken transfer shows."""
    named = thing_of(thing)
    headers = {"Content-Disposition": 'attachment; filename="units.csv"', "Cache-Control": "no-store"}
    return Stream(_lines(genealogy.pool, named), media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(pool: asyncpg.Pool, thing: Thing) -> AsyncIterator[str]:
    yield f"{_BOM}item,serial,lot,status\r\n"
    count, page = 0, list[str]()
    async with bounded(pool) as db:
        lots, _ = await reached_lots(db, thing, "forward")
        async for unit in stream_units(db, [*lots, thing.node]):
            page.append(",".join(map(_cell, (unit.item, unit.serial, unit.lot or "", unit.status))))
            count += 1
            if len(page) == 1000:  # noqa: PLR2004 - lines a chunk
                yield "\r\n".join(page) + "\r\n"
                page.clear()
    yield "".join(f"{line}\r\n" for line in page) + f"# {count} units\r\n"


def _cell(text: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (RFC 4180)."""
    safe = f"'{text}" if text[:1] in "=+-@\t\r" else text
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n') else safe


@get("/genealogy/factors", summary="What bad things have in common that good ones have not")
async def show_factors(genealogy: InjectedDesk, bad: Keys, good: Keys) -> list[Factor]:
    """Return the lots in the making of the bad things, the most telling first."""
    async with bounded(genealogy.pool) as db:
        return await common_factors(db, [thing_of(t) for t in bad], [thing_of(t) for t in good])


@get("/genealogy/compared", summary="Two things side by side")
async def show_compared(genealogy: InjectedDesk, left: Key, right: Key) -> list[Compared]:
    """Return the lots of both, item by item."""
    async with bounded(genealogy.pool) as db:
        return await compared(db, thing_of(left), thing_of(right))
