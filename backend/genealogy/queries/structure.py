"""Whether everything that an order's structure asks for is linked to what was made, and reaches a receipt."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from backend.genealogy.queries.connection import Db
from backend.items.entries.process import StructureLine

SAME_GOODS = frozenset({"split", "merge", "rework", "relabel", "sterilise", "sample", "made_in"})
"""Links that carry the same goods on: what went into the one went into the other."""


class Goods(msgspec.Struct, frozen=True):
    """A lot or unit: its item, and whether it was received from a supplier."""

    item: str
    received: bool


class Asked(msgspec.Struct, frozen=True):
    """Something that was made, and the traced lines that its order was bound to."""

    node: int
    name: str
    order: str
    lines: tuple[StructureLine, ...]


class Gap(msgspec.Struct, frozen=True):
    """A line of which nothing is linked, or (``linked``) of which what is linked leads to no receipt."""

    name: str
    order: str
    item: str
    linked: bool


def gaps(asked: Iterable[Asked], links: Iterable[tuple[int, int, str]], goods: Mapping[int, Goods]) -> list[Gap]:
    """Return the lines that are not there. ``links``: (input, output, kind) of every live link in the answer."""
    into: dict[int, list[tuple[int, str]]] = {}
    for source, output, kind in links:
        into.setdefault(output, []).append((source, kind))
    return [
        Gap(each.name, each.order, line.item, linked=bool(inputs))
        for each in asked
        for line in each.lines
        if not _received(inputs := _inputs(each.node, {line.item, *line.substitutes}, into, goods), into, goods)
    ]


def _inputs(
    made: int, items: set[str], into: Mapping[int, Sequence[tuple[int, str]]], goods: Mapping[int, Goods]
) -> list[int]:
    """Return the inputs of these items, of what was made or of what the same goods were before."""
    found, waiting, seen = list[int](), [made], {made}
    while waiting:
        for source, kind in into.get(waiting.pop(), ()):
            if kind in SAME_GOODS:
                waiting += [source] if source not in seen else []
                seen.add(source)
            elif source in goods and goods[source].item in items:
                found.append(source)
    return found


def _received(inputs: Sequence[int], into: Mapping[int, Sequence[tuple[int, str]]], goods: Mapping[int, Goods]) -> bool:
    """Say whether a receipt is among these or anything they were made of."""
    waiting, seen = list(inputs), set(inputs)
    while waiting:
        node = waiting.pop()
        if node in goods and goods[node].received:
            return True
        more = {source for source, _ in into.get(node, ())} - seen
        seen |= more
        waiting += more
    return False


_LINKS = """
SELECT DISTINCT input, output, kind FROM row_edge WHERE output = ANY ($1::bigint[]) AND ended_at IS NULL
"""
_GOODS = """
SELECT n.id, l.item, l.received_at IS NOT NULL OR EXISTS (
  SELECT 1 FROM row_receipt r WHERE r.lot = l.number AND r.status <> 'voided'
) FROM row_node n JOIN row_lot l ON n.kind = 'lot' AND l.number = n.key->>0 WHERE n.id = ANY ($1::bigint[])
UNION ALL
SELECT u.node, u.item, EXISTS (
  SELECT 1 FROM row_receipt r WHERE r.item = u.item AND r.serial = u.serial AND r.status <> 'voided'
) FROM row_unit u WHERE u.node = ANY ($1::bigint[])
"""
_LINES = """
SELECT s."order", s.lines::text FROM row_order_snapshot s WHERE s."order" = ANY ($1::text[])
"""
_UNTRACED = "SELECT number FROM row_item WHERE number = ANY ($1::text[]) AND trace = 'none'"
_WITHOUT = """
SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
  SELECT 1 FROM row_unit_lot x JOIN row_node n ON n.id = x.lot JOIN row_lot l ON l.number = n.key->>0
  WHERE x.root = u.root AND x.unit = u.node AND l.item = ANY ($2::text[])
) AND NOT EXISTS (
  SELECT 1 FROM row_unit c WHERE c.root = u.root AND c.parent = u.node AND c.item = ANY ($2::text[])
)) FROM row_unit u WHERE u.lot = $1
"""


async def structure_gaps(
    db: Db, made: Sequence[tuple[int, str, str]], nodes: Sequence[int], made_in: Sequence[tuple[int, int]]
) -> list[Gap]:
    """Return the gaps of what was made (node, name, order), all of whose ancestors are among ``nodes``.

    ``made_in``: (lot, unit) of units that were made in a lot.
    """
    if not made:
        return []
    lines = {
        order: msgspec.json.decode(text, type=tuple[StructureLine, ...])
        for order, text in await db.fetch(_LINES, sorted({order for _, _, order in made}))
    }
    items = sorted({line.item for each in lines.values() for line in each})
    untraced = {record[0] for record in await db.fetch(_UNTRACED, items)}
    asked = [
        Asked(node, name, order, tuple(line for line in lines[order] if line.item not in untraced))
        for node, name, order in made
        if order in lines
    ]
    links: list[tuple[int, int, str]] = [(*record,) for record in await db.fetch(_LINKS, list(nodes))]
    links += [(lot, unit, "made_in") for lot, unit in made_in]
    goods = {node: Goods(item, received) for node, item, received in await db.fetch(_GOODS, list(nodes))}
    return [gap for gap in gaps(asked, links, goods) if not await _in_every_unit(db, gap, lines[gap.order])]


async def _in_every_unit(db: Db, gap: Gap, lines: Sequence[StructureLine]) -> bool:
    """Say whether what is missing in a lot is in each of its units: those with serials are linked one by one."""
    items = [item for line in lines if line.item == gap.item for item in (line.item, *line.substitutes)]
    units, without = (await db.fetch(_WITHOUT, gap.name, items))[0]
    return bool(units and not without)
