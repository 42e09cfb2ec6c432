"""Rows of equipment, how a piece stood at a moment, and what entries touch."""

from backend.equipment.state.rows import Equipment, EquipmentRecord
from backend.equipment.state.standing import INSTALLED, standing
from backend.equipment.state.touches import (
    records_of,
    touches_asked,
    touches_assess_uses,
    touches_define_equipment,
    touches_import_calibrations,
    touches_import_equipment,
    touches_record,
    touches_use,
)

__all__ = [
    "INSTALLED",
    "Equipment",
    "EquipmentRecord",
    "records_of",
    "standing",
    "touches_asked",
    "touches_assess_uses",
    "touches_define_equipment",
    "touches_import_calibrations",
    "touches_import_equipment",
    "touches_record",
    "touches_use",
]
