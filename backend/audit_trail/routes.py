"""`GET /history/{kind}`, `GET /log`, `GET /entries/{device}/{seq}`: what the log says about one thing, about a site,
and which entry is behind it; `GET /devices/{device}/branch`: what is kept beside a device's chain.
"""

from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.audit_trail.queries import (
    BranchLine,
    HistoryEvent,
    LabelOfJob,
    StoredEntry,
    branch_lines,
    history,
    label_history,
    site_log,
    stored_entry,
)
from backend.log.caller import DeviceIdentity
from backend.log.feed import key_text
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem

MAX_EVENTS = 500
MAX_LINES = 50
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


@get("/label-jobs/{job:str}/labels/{n:int}/history", summary="What the log says about one label of a job")
async def show_label_history(
    audit: InjectedDesk,
    caller: InjectedCaller,
    job: FromPath[str],
    n: FromPath[int],
    before: Annotated[int | None, QueryParameter(ge=1, lt=MAX_SEQ)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_EVENTS)] = 100,
) -> HistoryView:
    """Return the events about a label: sent, printed, scanned, used, replaced; none for one of another site."""
    label = LabelOfJob(job, min(n, MAX_SEQ))
    async with audit.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        events = await label_history(db, caller.site, label, before=before, limit=limit + 1)
    return HistoryView("label", [job, str(n)], position, len(events) > limit, events[:limit])


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
    audit: InjectedDesk,
    caller: InjectedCaller,
    device: FromPath[str],
    seq: FromPath[int],
    entry: Annotated[str | None, QueryParameter(max_length=90)] = None,
) -> StoredEntry:
    """Return a link of a chain, or the adopted line with the id ``entry``; 404 for what is not of this site."""
    async with audit.pool.acquire() as db:
        found = await stored_entry(db, caller.site, device, seq, entry) if 0 < seq < MAX_SEQ else None
    if found is None:
        raise Problem(404, "ENTRY_NOT_HERE", device=device[:90], seq=seq)
    return found


class BranchView(msgspec.Struct, frozen=True):
    """Lines by number; ``more``: go on with ``after_seq`` and ``after_content`` of the last one."""

    device: str
    more: bool
    lines: list[BranchLine]


@get("/devices/{device:str}/branch", summary="What is kept beside a device's chain")
async def show_branch(
    audit: InjectedDesk,
    caller: InjectedCaller,
    device: FromPath[str],
    after_seq: Annotated[int, QueryParameter(ge=0, lt=MAX_SEQ)] = 0,
    after_content: Annotated[str, QueryParameter(pattern="^([0-9a-f]{64})?$")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LINES)] = MAX_LINES,
) -> BranchView:
    """Return the lines that did not continue the chain of a device of this site; for those who manage devices."""
    async with audit.pool.acquire() as db:
        lines = await branch_lines(db, caller.site, device, after=(after_seq, after_content), limit=limit + 1)
    return BranchView(device, len(lines) > limit, lines[:limit])
