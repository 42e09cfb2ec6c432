"""`GET /processes`: revisions of structures and routings, as a list or those of one item in full."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter

from backend.items.queries import RevisionLine, revisions
from backend.items.routes.master import InjectedDesk
from backend.log.positions import LAST_POSITION


class ProcessesView(msgspec.Struct, frozen=True):
    """Revisions at a position of the log."""

    position: int
    revisions: Sequence[RevisionLine]


@get("/processes", summary="Revisions of structures and routings")
async def show_processes(
    items: InjectedDesk, item: Annotated[str | None, QueryParameter(max_length=90)] = None
) -> ProcessesView:
    """Return all revisions without content; with ``item``, those of that item with lines and steps."""
    async with items.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        return ProcessesView(position, await revisions(db, item))
