"""What is then true of receipts. Quantities posted to stock are in the item's base unit."""

from decimal import Decimal
from typing import Literal

from backend.log.vocabulary import Event, event

ReceiptStatus = Literal["posted", "unreconciled", "confirmed", "voided"]


@event(version=1)
class ReceiptPosted(Event, frozen=True, kw_only=True):
    """A receipt stands. ``matches`` are the keys under which the same goods would be found again; ``against`` the lots
    it may be the same goods as; ``dispute`` the entry that raised the doubt; ``label`` the own lot number as scanned.
    """

    id: str
    session: str
    label: str
    lot: str
    item: str
    supplier: str | None
    supplier_lot: str | None
    order: str | None
    order_line: int | None
    quantity: str
    unit: str
    quantity_base: Decimal
    delivery_note: str | None
    package_id: str | None
    di: str | None
    serial: str | None
    location: str
    status: ReceiptStatus
    against: tuple[str, ...]
    dispute: str | None
    matches: tuple[str, ...]
    person: str | None


@event(version=1)
class ReceiptCorrected(Event, frozen=True, kw_only=True):
    """What now holds for a receipt; the log keeps what it said before."""

    id: str
    supplier: str | None
    supplier_lot: str | None
    quantity: str
    unit: str
    quantity_base: Decimal
    status: ReceiptStatus
    against: tuple[str, ...]
    dispute: str | None
    matches: tuple[str, ...]


@event(version=1)
class ReceiptVoided(Event, frozen=True, kw_only=True):
    """A receipt does not count any more."""

    id: str
    reason: str


@event(version=1)
class ReceiptResolved(Event, frozen=True, kw_only=True):
    """A doubtful receipt was confirmed or voided by a second person."""

    id: str
    status: ReceiptStatus
    reason: str
