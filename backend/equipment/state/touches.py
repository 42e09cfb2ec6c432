"""What equipment entries touch, and what another capability touches to ask whether a piece was ready."""

from collections.abc import Iterable
from datetime import datetime

from backend.equipment.entries import (
    AssessUses,
    CalibrateEquipment,
    ChangeEquipment,
    CleanEquipment,
    DefineEquipment,
    ImportCalibrations,
    ImportEquipment,
    MaintainEquipment,
)
from backend.equipment.state.rows import Equipment, EquipmentRecord
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.state import touches_lot, touches_unit
from backend.nonconformance.state import Deviation


def records_of(code: str) -> GroupTouch:
    """Return the touch of everything that was recorded about a piece of equipment."""
    return GroupTouch(EquipmentRecord, "equipment", code)


def touches_equipment(code: str, *, write: bool = False) -> Iterable[AnyTouch]:
    """Return a piece of equipment with its records; its lock guards them."""
    yield Touch(Equipment, (code,), write=write)
    yield records_of(code)


def touches_use(code: str, at: datetime, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what says how it stood at a moment: its row, and the records where something was recorded after that."""
    yield Touch(Equipment, (code,))
    known = rows.peek(Equipment, code)
    if known is not None and known.last_at is not None and known.last_at > at:
        yield records_of(code)


def touches_asked(subject: str) -> Iterable[AnyTouch]:
    """Return the deviations about a lot, unit or order, to see what is asked about it already; its lock guards them."""
    yield GroupTouch(Deviation, "subject_key", subject)


def touches_assess_uses(body: AssessUses, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the piece with its records, and everything that is asked about."""
    yield from touches_equipment(body.equipment, write=True)
    yield Touch(EquipmentRecord, (body.calibration,))
    for used in body.uses:
        yield from touches_asked(used.serial or used.lot or used.order)
        if used.serial is not None and used.item is not None:
            yield from touches_unit(used.item, used.serial, rows)
        elif used.lot is not None:
            yield from touches_lot(used.lot, rows)


def touches_define_equipment(body: DefineEquipment, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the piece and its records."""
    return touches_equipment(body.code, write=True)


def touches_import_equipment(body: ImportEquipment, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every piece of the file."""
    return [touch for row in body.rows for touch in touches_define_equipment(row, ctx, rows)]


def touches_import_calibrations(body: ImportCalibrations, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every piece of the file."""
    return [touch for row in body.rows for touch in touches_equipment(row.equipment, write=True)]


def touches_record(
    body: ChangeEquipment | CalibrateEquipment | MaintainEquipment | CleanEquipment, _ctx: Context, _rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the piece and its records."""
    return touches_equipment(body.equipment, write=True)
