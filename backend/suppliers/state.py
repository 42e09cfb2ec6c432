"""Rows of suppliers and purchase orders and what their entries touch."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from backend.items.state import Item, everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.state import at_site
from backend.suppliers.entries import ApproveSupplier, DefineSupplier, ImportOrders, ImportSuppliers, PlaceOrder


@row_type("supplier", key=("number",), rank=33, lock="share", streams=everywhere)
class Supplier(Row, frozen=True, kw_only=True):
    """A supplier."""

    number: str
    name_en: str
    name_zh: str
    status: str


@row_type(
    "approval",
    key=("supplier", "site", "family"),
    rank=34,
    lock="share",
    streams=at_site,
    part_of=("supplier", ("supplier",)),
)
class Approval(Row, frozen=True, kw_only=True):
    """What a supplier may deliver to a site, through the day ``valid_to``."""

    supplier: str
    site: str
    family: str
    status: str
    valid_to: date
    conditions: str


@row_type("order", key=("number",), rank=40, lock="update", streams=at_site)
class Order(Row, frozen=True, kw_only=True):
    """A purchase order; its lock guards its lines."""

    number: str
    site: str
    supplier: str
    status: str
    ordered_on: date


@row_type("order_line", key=("order", "line"), rank=41, lock="parent", streams=at_site, part_of=("order", ("order",)))
class OrderLine(Row, frozen=True, kw_only=True):
    """A line: expected in the unit ordered, received in the item's base unit."""

    order: str
    line: int
    site: str
    item: str
    specification: str | None
    quantity_expected: Decimal
    unit: str
    quantity_received: Decimal
    due: date | None


def touches_define_supplier(body: DefineSupplier, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the supplier."""
    return (Touch(Supplier, (body.number,), write=True),)


def touches_approve_supplier(body: ApproveSupplier, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the supplier and the approval."""
    yield Touch(Supplier, (body.supplier,))
    yield Touch(Approval, (body.supplier, body.site, body.family), write=True)


def touches_import_suppliers(body: ImportSuppliers, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every supplier and approval of the file."""
    for supplier in body.suppliers:
        yield from touches_define_supplier(supplier, ctx, rows)
    for approval in body.approvals:
        yield from touches_approve_supplier(approval, ctx, rows)


def touches_order(number: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return an order to be changed, with its lines, and their items once the lines are loaded."""
    lines = GroupTouch(OrderLine, "order", number)
    yield Touch(Order, (number,), write=True)
    yield lines
    if rows.has(lines):
        yield from (Touch(Item, (line.item,)) for line in rows.group(OrderLine, "order", number))


def touches_place_order(body: PlaceOrder, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order, its supplier, the items of its lines and what the supplier is approved for."""
    yield from touches_order(body.number, rows)
    yield Touch(Supplier, (body.supplier,))
    for line in body.lines:
        yield Touch(Item, (line.item,))
        item = rows.peek(Item, line.item)
        if item is not None:
            yield Touch(Approval, (body.supplier, body.site, item.family))


def touches_import_orders(body: ImportOrders, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every row that the file names."""
    for order in body.rows:
        yield from touches_place_order(order, ctx, rows)
