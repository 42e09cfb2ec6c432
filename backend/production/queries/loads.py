"""Sterilisation cycles and loads: what is in each, how it ran, what was read, what holds it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import asyncpg
import msgspec

from backend.production.entries.loads import CycleParameter
from backend.production.queries.card import DeviationLine, deviation_line
from backend.production.state.loads import Cycle, LoadBox, LoadIndicator

_LOADS = """
SELECT l.number, l.chamber, l.cycle, l.revision, coalesce(c.name_en, '') AS name_en, coalesce(c.name_zh, '') AS name_zh,
  l.status, l.observed::text AS observed, l.failed::text AS failed, l.people::text AS people, l.opened_at, l.closed_at,
  l.decided_by, l.decided_at, coalesce(l.reason, '') AS reason, coalesce(c.indicators, 0) AS indicators_wanted,
  coalesce(c.chemical_indicators, 0) AS chemical_wanted,
  (SELECT coalesce(jsonb_agg(DISTINCT m.lot ORDER BY m.lot), '[]')::text FROM row_load_member m WHERE m.load = l.number)
    AS lots,
  (SELECT coalesce(sum(m.quantity), 0) FROM row_load_member m WHERE m.load = l.number) AS quantity,
  (SELECT coalesce(max(m.unit), '') FROM row_load_member m WHERE m.load = l.number) AS unit,
  (SELECT count(*) FROM row_load_indicator i WHERE i.load = l.number AND i.result IS NOT NULL) AS indicators_read,
  (SELECT count(*) FROM row_load_indicator i WHERE i.load = l.number) AS indicators_placed,
  (SELECT count(*) FROM row_load_hold h WHERE h.load = l.number AND h.lifted_at IS NULL) AS holds
FROM row_load l LEFT JOIN row_cycle c ON c.code = l.cycle AND c.revision = l.revision
WHERE l.site = $1 AND ($2::text IS NULL OR l.number = $2) ORDER BY l.opened_at DESC, l.number
"""
_CYCLES = """
SELECT code, revision, name_en, name_zh, equipment_class, parameters::text AS parameters, indicators, incubation_hours,
  exposures, chemical_indicators, skill
FROM row_cycle WHERE $1::text IS NULL OR (code = $1 AND revision = $2) ORDER BY code, revision DESC
"""
_MEMBERS = """
SELECT m.lot, m.position, m.quantity, m.unit, m.late, m.boxes::text AS boxes, coalesce(lot.item, '') AS item,
  coalesce(i.name_en, '') AS name_en, coalesce(i.name_zh, '') AS name_zh,
  coalesce(lot.status, '') AS status, coalesce(lot.stub, true) AS stub,
  EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = m.lot AND h.lifted_at IS NULL) OR EXISTS (
    SELECT 1 FROM row_node n JOIN row_path p ON p.descendant = n.id JOIN row_node a ON a.id = p.ancestor
    LEFT JOIN row_hold h ON a.kind = 'lot' AND h.lot = a.key->>0 AND h.lifted_at IS NULL
    LEFT JOIN row_load_hold lh ON lh.node = a.id AND lh.lifted_at IS NULL
    WHERE n.kind = 'lot' AND n.key = jsonb_build_array(m.lot) AND (h.id IS NOT NULL OR lh.id IS NOT NULL)
  ) AS held
