"""Everything that may be wrong with a receipt, each as one finding; a receipt is a fact, so nothing here refuses."""

from collections.abc import Iterator
from datetime import date

import msgspec

from backend.devices.rules import leased
from backend.items.rules import use_lot_number
from backend.items.state import Identifier, Item
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.material.state import Location, Lot
from backend.receiving.entries import ReceiveLot
from backend.receiving.state import Resolved
from backend.suppliers.rules import ENDED, approval_problem
from backend.suppliers.state import Approval, Supplier
from sync.quantity import DateGiven

HOLDING = frozenset(
    {
        "EXPIRY_KNOWN_LATE",
        "LOT_DATA_DIFFERS",
        "LOT_EXPIRED_ON_RECEIPT",
        "LOT_LEFT_QUARANTINE",
        "LOT_NUMBER_TAKEN",
        "QUANTITY_NOT_EXACT",
        "QUANTITY_NOT_POSITIVE",
        "SUPPLIER_APPROVAL_EXPIRED",
        "SUPPLIER_NOT_APPROVED",
        "SUPPLIER_SUSPENDED",
        "UNIT_UNKNOWN",
    }
)
"""Findings that also put the lot on hold, so that nobody inspects it free before a person has looked."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt under judgement: the entry, its context, and what the server knows about it."""

    rows: WorkingSet
    body: ReceiveLot
    ctx: Context
    about: Resolved
    item: Item | None
    known_lot: Lot | None

    @property
    def day(self) -> date:
        """Return the day of the receipt at the factory, as claimed by the device."""
        return factory_day(self.ctx.occurred_at)


def findings(case: Case) -> Iterator[Exceptional]:
    """Yield what is wrong with a receipt; quantity, the lot's number and history, duplicates are judged apart."""
    yield from _place(case)
    yield from _item(case)
    yield from _identifier(case)
    yield from _order(case)
    about = case.about
    yield from supplier_findings(case.rows, about.supplier, case.item, site=case.ctx.site, day=case.day)
    if case.item is not None:
        yield from _papers(case, case.item)
        yield from expiry_findings(case.item, case.body.expiry, lot=case.body.lot, day=case.day)


def number_use(case: Case) -> Decision:
    """Return what becomes of a lot's number where it is first used (P40); afterwards the lot exists.

    A number is the device's own by a leased block, or by a range of a lot pattern, which then is used from.
    """
    if case.known_lot is not None and not case.known_lot.stub:
        return Decision()
    return use_lot_number(case.rows, case.body.lot) or Decision(exceptions=tuple(_number(case)))


def _number(case: Case) -> Iterator[Exceptional]:
    origin = leased(case.rows, case.body.lot)
    if origin.kind != "leased":
        detail = {"number": case.body.lot, "origin": origin.kind}
        yield Exceptional("NUMBER_NOT_LEASED", "lot", case.body.lot, detail)


def _place(case: Case) -> Iterator[Exceptional]:
    code = case.body.location
    location = case.rows.find(Location, case.ctx.site, code)
    if location is None:
        yield Exceptional("LOCATION_UNKNOWN", "location", code, {"location": code, "site": case.ctx.site})
    elif not location.active:
        yield Exceptional("LOCATION_INACTIVE", "location", code, {"location": code, "site": case.ctx.site})
    elif location.type != "quarantine":
        yield Exceptional("LOCATION_NOT_QUARANTINE", "location", code, {"location": code, "type": location.type})


def _item(case: Case) -> Iterator[Exceptional]:
    number = case.about.item
    if case.item is None or case.item.status == "stub":
        yield Exceptional("ITEM_UNKNOWN", "item", number, {"item": number, "photos": len(case.body.photos)})
    elif case.item.status == "inactive":
        yield Exceptional("ITEM_INACTIVE", "item", number, {"item": number})


def _identifier(case: Case) -> Iterator[Exceptional]:
    di = case.body.di
    if di is None or case.item is None or case.item.status == "stub":
        return
    identifier = case.rows.find(Identifier, di)
    if identifier is None:
        yield Exceptional("IDENTIFIER_UNKNOWN", "item", case.item.number, {"di": di, "item": case.item.number})
    elif identifier.item != case.item.number:
        detail = {"di": di, "expected": identifier.item, "found": case.item.number}
        yield Exceptional("IDENTIFIER_OF_OTHER_ITEM", "item", case.item.number, detail)


