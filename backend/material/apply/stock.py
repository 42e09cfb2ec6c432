"""The effect of material events on lots, stock and holds; nothing is decided and nothing is clamped here."""

from decimal import Decimal

import msgspec

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.material.events import (
    HoldLifted,
    HoldPlaced,
    LocationDeactivated,
    LocationDefined,
    LocationReactivated,
    LotCompleted,
    LotCorrected,
    LotCreated,
    LotStatusChanged,
    LotStubbed,
    StockMoved,
)
from backend.material.state import Balance, Hold, Location, Lot, Movement
from sync.quantity import add


def apply_location_defined(rows: WorkingSet, event: LocationDefined, _ctx: EventContext) -> None:
    """Put the location; one that is closed stays so."""
    known = rows.find(Location, event.site, event.code)
    rows.put(Location(**msgspec.structs.asdict(event), active=known is None or known.active))


def apply_location_deactivated(rows: WorkingSet, event: LocationDeactivated, _ctx: EventContext) -> None:
    """Close the location."""
    rows.put(msgspec.structs.replace(rows.get(Location, event.site, event.code), active=False))


def apply_location_reactivated(rows: WorkingSet, event: LocationReactivated, _ctx: EventContext) -> None:
    """Open the location."""
    rows.put(msgspec.structs.replace(rows.get(Location, event.site, event.code), active=True))


def apply_lot_created(rows: WorkingSet, event: LotCreated | LotCompleted, ctx: EventContext) -> None:
    """Put the lot as received now; a stub of that number is completed by it."""
    fields = msgspec.structs.asdict(event)
    known = rows.find(Lot, event.number)
    site = ctx.site if known is None else known.site
    rows.put(Lot(**fields, site=site, received_at=ctx.occurred_at, stub=False, label_printed=0))


def apply_lot_stubbed(rows: WorkingSet, event: LotStubbed, ctx: EventContext) -> None:
    """Put a lot of which only the number is known."""
    rows.put(
        Lot(
            number=event.number,
            site=ctx.site,
            item="",
            item_revision="",
            supplier=None,
            supplier_lot=None,
            status="created",
            expiry=None,
            expiry_day_given=False,
            production=None,
            production_day_given=False,
            received_at=None,
            stub=True,
            label_printed=0,
        )
    )


def apply_lot_corrected(rows: WorkingSet, event: LotCorrected, _ctx: EventContext) -> None:
    """Put what now holds; the log keeps what was said before."""
    rows.put(msgspec.structs.replace(rows.get(Lot, event.number), **msgspec.structs.asdict(event)))


def apply_lot_status_changed(rows: WorkingSet, event: LotStatusChanged, _ctx: EventContext) -> None:
    """Move the lot to its next state."""
    rows.put(msgspec.structs.replace(rows.get(Lot, event.number), status=event.status))


def apply_stock_moved(rows: WorkingSet, event: StockMoved, ctx: EventContext) -> None:
    """Take from one bucket, add to the other, write the line of the ledger."""
    lot = rows.get(Lot, event.lot)
    if event.from_location is not None:
        _add(rows, lot, event.from_location, -event.quantity, event.unit)
    if event.to_location is not None:
        _add(rows, lot, event.to_location, event.quantity, event.unit)
    rows.create(
        Movement(
            **msgspec.structs.asdict(event),
            site=lot.site,
            entry=ctx.entry_id,
            device=ctx.device,
            seq=ctx.seq,
            by=ctx.badge,
            occurred_at=ctx.occurred_at,
            received_at=ctx.received_at,
        )
    )


def _add(rows: WorkingSet, lot: Lot, location: str, quantity: Decimal, unit: str) -> None:
    """Add to a bucket; at zero its row goes, so that the next unit may be another one."""
    known = next((b for b in rows.group(Balance, "lot", lot.number) if b.location == location), None)
    if known is not None:
        assert known.unit == unit, f"{lot.number} at {location} is counted in {known.unit}, not in {unit}"
    total = add(Decimal(0) if known is None else known.quantity, quantity)
    after = Balance(lot=lot.number, site=lot.site, location=location, quantity=total, unit=unit)
    if known is None and total:
        rows.create(after)
    elif total:
        rows.put(after)
    elif known is not None:
        rows.remove(Balance, lot.number, location)


def apply_hold_placed(rows: WorkingSet, event: HoldPlaced, ctx: EventContext) -> None:
    """Put the hold, open."""
    rows.create(
        Hold(
            id=event.id,
            site=rows.get(Lot, event.lot).site,
            lot=event.lot,
            reason_code=event.reason_code,
            text=event.text,
            placed_by=ctx.badge,
            placed_at=ctx.occurred_at,
            source=ctx.entry_id,
            lifted_at=None,
            lifted_by=None,
            lift_reason=None,
        )
    )


def apply_hold_lifted(rows: WorkingSet, event: HoldLifted, ctx: EventContext) -> None:
    """Close the hold, keeping everything it said."""
    hold = next(h for h in rows.group(Hold, "lot", event.lot) if h.id == event.id)
    rows.put(msgspec.structs.replace(hold, lifted_at=ctx.received_at, lifted_by=ctx.badge, lift_reason=event.reason))
