"""Decides on equipment: what it is, whether it may be used, and what follows from what was done to it."""

from datetime import date, datetime, timedelta

from msgspec.structs import asdict

from backend.equipment.entries import (
    CalibrateEquipment,
    ChangeEquipment,
    CleanEquipment,
    DefineEquipment,
    MaintainEquipment,
)
from backend.equipment.events import EquipmentDefined, EquipmentRecorded, Record
from backend.equipment.rules.doubt import last_good
from backend.equipment.state import Equipment, EquipmentRecord
from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.nonconformance.rules import opened
from backend.people.rules import MIN_REASON, as_text, has_reason, in_utc

STATUS_AFTER = {"qualify": "qualified", "take_out_of_service": "out_of_service", "retire": "retired"}
CLOCKS_APART = timedelta(minutes=10)
"""How far ahead of its arrival an act may claim to be: two clocks are never the same."""


def decide_define_equipment(rows: WorkingSet, body: DefineEquipment, _ctx: Context) -> Decision:
    """Create or change a piece; a machine does not become a gauge, a piece does not change its site."""
    known = rows.find(Equipment, body.code)
    if known is not None and known.status == "retired":
        return refuse("EQUIPMENT_RETIRED", equipment=body.code)
    if known is not None and (known.kind, known.site) != (body.kind, body.site):
        return refuse("EQUIPMENT_OTHER", equipment=body.code, kind=known.kind, site=known.site)
    event = EquipmentDefined(**asdict(body))
    unchanged = known is not None and all(getattr(known, name) == value for name, value in asdict(event).items())
    return Decision(events=() if unchanged else (event,))


def decide_change_equipment(rows: WorkingSet, body: ChangeEquipment, ctx: Context) -> Decision:
    """Qualify, take out of service or retire a piece, with a reason; what is retired stays so."""
    known = rows.find(Equipment, body.equipment)
    if known is None:
        return refuse("EQUIPMENT_NOT_THERE", equipment=body.equipment)
    if known.status == "retired":
        return refuse("EQUIPMENT_RETIRED", equipment=body.equipment)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    status = STATUS_AFTER[body.act]
    if known.status == status:
        return Decision()
    # When it was decided: a decision counts from when it arrived, not from what a device's clock said.
    text = (ctx.reason or "").strip()
    return Decision(events=(recorded(ctx, body.equipment, "status", status, ctx.received_at, text=text),))


def decide_calibrate_equipment(rows: WorkingSet, body: CalibrateEquipment, ctx: Context) -> Decision:
    """Keep the calibration; found out of tolerance, a deviation asks what was done with it since the last good one."""
    piece = rows.find(Equipment, body.equipment)
    event = recorded(
        ctx,
        body.equipment,
        "calibration",
        body.result,
        body.performed_at,
        due=body.due,
        certificate=body.certificate,
        laboratory=body.laboratory,
        as_found=body.as_found,
        as_left=body.as_left,
        files=body.files,
    )
    exceptions = _about(piece, body.equipment, body.performed_at, body.due, ctx)
    events: list[Event] = [event]
    if body.result == "out_of_tolerance":
        detail = {"equipment": body.equipment, "found": body.as_found or "-", "since": _last_good(rows, body)}
        broken = Exceptional("EQUIPMENT_OUT_OF_TOLERANCE", "equipment", body.equipment, detail)
        exceptions.append(broken)
        events.append(opened(ctx, broken))
    return Decision(tuple(events), tuple(exceptions))


def _last_good(rows: WorkingSet, body: CalibrateEquipment) -> str:
    """Return when it was last calibrated well before this, whatever was recorded meanwhile; "-" for never."""
    return last_good(rows.group(EquipmentRecord, "equipment", body.equipment), body.performed_at)


def decide_maintain_equipment(rows: WorkingSet, body: MaintainEquipment, ctx: Context) -> Decision:
    """Keep the maintenance."""
    piece = rows.find(Equipment, body.equipment)
    event = recorded(
        ctx, body.equipment, "maintenance", "done", body.performed_at, due=body.due, text=body.text, files=body.files
    )
    return Decision((event,), tuple(_about(piece, body.equipment, body.performed_at, body.due, ctx)))


def decide_clean_equipment(rows: WorkingSet, body: CleanEquipment, ctx: Context) -> Decision:
    """Keep that it was cleaned, or found dirty."""
    piece = rows.find(Equipment, body.equipment)
    event = recorded(ctx, body.equipment, "cleaning", body.result, body.performed_at, text=body.text)
    return Decision((event,), tuple(_about(piece, body.equipment, body.performed_at, None, ctx)))


def _about(
    piece: Equipment | None, code: str, performed_at: datetime, due: date | None, ctx: Context
) -> list[Exceptional]:
    """Return what is wrong with the record itself."""
    found: list[Exceptional] = []
    if piece is None:
        found.append(Exceptional("EQUIPMENT_UNKNOWN", "equipment", code, {"equipment": code}))
    elif piece.status == "retired":
        found.append(Exceptional("EQUIPMENT_RETIRED_RECORD", "equipment", code, {"equipment": code}))
    if performed_at > ctx.received_at + CLOCKS_APART:
        detail = {"equipment": code, "found": as_text(performed_at)}
        found.append(Exceptional("EQUIPMENT_RECORD_AHEAD", "equipment", code, detail))
    if due is not None and due <= factory_day(performed_at):
        detail = {"equipment": code, "found": due.isoformat()}
        found.append(Exceptional("EQUIPMENT_DUE_WRONG", "equipment", code, detail))
    return found


def recorded(
    ctx: Context,
    equipment: str,
    record: Record,
    result: str,
    at: datetime,
    *,
    n: int = 1,
    **more: object,
) -> EquipmentRecorded:
    """Return what was done to a piece or decided about it; ``n`` tells several of one entry apart."""
    given: dict[str, object] = {
        "due": None,
        "certificate": None,
        "laboratory": "",
        "as_found": "",
        "as_left": "",
        "text": "",
        "files": (),
    }
    return EquipmentRecorded(
        id=ctx.new_id(n),
        equipment=equipment,
        record=record,
        result=result,
        at=in_utc(at),
        **(given | more),  # type: ignore[arg-type]  # the optional fields, by name
    )
