"""Rows of receipts, and what each entry touches: everything that could be the same goods is locked with it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec

from backend.devices.state import touches_number
from backend.items.state import Identifier, Item, touch_item, touches_lot_number
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.state import Location, Lot, at_site, touches_lot
from backend.receiving.entries import CorrectReceipt, ReceiveLot, ResolveReceipt, VoidReceipt
from backend.suppliers.state import Approval, Order, OrderLine, Supplier, touches_order
from sync import canonical


class Carton(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts of one session that look alike: under which lot, delivery note and package, and how many."""

    session: str
    lot: str
    delivery_note: str | None
    package_id: str | None
    count: int


@row_type("receipt_match", key=("key",), rank=44, lock="update")
class ReceiptMatch(Row, frozen=True, kw_only=True):
    """Everything received under one key (delivery, package or serial) and not voided since."""

    key: str
    cartons: tuple[Carton, ...]


@row_type("receipt", key=("id",), rank=45, lock="update", streams=at_site, part_of=("lot", ("lot",)))
class Receipt(Row, frozen=True, kw_only=True):
    """A receipt; its id is its entry's. ``quantity`` as recorded, ``quantity_base`` as posted to stock."""

    id: str
    site: str
    session: str
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
    status: str
    against: tuple[str, ...]
    dispute: str | None
    matches: tuple[str, ...]
    device: str
    by: str
    person: str | None
    occurred_at: datetime
    corrected: bool


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt is about once the server's knowledge is added: item by identifier, supplier and line by order."""

    item: str
    supplier: str | None
    order: Order | None
    line: OrderLine | None


def resolved(body: ReceiveLot, rows: WorkingSet) -> Resolved:
    """Return what the receipt is about, as far as the rows are loaded."""
    item = _item_of(body, rows)
    order = None if body.order is None else rows.peek(Order, body.order)
    lines = GroupTouch(OrderLine, "order", body.order or "")
    found = rows.group(OrderLine, "order", order.number) if order is not None and rows.has(lines) else []
    if body.order_line is not None:
        found = [line for line in found if line.line == body.order_line]
    else:
        found = [line for line in found if line.item == item]
    supplier = body.supplier or (None if order is None else order.supplier)
    return Resolved(item=item, supplier=supplier, order=order, line=found[0] if len(found) == 1 else None)


def _item_of(body: ReceiveLot, rows: WorkingSet) -> str:
    """Return the item's number: as said, as the identifier says, as the lot is, else a number for its stub."""
    if body.item:
        return body.item
    identifier = None if body.di is None else rows.peek(Identifier, body.di)
    if identifier is not None:
        return identifier.item
    lot = rows.peek(Lot, body.lot)
    if lot is not None and lot.item:
        return lot.item
    return body.di or f"?{body.lot}"


def lot_number(body: ReceiveLot, ctx: Context, rows: WorkingSet, item: str) -> str:
    """Return the lot the goods go to: the label's, or one beside it when that label is already on another item."""
    known = rows.peek(Lot, body.lot)
    if known is None or known.stub or known.item == item:
        return body.lot
    return f"{body.lot}#{ctx.device_code or ctx.device}-{ctx.seq}"


def delivery_key(
    *, supplier: str | None, item: str, supplier_lot: str | None, order: str | None, line: int | None
) -> str:
    """Return the key under which two receipts may be the same goods."""
    return "delivery:" + canonical.encode([supplier, item, supplier_lot, order, line]).decode()


def match_keys(body: ReceiveLot, about: Resolved) -> tuple[str, ...]:
    """Return every key under which these goods may have been received before."""
    line = about.line.line if about.line is not None else body.order_line
    keys = [
        delivery_key(
            supplier=about.supplier, item=about.item, supplier_lot=body.supplier_lot, order=body.order, line=line
        )
    ]
    keys += [] if body.package_id is None else [f"package:{body.package_id}"]
    keys += [] if body.serial is None else [f"serial:{about.item}:{body.serial}"]
    return tuple(keys)


