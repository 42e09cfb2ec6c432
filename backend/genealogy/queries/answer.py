"""The whole answer to "what is in it" and "where did it go": lots with their accounts, units, containers, and what the
answer cannot know. Complete is said, never assumed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reach import Direction, reached_lots
from backend.genealogy.queries.units import UnitCount, count_units
from backend.log.positions import LAST_POSITION
from backend.material.events import Thing

Granularity = Literal["exact", "sub_lot", "whole_lot"]


class LotFound(msgspec.Struct, frozen=True):
    """A lot or load of the answer. ``accounts``: quantities of its ledger by kind of movement; ``on_hand``: in stock.

    ``granularity`` (forward): ``whole_lot`` when another lot of the same item went in beside what was asked for, so
    that only part of this lot may hold it; ``sub_lot`` when it is part of a lot that was split.
    """

    kind: str
    number: str
    item: str
    name_zh: str
    name_en: str
    status: str
    supplier: str | None
    supplier_lot: str | None
    unit: str
    on_hand: str
    accounts: dict[str, str]
    held: bool
    stub: bool
    has_inputs: bool
    has_outputs: bool
    granularity: Granularity


class Unheard(msgspec.Struct, frozen=True):
    """A device that may hold records nobody else has: when it was last heard, how many it is known to still hold."""

    code: str
    name: str
    last_push_at: datetime | None
    unsent: int


class Reason(msgspec.Struct, frozen=True):
    """Why an answer is not complete: a code of the catalogue and its values."""

    code: str
    detail: dict[str, str | int]


class Answer(msgspec.Struct, frozen=True):
    """``position``: the answer holds all of the log up to there. ``containers``: how many hold what was found."""

    thing: Thing
    direction: Direction
    position: int
    complete: bool
    reasons: list[Reason]
    granularity: Granularity
    unheard: list[Unheard]
    lots: list[LotFound]
    units: list[UnitCount]
    unit_count: int
    containers: int


_LOTS = """
SELECT n.kind, n.key->>0 AS number, coalesce(l.item, '') AS item,
  coalesce(i.name_zh, '') AS name_zh, coalesce(i.name_en, '') AS name_en,
  coalesce(l.status, '') AS status, l.supplier, l.supplier_lot, coalesce(i.unit, '') AS unit,
  coalesce((SELECT trim_scale(sum(b.quantity)) FROM row_balance b WHERE b.lot = l.number), 0)::text AS on_hand,
  coalesce((SELECT jsonb_object_agg(m.kind, m.quantity) FROM (
    SELECT m.kind, trim_scale(sum(m.quantity))::text AS quantity
    FROM row_movement m WHERE m.lot = l.number GROUP BY m.kind
  ) m), '{}')::text AS accounts,
  EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = l.number AND h.lifted_at IS NULL) AS held,
  coalesce(l.stub, n.kind = 'lot') AS stub,
  EXISTS (SELECT 1 FROM row_edge e WHERE e.output = n.id AND e.ended_at IS NULL) AS has_inputs,
  EXISTS (SELECT 1 FROM row_edge e WHERE e.input = n.id AND e.ended_at IS NULL) AS has_outputs,
  CASE WHEN EXISTS (
    SELECT 1 FROM row_edge mine
    JOIN row_node m ON m.id = mine.input JOIN row_lot a ON m.kind = 'lot' AND a.number = m.key->>0
    JOIN row_edge other ON other.output = mine.output AND other.input <> mine.input AND other.ended_at IS NULL
    JOIN row_node o ON o.id = other.input JOIN row_lot b ON o.kind = 'lot' AND b.number = o.key->>0 AND b.item = a.item
    WHERE mine.output = n.id AND mine.input = ANY ($2::bigint[]) AND mine.ended_at IS NULL AND mine.kind = 'consume'
      AND other.kind = 'consume' AND other.input <> ALL ($2::bigint[])
  ) THEN 'whole_lot'
  WHEN EXISTS (SELECT 1 FROM row_edge e WHERE e.output = n.id AND e.kind = 'split' AND e.ended_at IS NULL)
  THEN 'sub_lot' ELSE 'exact' END AS granularity
