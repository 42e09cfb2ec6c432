"""One level of a trace at a time: what went directly into a thing, or where it went directly; many units as groups."""

from datetime import datetime
from typing import Any

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.live import AT, begun, live
from backend.genealogy.queries.reached import Direction
from backend.material.events import Thing

SINGLE_UNITS = 20
"""Up to so many units of one item and state are listed one by one; more are a group with its count."""
PAGE = 200


class Child(msgspec.Struct, frozen=True):
    """A direct neighbour, or a group of units (``thing`` None, ``count`` of them).

    ``link``: how the two are linked; ``quantity`` of the input in ``unit``. ``more``: there is a level behind it.
    """

    thing: Thing | None
    item: str
    name_zh: str
    name_en: str
    status: str
    held: bool
    supplier: str | None
    supplier_lot: str | None
    link: str
    quantity: str | None
    unit: str | None
    count: int
    more: bool


class Level(msgspec.Struct, frozen=True):
    """``more``: units of this group after the last one; ask on with its serial."""

    children: list[Child]
    more: bool


# The neighbours of $1 (a node) with number $2 where it is a lot, as linked at $3. What was added to a link later is in
# its quantity: then the quantity of that moment is not known.
_LINK = f"e.kind AS link, CASE WHEN e.last_at <= {AT} THEN e.quantity END AS quantity, e.unit FROM row_edge e"
_NEXT_BACK = f"""
SELECT e.input AS node, {_LINK} WHERE e.output = $1 AND {live("e")} AND $2::text IS DISTINCT FROM ''
"""  # noqa: S608 - constants of this package, as below
_NEXT_FORWARD = f"""
SELECT e.output AS node, {_LINK} WHERE e.input = $1 AND {live("e")}
UNION ALL SELECT u.node, 'made_in', NULL, NULL FROM row_unit u WHERE u.lot = $2::text AND {begun("u")}
"""  # noqa: S608
_NEXT = {"back": _NEXT_BACK, "forward": _NEXT_FORWARD}
_MORE_BACK = f"EXISTS (SELECT 1 FROM row_edge m WHERE m.output = x.node AND {live('m')})"  # noqa: S608
_MORE_FORWARD = f"EXISTS (SELECT 1 FROM row_edge m WHERE m.input = x.node AND {live('m')})"  # noqa: S608
_MORE = {"back": _MORE_BACK, "forward": _MORE_FORWARD}
_MORE_UNIT = {"back": f"OR u.lot IS NOT NULL AND {begun('u')}", "forward": ""}
_UNIT_OF = f"OR EXISTS (SELECT 1 FROM row_unit m WHERE m.lot = n.key->>0 AND {begun('m')})"  # noqa: S608
_MORE_LOT = {"back": "", "forward": _UNIT_OF}

