"""Decides on the publication of identifiers and on HIBC identifiers: no number twice, no public date changed."""

import msgspec

from backend.items.entries.identity import HibcAllocation
from backend.items.entries.publication import AllocateHibc, RecordPublication
from backend.items.events.publication import IdentifierPublished
from backend.items.rules.identifiers import judged_identifiers
from backend.items.rules.identity import body_of
from backend.items.state.identity import HIBCC, CompanyPrefix, hibc_identifiers
from backend.items.state.master import Identifier, Item
from backend.items.state.publication import Publication, allocation_in
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet


def decide_record_publication(rows: WorkingSet, body: RecordPublication, ctx: Context) -> Decision:
    """Take the dates; those of an identifier that is public stay as they are."""
    identifier = rows.find(Identifier, body.di)
    if identifier is None:
        return refuse("PUBLICATION_IDENTIFIER_UNKNOWN", di=body.di)
    days = [body.submitted_on, *([] if body.published_on is None else [body.published_on])]
    if days != sorted(days) or days[-1] > ctx.received_at.date():
        return refuse("PUBLICATION_DATES_WRONG", submitted_on=days[0].isoformat(), published_on=days[-1].isoformat())
    event = IdentifierPublished(item=identifier.item, **msgspec.structs.asdict(body))
    known = rows.find(Publication, body.di, body.regime)
    if known is None:
        return Decision(events=(event,))
    if msgspec.structs.asdict(known) == msgspec.structs.asdict(event):
        return Decision()
    if known.published_on is not None and _dates(known) != _dates(event):
        return refuse("PUBLICATION_FIXED", di=body.di, regime=body.regime, published_on=known.published_on.isoformat())
    return Decision(events=(event,))


def _dates(told: Publication | IdentifierPublished) -> tuple[object, object]:
    return told.submitted_on, told.published_on


def decide_allocate_hibc(rows: WorkingSet, body: AllocateHibc, ctx: Context) -> Decision:
    """Make the identifiers of a base and its packages under the labeler's own code."""
    for known in rows.group(Identifier, "item", body.item):
        if known.agency == HIBCC and known.level == "primary" and known.status == "active":
            return refuse("ITEM_HAS_IDENTIFIER", item=body.item, di=known.di)
    return allocated_hibc(rows, body.item, allocation_in(body), ctx)


def allocated_hibc(rows: WorkingSet, item: str, body: HibcAllocation, ctx: Context) -> Decision:
    """Return the events of an allocation, or its refusal; needs ``touches_hibc``."""
    if rows.find(Item, item) is None:
        return refuse("ITEM_UNKNOWN", item=item, photos=0)
    prefix = rows.find(CompanyPrefix, HIBCC, body.prefix)
    if prefix is None:
        return refuse("LABELER_UNKNOWN", prefix=body.prefix)
    if ctx.received_at.date() < prefix.valid_from:
        return refuse("PREFIX_NOT_VALID_YET", prefix=body.prefix, valid_from=prefix.valid_from.isoformat())
    units = [body.base_unit, *(package.unit for package in body.packages)]
    if len(set(units)) != len(units):
        return refuse("UNIT_OF_MEASURE_TWICE", units=", ".join(map(str, units)))
    return _made(rows, item, body)


def _made(rows: WorkingSet, item: str, body: HibcAllocation) -> Decision:
    inner, *packages = hibc_identifiers(body)
    taken = [di for di in (inner, *packages) if rows.find(Identifier, di) is not None]
    if taken:
        return refuse("PRODUCT_NUMBER_TAKEN", di=taken[0])
    bodies = [body_of(item, inner, agency=HIBCC, base_quantity=body.base_quantity)]
    for package, di in zip(body.packages, packages, strict=True):
        quantity = package.quantity
        bodies.append(body_of(item, di, agency=HIBCC, contains=inner, quantity=quantity))
        inner = di
    made = judged_identifiers(rows, bodies)
    return made if isinstance(made, Decision) else Decision(events=tuple(made))
