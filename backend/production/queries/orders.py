"""Work orders as a list, each with what became of its quantity."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import asyncpg
import msgspec

from backend.items.entries import SerialSpan

_ORDERS = """
SELECT o.number, o.item, i.name_en, i.name_zh, o.quantity, o.unit, o.due, o.lots::text AS lots,
  coalesce(s.spans, '[]')::text AS serials, coalesce(i.trace, '') AS trace, o.output_location,
  o.status, o.structure_revision, o.routing_revision, o.released_by, o.released_at,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('lot', a.lot, 'bucket', a.bucket, 'quantity', a.quantity::text)
     ORDER BY a.lot, a.bucket), '[]')::text FROM row_order_account a WHERE a."order" = o.number) AS accounts,
  (SELECT count(*) FROM row_deviation d WHERE d."order" = o.number AND d.status = 'open') AS open_deviations
FROM row_work_order o
LEFT JOIN row_item i ON i.number = o.item
LEFT JOIN row_order_serials s ON s."order" = o.number
WHERE o.site = $1 AND ($2::text IS NULL OR o.number = $2)
ORDER BY o.released_at DESC NULLS FIRST, o.number
"""


class Account(msgspec.Struct, frozen=True):
    """How many units of a lot are in a bucket; below zero is a discrepancy."""

    lot: str
    bucket: str
    quantity: Decimal


class OrderLine(msgspec.Struct, frozen=True):
    """A work order with its accounts. Revisions are "" until it is released. ``serials``: named for its units."""

    number: str
    item: str
    name_en: str
    name_zh: str
    quantity: Decimal
    unit: str
    due: date | None
    lots: tuple[str, ...]
    serials: tuple[SerialSpan, ...]
    trace: str
    output_location: str
    status: str
    structure_revision: str
    routing_revision: str
    released_by: str | None
    released_at: datetime | None
    accounts: tuple[Account, ...]
    open_deviations: int


_LOTS: Final = msgspec.json.Decoder(tuple[str, ...])
_SERIALS: Final = msgspec.json.Decoder(tuple[SerialSpan, ...])
_ACCOUNTS: Final = msgspec.json.Decoder(tuple[Account, ...])


async def orders(db: asyncpg.pool.PoolConnectionProxy, site: str, number: str | None = None) -> Sequence[OrderLine]:
    """Return a site's orders, the planned ones and the last released first."""
    return [_order(record) for record in await db.fetch(_ORDERS, site, number)]


def _order(record: asyncpg.Record) -> OrderLine:
    given = dict(record)
    given |= {name: given[name] or "" for name in ("name_en", "name_zh")}
    given["lots"] = _LOTS.decode(given["lots"])
    given["serials"] = _SERIALS.decode(given["serials"])
    given["accounts"] = _ACCOUNTS.decode(given["accounts"])
    return OrderLine(**given)
