"""The whole answer to "what is in it" and "where did it go": lots with their accounts, units, containers, how it was
made, and what the answer cannot know. Complete is said, never assumed.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import Granularity, LotFound, coarsest, lots_found
from backend.genealogy.queries.making import Made, making
from backend.genealogy.queries.reach import reach
from backend.genealogy.queries.reached import Direction, Reach
from backend.genealogy.queries.reasons import Reason, Unheard, reasons_of, silent, unheard_devices
from backend.genealogy.queries.structure import Gap, structure_gaps
from backend.genealogy.queries.units import UnitCount, UnitFound, count_units, named_units
from backend.log.positions import LAST_POSITION
from backend.material.events import Thing, lot_thing, unit_thing


class Answer(msgspec.Struct, frozen=True):
    """``position``: the answer holds all of the log up to there; ``at``: the edges are those of that moment.

    ``inside``: units within the thing, itself included (back), or what it is built into (forward). ``units``: the
    outermost assemblies that hold it, counted. ``made``: the making of the lots and units in it (back).
    """

    thing: Thing
    direction: Direction
    site: str
    at: datetime | None
    asked_at: datetime
    position: int
    complete: bool
    reasons: list[Reason]
    granularity: Granularity
    unheard: list[Unheard]
    lots: list[LotFound]
    units: list[UnitCount]
    unit_count: int
    inside: list[UnitFound]
    containers: list[str]
    made: list[Made]


_CONTAINERS = "SELECT key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) ORDER BY 1"


async def trace(
    db: Db, thing: Thing, direction: Direction, *, site: str, now: datetime, at: datetime | None = None
) -> Answer:
    """Return the answer, of one snapshot. ``at``: as the edges stood at that moment."""
    found = await reach(db, thing, direction, at=at)
    lots = await lots_found(db, found, thing, [*found.lots, thing.node])
    inside = await named_units(db, found.units)
    counts = await count_units(db, found.seeds) if direction == "forward" else []
    made = await _made(db, lots, inside) if direction == "back" else []
    gaps = await _gaps(db, found, lots, inside, made) if direction == "back" else []
    unheard = await unheard_devices(db, site, [lot.number for lot in lots])
    reasons = await reasons_of(db, direction, lots=lots, inside=inside, counts=counts, gaps=gaps, unheard=unheard)
    return Answer(
        thing=thing,
        direction=direction,
        site=site,
        at=at,
        asked_at=now,
        position=await db.fetchval(LAST_POSITION),
        complete=not reasons,
        reasons=reasons,
        granularity=coarsest(lots),
        unheard=[device for device in unheard if device.unsent or silent(device, now)],
        lots=[lot for lot in lots if lot.node != thing.node] if thing.kind == "unit" else lots,
        units=counts,
        unit_count=sum(c.count for c in counts) if direction == "forward" else len(inside),
        inside=inside,
        containers=[record[0] for record in await db.fetch(_CONTAINERS, found.containers)],
        made=made,
    )


async def _made(db: Db, lots: Sequence[LotFound], inside: Sequence[UnitFound]) -> list[Made]:
    numbers = [lot.number for lot in lots if lot.kind == "lot" and lot.supplier is None]
    return await making(db, numbers, [(unit.item, unit.serial) for unit in inside])


async def _gaps(
    db: Db, found: Reach, lots: Sequence[LotFound], inside: Sequence[UnitFound], made: Sequence[Made]
) -> list[Gap]:
    """Return which lines of the orders' structures are not linked to what they made."""
    nodes = {f"lot:{lot.number}": (lot.node, lot.number) for lot in lots}
    of_units = {(u.item, f"unit:{u.serial}"): (unit_thing(u.item, u.serial).node, u.serial) for u in inside}
    orders = dict.fromkeys(
        (*at, each.order)
        for each in made
        if (at := of_units.get((each.item, each.subject)) or nodes.get(each.subject)) is not None
    )
    made_in = [(lot_thing(u.lot).node, unit_thing(u.item, u.serial).node) for u in inside if u.lot is not None]
    return await structure_gaps(db, list(orders), [*(lot.node for lot in lots), *found.units], made_in)
