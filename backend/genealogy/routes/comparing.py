"""What bad things have in common that good ones have not, and two things side by side."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import JSONBody

from backend.genealogy.queries import Factors, SideBySide, common_factors, compared, reach_each, worth_of_sets
from backend.genealogy.routes.asking import InjectedCaller, InjectedDesk, Key, Moment, asking, thing_of
from backend.log.problem import Problem
from backend.material.events import Thing

MAX_COMPARED = 200
Things = Annotated[list[Thing], msgspec.Meta(max_length=MAX_COMPARED)]


class Sets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The things that are bad and those that are good. ``at``: as they were linked at that moment; None: now."""

    bad: Things
    good: Things
    at: datetime | None = None


@post("/genealogy/factors", status_code=200, summary="What bad things have in common that good ones have not")
async def ask_factors(genealogy: InjectedDesk, caller: InjectedCaller, data: JSONBody[Sets]) -> Factors:
    """Return lots, orders, equipment, people, revisions and hours of the bad things, the most telling first.

    A question too long for an address (decision 0041): it writes nothing.
    """
    for which, things in (("bad", data.bad), ("good", data.good)):
        if not things:
            raise Problem(400, "TRACE_SET_EMPTY", which=which)
    bad, good = (list(dict.fromkeys(map(_read, things))) for things in (data.bad, data.good))
    if both := set(bad) & set(good):
        raise Problem(400, "TRACE_IN_BOTH_SETS", count=len(both), names=", ".join(sorted(t.key[-1] for t in both)[:5]))
    now = genealogy.clock.now()
    async with asking(genealogy, caller, *bad, *good) as db:
        reaches = await reach_each(db, [*bad, *good], at=data.at)
        worth = await worth_of_sets(db, reaches, site=caller.site, now=now, at=data.at)
        return Factors(worth, await common_factors(db, reaches, bad, good))


def _read(thing: Thing) -> Thing:
    return thing_of(msgspec.json.encode([thing.kind, *thing.key]).decode())


@get("/genealogy/compared", summary="Two things side by side")
async def show_compared(
    genealogy: InjectedDesk, caller: InjectedCaller, left: Key, right: Key, at: Moment = None
) -> SideBySide:
    """Return what is in the making of both, kind by kind."""
    sides, now = (thing_of(left), thing_of(right)), genealogy.clock.now()
    async with asking(genealogy, caller, *sides) as db:
        reaches = await reach_each(db, sides, at=at)
        worth = await worth_of_sets(db, reaches, site=caller.site, now=now, at=at)
        return SideBySide(worth, await compared(db, reaches, *sides))