FROM row_load_member m LEFT JOIN row_lot lot ON lot.number = m.lot LEFT JOIN row_item i ON i.number = lot.item
WHERE m.load = $1 ORDER BY m.position, m.lot
"""
_INDICATORS = """
SELECT load, indicator, site, kind, position, placed_at, incubated_at, result, read_at
FROM row_load_indicator WHERE load = $1 ORDER BY kind, indicator
"""
_READINGS = """
SELECT id, code, phase, value, unit, verdict, source, gauge, by, at FROM row_cycle_reading
WHERE load = $1 ORDER BY at, id
"""
_HOLDS = """
SELECT id, reason_code, text, placed_by, placed_at, lifted_at, lifted_by, lift_reason FROM row_load_hold
WHERE load = $1 ORDER BY placed_at, id
"""
_DEVIATIONS = """
SELECT number, subject_kind, subject_key, code, detail::text AS detail, step, status, opened_by, opened_at
FROM row_deviation WHERE subject_kind = 'load' AND subject_key = $1 ORDER BY opened_at DESC, number
"""


class LoadLine(msgspec.Struct, frozen=True):
    """A load with what is in it in sum, and how far its indicators are."""

    number: str
    chamber: str
    cycle: str
    revision: str
    name_en: str
    name_zh: str
    status: str
    observed: tuple[str, ...]
    failed: tuple[str, ...]
    people: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    indicators_wanted: int
    chemical_wanted: int
    lots: tuple[str, ...]
    quantity: Decimal
    unit: str
    indicators_read: int
    indicators_placed: int
    holds: int


class MemberLine(msgspec.Struct, frozen=True):
    """So much of a lot at a position, and how the lot stands; ``held`` by a hold on it or on anything in it."""

    lot: str
    position: str
    quantity: Decimal
    unit: str
    late: bool
    boxes: tuple[LoadBox, ...]
    item: str
    name_en: str
    name_zh: str
    status: str
    stub: bool
    held: bool


class CycleReadingLine(msgspec.Struct, frozen=True):
    """A value of the cycle."""

    id: str
    code: str
    phase: str
    value: Decimal
    unit: str
    verdict: str
    source: str
    gauge: str | None
    by: str
    at: datetime


class LoadHoldLine(msgspec.Struct, frozen=True):
    """A hold on the load, open while it is not lifted."""

    id: str
    reason_code: str
    text: str
    placed_by: str
    placed_at: datetime
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None


class LoadCard(msgspec.Struct, frozen=True):
    """A load in full; ``cycle`` is None where nobody has approved the one it runs by."""

    position: int
    load: LoadLine
    cycle: Cycle | None
    members: Sequence[MemberLine]
    indicators: Sequence[LoadIndicator]
    readings: Sequence[CycleReadingLine]
    holds: Sequence[LoadHoldLine]
    deviations: Sequence[DeviationLine]


_TEXTS: Final = msgspec.json.Decoder(tuple[str, ...])
_BOXES: Final = msgspec.json.Decoder(tuple[LoadBox, ...])
_PARAMETERS: Final = msgspec.json.Decoder(tuple[CycleParameter, ...])


async def loads(db: asyncpg.pool.PoolConnectionProxy, site: str, number: str | None = None) -> Sequence[LoadLine]:
    """Return a site's loads, the latest first."""
    return [_load(record) for record in await db.fetch(_LOADS, site, number)]


async def cycles(
    db: asyncpg.pool.PoolConnectionProxy, code: str | None = None, revision: str | None = None
) -> Sequence[Cycle]:
    """Return every revision of every cycle, or the one that is named."""
    records: list[dict[str, Any]] = [dict(record) for record in await db.fetch(_CYCLES, code, revision)]
    return [Cycle(**record | {"parameters": _PARAMETERS.decode(record["parameters"])}) for record in records]


async def load_card(db: asyncpg.pool.PoolConnectionProxy, site: str, number: str, *, position: int) -> LoadCard | None:
    """Return a load of a site, or None."""
    found = await loads(db, site, number)
    if not found:
        return None
    (load,) = found
    by = await cycles(db, load.cycle, load.revision)
    return LoadCard(
        position=position,
        load=load,
        cycle=by[0] if by else None,
        members=[_member(record) for record in await db.fetch(_MEMBERS, number)],
        indicators=[LoadIndicator(**record) for record in await db.fetch(_INDICATORS, number)],
        readings=[CycleReadingLine(**record) for record in await db.fetch(_READINGS, number)],
        holds=[LoadHoldLine(**record) for record in await db.fetch(_HOLDS, number)],
        deviations=[deviation_line(record) for record in await db.fetch(_DEVIATIONS, number)],
    )


def _member(record: asyncpg.Record) -> MemberLine:
    given: dict[str, Any] = dict(record)
    return MemberLine(**given | {"boxes": _BOXES.decode(given["boxes"])})


def _load(record: asyncpg.Record) -> LoadLine:
    given: dict[str, Any] = dict(record)
    lists = {name: _TEXTS.decode(given[name]) for name in ("observed", "failed", "people", "lots")}
    return LoadLine(**given | lists)