FROM row_node n
LEFT JOIN row_lot l ON n.kind = 'lot' AND l.number = n.key->>0
LEFT JOIN row_item i ON i.number = l.item
WHERE n.id = ANY ($1::bigint[])
ORDER BY n.kind, item, number
"""

# Whatever is packed, and what that is packed in, up to the outermost.
_CONTAINERS = """
WITH RECURSIVE packed(id) AS (
  SELECT e.output FROM row_edge e WHERE e.input = ANY ($1::bigint[]) AND e.kind = 'pack' AND e.ended_at IS NULL
  UNION SELECT e.output FROM row_edge e WHERE e.kind = 'pack' AND e.ended_at IS NULL
    AND e.input IN (SELECT root FROM row_unit_lot WHERE lot = ANY ($1::bigint[]))
  UNION SELECT e.output FROM packed p JOIN row_edge e ON e.input = p.id WHERE e.kind = 'pack' AND e.ended_at IS NULL
)
SELECT count(*) FROM packed
"""

_UNHEARD = """
SELECT d.code, d.name, c.last_push_at, greatest(coalesce(c.claimed_seq - c.head_seq, 0), 0)
FROM row_device d LEFT JOIN device_chain c ON c.device = d.id
WHERE d.status = 'active' AND d.kind = 'handheld' AND d.site = $1 ORDER BY d.code
"""

_QUARANTINED = """
SELECT count(*) FROM (
  SELECT DISTINCT ON (device, seq) raw FROM outcome ORDER BY device, seq, revision DESC
) o WHERE convert_from(o.raw, 'UTF8')::jsonb->>'outcome' = 'quarantined'
"""


async def trace(
    db: Db, thing: Thing, direction: Direction, *, site: str, now: datetime, at: datetime | None = None
) -> Answer:
    """Return the answer, of one snapshot. ``at``: as the edges stood at that moment."""
    reached, units = await reached_lots(db, thing, direction, at=at)
    asked = [*reached, thing.node] if thing.kind in ("lot", "load") else reached
    found = await lots_found(db, reached, asked)
    counts = await count_units(db, asked) if direction == "forward" else []
    unheard = [Unheard(*r) for r in await db.fetch(_UNHEARD, site)]
    reasons = [*_of_lots(found, direction), *_of_units(counts), *_of_devices(unheard)]
    reasons += _of_quarantine(await db.fetchval(_QUARANTINED))
    return Answer(
        thing=thing,
        direction=direction,
        position=await db.fetchval(LAST_POSITION),
        complete=not reasons,
        reasons=reasons,
        granularity=_coarsest(found),
        unheard=[u for u in unheard if u.unsent or _silent(u, now)],
        lots=found,
        units=counts,
        unit_count=sum(c.count for c in counts) if direction == "forward" else len(units),
        containers=await db.fetchval(_CONTAINERS, asked) if direction == "forward" else 0,
    )


SILENT_SECONDS = 15 * 60
"""After this long without a word a device is named beside the answer: it may hold movements nobody has seen."""


def _silent(device: Unheard, now: datetime) -> bool:
    return device.last_push_at is None or (now - device.last_push_at).total_seconds() > SILENT_SECONDS


async def lots_found(db: Db, nodes: Sequence[int], asked: Sequence[int]) -> list[LotFound]:
    """Return what is known of these lots and loads; ``asked`` are the nodes whose presence makes a lot count."""
    records = [dict(record) for record in await db.fetch(_LOTS, list(nodes), list(asked))]
    return [LotFound(**(record | {"accounts": msgspec.json.decode(record["accounts"])})) for record in records]


def _coarsest(lots: Sequence[LotFound]) -> Granularity:
    found = {lot.granularity for lot in lots}
    return "whole_lot" if "whole_lot" in found else "sub_lot" if "sub_lot" in found else "exact"


def _of_lots(lots: Sequence[LotFound], direction: Direction) -> list[Reason]:
    stubs = [lot.number for lot in lots if lot.stub]
    reasons = [Reason("TRACE_LOT_ONLY_NAMED", {"count": len(stubs), "lots": ", ".join(stubs[:5])})] if stubs else []
    if direction == "back":
        origins = [o.number for o in lots if o.kind == "lot" and not o.stub and not o.has_inputs and o.supplier is None]
        if origins:
            reasons.append(Reason("TRACE_ORIGIN_UNKNOWN", {"count": len(origins), "lots": ", ".join(origins[:5])}))
    return reasons


def _of_units(counts: Sequence[UnitCount]) -> list[Reason]:
    stubs = sum(count.stubs for count in counts)
    return [Reason("TRACE_UNIT_ONLY_NAMED", {"count": stubs})] if stubs else []


def _of_devices(unheard: Sequence[Unheard]) -> list[Reason]:
    holding = [device for device in unheard if device.unsent]
    if not holding:
        return []
    names = ", ".join(device.code for device in holding[:5])
    return [Reason("TRACE_RECORDS_UNSENT", {"count": sum(d.unsent for d in holding), "devices": names})]


def _of_quarantine(count: int) -> list[Reason]:
    return [Reason("TRACE_RECORDS_QUARANTINED", {"count": count})] if count else []
