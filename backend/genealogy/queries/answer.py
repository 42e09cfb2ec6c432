"""The whole answer to "what is in it" and "where did it go": lots with their accounts, units, containers, how it was
made, and what the answer cannot know. Complete is said, never assumed.
"""

from datetime import datetime

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import LotFound
from backend.genealogy.queries.making import Made
from backend.genealogy.queries.reach import reach
from backend.genealogy.queries.reached import Direction
from backend.genealogy.queries.units import UnitCount, UnitFound
from backend.genealogy.queries.worth import Worth, parts_of, worth_of
from backend.material.events import Thing


class Answer(Worth, frozen=True, kw_only=True):
    """``inside``: units within the thing, itself included (back), or what it is built into (forward). ``units``: the
    outermost assemblies that hold it, counted. ``made``: the making of the lots and units in it (back).
    """

    thing: Thing
    direction: Direction
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
    parts = await parts_of(db, found, direction, [thing])
    worth = await worth_of(db, found, direction, parts, site=site, now=now, at=at)
    return Answer(
        **msgspec.structs.asdict(worth),
        thing=thing,
        direction=direction,
        lots=[lot for lot in parts.lots if lot.node != thing.node] if thing.kind == "unit" else parts.lots,
        units=parts.counts,
        unit_count=sum(c.count for c in parts.counts) if direction == "forward" else len(parts.inside),
        inside=parts.inside,
        containers=[record[0] for record in await db.fetch(_CONTAINERS, found.containers)],
        made=parts.made,
    )
