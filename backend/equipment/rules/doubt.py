"""What a piece found out of tolerance was used on is in doubt, back to its last good calibration (ISO 13485 7.6, C07):
quality asks of each lot and unit what becomes of it; a use that arrives later is asked about as it comes.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from backend.equipment.entries import AssessUses, UsedOn
from backend.equipment.state import EquipmentRecord, records_of
from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced, UnitHeld
from backend.material.state import Lot, Unit
from backend.nonconformance.rules import opened
from backend.nonconformance.state import Deviation
from backend.people.rules import as_text

OUT_OF_TOLERANCE_RESULT = "out_of_tolerance"
USED_IN_DOUBT = "EQUIPMENT_USED_IN_DOUBT"


def last_good(records: Iterable[EquipmentRecord], before: datetime) -> str:
    """Return the time of the last good calibration before a moment; "-" for never."""
    good = [r.at for r in records if r.record == "calibration" and r.result == "pass" and r.at < before]
    return as_text(max(good)) if good else "-"


def found_wrong_after(rows: WorkingSet, code: str, at: datetime) -> EquipmentRecord | None:
    """Return the calibration that came next after a use, if it found the piece wrong; see ``touches_use``."""
    if not rows.has(records_of(code)):
        return None
    records = rows.group(EquipmentRecord, "equipment", code)
    later = [r for r in records if r.record == "calibration" and r.at > at]
    first = min(later, key=lambda r: (r.at, r.id), default=None)
    return first if first is not None and first.result == OUT_OF_TOLERANCE_RESULT else None


def doubt(rows: WorkingSet, found: EquipmentRecord) -> dict[str, object]:
    """Return what every text about a use in doubt names."""
    records = rows.group(EquipmentRecord, "equipment", found.equipment)
    return {
        "calibration": found.id,
        "equipment": found.equipment,
        "found": found.as_found or "-",
        "since": last_good(records, found.at),
    }


def is_asked(rows: WorkingSet, subject: str, calibration: str) -> bool:
    """Say whether a deviation asks already what becomes of a lot, unit or order after this calibration."""
    return any(
        known.code == USED_IN_DOUBT and known.detail.get("calibration") == calibration
        for known in rows.group(Deviation, "subject_key", subject)
    )


def decide_assess_uses(rows: WorkingSet, body: AssessUses, ctx: Context) -> Decision:
    """Open a deviation for each thing that has none yet, all or nothing; with ``hold`` lots and units wait too."""
    found = rows.find(EquipmentRecord, body.calibration)
    if found is None or found.equipment != body.equipment or found.result != OUT_OF_TOLERANCE_RESULT:
        return refuse("CALIBRATION_NOT_WRONG", equipment=body.equipment, calibration=body.calibration)
    events: list[Event] = []
    numbers = count(1)
    for used in dict.fromkeys(body.uses):
        key = used.serial or used.lot or used.order
        if not _is_there(rows, used):
            return refuse("USED_ON_NOT_THERE", equipment=body.equipment, subject=key)
        if is_asked(rows, key, body.calibration):
            continue
        n = next(numbers)
        kind = "unit" if used.serial is not None else "lot" if used.lot is not None else "work_order"
        detail = {"order": used.order, "subject": key, **doubt(rows, found)}
        deviation = opened(ctx, Exceptional(USED_IN_DOUBT, kind, key, detail), n=n, order=used.order)
        events.append(deviation)
        if body.hold:
            events += _held(used, ctx.new_id(n), deviation.number)
    return Decision(events=tuple(events))


def _is_there(rows: WorkingSet, used: UsedOn) -> bool:
    if used.serial is not None:
        return used.item is not None and rows.find(Unit, used.item, used.serial) is not None
    return used.lot is None or rows.find(Lot, used.lot) is not None


def _held(used: UsedOn, id_: str, deviation: str) -> list[Event]:
    if used.serial is not None and used.item is not None:
        return [UnitHeld(item=used.item, serial=used.serial, reason_code=USED_IN_DOUBT, source=deviation)]
    return [] if used.lot is None else [HoldPlaced(id=id_, lot=used.lot, reason_code=USED_IN_DOUBT, text=deviation)]
