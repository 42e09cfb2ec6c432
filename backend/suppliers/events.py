"""What is then true of suppliers and purchase orders."""

from datetime import date
from decimal import Decimal

from backend.log.vocabulary import Event, event


@event(version=1)
class SupplierDefined(Event, frozen=True, kw_only=True):
    """A supplier was created or changed."""

    number: str
    name_en: str
    name_zh: str
    status: str


@event(version=1)
class SupplierApprovalSet(Event, frozen=True, kw_only=True):
    """What a supplier may deliver to a site has changed."""

    supplier: str
    site: str
    family: str
    status: str
    valid_to: date
    conditions: str


@event(version=1)
class OrderPlaced(Event, frozen=True, kw_only=True):
    """An order was created or its head changed."""

    number: str
    site: str
    supplier: str
    status: str
    ordered_on: date


@event(version=1)
class OrderLinePlaced(Event, frozen=True, kw_only=True):
    """A line was created or changed; ``quantity_expected`` in ``unit`` as ordered."""

    order: str
    line: int
    site: str
    item: str
    specification: str | None
    quantity_expected: Decimal
    unit: str
    due: date | None


@event(version=1)
class OrderLineReceived(Event, frozen=True, kw_only=True):
    """Goods came in on a line, or a receipt was corrected: what now is received, in the item's base unit."""

    order: str
    line: int
    quantity_received: Decimal
    order_status: str
