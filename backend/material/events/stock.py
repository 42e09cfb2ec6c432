"""What is then true of lots, stock and holds. Quantities are in the item's base unit, exact and above zero."""

from datetime import date
from decimal import Decimal
from typing import Literal

from backend.log.vocabulary import Event, event

MovementKind = Literal[
    "receipt",
    "correction",
    "void",
    "move",
    "reconcile",
    "restate",
    "make",
    "consume",
    "split",
    "merge",
    "scrap",
    "rework",
    "sample",
    "retention",
    "in_process",
    "relabel",
]


@event(version=1)
class LocationDefined(Event, frozen=True, kw_only=True):
    """A location was created or changed."""

    site: str
    code: str
    name_en: str
    name_zh: str
    type: str
    zone: str


@event(version=1)
class LocationDeactivated(Event, frozen=True, kw_only=True):
    """A location was closed."""

    site: str
    code: str


@event(version=1)
class LocationReactivated(Event, frozen=True, kw_only=True):
    """A closed location is open again."""

    site: str
    code: str


@event(version=1)
class LotCreated(Event, frozen=True, kw_only=True):
    """A lot exists. ``status`` is where its life begins."""

    number: str
    item: str
    item_revision: str
    supplier: str | None
    supplier_lot: str | None
    status: str
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool


@event(version=1)
class LotStubbed(Event, frozen=True, kw_only=True):
    """A lot was named by a fact before its receipt arrived; nothing else is known of it."""

    number: str


@event(version=1)
class LotCompleted(Event, frozen=True, kw_only=True):
    """The receipt of a stub lot has arrived."""

    number: str
    item: str
    item_revision: str
    supplier: str | None
    supplier_lot: str | None
    status: str
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool


@event(version=1)
class LotCorrected(Event, frozen=True, kw_only=True):
    """What the papers say of a lot was corrected; every value is the one that now holds."""

    number: str
    supplier: str | None
    supplier_lot: str | None
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool


@event(version=1)
class LotStatusChanged(Event, frozen=True, kw_only=True):
    """A lot went from one state to the next."""

    number: str
    status: str


@event(version=3)
class StockMoved(Event, frozen=True, kw_only=True):
    """Double entry: ``quantity`` left ``from_location`` for ``to_location``; None is outside the company's stock."""

    id: str
    lot: str
    from_location: str | None
    to_location: str | None
    quantity: Decimal
    unit: str
    kind: MovementKind


@event(version=1)
class HoldPlaced(Event, frozen=True, kw_only=True):
    """A lot is on hold; the hold answers to the entry of this event."""

    id: str
    lot: str
    reason_code: str
    text: str
    photos: tuple[str, ...] = ()


@event(version=1)
class HoldLifted(Event, frozen=True, kw_only=True):
    """One hold was let go."""

    id: str
    lot: str
    reason: str
