"""The rules of equipment: what it is, what was done to it, and whether it is ready."""

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
    decide_import_equipment,
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
    "decide_calibrate_equipment",
    "decide_change_equipment",
    "decide_clean_equipment",
    "decide_define_equipment",
    "decide_import_equipment",
    "decide_maintain_equipment",
    "readiness",
    "stood",
]