def _order(case: Case) -> Iterator[Exceptional]:
    number, about, body = case.body.order, case.about, case.body
    if number is None:
        return
    order = about.order
    if order is None:
        yield Exceptional("ORDER_UNKNOWN", "order", number, {"order": number})
        return
    if order.site != case.ctx.site:
        detail = {"order": number, "expected": order.site, "found": case.ctx.site}
        yield Exceptional("ORDER_OF_OTHER_SITE", "order", number, detail)
    if order.status in ENDED:
        yield Exceptional("ORDER_ENDED", "order", number, {"order": number, "status": order.status})
    if body.supplier not in (None, order.supplier):
        detail = {"order": number, "expected": order.supplier, "found": body.supplier}
        yield Exceptional("ORDER_OF_OTHER_SUPPLIER", "order", number, detail)
    if about.line is None:
        yield Exceptional("ORDER_LINE_UNKNOWN", "order", number, {"order": number, "line": str(body.order_line or "")})
    elif about.line.item != about.item:
        detail = {"order": number, "line": str(about.line.line), "expected": about.line.item, "found": about.item}
        yield Exceptional("ORDER_LINE_OF_OTHER_ITEM", "order", number, detail)


def supplier_findings(
    rows: WorkingSet, supplier: str | None, item: Item | None, *, site: str, day: date
) -> Iterator[Exceptional]:
    """Yield why a supplier may not deliver this item's family to the site on that day (ISO 13485, 7.4.1)."""
    if supplier is None:
        yield Exceptional("SUPPLIER_MISSING", "supplier", "", {})
    elif rows.find(Supplier, supplier) is None:
        yield Exceptional("SUPPLIER_UNKNOWN", "supplier", supplier, {"supplier": supplier})
    elif item is not None and item.status != "stub":
        approval = rows.find(Approval, supplier, site, item.family)
        problem = approval_problem(approval, supplier=supplier, family=item.family, day=day)
        if problem is not None:
            yield Exceptional(problem.code, "supplier", supplier, problem.detail)


def _papers(case: Case, item: Item) -> Iterator[Exceptional]:
    body, number = case.body, item.number
    if item.certificate_required and not body.certificates:
        yield Exceptional("CERTIFICATE_MISSING", "lot", body.lot, {"lot": body.lot, "item": number})
    if body.specification is not None and item.specification not in (None, body.specification):
        detail = {"item": number, "expected": item.specification, "found": body.specification}
        yield Exceptional("SPECIFICATION_SUPERSEDED", "lot", body.lot, detail)
    if item.trace in ("lot", "both") and body.supplier_lot is None and item.status != "stub":
        yield Exceptional("SUPPLIER_LOT_MISSING", "lot", body.lot, {"lot": body.lot, "item": number})
    if item.trace in ("serial", "both") and body.serial is None:
        yield Exceptional("SERIAL_MISSING", "lot", body.lot, {"lot": body.lot, "item": number})


def late_expiry(expiry: DateGiven | None, ctx: Context, *, lot: str, day: date) -> Iterator[Exceptional]:
    """Yield whether a lot's expiry, good on ``day``, passed before anybody could know it here (C25).

    What went in meanwhile was judged without it. Which uses came after it is not asked: a hold on the lot holds
    everything that was made of it, through the genealogy.
    """
    if expiry is not None and day <= expiry.date < factory_day(ctx.received_at):
        yield Exceptional("EXPIRY_KNOWN_LATE", "lot", lot, {"lot": lot, "expiry": expiry.date.isoformat()})


def expiry_findings(item: Item, expiry: DateGiven | None, *, lot: str, day: date) -> Iterator[Exceptional]:
    """Yield whether a lot is without the expiry its item needs, expired, or too short-lived on that day."""
    if expiry is None:
        if item.shelf_life_days is not None:
            yield Exceptional("EXPIRY_MISSING", "lot", lot, {"lot": lot, "item": item.number})
        return
    left = (expiry.date - day).days
    detail = {"lot": lot, "expiry": expiry.date.isoformat(), "days": left}
    if left < 0:
        yield Exceptional("LOT_EXPIRED_ON_RECEIPT", "lot", lot, detail)
    elif left < (item.minimum_remaining_days or 0):
        yield Exceptional("SHELF_LIFE_SHORT", "lot", lot, {**detail, "expected": item.minimum_remaining_days})
