"""What a receipt does to its lot and to stock: create, complete or add to the lot; post the quantity, double entry."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from backend.items.events import ItemStubbed, ItemTakenIntoUse
from backend.items.state import Item
from backend.log.vocabulary import Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import LotCompleted, LotCreated, MovementKind, StockMoved
from backend.material.rules import next_status
from backend.material.state import UNRECONCILED, Balance, Lot
from backend.receiving.entries import ReceiveLot
from backend.receiving.rules.checks import Case, late_expiry
from sync.quantity import NotConvertible, Quantity, Ratio, add, to_base


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A change of one bucket against the outside, or between two: signed, in ``unit``."""

    from_location: str | None
    to_location: str | None
    quantity: Decimal
    unit: str
    kind: MovementKind


def moved(ids: Iterator[str], lot: str, posts: list[Post]) -> list[StockMoved]:
    """Return the posts as movements above zero: a negative one runs the other way, a zero one is none."""
    return [
        StockMoved(
            id=next(ids),
            lot=lot,
            from_location=post.from_location if post.quantity > 0 else post.to_location,
            to_location=post.to_location if post.quantity > 0 else post.from_location,
            quantity=abs(post.quantity),
            unit=post.unit,
            kind=post.kind,
        )
        for post in posts
        if post.quantity
    ]


class Base(msgspec.Struct, frozen=True):
    """The unit a lot's stock is kept in, and what other units hold of it."""

    unit: str
    conversions: Mapping[str, Ratio]


def base_of(item: Item | None, quantity: Quantity) -> Base:
    """Return an item's base unit; for an unknown item the unit of the quantity that came first."""
    return Base(quantity.unit, {}) if item is None else Base(item.unit, item.conversions)


def amount_of(quantity: Quantity, base: Base, *, lot: str) -> tuple[Decimal, Exceptional | None]:
    """Return what is posted, and what was wrong with the quantity; then nothing is posted."""
    detail = {"lot": lot, "quantity": quantity.value, "found": quantity.unit, "expected": base.unit}
    try:
        amount = to_base(quantity, base_unit=base.unit, conversions=base.conversions)
    except NotConvertible as error:
        return Decimal(0), Exceptional(error.code, "lot", lot, detail)
    if amount < 0:
        return Decimal(0), Exceptional("QUANTITY_NOT_POSITIVE", "lot", lot, detail)
    return amount, None


def item_events(case: Case) -> list[Event]:
    """Return the stub of an unknown item and the freezing of one that is used for the first time."""
    number = case.about.item
    events: list[Event] = []
    if case.item is None:
        events.append(ItemStubbed(number=number, unit=case.body.quantity.unit))
    if case.item is None or not case.item.in_use:
        events.append(ItemTakenIntoUse(number=number))
    return events


def lot_events(case: Case, number: str) -> list[Event]:
    """Return the creation of a lot, the completion of a stub, or nothing for a further carton."""
    known = case.known_lot if number == case.body.lot else None
    if known is not None and not known.stub:
        return []
    body = case.body
    status = next_status("created", "receive")
    assert status is not None
    make = LotCreated if known is None else LotCompleted
    return [
        make(
            number=number,
            item=case.about.item,
            item_revision="" if case.item is None else case.item.revision,
            supplier=case.about.supplier,
            supplier_lot=body.supplier_lot,
            status=status,
            expiry=None if body.expiry is None else body.expiry.date,
            expiry_day_given=body.expiry is not None and body.expiry.day_given,
            production=None if body.production is None else body.production.date,
            production_day_given=body.production is not None and body.production.day_given,
        )
    ]


def lot_findings(case: Case, number: str) -> Iterator[Exceptional]:
    """Yield what is wrong between a receipt and a lot that is known already: by use alone, or by other cartons."""
    known = case.known_lot
    if known is None:
        return
    if known.stub:
        yield from late_expiry(case.body.expiry, case.ctx, lot=number, day=case.day)
        return
    if number != case.body.lot:
        detail = {"lot": case.body.lot, "expected": known.item, "found": case.about.item, "kept_as": number}
        yield Exceptional("LOT_NUMBER_TAKEN", "lot", number, detail)
        return
    fields = differences(case.body, known, supplier=case.about.supplier, site=case.ctx.site)
    if fields:
        yield Exceptional("LOT_DATA_DIFFERS", "lot", number, {"lot": number, "fields": ", ".join(fields)})
    if known.status not in ("created", "quarantine"):
        yield Exceptional("LOT_LEFT_QUARANTINE", "lot", number, {"lot": number, "status": known.status})


def differences(body: ReceiveLot, known: Lot, *, supplier: str | None, site: str) -> list[str]:
    """Return the names of what this carton says otherwise than the lot; what it does not say does not differ."""
    said = {
        "supplier": supplier,
        "supplier_lot": body.supplier_lot,
        "expiry": None if body.expiry is None else body.expiry.date,
        "production": None if body.production is None else body.production.date,
        "site": site,
    }
    return [name for name, value in said.items() if value is not None and value != getattr(known, name)]


def restated(rows: WorkingSet, known: Lot | None, base: Base) -> tuple[list[Post], list[Exceptional]]:
    """Return the posts that bring a stub's stock into the base unit; what cannot be converted leaves stock, flagged."""
    posts: list[Post] = []
    problems: list[Exceptional] = []
    for bucket in rows.group(Balance, "lot", known.number) if known is not None and known.stub else []:
        if bucket.unit == base.unit:
            continue
        posts.append(_post(None, bucket.location, -bucket.quantity, bucket.unit))
        size = Quantity(unit=bucket.unit, value=f"{abs(bucket.quantity):f}")
        amount, problem = amount_of(size, base, lot=bucket.lot)
        problems += [] if problem is None else [problem]
        posts.append(_post(None, bucket.location, amount.copy_sign(bucket.quantity), base.unit))
    return posts, problems


def _post(from_location: str | None, to_location: str, quantity: Decimal, unit: str) -> Post:
    return Post(from_location=from_location, to_location=to_location, quantity=quantity, unit=unit, kind="restate")


def received(rows: WorkingSet, number: str, bucket: str, amount: Decimal, unit: str, posts: list[Post]) -> list[Post]:
    """Return ``posts`` with the receipt's, and with what of it was already moved on before the receipt arrived.

    Goods that were moved before their receipt left UNRECONCILED below zero; the receipt fills it up to zero.
    """
    posts = [*posts, Post(from_location=None, to_location=bucket, quantity=amount, unit=unit, kind="receipt")]
    return [*posts, *reconciled(rows, number, bucket, amount, unit, posts)]


def reconciled(rows: WorkingSet, number: str, bucket: str, amount: Decimal, unit: str, posts: list[Post]) -> list[Post]:
    """Return the post that fills UNRECONCILED up to zero from ``bucket``, at most ``amount``, after ``posts``."""
    if bucket == UNRECONCILED:
        return []
    open_amount = Decimal(0)
    for each in rows.group(Balance, "lot", number):
        if each.location == UNRECONCILED and each.unit == unit:
            open_amount = add(open_amount, each.quantity)
    for post in posts:
        if post.unit == unit and UNRECONCILED in (post.from_location, post.to_location):
            sign = 1 if post.to_location == UNRECONCILED else -1
            open_amount = add(open_amount, sign * post.quantity)
    filled = min(amount, -open_amount)
    if filled <= 0:
        return []
    return [Post(from_location=bucket, to_location=UNRECONCILED, quantity=filled, unit=unit, kind="reconcile")]
