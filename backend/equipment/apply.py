"""The effect of equipment events. A piece's standing is folded anew from its records, in the order of the acts."""

from msgspec.structs import asdict

from backend.equipment.events import EquipmentDefined, EquipmentRecorded
from backend.equipment.state import INSTALLED, Equipment, EquipmentRecord, standing
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_equipment_defined(rows: WorkingSet, event: EquipmentDefined, _ctx: EventContext) -> None:
    """Put the piece as it stands after what was recorded about it, perhaps before it was defined."""
    piece = Equipment(
        **asdict(event),
        status=INSTALLED,
        calibrated_at=None,
        calibration_due=None,
        out_of_tolerance_at=None,
        maintained_at=None,
        maintenance_due=None,
        cleaned_at=None,
        last_at=None,
    )
    rows.put(standing(piece, rows.group(EquipmentRecord, "equipment", event.code)))


def apply_equipment_recorded(rows: WorkingSet, event: EquipmentRecorded, ctx: EventContext) -> None:
    """Write the record and what the piece stands at after it."""
    written = {"by": ctx.badge, "entry": ctx.entry_id, "received_at": ctx.received_at, "site": ctx.site}
    rows.create(EquipmentRecord(**asdict(event), **written))  # type: ignore[arg-type]  # the fields are the event's
    piece = rows.find(Equipment, event.equipment)
    if piece is not None:
        rows.put(standing(piece, rows.group(EquipmentRecord, "equipment", event.equipment)))
