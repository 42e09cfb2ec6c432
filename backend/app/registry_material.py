"""What backend/material contributes to the registry."""

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.material.apply import (
    apply_hold_lifted,
    apply_hold_placed,
    apply_linked,
    apply_location_defined,
    apply_lot_corrected,
    apply_lot_created,
    apply_lot_status_changed,
    apply_lot_stubbed,
    apply_stock_moved,
    apply_unit_made,
    apply_unit_status_changed,
    apply_unlinked,
)
from backend.material.entries import DefineLocation, ImportLocations, LiftHold, PlaceHold
from backend.material.events import (
    HoldLifted,
    HoldPlaced,
    Linked,
    LocationDefined,
    LotCompleted,
    LotCorrected,
    LotCreated,
    LotStatusChanged,
    LotStubbed,
    StockMoved,
    UnitMade,
    UnitStatusChanged,
    Unlinked,
)
from backend.material.rules import (
    decide_define_location,
    decide_import_locations,
    decide_lift_hold,
    decide_place_hold,
)
from backend.material.state import (
    Balance,
    Edge,
    Hold,
    Location,
    Lot,
    Movement,
    Node,
    Path,
    Unit,
    UnitLot,
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
        on_event(UnitMade, apply_unit_made),
        on_event(UnitStatusChanged, apply_unit_status_changed),
        on_event(Linked, apply_linked),
        on_event(Unlinked, apply_unlinked),
    ),
    rows=tuple(type_of(row) for row in (Location, Lot, Balance, Hold, Movement, Unit, Node, Edge, Path, UnitLot)),
)
