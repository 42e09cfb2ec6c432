"""Everything a piece of equipment was used for while it may have been wrong (ISO 13485 7.6): from its last good
calibration before it was found out of tolerance to the next good one; never out of tolerance: since the last good one.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import asyncpg
import msgspec

from backend.equipment.rules import USED_IN_DOUBT

_WINDOW = """
WITH done AS (
  SELECT id, at, result FROM row_equipment_record WHERE equipment = $1 AND site = $2 AND record = 'calibration'
), bad AS (SELECT id, at FROM done WHERE result = 'out_of_tolerance' ORDER BY at DESC, id DESC LIMIT 1)
SELECT bad.id AS calibration, bad.at AS out_of_tolerance_at,
  (SELECT max(d.at) FROM done d WHERE d.result = 'pass' AND (bad.at IS NULL OR d.at < bad.at)) AS since,
  (SELECT min(d.at) FROM done d WHERE d.result = 'pass' AND d.at > bad.at) AS until
FROM (VALUES (1)) one LEFT JOIN bad ON true
"""
_USED = """
WITH used AS (
  SELECT * FROM (
    SELECT id, 'reading' AS kind, "order", step, lot, serial, code, trim_scale(value)::text AS value, unit, verdict,
      by, at
    FROM row_reading WHERE gauge = $1 AND site = $2
    UNION ALL
    SELECT "order" || '|' || step || '|' || subject, 'step', "order", step,
      CASE WHEN subject LIKE 'lot:%' THEN substr(subject, 5) END,
      CASE WHEN subject LIKE 'unit:%' THEN substr(subject, 6) END, NULL, NULL, NULL, status, people->>0, started_at
    FROM row_step_run WHERE equipment @> jsonb_build_array($1::text) AND site = $2
    UNION ALL
    SELECT r.id || '|' || coalesce(m.lot, ''), 'cycle_reading', r.load, NULL, m.lot, NULL, r.code,
      trim_scale(r.value)::text, r.unit, r.verdict, r.by, r.at
    FROM row_cycle_reading r JOIN row_load l ON l.number = r.load
    LEFT JOIN (SELECT DISTINCT load, lot FROM row_load_member) m ON m.load = r.load
    WHERE r.gauge = $1 AND l.site = $2
    UNION ALL
    SELECT l.number || '|' || m.lot, 'load', l.number, NULL, m.lot, NULL, NULL, trim_scale(sum(m.quantity))::text,
      min(m.unit), l.status, l.people->>0, coalesce(l.closed_at, l.opened_at)
    FROM row_load l JOIN row_load_member m ON m.load = l.number WHERE l.chamber = $1 AND l.site = $2
    GROUP BY l.number, m.lot
  ) each_use
  WHERE ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
)
"""
_LINES = f"""
{_USED}
SELECT * FROM used
WHERE $5::timestamptz IS NULL OR (at, id) > ($5, $6::text)
ORDER BY at, id LIMIT $7
"""  # noqa: S608 - our own words
_SUBJECTS = f"""
{_USED}
SELECT u."order", w.item, u.lot, u.serial, count(*) AS uses, min(u.at) AS first_at, max(u.at) AS last_at, (
    SELECT min(d.number) FROM row_deviation d
    WHERE d.subject_key = coalesce(u.serial, u.lot, u."order") AND d.code = $5 AND d.detail->>'calibration' = $6
  ) AS deviation
FROM used u LEFT JOIN row_work_order w ON w.number = u."order"
GROUP BY u."order", w.item, u.lot, u.serial ORDER BY min(u.at), u."order", u.lot, u.serial
"""  # noqa: S608 - our own words


class Use(msgspec.Struct, frozen=True):
    """One use: a value read with it, a step done on it, a load run in it. ``order`` is the load's number there."""

    id: str
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


class UsedOn(msgspec.Struct, frozen=True):
    """A lot, a unit of ``item`` or an order as such that it was used on. ``deviation`` asks what becomes of it."""

    order: str
    item: str | None
    lot: str | None
    serial: str | None
    uses: int
    first_at: datetime
    last_at: datetime
    deviation: str | None


class Uses(msgspec.Struct, frozen=True):
    """The uses between two good calibrations: all that they touched, and a page of them, the oldest first.

    ``calibration``: the record that found it out of tolerance.
    """

    position: int
    equipment: str
    calibration: str | None
    since: datetime | None
    until: datetime | None
    out_of_tolerance_at: datetime | None
    count: int
    subjects: Sequence[UsedOn]
    uses: Sequence[Use]
    more: bool


class _Window(msgspec.Struct, frozen=True):
    calibration: str | None
    out_of_tolerance_at: datetime | None
    since: datetime | None
    until: datetime | None


async def uses(
    db: asyncpg.pool.PoolConnectionProxy,
    site: str,
    code: str,
    *,
    position: int,
    limit: int,
    after: tuple[datetime, str] | None = None,
) -> Uses:
    """Return everything the uses of a piece touched, and the ``limit`` uses that come after time and id."""
    window = await _window(db, site, code)
    span = (code, site, window.since, window.until)
    at, id_ = (None, None) if after is None else after
    subjects = [UsedOn(**record) for record in await db.fetch(_SUBJECTS, *span, USED_IN_DOUBT, window.calibration)]
    found = [Use(**record) for record in await db.fetch(_LINES, *span, at, id_, limit + 1)]
    return Uses(
        position=position,
        equipment=code,
        calibration=window.calibration,
        since=window.since,
        until=window.until,
        out_of_tolerance_at=window.out_of_tolerance_at,
        count=sum(each.uses for each in subjects),
        subjects=subjects,
        uses=found[:limit],
        more=len(found) > limit,
    )


async def every_use(db: asyncpg.pool.PoolConnectionProxy, site: str, code: str) -> AsyncIterator[Use]:
    """Yield all uses of a piece, the oldest first, however many; inside a transaction."""
    window = await _window(db, site, code)
    async for record in db.cursor(_LINES, code, site, window.since, window.until, None, None, None):
        yield Use(**record)


async def _window(db: asyncpg.pool.PoolConnectionProxy, site: str, code: str) -> _Window:
    return _Window(**(await db.fetch(_WINDOW, code, site))[0])
