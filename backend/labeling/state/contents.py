"""What the labels of a job say: put together once, when they are asked for, and beside it each label's own number.
The words and shapes of a lot's status are here, for whoever prints it.
"""

from datetime import date

from backend.items.state import Identifier, Item
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.texts import LabelTexts
from backend.material.state import Lot
from labels.templates.lot_data import date_as_given, lot_identity

StatusMark = tuple[str, str, str]
"""Shape, Chinese word, English word."""

STATUSES: dict[str, StatusMark] = {
    "released": ("ok", "放行", "Released"),
    "conditional": ("provisional", "有条件放行", "Conditional"),
    "rejected": ("stop", "拒收", "Rejected"),
    "expired": ("stop", "过期", "Expired"),
}
HELD: StatusMark = ("hold", "扣留", "On hold")
QUARANTINE: StatusMark = ("quarantine", "待检", "Quarantine")


def status_mark(status: str, *, held: bool) -> StatusMark:
    """Return how a lot's status is printed; held goes before everything."""
    return HELD if held else STATUSES.get(status, QUARANTINE)


def printed_date(day: date | None, *, day_given: bool) -> str:
    """Return a date as a label field, "" for none."""
    return "" if day is None else date_as_given(day.isoformat(), day_given=day_given)


def item_fields(item: Item | None) -> dict[str, str]:
    """Return what the item master says."""
    if item is None:
        return {}
    return {
        "item_number": item.number,
        "item_name_zh": item.name_zh,
        "item_name_en": item.name_en,
        "specification": item.specification or "",
        "unit": item.unit,
        "control": item.trace,
    }


def identifier_fields(identifier: Identifier | None, *, in_container: bool) -> dict[str, str]:
    """Return what the device identifier says; on a shipping container it is that of the contents."""
    if identifier is None or identifier.agency != "GS1":
        return {}
    return {"content_gtin" if in_container else "gtin": identifier.di}


def lot_fields(lot: Lot | None, gtin: str, *, held: bool) -> dict[str, str]:
    """Return what the lot says: its numbers (decision 0010), dates and status."""
    if lot is None:
        return {}
    shape, status_zh, status_en = status_mark(lot.status, held=held)
    return {
        **lot_identity(lot=lot.number, supplier_lot=lot.supplier_lot, gtin=gtin or None),
        "expiry": printed_date(lot.expiry, day_given=lot.expiry_day_given),
        "production": printed_date(lot.production, day_given=lot.production_day_given),
        "received": lot.received_at.date().isoformat() if lot.received_at else "",
        "status_shape": shape,
        "status_zh": status_zh,
        "status_en": status_en,
    }


def texts_of(*rows: LabelTexts | None) -> dict[str, str]:
    """Return the texts of the rows, a later one's before an earlier one's."""
    return {field: value for row in rows if row is not None for field, value in row.texts.items()}


def label_data(job: LabelJob, n: int, number: str | None) -> dict[str, str]:
    """Return what the n-th label says."""
    own = {"copy": str(n), "copies": str(job.count)}
    if number is not None:
        own["sscc" if job.in_container else "serial"] = number
    return {**job.data, **own}
