"""`GET /history/{kind}`: what the log says about one thing, newest first."""

from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.audit_trail.queries import HistoryEvent, history
from backend.log.feed import key_text

MAX_EVENTS = 500


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


@get("/history/{kind:str}", summary="What the log says about one thing")
async def show_history(
    audit: InjectedDesk,
    kind: FromPath[str],
    key: Annotated[list[str], QueryParameter(max_items=4, description="the key's parts, in order, repeated")],
    before: Annotated[int | None, QueryParameter(ge=1)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_EVENTS)] = 100,
) -> HistoryView:
    """Return the events about a thing, e.g. ``/history/lot?key=SZ-26-000123``; none for a thing nobody recorded."""
    async with audit.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval("SELECT coalesce(max(first + count - 1), 0) FROM position")
        events = await history(db, kind, key_text(tuple(key)), before=before, limit=limit + 1)
    return HistoryView(kind, key, position, len(events) > limit, events[:limit])
