"""What can be recorded about receipts: three facts, never refused, and the decision that settles a doubtful one."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DateGiven, Quantity, Scan
from sync.text import Identifier, IdentifierOrBlank, Sha256

Files = Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=50)]


@entry(version=1, kind=Kind.FACT, action="receive")
class ReceiveLot(Entry, frozen=True, kw_only=True):
    """One carton, drum or pallet came in under an own lot number. ``item`` "" is unknown; ``session`` is one person
    receiving one delivery on one device; ``specification`` the revision on the papers; null is "not on the label".
    """

    certificates: Files
    delivery_note: Identifier | None
    di: Identifier | None
    expiry: DateGiven | None
    item: IdentifierOrBlank
    location: Identifier
    lot: Identifier
    order: Identifier | None
    order_line: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None
    package_id: Identifier | None
    photos: Files
    production: DateGiven | None
    quantity: Quantity
    scans: Annotated[tuple[Scan, ...], msgspec.Meta(max_length=100)]
    serial: Identifier | None
    session: Identifier
    specification: Identifier | None
    supplier: Identifier | None
    supplier_lot: Identifier | None


@entry(version=1, kind=Kind.FACT, action="receive")
class CorrectReceipt(Entry, frozen=True, kw_only=True):
    """What was wrong on a receipt, with the envelope's reason; null is unchanged, the original stays in the log."""

    expiry: DateGiven | None
    production: DateGiven | None
    quantity: Quantity | None
    receipt: Identifier
    supplier: Identifier | None
    supplier_lot: Identifier | None


@entry(version=1, kind=Kind.FACT, action="receive")
class VoidReceipt(Entry, frozen=True, kw_only=True):
    """A receipt did not happen (undo), with the envelope's reason; the original stays in the log."""

    receipt: Identifier


@entry(version=1, kind=Kind.DECISION, action="resolve_exception")
class ResolveReceipt(Entry, frozen=True, kw_only=True):
    """Somebody else than its author has looked at a doubtful receipt: the goods are there, or they are not."""

    receipt: Identifier
    verdict: Literal["confirm", "void"]
