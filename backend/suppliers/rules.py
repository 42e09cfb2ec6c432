"""Decides on suppliers and orders; says whether a supplier may deliver, and what a receipt means for an order."""

from datetime import date
from decimal import Decimal

import msgspec

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision, Event, refuse
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.suppliers.entries import (
    ApproveSupplier,
    DefineSupplier,
    ImportOrders,
    ImportSuppliers,
    OrderLineFields,
    PlaceOrder,
)
from backend.suppliers.events import (
    OrderLinePlaced,
    OrderLineReceived,
    OrderPlaced,
    SupplierApprovalSet,
    SupplierDefined,
)
from backend.suppliers.state import Approval, Order, OrderLine, Supplier
from sync.outcome import Flag
from sync.quantity import NotConvertible, Quantity, add, to_base

STOPPED = ("suspended", "disqualified")
ENDED = ("closed", "cancelled")


def approval_problem(approval: Approval | None, *, supplier: str, family: str, day: date) -> Flag | None:
    """Return why a supplier may not deliver a family on a day, or only under conditions; None when it may."""
    detail = {"supplier": supplier, "family": family}
    if approval is None:
        return Flag("SUPPLIER_NOT_APPROVED", detail)
    if approval.status in STOPPED:
        return Flag("SUPPLIER_SUSPENDED", {**detail, "status": approval.status})
    if approval.valid_to < day:
        return Flag("SUPPLIER_APPROVAL_EXPIRED", {**detail, "valid_to": approval.valid_to.isoformat()})
    if approval.status == "conditional":
        return Flag("SUPPLIER_CONDITIONAL", {**detail, "conditions": approval.conditions})
    return None


def expected(line: OrderLine, item: Item) -> Decimal:
    """Return what a line expects, in the item's base unit; raises NotConvertible."""
    quantity = Quantity(unit=line.unit, value=f"{line.quantity_expected:f}")
    return to_base(quantity, base_unit=item.unit, conversions=item.conversions)


def line_received(rows: WorkingSet, line: OrderLine, quantity: Decimal) -> OrderLineReceived:
    """Return the event that adds ``quantity`` (base unit, negative to take back) to what a line has received."""
    order = rows.get(Order, line.order)
    after = msgspec.structs.replace(line, quantity_received=add(line.quantity_received, quantity))
    lines = [after if each.line == line.line else each for each in rows.group(OrderLine, "order", line.order)]
    return OrderLineReceived(
        order=line.order,
        line=line.line,
        quantity_received=after.quantity_received,
        order_status=order.status if order.status in ENDED else _status(rows, lines),
    )


def _status(rows: WorkingSet, lines: list[OrderLine]) -> str:
    if all(_complete(rows, line) for line in lines):
        return "received"
    return "part" if any(line.quantity_received > 0 for line in lines) else "sent"


def _complete(rows: WorkingSet, line: OrderLine) -> bool:
    item = rows.find(Item, line.item)
    try:
        return item is not None and line.quantity_received >= expected(line, item)
    except NotConvertible:
        return False


def decide_define_supplier(rows: WorkingSet, body: DefineSupplier, _ctx: Context) -> Decision:
    """Create or change a supplier; unchanged fields give no event."""
    event = SupplierDefined(**msgspec.structs.asdict(body))
    unchanged = rows.find(Supplier, body.number) == Supplier(**msgspec.structs.asdict(event))
    return Decision(events=() if unchanged else (event,))


def decide_approve_supplier(rows: WorkingSet, body: ApproveSupplier, _ctx: Context) -> Decision:
    """Set what a known supplier may deliver."""
    if rows.find(Supplier, body.supplier) is None:
        return refuse("SUPPLIER_UNKNOWN", supplier=body.supplier)
    return Decision(events=_approved(rows, body))


def _approved(rows: WorkingSet, body: ApproveSupplier) -> tuple[SupplierApprovalSet, ...]:
    event = SupplierApprovalSet(**msgspec.structs.asdict(body))
    known = rows.find(Approval, body.supplier, body.site, body.family)
    return () if known == Approval(**msgspec.structs.asdict(event)) else (event,)


def decide_import_suppliers(rows: WorkingSet, body: ImportSuppliers, ctx: Context) -> Decision:
    """Take a whole file of suppliers and approvals, or refuse it with its first wrong row."""
    numbers = [s.number for s in body.suppliers]
    keys = [(a.supplier, a.site, a.family) for a in body.approvals]
    if len(set(numbers)) != len(numbers) or len(set(keys)) != len(keys):
        return refuse("IMPORT_ROW_TWICE", key=body.source)
    events: list[Event] = []
    for supplier in body.suppliers:
        events += decide_define_supplier(rows, supplier, ctx).events
    for row, approval in enumerate(body.approvals, 1):
        if approval.supplier not in numbers and rows.find(Supplier, approval.supplier) is None:
            return refuse("SUPPLIER_UNKNOWN", supplier=approval.supplier, row=row)
        events += _approved(rows, approval)
    return Decision(events=tuple(events))