def alike(carton: Carton, *, key: str, session: str, delivery_note: str | None, package_id: str | None) -> bool:
    """Say whether a carton under the same key may be the same goods.

    The same package or serial always is. A delivery is when another session received it, the delivery notes do not
    differ, the packages do not differ, and something beside the item says that it is the same.
    """
    if not key.startswith("delivery:"):
        return True
    if carton.session == session:
        return False
    same_note = delivery_note is not None and carton.delivery_note == delivery_note
    if not same_note and None not in (carton.delivery_note, delivery_note):
        return False
    if None not in (carton.package_id, package_id) and carton.package_id != package_id:
        return False
    return same_note or says_which(key)


def says_which(key: str) -> bool:
    """Say whether a delivery key names a supplier lot or an order; without either it fits every receipt of an item."""
    _, _, supplier_lot, order, _ = msgspec.json.decode(key.removeprefix("delivery:"), type=list[str | int | None])
    return supplier_lot is not None or order is not None


def touches_matches(
    keys: Iterable[str], rows: WorkingSet, *, session: str, delivery_note: str | None, package_id: str | None
) -> Iterable[AnyTouch]:
    """Return the rows of the keys, and every lot that may be the same goods."""
    for key in keys:
        yield Touch(ReceiptMatch, (key,), write=True)
        row = rows.peek(ReceiptMatch, key)
        for carton in () if row is None else row.cartons:
            if alike(carton, key=key, session=session, delivery_note=delivery_note, package_id=package_id):
                yield from touches_lot(carton.lot, rows)


def touches_supplier(supplier: str | None, item: str, site: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return a supplier and what it is approved for, once the item's family is known."""
    if supplier is None:
        return
    yield Touch(Supplier, (supplier,))
    known = rows.peek(Item, item)
    if known is not None:
        yield Touch(Approval, (supplier, site, known.family))


def touches_receive(body: ReceiveLot, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what the receipt names; then its item, supplier and lot; then what may be the same goods."""
    named: list[AnyTouch] = [
        Touch(Receipt, (ctx.entry_id,), write=True),
        Touch(Location, (ctx.site, body.location)),
        *touches_number(body.lot),
        *touches_lot_number(body.lot, rows),
        *touches_lot(body.lot, rows),
        *(() if body.di is None else (Touch(Identifier, (body.di,)),)),
        *(() if body.order is None else touches_order(body.order, rows)),
    ]
    yield from named
    if not all(rows.has(touch) for touch in named):
        return
    about = resolved(body, rows)
    yield touch_item(about.item, rows)
    yield from touches_supplier(about.supplier, about.item, ctx.site, rows)
    yield from touches_lot(lot_number(body, ctx, rows, about.item), rows)
    keys = match_keys(body, about)
    yield from touches_matches(
        keys, rows, session=body.session, delivery_note=body.delivery_note, package_id=body.package_id
    )


def touches_receipt(receipt: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return a receipt with its lot, its order, its keys and the lots it is in doubt with."""
    yield Touch(Receipt, (receipt,), write=True)
    known = rows.peek(Receipt, receipt)
    if known is None:
        return
    for lot in (known.lot, *known.against):
        yield from touches_lot(lot, rows)
    yield from (Touch(ReceiptMatch, (key,), write=True) for key in known.matches)
    if known.order is not None:
        yield from touches_order(known.order, rows)


def touches_correct(body: CorrectReceipt, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the receipt, its new supplier, and what may be the same goods under its new key."""
    yield from touches_receipt(body.receipt, rows)
    known = rows.peek(Receipt, body.receipt)
    if known is None:
        return
    yield from touches_supplier(body.supplier, known.item, known.site, rows)
    yield from touches_matches(
        corrected_keys(body, known),
        rows,
        session=known.session,
        delivery_note=known.delivery_note,
        package_id=known.package_id,
    )


def corrected_keys(body: CorrectReceipt, receipt: Receipt) -> tuple[str, ...]:
    """Return the receipt's keys after the correction."""
    key = delivery_key(
        supplier=body.supplier or receipt.supplier,
        item=receipt.item,
        supplier_lot=body.supplier_lot or receipt.supplier_lot,
        order=receipt.order,
        line=receipt.order_line,
    )
    return (key, *(k for k in receipt.matches if not k.startswith("delivery:")))


def touches_void(body: VoidReceipt | ResolveReceipt, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the receipt and all that hangs on it."""
    return touches_receipt(body.receipt, rows)
