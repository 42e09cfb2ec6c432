"""Which steps are still in doubt at the deadline (C23)."""

from datetime import datetime

import asyncpg
import msgspec

_DUE = """
SELECT "order", step, site, CASE WHEN subject LIKE 'lot:%' THEN substr(subject, 5) END AS lot,
  CASE WHEN subject LIKE 'unit:%' THEN substr(subject, 6) END AS serial
FROM row_step_doubt WHERE open AND since <= $1 ORDER BY since, "order", step, subject
"""


class Doubt(msgspec.Struct, frozen=True):
    """A run that began before a step it follows was recorded as done: for a lot, a unit, or the order itself."""

    order: str
    step: int
    site: str
    lot: str | None
    serial: str | None


async def doubts_since(db: asyncpg.Pool, before: datetime) -> list[Doubt]:
    """Return what has been in doubt at least since ``before``, longest first."""
    return [msgspec.convert(dict(record), Doubt) for record in await db.fetch(_DUE, before)]
