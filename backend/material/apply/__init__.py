"""The effect of material events: on lots, stock and holds, on units, and on the genealogy."""

from backend.material.apply.genealogy import (
    apply_container_made,
    apply_linked,
    apply_unit_held,
    apply_unit_hold_lifted,
    apply_unit_made,
    apply_unit_status_changed,
    apply_unlinked,
)
from backend.material.apply.loads import apply_load_held, apply_load_hold_lifted
from backend.material.apply.stock import (
    apply_hold_lifted,
    apply_hold_placed,
    apply_location_deactivated,
    apply_location_defined,
    apply_location_reactivated,
    apply_lot_corrected,
    apply_lot_created,
    apply_lot_status_changed,
    apply_lot_stubbed,
    apply_stock_moved,
)

__all__ = [
    "apply_container_made",
    "apply_hold_lifted",
    "apply_hold_placed",
    "apply_linked",
    "apply_load_held",
    "apply_load_hold_lifted",
    "apply_location_deactivated",
    "apply_location_defined",
    "apply_location_reactivated",
    "apply_lot_corrected",
    "apply_lot_created",
    "apply_lot_status_changed",
    "apply_lot_stubbed",
    "apply_stock_moved",
    "apply_unit_held",
    "apply_unit_hold_lifted",
    "apply_unit_made",
    "apply_unit_status_changed",
    "apply_unlinked",
]
