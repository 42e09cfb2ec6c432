"""What is then true of work orders. Quantities are in the item's base unit."""

from datetime import date
from decimal import Decimal

from backend.items.entries import SerialSpan
from backend.items.entries.process import Step, StructureLine
from backend.log.vocabulary import Event, event


@event(version=2)
class OrderPlanned(Event, frozen=True, kw_only=True):
    """So much of an item is to be made. ``serials``: of its units, empty where they are named as they are made."""

    number: str
    item: str
    quantity: Decimal
    unit: str
    due: date | None
    lots: tuple[str, ...]
    output_location: str
    serials: tuple[SerialSpan, ...]


@event(version=2)
class OrderReleased(Event, frozen=True, kw_only=True):
    """The order is bound to this structure and this routing for good, and to its units' serials where it names them."""

    number: str
    item_revision: str
    structure_revision: str
    lines: tuple[StructureLine, ...]
    routing_revision: str
    steps: tuple[Step, ...]
    serials: tuple[SerialSpan, ...]


@event(version=1)
class OrderStatusChanged(Event, frozen=True, kw_only=True):
    """An order went from one state to the next; ``reason`` where somebody decided it."""

    number: str
    status: str
    reason: str | None


@event(version=1)
class QuantityTransferred(Event, frozen=True, kw_only=True):
    """So many units of a bucket go on under another lot of the order."""

    number: str
    from_lot: str
    to_lot: str
    bucket: str
    quantity: Decimal


@event(version=1)
class QuantityReported(Event, frozen=True, kw_only=True):
    """So many units went from bucket to bucket; from None: they were begun."""

    number: str
    lot: str
    from_bucket: str | None
    to_bucket: str
    quantity: Decimal
    defect: str | None
