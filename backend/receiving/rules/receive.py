"""Judges a receipt. It is always kept: what is wrong becomes an exception, what is doubtful waits in UNRECONCILED."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced
from backend.material.rules import ids
from backend.material.state import UNRECONCILED, Lot
from backend.receiving.entries import ReceiveLot
from backend.receiving.events import ReceiptPosted
from backend.receiving.rules.checks import HOLDING, Case, findings, number_use
from backend.receiving.rules.duplicates import Doubt, doubt_about
from backend.receiving.rules.orders import counted
from backend.receiving.rules.posting import (
    amount_of,
    base_of,
    item_events,
    lot_events,
    lot_findings,
    moved,
    received,
    restated,
)
from backend.receiving.state import lot_number, match_keys, resolved


def decide_receive(rows: WorkingSet, body: ReceiveLot, ctx: Context) -> Decision:
    """Post the receipt into quarantine, or into UNRECONCILED when the goods may have been received already."""
    about = resolved(body, rows)
    case = Case(
        rows=rows,
        body=body,
        ctx=ctx,
        about=about,
        item=rows.find(Item, about.item),
        known_lot=rows.find(Lot, body.lot),
    )
    lot = lot_number(body, ctx, rows, about.item)
    keys = match_keys(body, about)
    doubt = doubt_about(rows, keys, session=body.session, delivery_note=body.delivery_note, package_id=body.package_id)
    return _posted(case, lot, keys, doubt)


def _posted(case: Case, lot: str, keys: tuple[str, ...], doubt: Doubt | None) -> Decision:
    rows, body, numbers = case.rows, case.body, ids(case.ctx)
    base = base_of(case.item, body.quantity)
    amount, problem = amount_of(body.quantity, base, lot=lot)
    posts, problems = restated(rows, case.known_lot if lot == body.lot else None, base)
    bucket = UNRECONCILED if doubt else body.location
    posts = received(rows, lot, bucket, amount, base.unit, posts)
    ordered, over = counted(rows, case.about.line, case.about.item, Decimal(0) if doubt else amount)
    used = number_use(case)
    wrong = [
        *used.exceptions,
        *findings(case),
        *lot_findings(case, lot),
        *([] if problem is None else [problem]),
        *_quantity_findings(case, lot, amount, problem),
        *problems,
        *over,
    ]
    doubtful = doubt_findings(doubt, case.ctx.entry_id, lot)
    return Decision(
        events=(
            *used.events,
            *item_events(case),
            *lot_events(case, lot),
            *moved(numbers, lot, posts),
            _receipt(case, lot, amount, keys, doubt),
            *ordered,
            *holds(numbers, lot, body.lot, wrong, doubt),
        ),
        exceptions=(*wrong, *doubtful),
    )


def _quantity_findings(case: Case, lot: str, amount: Decimal, problem: Exceptional | None) -> Iterator[Exceptional]:
    quantity = case.body.quantity
    if amount == 0 and problem is None:
        detail = {"lot": lot, "quantity": quantity.value, "found": quantity.unit, "expected": quantity.unit}
        yield Exceptional("QUANTITY_NOT_POSITIVE", "lot", lot, detail)
    serial = case.body.serial
    tracked = case.item is not None and case.item.trace in ("serial", "both")
    if serial is not None and tracked and amount not in (0, 1):
        detail = {"lot": lot, "serial": serial, "found": f"{amount:f}", "expected": "1"}
        yield Exceptional("SERIAL_QUANTITY", "lot", lot, detail)


def doubt_findings(doubt: Doubt | None, receipt: str, lot: str) -> list[Exceptional]:
    """Return the exception of a receipt that may be the same goods as another."""
    if doubt is None:
        return []
    detail = {"lot": lot, "others": ", ".join(doubt.lots)}
    return [Exceptional(doubt.code, "receipt", receipt, detail)]


def holds(
    numbers: Iterator[str], lot: str, label: str, wrong: Iterable[Exceptional], doubt: Doubt | None
) -> list[HoldPlaced]:
    """Return one hold for each finding that needs one, and for a doubt one on every lot concerned."""
    codes = dict.fromkeys(each.code for each in wrong if each.code in HOLDING)
    wanted = [(lot, code) for code in codes]
    if "LOT_NUMBER_TAKEN" in codes:
        wanted.append((label, "LOT_NUMBER_TAKEN"))
    if doubt is not None:
        wanted += [(each, doubt.code) for each in dict.fromkeys((lot, *doubt.lots))]
    return [HoldPlaced(id=next(numbers), lot=each, reason_code=code, text="") for each, code in wanted]


def _receipt(case: Case, lot: str, amount: Decimal, keys: tuple[str, ...], doubt: Doubt | None) -> ReceiptPosted:
    body, about, ctx = case.body, case.about, case.ctx
    return ReceiptPosted(
        id=ctx.entry_id,
        session=body.session,
        label=body.lot,
        lot=lot,
        item=about.item,
        supplier=about.supplier,
        supplier_lot=body.supplier_lot,
        order=body.order,
        order_line=about.line.line if about.line is not None else body.order_line,
        quantity=body.quantity.value,
        unit=body.quantity.unit,
        quantity_base=amount,
        delivery_note=body.delivery_note,
        package_id=body.package_id,
        di=body.di,
        serial=body.serial,
        location=body.location,
        status="posted" if doubt is None else "unreconciled",
        against=() if doubt is None else doubt.lots,
        dispute=None if doubt is None else ctx.entry_id,
        matches=keys,
        person=ctx.person,
    )
