"""Puts receipts right: corrections and undo are facts that compensate; the original stays in the log."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import LotCorrected, MovementKind
from backend.material.rules import factory_day, ids, negative
from backend.material.state import UNRECONCILED, Lot
from backend.people.rules import MIN_REASON
from backend.receiving.entries import CorrectReceipt, VoidReceipt
from backend.receiving.events import ReceiptCorrected, ReceiptStatus, ReceiptVoided
from backend.receiving.rules.checks import expiry_findings, late_expiry, supplier_findings
from backend.receiving.rules.duplicates import Doubt, doubt_about
from backend.receiving.rules.orders import counted, line_of
from backend.receiving.rules.posting import Base, Post, amount_of, moved
from backend.receiving.rules.receive import doubt_findings, holds
from backend.receiving.state import Receipt, corrected_keys
from sync.quantity import Quantity, add


def bucket_of(receipt: Receipt) -> str:
    """Return the bucket into which a receipt's quantity was posted."""
    return UNRECONCILED if receipt.status == "unreconciled" else receipt.location


def decide_void(rows: WorkingSet, body: VoidReceipt, ctx: Context) -> Decision:
    """Take the receipt's quantity out again; holds stay, because lifting one is a decision."""
    receipt, wrong = _found(rows, body.receipt, ctx)
    if receipt is None:
        return Decision(exceptions=wrong)
    posts = [_post(bucket_of(receipt), -receipt.quantity_base, base_unit(rows, receipt), "void")]
    moves = moved(ids(ctx), receipt.lot, posts)
    events: list[Event] = [*moves, ReceiptVoided(id=receipt.id, reason=ctx.reason or "")]
    if receipt.status != "unreconciled":
        line = line_of(rows, receipt.order, receipt.order_line)
        events += counted(rows, line, receipt.item, -receipt.quantity_base)[0]
    return Decision(events=tuple(events), exceptions=(*wrong, *negative(rows, moves)))


def _found(rows: WorkingSet, number: str, ctx: Context) -> tuple[Receipt | None, tuple[Exceptional, ...]]:
    """Return the receipt if it still counts, and what is wrong with putting it right; a fact is kept all the same."""
    receipt = rows.find(Receipt, number)
    wrong: list[Exceptional] = []
    if len((ctx.reason or "").strip()) < MIN_REASON:
        detail = {"expected": MIN_REASON, "found": len((ctx.reason or "").strip())}
        wrong.append(Exceptional("REASON_MISSING", "receipt", number, detail))
    if receipt is None:
        wrong.append(Exceptional("RECEIPT_UNKNOWN", "receipt", number, {"receipt": number}))
    elif receipt.status == "voided":
        wrong.append(Exceptional("RECEIPT_ALREADY_VOIDED", "receipt", number, {"receipt": number, "lot": receipt.lot}))
        receipt = None
    return receipt, tuple(wrong)


def base_unit(rows: WorkingSet, receipt: Receipt) -> str:
    """Return the unit in which a receipt was posted."""
    return rows.get(Item, receipt.item).unit


def _post(bucket: str, quantity: Decimal, unit: str, kind: MovementKind) -> Post:
    return Post(from_location=None, to_location=bucket, quantity=quantity, unit=unit, kind=kind)


def decide_correct(rows: WorkingSet, body: CorrectReceipt, ctx: Context) -> Decision:
    """Post the difference, put what now holds, and judge again what was changed."""
    receipt, wrong = _found(rows, body.receipt, ctx)
    if receipt is None:
        return Decision(exceptions=wrong)
    item = rows.get(Item, receipt.item)
    amount, quantity, problems = _amount(body, receipt, item)
    keys = corrected_keys(body, receipt)
    doubt = _doubt(rows, receipt, keys)
    numbers = ids(ctx)
    posts = _posts(receipt, amount, item.unit, moved_aside=doubt is not None)
    moves = moved(numbers, receipt.lot, posts)
    ordered, over = _on_order(rows, receipt, amount, doubt)
    problems += [*_judged_again(rows, body, receipt, item, ctx), *over]
    status: ReceiptStatus = "unreconciled" if doubt else msgspec.convert(receipt.status, ReceiptStatus)
    corrected = ReceiptCorrected(
        id=receipt.id,
        supplier=body.supplier or receipt.supplier,
        supplier_lot=body.supplier_lot or receipt.supplier_lot,
        quantity=quantity.value,
        unit=quantity.unit,
        quantity_base=amount,
        status=status,
        against=doubt.lots if doubt else receipt.against,
        dispute=ctx.entry_id if doubt else receipt.dispute,
        matches=keys,
    )
    events = (
        *moves,
        corrected,
        *_lot_corrected(rows, body, receipt),
        *ordered,
        *holds(numbers, receipt.lot, receipt.lot, problems, doubt),
    )
    doubtful = doubt_findings(doubt, receipt.id, receipt.lot)
    return Decision(events=events, exceptions=(*wrong, *problems, *doubtful, *negative(rows, moves)))


