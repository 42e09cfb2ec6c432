"""Settles a doubtful receipt: a second person has looked at the goods and confirms or voids it; both holds go."""

from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import HoldLifted
from backend.material.rules import ids, open_holds
from backend.material.state import UNRECONCILED
from backend.people.rules import MIN_REASON
from backend.receiving.entries import ResolveReceipt
from backend.receiving.events import ReceiptResolved
from backend.receiving.rules.amend import base_unit
from backend.receiving.rules.duplicates import CODES
from backend.receiving.rules.orders import counted, line_of
from backend.receiving.rules.posting import Post, moved, reconciled
from backend.receiving.state import Receipt


def decide_resolve(rows: WorkingSet, body: ResolveReceipt, ctx: Context) -> Decision:
    """Confirm or void an unreconciled receipt; of one that its author has voided meanwhile, let the holds go."""
    receipt = rows.find(Receipt, body.receipt)
    if receipt is None:
        return refuse("RECEIPT_UNKNOWN", receipt=body.receipt)
    if ctx.badge == receipt.by or (ctx.person is not None and ctx.person == receipt.person):
        return refuse("AUTHOR_CANNOT_RESOLVE", by=receipt.by)
    reason = (ctx.reason or "").strip()
    if len(reason) < MIN_REASON:
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len(reason))
    lifted = _lifted(rows, receipt, reason)
    if receipt.status == "voided" and body.verdict == "void" and lifted:
        return Decision(events=tuple(lifted))
    if receipt.status != "unreconciled":
        return refuse("RECEIPT_NOT_IN_DOUBT", receipt=receipt.id, status=receipt.status)
    events, over = _settled(rows, body, ctx, receipt)
    status = ReceiptResolved(
        id=receipt.id, status="confirmed" if body.verdict == "confirm" else "voided", reason=reason
    )
    return Decision(events=(*events, status, *lifted), exceptions=tuple(over))


def _settled(
    rows: WorkingSet, body: ResolveReceipt, ctx: Context, receipt: Receipt
) -> tuple[list[Event], list[Exceptional]]:
    """Return the movements out of UNRECONCILED: to the receipt's place, or out of stock again."""
    unit, amount, confirmed = base_unit(rows, receipt), receipt.quantity_base, body.verdict == "confirm"
    to_location = receipt.location if confirmed else None
    posts = [
        Post(
            from_location=UNRECONCILED,
            to_location=to_location,
            quantity=amount,
            unit=unit,
            kind="reconcile" if confirmed else "void",
        )
    ]
    if confirmed:
        posts += reconciled(rows, receipt.lot, receipt.location, amount, unit, posts)
    line = line_of(rows, receipt.order, receipt.order_line)
    ordered, over = counted(rows, line, receipt.item, amount if confirmed else Decimal(0))
    return [*moved(ids(ctx), receipt.lot, posts), *ordered], over


def _lifted(rows: WorkingSet, receipt: Receipt, reason: str) -> list[HoldLifted]:
    """Return the end of every hold that this doubt has placed; holds for other reasons stay."""
    return [
        HoldLifted(id=hold.id, lot=lot, reason=reason)
        for lot in dict.fromkeys((receipt.lot, *receipt.against))
        for hold in open_holds(rows, lot)
        if hold.source == receipt.dispute and hold.reason_code in CODES.values()
    ]
