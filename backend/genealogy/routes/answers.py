"""The answer, its levels and its picture; and which things a scanned or typed text names."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import FromPath, QueryParameter

from backend.genealogy.queries import (
    Answer,
    Direction,
    Graph,
    Level,
    Namesakes,
    children,
    find,
    graph,
    members,
    trace,
)
from backend.genealogy.routes.asking import MAX_KEY, InjectedCaller, InjectedDesk, Key, Moment, asking, thing_of
from backend.log.problem import Problem

Text = Annotated[str, QueryParameter(min_length=1, max_length=MAX_KEY)]
MaybeText = Annotated[str | None, QueryParameter(max_length=MAX_KEY)]


@get("/genealogy/find", summary="Which lots, units, containers and loads a text names")
async def find_things(genealogy: InjectedDesk, caller: InjectedCaller, text: Text, item: MaybeText = None) -> Namesakes:
    """Return what has this number, supplier's lot number, serial or code at the caller's site."""
    async with asking(genealogy, caller) as db:
        return await find(db, text, site=caller.site, item=item)


@get("/genealogy/{direction:str}", summary="What is in a thing (back), or where it went (forward)")
async def show_trace(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Answer:
    """Return the whole answer, of one snapshot, with what it cannot know. ``at``: as the edges stood then."""
    named, now = thing_of(thing), genealogy.clock.now()
    async with asking(genealogy, caller, named) as db:
        return await trace(db, named, direction, site=caller.site, now=now, at=at)


@get("/genealogy/{direction:str}/graph", summary="The picture of an answer")
async def show_graph(
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    at: Moment = None,
) -> Graph:
    """Return nodes and edges; many units of one item are one node with their count. ``at``: as linked then."""
    named = thing_of(thing)
    async with asking(genealogy, caller, named) as db:
        return await graph(db, named, direction, at=at)


@get("/genealogy/{direction:str}/children", summary="One level of an answer")
async def show_children(  # noqa: PLR0913 - a query has as many parts
    genealogy: InjectedDesk,
    caller: InjectedCaller,
    direction: FromPath[Direction],
    thing: Key,
    *,
    group: MaybeText = None,
    after: MaybeText = None,
    at: Moment = None,
) -> Level:
    """Return the direct neighbours, many units as groups; with ``group`` (`["PX-1","built"]`), a page of its units.

    What an answer reaches at other sites is told as part of it: each of its things may be opened.
    """
    named = thing_of(thing)
    async with asking(genealogy, caller) as db:
        if group is None:
            return await children(db, named, direction, at=at)
        item, status = _group(group)
        return await members(db, named, direction, item=item, status=status, after=after, at=at)


def _group(text: str) -> tuple[str, str]:
    try:
        return msgspec.json.decode(text, type=tuple[str, str])
    except (msgspec.ValidationError, msgspec.DecodeError):
        raise Problem(400, "THING_UNREADABLE", found=text[:90]) from None
