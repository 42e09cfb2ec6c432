"""How a piece of equipment stood at a moment, folded from what was recorded about it, in the order of the acts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from backend.equipment.state.rows import Equipment, EquipmentRecord
from backend.people.rules import factory_day

INSTALLED = "installed"


def standing(piece: Equipment, records: Iterable[EquipmentRecord], until: datetime | None = None) -> Equipment:
    """Return the piece as it stood at ``until``, or after everything that is recorded."""
    counted = sorted((r for r in records if until is None or r.at <= until), key=lambda r: (r.at, r.id))
    stands = replace(
        piece,
        status=INSTALLED,
        calibrated_at=None,
        calibration_due=None,
        out_of_tolerance_at=None,
        maintained_at=None,
        maintenance_due=None,
        cleaned_at=None,
        last_at=None,
    )
    for record in counted:
        stands = _after(stands, record)
    return stands


def _after(piece: Equipment, record: EquipmentRecord) -> Equipment:
    piece = replace(piece, last_at=record.at)
    if record.record == "status":
        return replace(piece, status=record.result)
    if record.record == "maintenance":
        return replace(piece, maintained_at=record.at, maintenance_due=_due(record, piece.maintenance_days))
    if record.record == "cleaning":
        return replace(piece, cleaned_at=record.at if record.result == "clean" else None)
    if record.result == "pass":
        return replace(
            piece,
            calibrated_at=record.at,
            calibration_due=_due(record, piece.calibration_days),
            out_of_tolerance_at=None,
        )
    return replace(piece, out_of_tolerance_at=piece.out_of_tolerance_at or record.at)


def _due(record: EquipmentRecord, days: int | None) -> date | None:
    """Return the last day a record counts: what it says, else what the interval makes of it."""
    if record.due is not None or days is None:
        return record.due
    return factory_day(record.at) + timedelta(days=days)
