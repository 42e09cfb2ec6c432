"""Everything a piece of equipment was used for while it may have been wrong (ISO 13485 7.6): from its last good
calibration before it was found out of tolerance to the next good one; never out of tolerance: since the last good one.
"""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

_WINDOW = """
WITH done AS (
  SELECT at, result FROM row_equipment_record WHERE equipment = $1 AND site = $2 AND record = 'calibration'
), bad AS (SELECT max(at) AS at FROM done WHERE result = 'out_of_tolerance')
SELECT (SELECT max(d.at) FROM done d WHERE d.result = 'pass' AND (bad.at IS NULL OR d.at < bad.at)) AS since,
  (SELECT min(d.at) FROM done d WHERE d.result = 'pass' AND d.at > bad.at) AS until, bad.at AS out_of_tolerance_at
FROM bad
"""
_USES = """
SELECT * FROM (
  SELECT 'reading' AS kind, "order", step, lot, serial, code, trim_scale(value)::text AS value, unit, verdict, by, at
  FROM row_reading WHERE gauge = $1 AND site = $2
  UNION ALL
  SELECT 'step', "order", step, CASE WHEN subject LIKE 'lot:%' THEN substr(subject, 5) END,
    CASE WHEN subject LIKE 'unit:%' THEN substr(subject, 6) END, NULL, NULL, NULL, status, people->>0, started_at
  FROM row_step_run WHERE equipment @> jsonb_build_array($1::text) AND site = $2
  UNION ALL
  SELECT 'cycle_reading', r.load, NULL, NULL, NULL, r.code, trim_scale(r.value)::text, r.unit, r.verdict, r.by, r.at
  FROM row_cycle_reading r JOIN row_load l ON l.number = r.load WHERE r.gauge = $1 AND l.site = $2
  UNION ALL
  SELECT 'load', l.number, NULL, m.lot, NULL, NULL, trim_scale(sum(m.quantity))::text, min(m.unit), l.status,
    l.people->>0, coalesce(l.closed_at, l.opened_at)
  FROM row_load l JOIN row_load_member m ON m.load = l.number WHERE l.chamber = $1 AND l.site = $2
  GROUP BY l.number, m.lot
) used
WHERE ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
ORDER BY at, kind, "order", step, lot, serial, code
"""


class Use(msgspec.Struct, frozen=True):
    """One use: a value read with it, a step done on it, a load run in it. ``order`` is the load's number there."""

    kind: str
    order: str
    step: int | None
    lot: str | None
    serial: str | None
    code: str | None
    value: str | None
    unit: str | None
    verdict: str
    by: str
    at: datetime


class Uses(msgspec.Struct, frozen=True):
    """Every use between two good calibrations, and which orders, lots and units they touched."""

    equipment: str
    since: datetime | None
    until: datetime | None
    out_of_tolerance_at: datetime | None
    orders: Sequence[str]
    lots: Sequence[str]
    serials: Sequence[str]
    uses: Sequence[Use]


async def uses(db: asyncpg.pool.PoolConnectionProxy, site: str, code: str) -> Uses:
    """Return the uses of a piece, the oldest first; all of them, however many."""
    since, until, found_at = (await db.fetch(_WINDOW, code, site))[0]
    lines = [Use(**record) for record in await db.fetch(_USES, code, site, since, until)]
    return Uses(
        equipment=code,
        since=since,
        until=until,
        out_of_tolerance_at=found_at,
        orders=sorted({line.order for line in lines}),
        lots=sorted({line.lot for line in lines if line.lot is not None}),
        serials=sorted({line.serial for line in lines if line.serial is not None}),
        uses=lines,
    )