def _amount(body: CorrectReceipt, receipt: Receipt, item: Item) -> tuple[Decimal, Quantity, list[Exceptional]]:
    """Return what the receipt now posts, its quantity as recorded, and what is wrong; then the old one stays."""
    before = Quantity(unit=receipt.unit, value=receipt.quantity)
    if body.quantity is None:
        return receipt.quantity_base, before, []
    amount, problem = amount_of(body.quantity, Base(item.unit, item.conversions), lot=receipt.lot)
    if problem is not None:
        return receipt.quantity_base, before, [problem]
    return amount, body.quantity, []


def _doubt(rows: WorkingSet, receipt: Receipt, keys: tuple[str, ...]) -> Doubt | None:
    """Return the doubt that the corrected papers raise; one that was raised or settled before is not raised again."""
    new = [key for key in keys if key not in receipt.matches]
    if receipt.status != "posted":
        return None
    return doubt_about(
        rows, new, session=receipt.session, delivery_note=receipt.delivery_note, package_id=receipt.package_id
    )


def _posts(receipt: Receipt, amount: Decimal, unit: str, *, moved_aside: bool) -> list[Post]:
    bucket = bucket_of(receipt)
    posts = [_post(bucket, add(amount, -receipt.quantity_base), unit, "correction")]
    if moved_aside:
        posts.append(
            Post(from_location=bucket, to_location=UNRECONCILED, quantity=amount, unit=unit, kind="correction")
        )
    return posts


def _on_order(
    rows: WorkingSet, receipt: Receipt, amount: Decimal, doubt: Doubt | None
) -> tuple[list[Event], list[Exceptional]]:
    """Return what the order line now has received: nothing of a receipt in doubt counts."""
    if receipt.status == "unreconciled":
        return [], []
    counts_now = Decimal(0) if doubt else amount
    line = line_of(rows, receipt.order, receipt.order_line)
    events, over = counted(rows, line, receipt.item, add(counts_now, -receipt.quantity_base))
    return list(events), over


def _judged_again(
    rows: WorkingSet, body: CorrectReceipt, receipt: Receipt, item: Item, ctx: Context
) -> Iterator[Exceptional]:
    day = factory_day(receipt.occurred_at)
    if body.supplier is not None:
        yield from supplier_findings(rows, body.supplier, item, site=receipt.site, day=day)
    if body.expiry is not None:
        yield from expiry_findings(item, body.expiry, lot=receipt.lot, day=day)
        before = rows.get(Lot, receipt.lot).expiry
        if before is None or body.expiry.date < before:
            yield from late_expiry(body.expiry, ctx, lot=receipt.lot, day=day)


def _lot_corrected(rows: WorkingSet, body: CorrectReceipt, receipt: Receipt) -> list[LotCorrected]:
    lot = rows.get(Lot, receipt.lot)
    event = LotCorrected(
        number=lot.number,
        supplier=body.supplier or lot.supplier,
        supplier_lot=body.supplier_lot or lot.supplier_lot,
        expiry=body.expiry.date if body.expiry else lot.expiry,
        expiry_day_given=body.expiry.day_given if body.expiry else lot.expiry_day_given,
        production=body.production.date if body.production else lot.production,
        production_day_given=body.production.day_given if body.production else lot.production_day_given,
    )
    unchanged = msgspec.structs.replace(lot, **msgspec.structs.asdict(event)) == lot
    return [] if unchanged else [event]
