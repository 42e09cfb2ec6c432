"""The effect of supplier and order events on the rows; nothing is decided here."""

from decimal import Decimal

import msgspec

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.suppliers.events import (
    OrderLinePlaced,
    OrderLineReceived,
    OrderPlaced,
    SupplierApprovalSet,
    SupplierDefined,
)
from backend.suppliers.state import Approval, Order, OrderLine, Supplier


def apply_supplier_defined(rows: WorkingSet, event: SupplierDefined, _ctx: EventContext) -> None:
    """Put the supplier."""
    rows.put(Supplier(**msgspec.structs.asdict(event)))


def apply_supplier_approval_set(rows: WorkingSet, event: SupplierApprovalSet, _ctx: EventContext) -> None:
    """Put the approval."""
    rows.put(Approval(**msgspec.structs.asdict(event)))


def apply_order_placed(rows: WorkingSet, event: OrderPlaced, _ctx: EventContext) -> None:
    """Put the order's head."""
    rows.put(Order(**msgspec.structs.asdict(event)))


def apply_order_line_placed(rows: WorkingSet, event: OrderLinePlaced, _ctx: EventContext) -> None:
    """Put the line, keeping what was received on it."""
    known = next((each for each in rows.group(OrderLine, "order", event.order) if each.line == event.line), None)
    fields = msgspec.structs.asdict(event)
    if known is None:
        rows.create(OrderLine(**fields, quantity_received=Decimal(0)))
    else:
        rows.put(OrderLine(**fields, quantity_received=known.quantity_received))


def apply_order_line_received(rows: WorkingSet, event: OrderLineReceived, _ctx: EventContext) -> None:
    """Put what is received on the line and where that leaves the order."""
    order = rows.get(Order, event.order)
    line = next(each for each in rows.group(OrderLine, "order", event.order) if each.line == event.line)
    rows.put(msgspec.structs.replace(line, quantity_received=event.quantity_received))
    rows.put(msgspec.structs.replace(order, status=event.order_status))
