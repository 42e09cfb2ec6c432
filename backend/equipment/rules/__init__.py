"""The rules of equipment: what it is, what was done to it, and whether it is ready."""

from backend.equipment.rules.doubt import USED_IN_DOUBT, decide_assess_uses, doubt, found_wrong_after, is_asked
from backend.equipment.rules.imports import decide_import_calibrations, decide_import_equipment
from backend.equipment.rules.readiness import (
    CALIBRATION_LAPSED,
    MAINTENANCE_DUE,
    NOT_CALIBRATED,
    NOT_CLEAN,
    NOT_QUALIFIED,
    OUT_OF_TOLERANCE,
    RETIRED,
    readiness,
    stood,
)
from backend.equipment.rules.records import (
    decide_calibrate_equipment,
    decide_change_equipment,
    decide_clean_equipment,
    decide_define_equipment,
    decide_maintain_equipment,
)

__all__ = [
    "CALIBRATION_LAPSED",
    "MAINTENANCE_DUE",
    "NOT_CALIBRATED",
    "NOT_CLEAN",
    "NOT_QUALIFIED",
    "OUT_OF_TOLERANCE",
    "RETIRED",
    "USED_IN_DOUBT",
    "decide_assess_uses",
    "decide_calibrate_equipment",
    "decide_change_equipment",
    "decide_clean_equipment",
    "decide_define_equipment",
    "decide_import_calibrations",
    "decide_import_equipment",
    "decide_maintain_equipment",
    "doubt",
    "found_wrong_after",
    "is_asked",
    "readiness",
    "stood",
]
