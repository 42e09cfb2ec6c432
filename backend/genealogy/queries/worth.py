"""What an answer is worth: complete or not and why, how exact, up to when, and which devices were not heard.

Said with every answer, never assumed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import Granularity, LotFound, coarsest, lots_found
from backend.genealogy.queries.making import Made, making
from backend.genealogy.queries.reached import Direction, Reach, Seeds
from backend.genealogy.queries.reasons import Reason, Unheard, reasons_of, silent, unheard_devices
from backend.genealogy.queries.structure import Gap, structure_gaps
from backend.genealogy.queries.units import UnitCount, UnitFound, count_units, named_units
from backend.log.positions import LAST_POSITION
from backend.material.events import Thing, lot_thing, unit_thing


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """``position``: the answer holds all of the log up to there; ``at``: the links are those of that moment.

    ``unheard``: handhelds that hold records, or have been silent for long.
    """

    site: str
    at: datetime | None
    asked_at: datetime
    position: int
    complete: bool
    reasons: list[Reason]
    granularity: Granularity
    unheard: list[Unheard]


class Parts(msgspec.Struct, frozen=True):
    """What was found, read once: for the answer and for what it is worth."""

    lots: list[LotFound]
    inside: list[UnitFound]
    counts: list[UnitCount]
    made: list[Made]


async def parts_of(db: Db, found: Reach, direction: Direction, things: Sequence[Thing]) -> Parts:
    """Return lots, units and making of what these things lead to, themselves included."""
    nodes = [thing.node for thing in things]
    lots = await lots_found(db, found, things, [*found.lots, *nodes])
    inside = await named_units(db, found.units)
    counts = await count_units(db, found.seeds) if direction == "forward" else []
    made = await _made(db, lots, inside) if direction == "back" else []
    return Parts(lots, inside, counts, made)


async def worth_of(  # noqa: PLR0913 - each is a different thing that an answer is judged by
    db: Db, found: Reach, direction: Direction, parts: Parts, *, site: str, now: datetime, at: datetime | None
) -> Worth:
    """Return what an answer made of these parts is worth."""
    gaps = await _gaps(db, found, parts) if direction == "back" else []
    unheard = await unheard_devices(db, site, [lot.number for lot in parts.lots])
    reasons = await reasons_of(
        db, direction, lots=parts.lots, inside=parts.inside, counts=parts.counts, gaps=gaps, unheard=unheard
    )
    return Worth(
        site=site,
        at=at,
        asked_at=now,
        position=await db.fetchval(LAST_POSITION),
        complete=not reasons,
        reasons=reasons,
        granularity=coarsest(parts.lots),
        unheard=[device for device in unheard if device.unsent or silent(device, now)],
    )


async def worth_of_sets(
    db: Db, reaches: Mapping[Thing, Reach], *, site: str, now: datetime, at: datetime | None
) -> Worth:
    """Return what an answer about several things is worth: all of them back."""
    found = _together(reaches.values())
    parts = await parts_of(db, found, "back", list(reaches))
    return await worth_of(db, found, "back", parts, site=site, now=now, at=at)


def _together(reaches: Iterable[Reach]) -> Reach:
    every = list(reaches)
    return Reach(
        lots=list(dict.fromkeys(lot for each in every for lot in each.lots)),
        named={node: number for each in every for node, number in each.named.items()},
        units=list(dict.fromkeys(unit for each in every for unit in each.units)),
        containers=list(dict.fromkeys(node for each in every for node in each.containers)),
        seeds=Seeds([], [], []),
    )


async def _made(db: Db, lots: Sequence[LotFound], inside: Sequence[UnitFound]) -> list[Made]:
    numbers = [lot.number for lot in lots if lot.kind == "lot" and lot.supplier is None]
    return await making(db, numbers, [(unit.item, unit.serial) for unit in inside])


async def _gaps(db: Db, found: Reach, parts: Parts) -> list[Gap]:
    """Return which lines of the orders' structures are not linked to what they made."""
    lots, inside = parts.lots, parts.inside
    nodes = {f"lot:{lot.number}": (lot.node, lot.number) for lot in lots}
    of_units = {(u.item, f"unit:{u.serial}"): (unit_thing(u.item, u.serial).node, u.serial) for u in inside}
    orders = dict.fromkeys(
        (*at, each.order)
        for each in parts.made
        if (at := of_units.get((each.item, each.subject)) or nodes.get(each.subject)) is not None
    )
    made_in = [(lot_thing(u.lot).node, unit_thing(u.item, u.serial).node) for u in inside if u.lot is not None]
    return await structure_gaps(db, list(orders), [*(lot.node for lot in lots), *found.units], made_in)