def decide_place_order(rows: WorkingSet, body: PlaceOrder, ctx: Context) -> Decision:
    """Place an order with a supplier that may deliver every family of its items today (ISO 13485, 7.4.1)."""
    problem = _order_problem(rows, body)
    if problem is None and body.status not in ENDED:
        problem = _not_approved(rows, body, factory_day(ctx.received_at))
    return Decision(refusal=problem) if problem else Decision(events=_ordered(rows, body))


def decide_import_orders(rows: WorkingSet, body: ImportOrders, _ctx: Context) -> Decision:
    """Take a whole file of orders that were placed elsewhere, or refuse it with its first wrong order."""
    events: list[Event] = []
    seen: set[str] = set()
    for row, order in enumerate(body.rows, 1):
        if order.number in seen:
            return refuse("IMPORT_ROW_TWICE", key=order.number, row=row)
        seen.add(order.number)
        problem = _order_problem(rows, order)
        if problem:
            return refuse(problem.code, **problem.detail, row=row)
        events += _ordered(rows, order)
    return Decision(events=tuple(events))


def _order_problem(rows: WorkingSet, body: PlaceOrder) -> Flag | None:
    known = rows.find(Order, body.number)
    if rows.find(Supplier, body.supplier) is None:
        return Flag("SUPPLIER_UNKNOWN", {"supplier": body.supplier, "order": body.number})
    lines = {line.line: line for line in rows.group(OrderLine, "order", body.number)}
    received = any(line.quantity_received for line in lines.values())
    if known is not None and received and (known.site, known.supplier) != (body.site, body.supplier):
        return Flag("ORDER_FROZEN", {"order": body.number})
    if len({line.line for line in body.lines}) != len(body.lines):
        return Flag("IMPORT_ROW_TWICE", {"key": body.number})
    found = (_line_problem(rows, body.number, line, lines.get(line.line)) for line in body.lines)
    return next((problem for problem in found if problem), None)


def _line_problem(rows: WorkingSet, order: str, line: OrderLineFields, known: OrderLine | None) -> Flag | None:
    detail = {"order": order, "line": line.line, "item": line.item}
    item = rows.find(Item, line.item)
    if item is None:
        return Flag("ORDER_ITEM_UNKNOWN", detail)
    if known is not None and known.quantity_received and known.item != line.item:
        return Flag("ORDER_FROZEN", detail)
    try:
        amount = to_base(line.quantity, base_unit=item.unit, conversions=item.conversions)
    except NotConvertible:
        amount = Decimal(0)
    if amount > 0:
        return None
    return Flag("ORDER_QUANTITY_WRONG", {**detail, "unit": line.quantity.unit, "quantity": line.quantity.value})


def _not_approved(rows: WorkingSet, body: PlaceOrder, day: date) -> Flag | None:
    supplier = rows.get(Supplier, body.supplier)
    detail = {"order": body.number, "supplier": body.supplier}
    if supplier.status in STOPPED:
        return Flag("ORDER_SUPPLIER_STOPPED", {**detail, "status": supplier.status})
    for line in body.lines:
        family = rows.get(Item, line.item).family
        approval = rows.find(Approval, body.supplier, body.site, family)
        problem = approval_problem(approval, supplier=body.supplier, family=family, day=day)
        if problem is not None and problem.code != "SUPPLIER_CONDITIONAL":
            until = None if approval is None else approval.valid_to.isoformat()
            status = None if approval is None else approval.status
            named = {"family": family, "site": body.site, "item": line.item, "status": status, "valid_to": until}
            return Flag("ORDER_FAMILY_NOT_APPROVED", {**detail, **named})
    return None


def _ordered(rows: WorkingSet, body: PlaceOrder) -> tuple[Event, ...]:
    known = rows.find(Order, body.number)
    lines = {line.line: line for line in rows.group(OrderLine, "order", body.number)}
    keeps = known is not None and known.status in ("part", "received") and body.status not in ENDED
    head = OrderPlaced(
        number=body.number,
        site=body.site,
        supplier=body.supplier,
        status=known.status if known is not None and keeps else body.status,
        ordered_on=body.ordered_on,
    )
    events: list[Event] = [] if known == Order(**msgspec.structs.asdict(head)) else [head]
    for line in body.lines:
        placed = _placed(body, line)
        old = lines.get(line.line)
        row = OrderLine(
            **msgspec.structs.asdict(placed), quantity_received=old.quantity_received if old else Decimal(0)
        )
        events += [] if old == row else [placed]
    return tuple(events)


def _placed(body: PlaceOrder, line: OrderLineFields) -> OrderLinePlaced:
    return OrderLinePlaced(
        order=body.number,
        line=line.line,
        site=body.site,
        item=line.item,
        specification=line.specification,
        quantity_expected=Decimal(line.quantity.value),
        unit=line.quantity.unit,
        due=line.due,
    )
