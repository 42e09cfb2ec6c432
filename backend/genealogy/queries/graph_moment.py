"""The picture of an answer as linked at a moment: every unit is named there, so its links are those of the edges."""

from collections.abc import Sequence
from datetime import datetime

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.live import AT, begun, live
from backend.genealogy.queries.lots import LotFound, lots_found
from backend.genealogy.queries.moment import reach_at
from backend.genealogy.queries.picture import (
    SINGLE,
    Graph,
    GraphNode,
    Picture,
    put_containers,
    put_lot,
    put_unit,
    unit_id,
)
from backend.genealogy.queries.reached import Direction
from backend.material.events import Thing, lot_thing, unit_thing

_EDGES = f"""
WITH shown(node, id) AS (SELECT * FROM unnest($1::bigint[], $2::text[]))
SELECT a.id, b.id, e.kind, CASE WHEN bool_and(e.last_at <= {AT}) THEN sum(e.quantity) END, min(e.unit)
FROM row_edge e JOIN shown a ON a.node = e.input JOIN shown b ON b.node = e.output WHERE {live("e")} GROUP BY 1, 2, 3
"""  # noqa: S608 - constants of this package
# Every unit, and how many of its item and of its item in its state there are; $2: from so many on they are groups.
_UNITS = f"""
SELECT u.item, u.serial, u.status, u.holds <> '[]'::jsonb AS held, CASE WHEN {begun("u")} THEN u.lot END AS lot,
  CASE WHEN count(*) OVER (PARTITION BY u.item) > $2 THEN count(*) OVER same END AS many,
  bool_or(u.holds <> '[]'::jsonb) OVER same AS any_held
FROM row_unit u WHERE u.node = ANY ($1::bigint[]) WINDOW same AS (PARTITION BY u.item, u.status)
"""  # noqa: S608 - as above


async def graph_at(db: Db, thing: Thing, direction: Direction, at: datetime) -> Graph:
    """Return the picture of what was in a thing, or where it had gone, at that moment."""
    found = await reach_at(db, thing, direction, at)
    picture = Picture()
    lots = await lots_found(db, found, [thing], [*found.lots, thing.node])
    for lot in lots:
        put_lot(picture, lot)
    shown = {lot.node: str(lot.node) for lot in lots}
    units = dict.fromkeys([*found.units, *([thing.node] if thing.kind == "unit" else [])])
    shown |= await _put_units(db, picture, list(units), lots, at)
    mine = [thing.node] * (thing.kind == "container")
    shown |= await put_containers(db, picture, [*found.containers, *mine])
    for record in await db.fetch(_EDGES, list(shown), list(shown.values()), at):
        picture.join(*record)
    return Graph(list(picture.nodes.values()), list(picture.edges.values()))


async def _put_units(
    db: Db, picture: Picture, nodes: Sequence[int], lots: Sequence[LotFound], at: datetime
) -> dict[int, str]:
    """Put units one by one where an item has few, else as groups; return the id that stands for each."""
    shown: dict[int, str] = {}
    reached = {lot.node for lot in lots}
    for item, serial, status, held, lot, many, any_held in await db.fetch(_UNITS, nodes, SINGLE, at):
        if many is None:
            id_ = put_unit(picture, item, serial, status, held=held)
        else:
            id_ = unit_id(item, status, None)
            picture.put(GraphNode(id_, "unit", None, item, item, status, held=any_held, count=many))
        shown[unit_thing(item, serial).node] = id_
        if lot is not None and (made_in := lot_thing(lot).node) in reached:
            picture.join(str(made_in), id_, "made_in")
    return shown
