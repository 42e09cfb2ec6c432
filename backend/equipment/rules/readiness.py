"""Whether a piece of equipment is ready for use at a moment: derived from dates when it is asked, by no timer."""

from datetime import datetime, timedelta

from backend.equipment.state import Equipment, EquipmentRecord, records_of, standing
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day

RETIRED = "retired"
NOT_QUALIFIED = "not_qualified"
OUT_OF_TOLERANCE = "out_of_tolerance"
NOT_CALIBRATED = "not_calibrated"
CALIBRATION_LAPSED = "calibration_lapsed"
MAINTENANCE_DUE = "maintenance_due"
NOT_CLEAN = "not_clean"


def readiness(piece: Equipment, at: datetime) -> list[str]:
    """Return every reason why a piece, standing as given, is not to be used at a moment; none: it is ready.

    A due date counts to the end of its day at the factory: it lapses at midnight (ISO 13485 7.6).
    """
    if piece.status == "retired":
        return [RETIRED]
    found = [] if piece.status == "qualified" else [NOT_QUALIFIED]
    day = factory_day(at)
    if piece.out_of_tolerance_at is not None:
        found.append(OUT_OF_TOLERANCE)
    elif piece.calibration_days is not None and piece.calibrated_at is None:
        found.append(NOT_CALIBRATED)
    elif piece.calibration_due is not None and day > piece.calibration_due:
        found.append(CALIBRATION_LAPSED)
    if piece.maintenance_days is not None and (piece.maintenance_due is None or day > piece.maintenance_due):
        found.append(MAINTENANCE_DUE)
    if piece.cleaning_hours is not None and not _clean(piece.cleaned_at, piece.cleaning_hours, at):
        found.append(NOT_CLEAN)
    return found


def _clean(cleaned_at: datetime | None, hours: int, at: datetime) -> bool:
    return cleaned_at is not None and at <= cleaned_at + timedelta(hours=hours)


def stood(rows: WorkingSet, code: str, at: datetime) -> Equipment | None:
    """Return a piece as it stood at a moment, also where something was recorded about it since; see ``touches_use``."""
    piece = rows.find(Equipment, code)
    if piece is None or not rows.has(records_of(code)):
        return piece
    return standing(piece, rows.group(EquipmentRecord, "equipment", code), at)
