"""Decides on files of equipment and of calibrations: all of a file or none, refused with its first wrong row."""

from backend.equipment.entries import ImportCalibrations, ImportEquipment, PastCalibration
from backend.equipment.rules.records import CLOCKS_APART, decide_define_equipment, recorded
from backend.equipment.state import Equipment, EquipmentRecord
from backend.log.vocabulary import Context, Decision, Event, refuse
from backend.log.working_set import WorkingSet
from backend.people.rules import as_text, factory_day


def decide_import_equipment(rows: WorkingSet, body: ImportEquipment, ctx: Context) -> Decision:
    """Take a whole file, or refuse it with its first wrong row."""
    events: list[Event] = []
    seen: set[str] = set()
    for number, row in enumerate(body.rows, 1):
        if row.code in seen:
            return refuse("IMPORT_ROW_TWICE", row=number, key=row.code)
        seen.add(row.code)
        answer = decide_define_equipment(rows, row, ctx)
        if answer.refusal is not None:
            return refuse(answer.refusal.code, **answer.refusal.detail, row=number)
        events += answer.events
    return Decision(events=tuple(events))


def decide_import_calibrations(rows: WorkingSet, body: ImportCalibrations, ctx: Context) -> Decision:
    """Take the calibrations that are not on record yet: of the same piece, time and certificate."""
    events: list[Event] = []
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(body.rows, 1):
        if (row.equipment, row.certificate) in seen:
            return refuse("IMPORT_ROW_TWICE", row=number, key=f"{row.equipment} {row.certificate}")
        seen.add((row.equipment, row.certificate))
        wrong = _wrong(rows, row, ctx)
        if wrong is not None:
            code, detail = wrong
            return refuse(code, **detail, row=number)
        if not _is_on_record(rows, row):
            events.append(_calibrated(ctx, row, number))
    return Decision(events=tuple(events))


def _wrong(rows: WorkingSet, row: PastCalibration, ctx: Context) -> tuple[str, dict[str, str]] | None:
    piece = rows.find(Equipment, row.equipment)
    if piece is None:
        return "EQUIPMENT_NOT_THERE", {"equipment": row.equipment}
    if piece.status == "retired":
        return "EQUIPMENT_RETIRED", {"equipment": row.equipment}
    if row.performed_at > ctx.received_at + CLOCKS_APART:
        return "CALIBRATION_AHEAD", {"equipment": row.equipment, "found": as_text(row.performed_at)}
    if row.due is not None and row.due <= factory_day(row.performed_at):
        return "CALIBRATION_DUE_WRONG", {"equipment": row.equipment, "found": row.due.isoformat()}
    return None


def _is_on_record(rows: WorkingSet, row: PastCalibration) -> bool:
    return any(
        (known.record, known.at, known.certificate) == ("calibration", row.performed_at, row.certificate)
        for known in rows.group(EquipmentRecord, "equipment", row.equipment)
    )


def _calibrated(ctx: Context, row: PastCalibration, n: int) -> Event:
    return recorded(
        ctx,
        row.equipment,
        "calibration",
        "pass",
        row.performed_at,
        n=n,
        due=row.due,
        certificate=row.certificate,
        laboratory=row.laboratory,
        as_found=row.as_found,
        as_left=row.as_left,
    )
