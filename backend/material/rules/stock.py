"""Decides on places and holds, and what a lot may become; what other capabilities ask of material is pure and here."""

from collections.abc import Iterator
from decimal import Decimal

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.entries import (
    DeactivateLocation,
    DefineLocation,
    ImportLocations,
    LiftHold,
    PlaceHold,
    ReactivateLocation,
)
from backend.material.events import (
    HoldLifted,
    HoldPlaced,
    LocationDeactivated,
    LocationDefined,
    LocationReactivated,
    LotStubbed,
    StockMoved,
)
from backend.material.state import UNRECONCILED, Balance, Hold, Location, Lot
from backend.people.rules import MIN_REASON
from sync.quantity import Quantity, add, to_base

MAX_NAMED = 5
"""Lots that a refusal names; it also says how many there are."""

NEXT_STATUS: dict[tuple[str, str], str] = {
    ("created", "receive"): "quarantine",
    ("quarantine", "inspect"): "inspecting",
    ("inspecting", "release"): "released",
    ("inspecting", "release_conditionally"): "conditional",
    ("inspecting", "reject"): "rejected",
    ("conditional", "release"): "released",
    ("conditional", "reject"): "rejected",
    ("quarantine", "expire"): "expired",
    ("conditional", "expire"): "expired",
    ("released", "expire"): "expired",
    ("released", "deplete"): "depleted",
    ("released", "require_retest"): "retest_due",
    ("retest_due", "inspect"): "inspecting",
    ("rejected", "return"): "returned",
    ("rejected", "scrap"): "scrapped",
    ("rejected", "rework"): "rework",
    ("rejected", "regrade"): "regraded",
}
"""A lot's states: where each act leads. What is not here does not happen."""

BELONGS: dict[str, frozenset[str]] = {
    "quarantine": frozenset({"created", "quarantine", "inspecting", "conditional", "released", "retest_due"}),
    "released": frozenset({"released", "conditional"}),
    "production": frozenset({"released", "conditional"}),
    "dispatch": frozenset({"released"}),
    "rejected": frozenset({"rejected", "expired", "returned", "scrapped", "rework"}),
    "returned": frozenset({"returned", "rejected", "quarantine"}),
}
"""Which states of a lot belong in which type of location (a type that is not here takes any)."""


def next_status(status: str, act: str) -> str | None:
    """Return the state that ``act`` leads to from ``status``, or None when there is no such step."""
    return NEXT_STATUS.get((status, act))


def belongs(status: str, location_type: str) -> bool:
    """Say whether a lot of this status belongs in a location of this type."""
    allowed = BELONGS.get(location_type)
    return allowed is None or status in allowed


def balance(rows: WorkingSet, lot: str, location: str) -> Decimal:
    """Return how much of a lot the system has at a location, in the unit of its row; zero without one."""
    found = (b.quantity for b in rows.group(Balance, "lot", lot) if b.location == location)
    return next(found, Decimal(0))


def measured(rows: WorkingSet, lot: Lot | None, quantity: Quantity) -> tuple[Decimal, str]:
    """Return a quantity of a lot in the unit its stock is kept in, and that unit; raises NotConvertible.

    A lot whose item is unknown is kept in the unit it was first moved in.
    """
    if lot is not None and lot.item:
        item = rows.get(Item, lot.item)
        return to_base(quantity, base_unit=item.unit, conversions=item.conversions), item.unit
    stock = [] if lot is None else rows.group(Balance, "lot", lot.number)
    unit = stock[0].unit if stock else quantity.unit
    return to_base(quantity, base_unit=unit, conversions={}), unit


def open_holds(rows: WorkingSet, lot: str) -> list[Hold]:
    """Return the holds that stop a lot; it is held while there is one."""
    return [hold for hold in rows.group(Hold, "lot", lot) if hold.lifted_at is None]


def ids(ctx: Context) -> Iterator[str]:
    """Yield the entry's ids one after the other, for its movements and holds."""
    n = 0
    while True:
        n += 1
        yield ctx.new_id(n)


def negative(rows: WorkingSet, moves: list[StockMoved]) -> list[Exceptional]:
    """Return an exception for every named bucket that these moves take from zero or above to below zero.

    UNRECONCILED is expected to be negative and gives none.
    """
    after: dict[tuple[str, str], Decimal] = {}
    for move in moves:
        for location, sign in ((move.from_location, -1), (move.to_location, 1)):
            if location is not None:
                key = (move.lot, location)
                after[key] = add(after.get(key, balance(rows, *key)), sign * move.quantity)
    return [
        Exceptional("STOCK_NEGATIVE", "lot", lot, {"lot": lot, "location": location, "found": f"{total:f}"})
        for (lot, location), total in after.items()
        if total < 0 <= balance(rows, lot, location) and location != UNRECONCILED
    ]


