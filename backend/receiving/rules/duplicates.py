"""Two receipts that may be the same goods: found by key, both kept, both lots held until a person has looked.

Order decides only which of the two carries the code, never which of them was right.
"""

from collections.abc import Iterable

import msgspec

from backend.log.working_set import WorkingSet
from backend.receiving.state import ReceiptMatch, alike

CODES = {
    "delivery": "POSSIBLE_DUPLICATE_RECEIPT",
    "package": "PACKAGE_RECEIVED_TWICE",
    "serial": "SERIAL_RECEIVED_TWICE",
}


class Doubt(msgspec.Struct, frozen=True):
    """Why a receipt may be the same goods as another: the code, and the lots of the others."""

    code: str
    lots: tuple[str, ...]


def doubt_about(
    rows: WorkingSet, keys: Iterable[str], *, session: str, delivery_note: str | None, package_id: str | None
) -> Doubt | None:
    """Return the first kind of key under which the goods were received before, with every lot that is concerned."""
    code = ""
    lots: dict[str, None] = {}
    for key in keys:
        row = rows.find(ReceiptMatch, key)
        for carton in () if row is None else row.cartons:
            if alike(carton, key=key, session=session, delivery_note=delivery_note, package_id=package_id):
                code = code or CODES[key.partition(":")[0]]
                lots[carton.lot] = None
    return Doubt(code, tuple(lots)) if code else None
