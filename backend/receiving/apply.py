"""The effect of receipt events: the receipt's row, and the keys under which the same goods would be found again."""

import msgspec

from backend.devices.apply import close_used_up
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.receiving.events import ReceiptCorrected, ReceiptPosted, ReceiptResolved, ReceiptVoided
from backend.receiving.state import Carton, Receipt, ReceiptMatch


def apply_receipt_posted(rows: WorkingSet, event: ReceiptPosted, ctx: EventContext) -> None:
    """Put the receipt and note it under its keys."""
    fields = msgspec.structs.asdict(event)
    label = fields.pop("label")
    receipt = Receipt(
        **fields, site=ctx.site, device=ctx.device, by=ctx.badge, occurred_at=ctx.occurred_at, corrected=False
    )
    rows.put(receipt)
    _note(rows, receipt, 1)
    close_used_up(rows, label)


def apply_receipt_corrected(rows: WorkingSet, event: ReceiptCorrected, _ctx: EventContext) -> None:
    """Put what now holds; note the receipt under its new keys instead of the old ones."""
    before = rows.get(Receipt, event.id)
    after = msgspec.structs.replace(before, **msgspec.structs.asdict(event), corrected=True)
    rows.put(after)
    _note(rows, before, -1)
    _note(rows, after, 1)


def apply_receipt_voided(rows: WorkingSet, event: ReceiptVoided, _ctx: EventContext) -> None:
    """Mark the receipt voided; the same goods may be received again."""
    _end(rows, event.id, "voided")


def apply_receipt_resolved(rows: WorkingSet, event: ReceiptResolved, _ctx: EventContext) -> None:
    """Mark the receipt confirmed or voided."""
    _end(rows, event.id, event.status)


def _end(rows: WorkingSet, receipt: str, status: str) -> None:
    before = rows.get(Receipt, receipt)
    rows.put(msgspec.structs.replace(before, status=status))
    if status == "voided" and before.status != "voided":
        _note(rows, before, -1)


def _note(rows: WorkingSet, receipt: Receipt, change: int) -> None:
    """Add a receipt to the cartons of its keys, or take it away; a key without cartons has no row."""
    one = Carton(
        session=receipt.session,
        lot=receipt.lot,
        delivery_note=receipt.delivery_note,
        package_id=receipt.package_id,
        count=0,
    )
    for key in receipt.matches:
        row = rows.find(ReceiptMatch, key)
        cartons = {msgspec.structs.replace(c, count=0): c.count for c in (() if row is None else row.cartons)}
        cartons[one] = cartons.get(one, 0) + change
        left = tuple(msgspec.structs.replace(c, count=count) for c, count in cartons.items() if count > 0)
        if left:
            rows.put(ReceiptMatch(key=key, cartons=left))
        elif row is not None:
            rows.remove(ReceiptMatch, key)
