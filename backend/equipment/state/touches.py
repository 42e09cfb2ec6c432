"""What equipment entries touch, and what another capability touches to ask whether a piece was ready."""

from collections.abc import Iterable
from datetime import datetime

from backend.equipment.entries import (
    CalibrateEquipment,
    ChangeEquipment,
    CleanEquipment,
    DefineEquipment,
    ImportEquipment,
    MaintainEquipment,
)
from backend.equipment.state.rows import Equipment, EquipmentRecord
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet


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


def touches_define_equipment(body: DefineEquipment, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the piece and its records."""
    return touches_equipment(body.code, write=True)


def touches_import_equipment(body: ImportEquipment, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every piece of the file."""
    return [touch for row in body.rows for touch in touches_define_equipment(row, ctx, rows)]


def touches_record(
    body: ChangeEquipment | CalibrateEquipment | MaintainEquipment | CleanEquipment, _ctx: Context, _rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the piece and its records."""
    return touches_equipment(body.equipment, write=True)
