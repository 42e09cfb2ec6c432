"""An answer as files: its lots and units as CSV, all of it as JSON, its events EPCIS-like. Every unit is in them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import msgspec
from litestar import get
from litestar.params import FromPath
from litestar.response import Stream

from backend.genealogy.queries import (
    Db,
    Direction,
    LotFound,
    Reach,
    UnitFound,
    Worth,
    document_head,
    events,
    named_units,
    reach,
    stream_units,
    trace,
)
from backend.genealogy.routes.asking import GenealogyDesk, InjectedCaller, InjectedDesk, Key, Moment, asking, thing_of
from backend.log.caller import DeviceIdentity
from backend.material.events import Thing

_BOM = "\ufeff"
_CHUNK = 1000
Lines = AsyncIterator[str]


async def _streamed(
    desk: GenealogyDesk, caller: DeviceIdentity, thing: Thing, name: str, make: Callable[[Db], Lines]
) -> Stream:
    """Return a file made in one snapshot. What is refused is refused before the first byte is sent.

    A statement that takes too long breaks the transfer off; the last line, which counts, is then missing.
    """
    async with AsyncExitStack() as stack:
        lines = make(await stack.enter_async_context(asking(desk, caller, thing)))
        first = await anext(lines)
        kept = stack.pop_all()

    async def chunks() -> AsyncIterator[bytes]:
        async with kept:
            waiting = [first]
            async for line in lines:
                waiting.append(line)
                if len(waiting) == _CHUNK:
                    yield "".join(waiting).encode()
                    waiting.clear()
            yield "".join(waiting).encode()

    kinds = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonld": "application/ld+json"}
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Stream(chunks(), media_type=kinds[name.rpartition(".")[2]], headers=headers)


@get("/genealogy/{direction:str}/units.csv", summary="Every unit of an answer, as CSV", media_type="text/csv")
async def export_units(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Stream:
    """Stream all of them. The last lines say what that is worth and how many there were: a broken transfer shows."""
    named, now = thing_of(thing), genealogy.clock.now()

    async def lines(db: Db) -> Lines:
        answer = await trace(db, named, direction, site=caller.site, now=now, at=at)
        yield f"{_BOM}item,serial,lot,status\r\n"
        count = 0
        async for unit in _units(db, await reach(db, named, direction, at=at), direction):
            yield _row(unit.item, unit.serial, unit.lot or "", unit.status)
            count += 1
        yield _worth(answer)
        yield f"# {count} units\r\n"

    return await _streamed(genealogy, caller, named, "units.csv", lines)


@get("/genealogy/{direction:str}/lots.csv", summary="Every lot of an answer, as CSV", media_type="text/csv")
async def export_lots(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Stream:
    """Stream lots and loads with their accounts; the last lines say what that is worth and how many there were."""
    named, now = thing_of(thing), genealogy.clock.now()

    async def lines(db: Db) -> Lines:
        answer = await trace(db, named, direction, site=caller.site, now=now, at=at)
        yield f"{_BOM}kind,number,item,status,held,supplier,supplier_lot,on_hand,unit,places,granularity,accounts\r\n"
        for lot in answer.lots:
            yield _lot_row(lot)
        yield _worth(answer)
        yield f"# {len(answer.lots)} lots\r\n"

    return await _streamed(genealogy, caller, named, "lots.csv", lines)


@get("/genealogy/{direction:str}/answer.json", summary="A whole answer with every unit, as JSON")
async def export_answer(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Stream:
    """Stream ``{"answer", "all_units"}``."""
    named, now = thing_of(thing), genealogy.clock.now()

    async def lines(db: Db) -> Lines:
        answer = await trace(db, named, direction, site=caller.site, now=now, at=at)
        yield f'{{"answer":{_json(answer)},"all_units":[\n'
        reached = await reach(db, named, direction, at=at)
        separator = ""
        async for unit in _units(db, reached, direction):
            yield separator + _json(unit)
            separator = ",\n"
        yield "\n]}\n"

    return await _streamed(genealogy, caller, named, "answer.json", lines)


@get("/genealogy/{direction:str}/epcis.jsonld", summary="The events of an answer, EPCIS-like")
async def export_epcis(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Stream:
    """Stream a document like EPCIS 2.0's: receipts, transformations, aggregations, associations."""
    named, now = thing_of(thing), genealogy.clock.now()

    async def lines(db: Db) -> Lines:
        answer = await trace(db, named, direction, site=caller.site, now=now, at=at)
        yield f'{_json(document_head(answer))[:-1]},"epcisBody":{{"eventList":[\n'
        separator = ""
        reached = await reach(db, named, direction, at=at)
        async for event in events(db, reached, named, answer.lots, at=at):
            yield separator + _json(event)
            separator = ",\n"
        yield "\n]}}\n"

    return await _streamed(genealogy, caller, named, "epcis.jsonld", lines)


async def _units(db: Db, reached: Reach, direction: Direction) -> AsyncIterator[UnitFound]:
    if direction == "back":
        for unit in await named_units(db, reached.units):
            yield unit
        return
    async for unit in stream_units(db, reached.seeds):
        yield unit


def _worth(worth: Worth) -> str:
    """Return what an answer is worth as lines that begin with a number sign, before the one that counts."""
    linked = "now" if worth.at is None else worth.at.isoformat()
    told = [
        f"complete: {'yes' if worth.complete else 'no'}",
        f"granularity: {worth.granularity}",
        f"log position: {worth.position}; asked at {worth.asked_at.isoformat()}; as linked at: {linked}",
    ]
    for reason in worth.reasons:
        detail = ", ".join(f"{name}={value}" for name, value in reason.detail.items())
        told.append(f"not complete because {reason.code}: {detail}")
    for device in worth.unheard:
        since = "never" if device.last_push_at is None else device.last_push_at.isoformat()
        told.append(f"not heard: {device.code}, last {since}, {device.unsent} records not sent")
    return "".join(_row(f"# {line}") for line in told)


def _lot_row(lot: LotFound) -> str:
    accounts, places = (
        " ".join(f"{name}={quantity}" for name, quantity in sorted(given.items()))
        for given in (lot.accounts, lot.places)
    )
    held = "yes" if lot.held else "no"
    return _row(
        lot.kind,
        lot.number,
        lot.item,
        lot.status,
        held,
        lot.supplier or "",
        lot.supplier_lot or "",
        lot.on_hand,
        lot.unit,
        places,
        lot.granularity,
        accounts,
    )


def _json(value: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    return msgspec.json.encode(value).decode()


def _row(*texts: str) -> str:
    return ",".join(map(_cell, texts)) + "\r\n"


def _cell(text: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula (RFC 4180)."""
    safe = f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not text[1:2].isdigit() else text
    return '"' + safe.replace('"', '""') + '"' if any(c in safe for c in ',"\r\n') else safe