def decide_define_location(rows: WorkingSet, body: DefineLocation, _ctx: Context) -> Decision:
    """Create or change a location; unchanged fields give no event."""
    if (body.code == UNRECONCILED) != (body.type == "unreconciled"):
        return refuse("LOCATION_RESERVED", location=body.code, type=body.type)
    return Decision(events=_defined(rows, body))


def decide_import_locations(rows: WorkingSet, body: ImportLocations, ctx: Context) -> Decision:
    """Take a whole file of locations, or refuse it with its first wrong row."""
    events: list[LocationDefined] = []
    seen: set[tuple[str, str]] = set()
    for line, row in enumerate(body.rows, 1):
        if (row.site, row.code) in seen:
            return refuse("IMPORT_ROW_TWICE", row=line, key=row.code)
        seen.add((row.site, row.code))
        refusal = decide_define_location(rows, row, ctx).refusal
        if refusal is not None:
            return refuse(refusal.code, **refusal.detail, row=line)
        events += _defined(rows, row)
    return Decision(events=tuple(events))


def _defined(rows: WorkingSet, body: DefineLocation) -> tuple[LocationDefined, ...]:
    fields = {name: getattr(body, name) for name in LocationDefined.__struct_fields__}
    known = rows.find(Location, body.site, body.code)
    if known is not None and known == Location(**fields, active=known.active):
        return ()
    return (LocationDefined(**fields),)


def decide_deactivate_location(rows: WorkingSet, body: DeactivateLocation, ctx: Context) -> Decision:
    """Close a location where nothing stands, with a reason; closing a closed one changes nothing."""
    detail = {"location": body.code, "site": body.site}
    location = rows.find(Location, body.site, body.code)
    if location is None:
        return refuse("LOCATION_UNKNOWN", **detail)
    if body.code == UNRECONCILED:
        return refuse("LOCATION_RESERVED", **detail, type=location.type)
    lots = [b.lot for b in rows.group(Balance, "location", body.code) if b.site == body.site and b.quantity]
    if lots:
        return refuse("LOCATION_NOT_EMPTY", **detail, lots=", ".join(lots[:MAX_NAMED]), count=len(lots))
    events = (LocationDeactivated(site=body.site, code=body.code),) if location.active else ()
    return _with_reason(ctx) or Decision(events=events)


def decide_reactivate_location(rows: WorkingSet, body: ReactivateLocation, ctx: Context) -> Decision:
    """Open a closed location, with a reason; opening an open one changes nothing."""
    location = rows.find(Location, body.site, body.code)
    if location is None:
        return refuse("LOCATION_UNKNOWN", location=body.code, site=body.site)
    events = () if location.active else (LocationReactivated(site=body.site, code=body.code),)
    return _with_reason(ctx) or Decision(events=events)


def _with_reason(ctx: Context) -> Decision | None:
    """Return the refusal of a decision that gives no reason, None when it does."""
    reason = (ctx.reason or "").strip()
    return None if len(reason) >= MIN_REASON else refuse("REASON_MISSING", expected=MIN_REASON, found=len(reason))


def decide_place_hold(rows: WorkingSet, body: PlaceHold, ctx: Context) -> Decision:
    """Place the hold, whatever the lot's state; an unknown lot becomes a flagged stub."""
    placed = HoldPlaced(id=ctx.new_id(), lot=body.lot, reason_code=body.reason_code, text=body.text, photos=body.photos)
    if rows.find(Lot, body.lot) is not None:
        return Decision(events=(placed,))
    unknown = Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot})
    return Decision(events=(LotStubbed(number=body.lot), placed), exceptions=(unknown,))


def decide_lift_hold(rows: WorkingSet, body: LiftHold, ctx: Context) -> Decision:
    """Lift one open hold, with a reason."""
    hold = rows.find(Hold, body.hold)
    if hold is None:
        return refuse("HOLD_UNKNOWN", hold=body.hold)
    if hold.lifted_at is not None:
        return refuse("HOLD_ALREADY_LIFTED", hold=body.hold, lot=hold.lot, by=hold.lifted_by)
    lifted = HoldLifted(id=hold.id, lot=hold.lot, reason=(ctx.reason or "").strip())
    return _with_reason(ctx) or Decision(events=(lifted,))
