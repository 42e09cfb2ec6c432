"""The readings of one parameter, in the order of their making."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

import asyncpg
import msgspec

from backend.items.entries.process import Check, Limits, Parameter, Step

MAX_VALUES: Final = 5_000

_STEPS = """
SELECT s.steps::text FROM row_order_snapshot s WHERE s.site = $1 AND s."order" = $2
"""
_HOLDS = """
FROM row_reading WHERE "order" = $1 AND step = $2 AND code = $3 AND value IS NOT NULL AND corrected_by IS NULL
"""
_COUNT = f"SELECT count(*) {_HOLDS}"
_VALUES = f"""
SELECT id, value, unit, at, subject, verdict, by, source {_HOLDS}
ORDER BY at, received_at, id LIMIT $4
"""


class Value(msgspec.Struct, frozen=True):
    """A reading that still holds."""

    id: str
    value: Decimal
    unit: str
    at: datetime
    subject: str
    verdict: str
    by: str
    source: str


class Measured(msgspec.Struct, frozen=True):
    """What is measured, by the order's own snapshot."""

    code: str
    name_en: str
    name_zh: str
    unit: str
    limits: Limits


_DECODER: Final = msgspec.json.Decoder(tuple[Step, ...])


async def measured(
    db: asyncpg.pool.PoolConnectionProxy, *, site: str, order: str, step: int, code: str
) -> Measured | None:
    """Return what the order's routing asks for under a code, or None."""
    raw = await db.fetchval(_STEPS, site, order)
    steps = () if raw is None else _DECODER.decode(raw)
    found = next((each for each in steps if each.number == step), None)
    wanted: Sequence[Parameter | Check] = () if found is None else (*found.parameters, *found.checks)
    named = next((each for each in wanted if each.code == code and each.unit is not None), None)
    if named is None or named.unit is None or named.limits is None:
        return None
    return Measured(named.code, named.name_en, named.name_zh, named.unit, named.limits)


async def values(
    db: asyncpg.pool.PoolConnectionProxy, *, order: str, step: int, code: str, limit: int = MAX_VALUES
) -> list[Value]:
    """Return up to ``limit`` readings, the first ones; corrected ones are replaced by what corrects them."""
    return [Value(**dict(record)) for record in await db.fetch(_VALUES, order, step, code, limit)]


async def counted(db: asyncpg.pool.PoolConnectionProxy, *, order: str, step: int, code: str) -> int:
    """Return how many readings there are that ``values`` would return without a limit."""
    count: int = await db.fetchval(_COUNT, order, step, code)
    return count
