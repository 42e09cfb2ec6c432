"""What is then true of places, lots, stock and holds, of units, and of what was made of what."""

from backend.material.events.genealogy import (
    Linked,
    LinkKind,
    NodeKind,
    Thing,
    UnitMade,
    UnitStatus,
    UnitStatusChanged,
    Unlinked,
    lot_thing,
    unit_thing,
)
from backend.material.events.stock import (
    HoldLifted,
    HoldPlaced,
    LocationDefined,
    LotCompleted,
    LotCorrected,
    LotCreated,
    LotStatusChanged,
    LotStubbed,
    MovementKind,
    StockMoved,
)

__all__ = [
    "HoldLifted",
    "HoldPlaced",
    "LinkKind",
    "Linked",
    "LocationDefined",
    "LotCompleted",
    "LotCorrected",
    "LotCreated",
    "LotStatusChanged",
    "LotStubbed",
    "MovementKind",
    "NodeKind",
    "StockMoved",
    "Thing",
    "UnitMade",
    "UnitStatus",
    "UnitStatusChanged",
    "Unlinked",
    "lot_thing",
    "unit_thing",
]
