"""What a lot label says, from the tables as they are now."""

from datetime import date, datetime
from decimal import Decimal

import asyncpg
import msgspec

_LOT = """
SELECT l.number, l.site, l.item, coalesce(i.name_zh, '') AS name_zh, coalesce(i.name_en, '') AS name_en,
       l.supplier_lot, l.expiry, l.expiry_day_given, l.production, l.production_day_given, l.received_at, l.status,
       coalesce(i.unit, '') AS unit,
       (SELECT coalesce(sum(b.quantity), 0)::text FROM row_balance b WHERE b.lot = l.number) AS quantity,
       EXISTS (SELECT 1 FROM row_hold h WHERE h.lot = l.number AND h.lifted_at IS NULL) AS held,
       (SELECT d.di FROM row_identifier d WHERE d.item = l.item AND d.agency = 'GS1' AND d.level = 'primary'
        AND d.status = 'active' ORDER BY d.di LIMIT 1) AS gtin
FROM row_lot l LEFT JOIN row_item i ON i.number = l.item WHERE l.number = $1
"""


class LotFacts(msgspec.Struct, frozen=True):
    """A lot as its label needs it. ``quantity``: what is in stock at all places, in the item's base unit."""

    number: str
    site: str
    item: str
    name_zh: str
    name_en: str
    supplier_lot: str | None
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool
    received_at: datetime | None
    status: str
    unit: str
    quantity: Decimal
    held: bool
    gtin: str | None


async def lot_facts(db: asyncpg.pool.PoolConnectionProxy, number: str) -> LotFacts | None:
    """Return a lot, or None if there is none of that number."""
    record = await db.fetchrow(_LOT, number)
    return None if record is None else LotFacts(**{**record, "quantity": Decimal(record["quantity"])})
