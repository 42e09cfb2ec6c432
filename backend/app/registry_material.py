"""What backend/material contributes to the registry."""

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.material.apply import (
    apply_hold_lifted,
    apply_hold_placed,
    apply_location_defined,
    apply_lot_corrected,
    apply_lot_created,
    apply_lot_status_changed,
    apply_lot_stubbed,
    apply_stock_moved,
)
from backend.material.entries import DefineLocation, ImportLocations, LiftHold, PlaceHold
from backend.material.events import (
    HoldLifted,
    HoldPlaced,
    LocationDefined,
    LotCompleted,
    LotCorrected,
    LotCreated,
    LotStatusChanged,
    LotStubbed,
    StockMoved,
)
from backend.material.rules import (
    decide_define_location,
    decide_import_locations,
    decide_lift_hold,
    decide_place_hold,
)
from backend.material.state import (
    Balance,
    Hold,
    Location,
    Lot,
    Movement,
    touches_define_location,
    touches_import_locations,
    touches_lift_hold,
    touches_place_hold,
)

CAPABILITY = Capability(
    "material",
    entries=(
        on_entry(DefineLocation, touches_define_location, decide_define_location),
        on_entry(ImportLocations, touches_import_locations, decide_import_locations),
        on_entry(PlaceHold, touches_place_hold, decide_place_hold),
        on_entry(LiftHold, touches_lift_hold, decide_lift_hold),
    ),
    events=(
        on_event(LocationDefined, apply_location_defined),
        on_event(LotCreated, apply_lot_created),
        on_event(LotCompleted, apply_lot_created),
        on_event(LotStubbed, apply_lot_stubbed),
        on_event(LotCorrected, apply_lot_corrected),
        on_event(LotStatusChanged, apply_lot_status_changed),
        on_event(StockMoved, apply_stock_moved),
        on_event(HoldPlaced, apply_hold_placed),
        on_event(HoldLifted, apply_hold_lifted),
    ),
    rows=(type_of(Location), type_of(Lot), type_of(Balance), type_of(Hold), type_of(Movement)),
)
