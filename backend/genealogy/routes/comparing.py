"""What bad things have in common that good ones have not, and two things side by side."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import JSONBody

from backend.genealogy.queries import Compared, Factor, common_factors, compared
from backend.genealogy.routes.asking import InjectedCaller, InjectedDesk, Key, asking, thing_of
from backend.log.problem import Problem
from backend.material.events import Thing

MAX_COMPARED = 200
Things = Annotated[list[Thing], msgspec.Meta(max_length=MAX_COMPARED)]


class Sets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The things that are bad and those that are good."""

    bad: Things
    good: Things


@post("/genealogy/factors", status_code=200, summary="What bad things have in common that good ones have not")
async def ask_factors(genealogy: InjectedDesk, caller: InjectedCaller, data: JSONBody[Sets]) -> list[Factor]:
    """Return lots, orders, equipment, people, revisions and hours of the bad things, the most telling first.

    A question too long for an address (decision 0041): it writes nothing.
    """
    for which, things in (("bad", data.bad), ("good", data.good)):
        if not things:
            raise Problem(400, "TRACE_SET_EMPTY", which=which)
    bad, good = (list(dict.fromkeys(map(_read, things))) for things in (data.bad, data.good))
    async with asking(genealogy, caller, *bad, *good) as db:
        return await common_factors(db, bad, good)


def _read(thing: Thing) -> Thing:
    return thing_of(msgspec.json.encode([thing.kind, *thing.key]).decode())


@get("/genealogy/compared", summary="Two things side by side")
async def show_compared(genealogy: InjectedDesk, caller: InjectedCaller, left: Key, right: Key) -> list[Compared]:
    """Return what is in the making of both, kind by kind."""
    sides = (thing_of(left), thing_of(right))
    async with asking(genealogy, caller, *sides) as db:
        return await compared(db, *sides)
