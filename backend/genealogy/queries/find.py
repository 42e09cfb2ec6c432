"""Which things a text names: a lot, a supplier's lot, a serial, a container, a load."""

import msgspec

from backend.genealogy.queries.connection import Db
from backend.material.events import Thing

MOST = 50


class Named(msgspec.Struct, frozen=True):
    """A thing of that name, and what tells it from others."""

    thing: Thing
    item: str
    name_zh: str
    name_en: str
    supplier: str | None
    supplier_lot: str | None


class Namesakes(msgspec.Struct, frozen=True):
    """``more``: there are others of that name beside these."""

    found: list[Named]
    more: bool


_LOTS = """
SELECT l.number, l.item, coalesce(i.name_zh, '') AS name_zh, coalesce(i.name_en, '') AS name_en, l.supplier,
  l.supplier_lot FROM row_lot l LEFT JOIN row_item i ON i.number = l.item
WHERE (l.number = $1 OR l.supplier_lot = $1) AND l.site = $2 ORDER BY l.number <> $1, l.number LIMIT $3
"""
_UNITS = """
SELECT u.item, u.serial, coalesce(i.name_zh, '') AS name_zh, coalesce(i.name_en, '') AS name_en
FROM row_unit u LEFT JOIN row_item i ON i.number = u.item
WHERE u.serial = $1 AND u.site = $2 AND ($4::text IS NULL OR u.item = $4) ORDER BY u.item LIMIT $3
"""
_OTHERS = "SELECT kind, key->>0 FROM row_node WHERE id = ANY ($1::bigint[]) AND key->>0 = $2 ORDER BY kind"


async def find(db: Db, text: str, *, site: str, item: str | None = None) -> Namesakes:
    """Return what has this name at a site; ``item`` narrows serials to those of one item."""
    found = [
        Named(Thing("unit", (u["item"], u["serial"])), u["item"], u["name_zh"], u["name_en"], None, None)
        for u in await db.fetch(_UNITS, text, site, MOST + 1, item)
    ]
    if item is None:
        found += [
            Named(Thing("lot", (r["number"],)), *(r[name] for name in Named.__struct_fields__[1:]))
            for r in await db.fetch(_LOTS, text, site, MOST + 1)
        ]
        others = (Thing("container", (text,)), Thing("load", (text,)), Thing("lot", (text,)))
        known = {each.thing for each in found}
        for kind, number in await db.fetch(_OTHERS, [each.node for each in others], text):
            if (thing := Thing(kind, (number,))) not in known:
                found.append(Named(thing, "", "", "", None, None))
    return Namesakes(found[:MOST], more=len(found) > MOST)
