"""`GET /imports/rejects`: rows of imports that were set aside, with their reasons."""

from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from backend.items.queries.master import RejectedRow, rejects
from backend.log.positions import LAST_POSITION

MAX_ROWS = 500


class ItemsDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class RejectsView(msgspec.Struct, frozen=True):
    """Rows that were set aside; ``more``: go on after the last one's source, sha256 and line."""

    position: int
    more: bool
    rejects: list[RejectedRow]


InjectedDesk = NamedDependency[SkipValidation[ItemsDesk]]
Text = Annotated[str | None, QueryParameter(max_length=400)]


@get("/imports/rejects", summary="Rows that imports set aside")
async def show_rejects(
    items: InjectedDesk,
    after_source: Text = None,
    after_sha256: Text = None,
    after_line: Annotated[int, QueryParameter(ge=0, lt=2**53)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_ROWS)] = 100,
) -> RejectsView:
    """Return the rows that imports of items and identifiers did not take."""
    after = None if after_source is None else (after_source, after_sha256 or "", after_line)
    async with items.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await rejects(db, after=after, limit=limit + 1)
    return RejectsView(position, len(found) > limit, found[:limit])