_OTHERS = """
SELECT n.kind, n.key::text AS key, coalesce(l.item, '') AS item, coalesce(i.name_zh, '') AS name_zh,
  coalesce(i.name_en, '') AS name_en, coalesce(l.status, '') AS status,
  EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = l.number AND h.lifted_at IS NULL) OR EXISTS (
    SELECT 1 FROM row_path p JOIN row_node a ON a.id = p.ancestor AND a.kind = 'lot'
    JOIN row_hold h ON h.lot = a.key->>0 AND h.lifted_at IS NULL WHERE p.descendant = n.id
  ) OR EXISTS (
    SELECT 1 FROM row_load_hold h WHERE h.lifted_at IS NULL AND (h.node = n.id OR EXISTS (
      SELECT 1 FROM row_path p WHERE p.ancestor = h.node AND p.descendant = n.id))
  ) AS held, l.supplier, l.supplier_lot, x.link, trim_scale(x.quantity)::text AS quantity, x.unit,
  {more} {more_lot} AS more
FROM ({next}) x JOIN row_node n ON n.id = x.node AND n.kind <> 'unit'
LEFT JOIN row_lot l ON n.kind = 'lot' AND l.number = n.key->>0 LEFT JOIN row_item i ON i.number = l.item
ORDER BY n.kind, item, n.key->>0
"""
_MADE_IN = """
SELECT 'lot' AS kind, jsonb_build_array(l.number)::text AS key, l.item, coalesce(i.name_zh, '') AS name_zh,
  coalesce(i.name_en, '') AS name_en, l.status,
  EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = l.number AND h.lifted_at IS NULL) AS held, l.supplier, l.supplier_lot,
  'made_in' AS link, NULL AS quantity, NULL AS unit, true AS more
FROM row_unit u JOIN row_lot l ON l.number = u.lot LEFT JOIN row_item i ON i.number = l.item
WHERE u.node = $1 AND {begun} AND $2::text IS NULL
"""
_COUNTS = """
SELECT u.item, coalesce(min(i.name_zh), '') AS name_zh, coalesce(min(i.name_en), '') AS name_en, u.status,
  bool_or(u.holds <> '[]'::jsonb) AS held, min(x.link) AS link, count(*) AS count
FROM ({next}) x JOIN row_unit u ON u.node = x.node LEFT JOIN row_item i ON i.number = u.item
GROUP BY u.item, u.status ORDER BY u.item, u.status
"""
# Each neighbour is looked up by its node: of an item's units and a lot's units at once the planner, while it does not
# know how many there are, makes a product.
_UNITS = """
WITH x AS MATERIALIZED ({next})
SELECT 'unit' AS kind, jsonb_build_array(u.item, u.serial)::text AS key, u.item, coalesce(i.name_zh, '') AS name_zh,
  coalesce(i.name_en, '') AS name_en, u.status, u.holds <> '[]'::jsonb AS held, NULL AS supplier,
  NULL AS supplier_lot, x.link, trim_scale(x.quantity)::text AS quantity, x.unit, {more} {more_unit} AS more
FROM x CROSS JOIN LATERAL (
  SELECT * FROM row_unit u WHERE u.node = x.node AND u.item = $4 AND u.status = $5
    AND ($6::text IS NULL OR u.serial > $6) OFFSET 0
) u LEFT JOIN row_item i ON i.number = u.item
ORDER BY u.serial LIMIT $7
"""


def _filled(query: str, direction: Direction) -> str:
    return query.format(
        next=_NEXT[direction],
        more=_MORE[direction],
        more_unit=_MORE_UNIT[direction],
        more_lot=_MORE_LOT[direction],
        begun=begun("u"),
    )


async def children(db: Db, thing: Thing, direction: Direction, *, at: datetime | None = None) -> Level:
    """Return every direct neighbour: lots, loads and containers one by one, units one by one or as groups.

    ``at``: as linked at that moment.
    """
    asked = (thing.node, thing.key[0] if thing.kind == "lot" else None, at)
    records = await db.fetch(_filled(_OTHERS, direction), *asked)
    if direction == "back" and thing.kind == "unit":
        records = [*records, *await db.fetch(_filled(_MADE_IN, direction), *asked)]
    found = [_child(record) for record in records]
    for record in await db.fetch(_filled(_COUNTS, direction), *asked):
        if record["count"] <= SINGLE_UNITS:
            named = {"item": record["item"], "status": record["status"]}
            found += (await members(db, thing, direction, **named, at=at)).children
        else:
            nothing = {"thing": None, "supplier": None, "supplier_lot": None, "quantity": None, "unit": None}
            found.append(Child(**(dict(record) | nothing), more=True))
    return Level(found, more=False)


async def members(  # noqa: PLR0913 - a group is named by its item and status, its page by a serial
    db: Db,
    thing: Thing,
    direction: Direction,
    *,
    item: str,
    status: str,
    after: str | None = None,
    at: datetime | None = None,
) -> Level:
    """Return a page of the units of one group, by serial."""
    asked = (thing.node, thing.key[0] if thing.kind == "lot" else None, at, item, status, after, PAGE + 1)
    found = [_child(record) for record in await db.fetch(_filled(_UNITS, direction), *asked)]
    return Level(found[:PAGE], more=len(found) > PAGE)


def _child(record: Any) -> Child:  # noqa: ANN401 - a row of the database
    values = dict(record)
    kind, key = values.pop("kind"), tuple(msgspec.json.decode(values.pop("key")))
    return Child(**values, thing=Thing(kind, key), count=1)
