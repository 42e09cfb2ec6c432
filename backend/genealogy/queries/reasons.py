"""Why an answer is not complete, in codes of the catalogue, and which devices may know more."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import LotFound
from backend.genealogy.queries.reached import Direction
from backend.genealogy.queries.structure import Gap
from backend.genealogy.queries.units import UnitCount, UnitFound

SILENT_SECONDS = 15 * 60
"""After this long without a word a device is named beside the answer: it may hold movements nobody has seen."""
NAMED = 5
"""A reason names so many of what it counts."""


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


# Of the caller's site and of every site that a lot of the answer is at.
_UNHEARD = """
SELECT d.code, d.name, c.last_push_at, greatest(coalesce(c.claimed_seq - c.head_seq, 0), 0)
FROM row_device d LEFT JOIN device_chain c ON c.device = d.id
WHERE d.status = 'active' AND d.kind = 'handheld'
  AND (d.site = $1 OR d.site IN (SELECT l.site FROM row_lot l WHERE l.number = ANY ($2::text[]))) ORDER BY d.code
"""
# The index is partial, by the same words.
_QUARANTINED = """
SELECT count(*) FROM outcome o WHERE o.raw LIKE '%"outcome":"quarantined"%'::bytea AND NOT EXISTS (
  SELECT 1 FROM outcome l WHERE l.device = o.device AND l.seq = o.seq AND l.revision > o.revision
)
"""


async def unheard_devices(db: Db, site: str, lots: Sequence[str]) -> list[Unheard]:
    """Return the handhelds that might know more about these lots."""
    return [Unheard(*record) for record in await db.fetch(_UNHEARD, site, list(lots))]


def silent(device: Unheard, now: datetime) -> bool:
    """Say whether a device has been silent for so long that it is named."""
    return device.last_push_at is None or (now - device.last_push_at).total_seconds() > SILENT_SECONDS


async def reasons_of(  # noqa: PLR0913 - each is a different thing that may be missing
    db: Db,
    direction: Direction,
    *,
    lots: Sequence[LotFound],
    inside: Sequence[UnitFound],
    counts: Sequence[UnitCount],
    gaps: Sequence[Gap],
    unheard: Sequence[Unheard],
) -> list[Reason]:
    """Return every reason why the answer may not be the whole truth."""
    stubs = sum(unit.stub for unit in inside) + sum(count.stubs for count in counts)
    quarantined = await db.fetchval(_QUARANTINED)
    return [
        *_of_lots("TRACE_LOT_ONLY_NAMED", (lot.number for lot in lots if lot.stub)),
        *(_of_lots("TRACE_ORIGIN_UNKNOWN", map(_name, filter(_has_no_origin, lots))) if direction == "back" else ()),
        *([Reason("TRACE_UNIT_ONLY_NAMED", {"count": stubs})] if stubs else ()),
        *_of_gaps(gaps),
        *_of_devices([device for device in unheard if device.unsent]),
        *([Reason("TRACE_RECORDS_QUARANTINED", {"count": quarantined})] if quarantined else ()),
    ]


def _name(lot: LotFound) -> str:
    return lot.number


def _has_no_origin(lot: LotFound) -> bool:
    return lot.kind == "lot" and not lot.stub and not lot.has_inputs and lot.supplier is None


def _of_lots(code: str, numbers: Iterable[str]) -> list[Reason]:
    found = list(numbers)
    return [Reason(code, {"count": len(found), "lots": ", ".join(found[:NAMED])})] if found else []


def _of_gaps(gaps: Sequence[Gap]) -> list[Reason]:
    """Return one reason for each thing made, its lines named in full."""
    by_made: dict[tuple[str, str, bool], list[str]] = {}
    for gap in gaps:
        by_made.setdefault((gap.name, gap.order, gap.linked), []).append(gap.item)
    return [
        Reason(
            "TRACE_LINE_WITHOUT_RECEIPT" if linked else "TRACE_LINE_MISSING",
            {"made": name, "order": order, "items": ", ".join(items)},
        )
        for (name, order, linked), items in by_made.items()
    ]


def _of_devices(holding: Sequence[Unheard]) -> list[Reason]:
    if not holding:
        return []
    names = ", ".join(device.code for device in holding[:NAMED])
    return [Reason("TRACE_RECORDS_UNSENT", {"count": sum(d.unsent for d in holding), "devices": names})]
