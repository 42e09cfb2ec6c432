"""What every question has in common: a thing by its name, the site it may be asked at, one snapshot, an end in time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

import asyncpg
import msgspec
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from backend.genealogy.queries import STATEMENT_SECONDS, Db, bounded, found, site_of
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from backend.material.events import Thing


class GenealogyDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root. ``seconds`` bounds each statement."""

    pool: asyncpg.Pool
    clock: Clock
    seconds: float = STATEMENT_SECONDS


InjectedDesk = NamedDependency[SkipValidation[GenealogyDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
MAX_KEY = 400
Key = Annotated[str, QueryParameter(max_length=MAX_KEY, description='a thing: ["lot","FG-1"], ["unit","PX-1","0007"]')]
Moment = Annotated[
    datetime | None, QueryParameter(description="as things were linked at this moment (RFC 3339); left out: now")
]


def thing_of(text: str) -> Thing:
    """Return the thing that a JSON array of its kind and key names; raises Problem."""
    try:
        kind, *key = msgspec.json.decode(text, type=list[str])
        thing = msgspec.convert({"kind": kind, "key": key}, Thing)
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError):
        raise Problem(400, "THING_UNREADABLE", found=text[:90]) from None
    if len(thing.key) != (2 if thing.kind == "unit" else 1) or any("\0" in part for part in thing.key):
        raise Problem(400, "THING_UNREADABLE", found=text[:90])
    return thing


@asynccontextmanager
async def asking(desk: GenealogyDesk, caller: DeviceIdentity, *things: Thing) -> AsyncIterator[Db]:
    """Yield a snapshot in which these things are known and are the caller's to ask about; raises Problem.

    A thing of another site is asked about there; what an answer then reaches is told wherever it is.
    """
    name = ", ".join(thing.key[-1] for thing in things[:3])
    try:
        async with bounded(desk.pool, seconds=desk.seconds) as db:
            for thing in things:
                await _known_here(db, caller, thing)
            yield db
    except asyncpg.QueryCanceledError:
        raise Problem(503, "TRACE_TOOK_TOO_LONG", key=name) from None


async def _known_here(db: Db, caller: DeviceIdentity, thing: Thing) -> None:
    if not await found(db, thing):
        raise Problem(404, "THING_UNKNOWN", key=thing.key[-1])
    site = await site_of(db, thing)
    if site not in (None, caller.site):
        raise Problem(403, "THING_OF_OTHER_SITE", key=thing.key[-1], site=site)
