"""Rows of places, lots, stock and holds, and what touching a lot means: its lock guards its balances and holds."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from backend.items.state import Item
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.entries import (
    DeactivateLocation,
    DefineLocation,
    ImportLocations,
    LiftHold,
    PlaceHold,
    ReactivateLocation,
)

UNRECONCILED = "UNRECONCILED"
"""The virtual location of a site where stock stands that nobody has accounted for yet; often negative."""


class _AtSite(Protocol):
    @property
    def site(self) -> str: ...


def at_site(row: _AtSite) -> tuple[str, ...]:
    """Return the stream of the row's site."""
    return (f"site:{row.site}",)


@row_type("location", key=("site", "code"), rank=35, lock="share", streams=at_site)
class Location(Row, frozen=True, kw_only=True):
    """A place where material stands; not ``active``: closed, nothing is to be put there."""

    site: str
    code: str
    name_en: str
    name_zh: str
    type: str
    zone: str
    active: bool


@row_type("lot", key=("number",), rank=50, lock="update", streams=at_site)
class Lot(Row, frozen=True, kw_only=True):
    """A lot under its own number. A ``stub`` was named by a fact before it was received: ``item`` is then empty."""

    number: str
    site: str
    item: str
    item_revision: str
    supplier: str | None
    supplier_lot: str | None
    status: str
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool
    received_at: datetime | None
    stub: bool
    label_printed: int


@row_type("balance", key=("lot", "location"), rank=51, lock="parent", streams=at_site, part_of=("lot", ("lot",)))
class Balance(Row, frozen=True, kw_only=True):
    """How much of a lot stands at a location; below zero is a visible discrepancy, zero has no row."""

    lot: str
    site: str
    location: str
    quantity: Decimal
    unit: str


@row_type("hold", key=("id",), rank=52, lock="parent", streams=at_site, part_of=("lot", ("lot",)))
class Hold(Row, frozen=True, kw_only=True):
    """A stop on a lot, which is held while any of its holds is not lifted. ``source`` is the entry it came from."""

    id: str
    site: str
    lot: str
    reason_code: str
    text: str
    placed_by: str
    placed_at: datetime
    source: str
    lifted_at: datetime | None
    lifted_by: str | None
    lift_reason: str | None

    @property
    def held(self) -> str:
        """What is stopped."""
        return self.lot


@row_type("movement", key=("id",), rank=53, lock="none", part_of=("lot", ("lot",)))
class Movement(Row, frozen=True, kw_only=True):
    """One line of the stock ledger, written once. None as a location is outside the company's stock."""

    id: str
    site: str
    lot: str
    from_location: str | None
    to_location: str | None
    quantity: Decimal
    unit: str
    kind: str
    entry: str
    device: str
    seq: int
    by: str
    occurred_at: datetime
    received_at: datetime


def touches_lot(number: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot with its balances and holds, to be changed, and its item once the lot is loaded."""
    yield Touch(Lot, (number,), write=True)
    yield GroupTouch(Balance, "lot", number)
    yield GroupTouch(Hold, "lot", number)
    lot = rows.peek(Lot, number)
    if lot is not None and lot.item:
        yield Touch(Item, (lot.item,))


def touches_define_location(body: DefineLocation, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the location."""
    return (Touch(Location, (body.site, body.code), write=True),)


def touches_deactivate_location(
    body: DeactivateLocation | ReactivateLocation, _ctx: Context, _rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the location and what stands there; whoever moves stock there shares the location's lock."""
    yield Touch(Location, (body.site, body.code), write=True)
    yield GroupTouch(Balance, "location", body.code)


def touches_import_locations(body: ImportLocations, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every location of the file."""
    return tuple(touch for row in body.rows for touch in touches_define_location(row, ctx, rows))


def touches_place_hold(body: PlaceHold, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot."""
    return touches_lot(body.lot, rows)


def touches_lift_hold(body: LiftHold, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the hold, then the lot that guards it."""
    yield Touch(Hold, (body.hold,))
    hold = rows.peek(Hold, body.hold)
    if hold is not None:
        yield from touches_lot(hold.lot, rows)
