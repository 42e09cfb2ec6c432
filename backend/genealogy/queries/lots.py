"""Lots and loads of an answer with their accounts, holds and granularity."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reached import Reach
from backend.material.events import Thing

Granularity = Literal["exact", "sub_lot", "whole_lot"]


class LotFound(msgspec.Struct, frozen=True):
    """A lot or load of the answer. ``accounts``: quantities of its ledger by kind of movement; ``on_hand``: in stock;
    ``places``: how much of that lies where; ``held``: by a hold on it or on anything that flowed into it.

    ``granularity`` (forward): ``whole_lot`` when another lot of the same item went in beside what was asked for, so
    that only part of this lot may hold it; ``sub_lot`` when it is part of a lot that was split.
    """

    node: int
    kind: str
    number: str
    item: str
    name_zh: str
    name_en: str
    status: str
    supplier: str | None
    supplier_lot: str | None
    received_at: datetime | None
    unit: str
    on_hand: str
    places: dict[str, str]
    accounts: dict[str, str]
    held: bool
    stub: bool
    has_inputs: bool
    has_outputs: bool
    granularity: Granularity


_LOTS = """
SELECT n.id AS node, n.kind, n.number, coalesce(l.item, '') AS item,
  coalesce(i.name_zh, '') AS name_zh, coalesce(i.name_en, '') AS name_en,
  coalesce(l.status, '') AS status, l.supplier, l.supplier_lot,
  l.received_at, coalesce(i.unit, '') AS unit,
  coalesce((SELECT trim_scale(sum(b.quantity)) FROM row_balance b WHERE b.lot = l.number), 0)::text AS on_hand,
  coalesce((SELECT jsonb_object_agg(b.location, trim_scale(b.quantity)::text) FROM row_balance b
    WHERE b.lot = l.number AND b.quantity <> 0), '{}')::text AS places,
  coalesce((SELECT jsonb_object_agg(m.kind, m.quantity) FROM (
    SELECT m.kind, trim_scale(sum(m.quantity))::text AS quantity
    FROM row_movement m WHERE m.lot = l.number GROUP BY m.kind
  ) m), '{}')::text AS accounts,
  EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = n.number AND h.lifted_at IS NULL) OR EXISTS (
    SELECT 1 FROM row_path p JOIN row_node a ON a.id = p.ancestor AND a.kind = 'lot'
    JOIN row_hold h ON h.lot = a.key->>0 AND h.lifted_at IS NULL WHERE p.descendant = n.id
  ) OR EXISTS (
    SELECT 1 FROM row_load_hold h WHERE h.lifted_at IS NULL AND (h.node = n.id OR EXISTS (
      SELECT 1 FROM row_path p WHERE p.ancestor = h.node AND p.descendant = n.id))
  ) AS held,
  coalesce(l.stub, n.kind = 'lot') AS stub,
  EXISTS (SELECT 1 FROM row_edge e WHERE e.output = n.id AND e.ended_at IS NULL) AS has_inputs,
  EXISTS (SELECT 1 FROM row_edge e WHERE e.input = n.id AND e.ended_at IS NULL) AS has_outputs,
  CASE WHEN EXISTS (
    SELECT 1 FROM row_edge mine
    JOIN row_node m ON m.id = mine.input JOIN row_lot a ON m.kind = 'lot' AND a.number = m.key->>0
    JOIN row_edge other ON other.output = mine.output AND other.input <> mine.input AND other.ended_at IS NULL
    JOIN row_node o ON o.id = other.input JOIN row_lot b ON o.kind = 'lot' AND b.number = o.key->>0 AND b.item = a.item
      AND a.item <> ''
    WHERE mine.output = n.id AND mine.input = ANY ($2::bigint[]) AND mine.ended_at IS NULL AND mine.kind = 'consume'
      AND other.kind = 'consume' AND other.input <> ALL ($2::bigint[])
  ) THEN 'whole_lot'
  WHEN EXISTS (SELECT 1 FROM row_edge e WHERE e.output = n.id AND e.kind = 'split' AND e.ended_at IS NULL)
  THEN 'sub_lot' ELSE 'exact' END AS granularity
FROM (
  SELECT id, kind, key->>0 AS number FROM row_node WHERE id = ANY ($1::bigint[]) AND kind IN ('lot', 'load')
  UNION SELECT * FROM unnest($3::bigint[], $4::text[], $5::text[])
) n
LEFT JOIN row_lot l ON n.kind = 'lot' AND l.number = n.number
LEFT JOIN row_item i ON i.number = l.item
ORDER BY n.kind, item, n.number
"""


async def lots_found(db: Db, reach: Reach, things: Sequence[Thing], asked: Sequence[int]) -> list[LotFound]:
    """Return what is known of the lots and loads reached, the things themselves among them where they are such.

    ``asked``: the nodes whose presence in a lot makes it count, for its granularity.
    """
    named = [(node, "lot", number) for node, number in reach.named.items()]
    named += [(thing.node, thing.kind, thing.key[0]) for thing in things if thing.kind in ("lot", "load")]
    nodes, kinds, numbers = ([each[n] for each in named] for n in range(3))
    records = [dict(r) for r in await db.fetch(_LOTS, reach.lots, list(asked), nodes, kinds, numbers)]
    return [LotFound(**(r | {name: msgspec.json.decode(r[name]) for name in ("accounts", "places")})) for r in records]


def coarsest(lots: Sequence[LotFound]) -> Granularity:
    """Return the least exact granularity among lots."""
    found = {lot.granularity for lot in lots}
    return "whole_lot" if "whole_lot" in found else "sub_lot" if "sub_lot" in found else "exact"
