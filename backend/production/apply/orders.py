"""The effect of order events."""

from decimal import Decimal

from msgspec.structs import replace

from backend.items.entries import SerialSpan
from backend.items.state import spelled
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.production.events import (
    OrderPlanned,
    OrderReleased,
    OrderStatusChanged,
    QuantityReported,
    QuantityTransferred,
)
from backend.production.state import (
    MAX_SERIALS,
    NamedSerial,
    OrderAccount,
    OrderSerials,
    OrderSnapshot,
    WorkOrder,
)
from sync.quantity import add


def apply_order_planned(rows: WorkingSet, event: OrderPlanned, ctx: EventContext) -> None:
    """Put the order, planned."""
    told = {name: getattr(event, name) for name in OrderPlanned.__struct_fields__ if name != "serials"}
    order = WorkOrder(
        **told,
        site=ctx.site,
        status="planned",
        structure_revision="",
        routing_revision="",
        released_by=None,
        released_at=None,
    )
    rows.put(order)
    _name(rows, order, event.serials)


def apply_order_released(rows: WorkingSet, event: OrderReleased, ctx: EventContext) -> None:
    """Bind the order."""
    order = rows.get(WorkOrder, event.number)
    rows.put(
        replace(
            order,
            status="released",
            structure_revision=event.structure_revision,
            routing_revision=event.routing_revision,
            released_by=ctx.badge,
            released_at=ctx.received_at,
        )
    )
    rows.create(
        OrderSnapshot(
            order=event.number,
            site=order.site,
            item_revision=event.item_revision,
            lines=event.lines,
            steps=event.steps,
        )
    )
    if event.serials:
        _name(rows, order, event.serials)


def _name(rows: WorkingSet, order: WorkOrder, spans: tuple[SerialSpan, ...]) -> None:
    """Let the order name these serials of its item, and no others any more."""
    known = rows.peek(OrderSerials, order.number)
    if known is not None:
        rows.remove(OrderSerials, order.number)
        for serial in spelled(known.spans, limit=MAX_SERIALS):
            rows.remove(NamedSerial, order.item, serial)
    if spans:
        rows.create(OrderSerials(order=order.number, spans=spans))
    for serial in spelled(spans, limit=MAX_SERIALS):
        rows.create(NamedSerial(item=order.item, serial=serial, order=order.number))


def apply_order_status_changed(rows: WorkingSet, event: OrderStatusChanged, _ctx: EventContext) -> None:
    """Move the order to its next state; one that is cancelled gives its serials back."""
    order = replace(rows.get(WorkOrder, event.number), status=event.status)
    rows.put(order)
    if event.status == "cancelled":
        _name(rows, order, ())


def apply_quantity_reported(rows: WorkingSet, event: QuantityReported, _ctx: EventContext) -> None:
    """Take from one bucket, add to the other."""
    if event.from_bucket is not None:
        _count(rows, event.number, event.lot, event.from_bucket, -event.quantity)
    _count(rows, event.number, event.lot, event.to_bucket, event.quantity)


def apply_quantity_transferred(rows: WorkingSet, event: QuantityTransferred, _ctx: EventContext) -> None:
    """Take from one lot, add to the other."""
    _count(rows, event.number, event.from_lot, event.bucket, -event.quantity)
    _count(rows, event.number, event.to_lot, event.bucket, event.quantity)


def _count(rows: WorkingSet, order: str, lot: str, bucket: str, quantity: Decimal) -> None:
    known = rows.peek(OrderAccount, order, lot, bucket)
    if known is None:
        rows.create(OrderAccount(order=order, lot=lot, bucket=bucket, quantity=quantity))
    else:
        rows.put(replace(known, quantity=add(known.quantity, quantity)))
