"""`GET /history/{kind}`, `GET /log`, `GET /entries/{device}/{seq}`: what the log says about one thing, about a site,
and which entry is behind it.
"""

from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.audit_trail.queries import HistoryEvent, StoredEntry, history, site_log, stored_entry
from backend.log.caller import DeviceIdentity
from backend.log.feed import key_text
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem

MAX_EVENTS = 500
MAX_SEQ = 2**53


class AuditDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class HistoryView(msgspec.Struct, frozen=True):
    """Events newest first; ``position``: the answer holds everything up to there; ``more``: go on with ``before``."""

    kind: str
    key: list[str]
    position: int
    more: bool
    events: list[HistoryEvent]


InjectedDesk = NamedDependency[SkipValidation[AuditDesk]]


class LogView(msgspec.Struct, frozen=True):
    """Events of a site newest first; ``position`` and ``more`` as in a history."""

    position: int
    more: bool
    events: list[HistoryEvent]


InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]


@get("/history/{kind:str}", summary="What the log says about one thing")
async def show_history(
    audit: InjectedDesk,
    caller: InjectedCaller,
    kind: FromPath[str],
    key: Annotated[list[str], QueryParameter(max_items=4, description="the key's parts, in order, repeated")],
    before: Annotated[int | None, QueryParameter(ge=1, lt=MAX_SEQ)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_EVENTS)] = 100,
) -> HistoryView:
    """Return the events about a thing, e.g. ``/history/lot?key=SZ-26-000123``.

    None for a thing nobody recorded, or of another site.
    """
    async with audit.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        events = await history(db, caller.site, kind, key_text(tuple(key)), before=before, limit=limit + 1)
    return HistoryView(kind, key, position, len(events) > limit, events[:limit])


@get("/log", summary="The events of this site, newest first")
async def show_log(
    audit: InjectedDesk,
    caller: InjectedCaller,
    before: Annotated[int | None, QueryParameter(ge=1, lt=MAX_SEQ)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_EVENTS)] = 100,
) -> LogView:
    """Return the events of the caller's site and those that belong to every site."""
    async with audit.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        events = await site_log(db, caller.site, before=before, limit=limit + 1)
    return LogView(position, len(events) > limit, events[:limit])


@get("/entries/{device:str}/{seq:int}", summary="An entry as it was sent")
async def show_entry(
    audit: InjectedDesk, caller: InjectedCaller, device: FromPath[str], seq: FromPath[int]
) -> StoredEntry:
    """Return a link of a device's chain; 404 ENTRY_NOT_HERE for one that is not stored, or of another site."""
    async with audit.pool.acquire() as db:
        found = await stored_entry(db, caller.site, device, seq) if 0 < seq < MAX_SEQ else None
    if found is None:
        raise Problem(404, "ENTRY_NOT_HERE", device=device[:90], seq=seq)
    return found
