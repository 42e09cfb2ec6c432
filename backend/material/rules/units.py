"""Decides on holds of single units; placing one is a fact, lifting one a decision."""

from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.entries import HoldUnit, LiftUnitHold
from backend.material.events import UnitHeld, UnitHoldLifted, UnitMade
from backend.material.state import Unit
from backend.people.rules import MIN_REASON, has_reason


def decide_hold_unit(rows: WorkingSet, body: HoldUnit, ctx: Context) -> Decision:
    """Place the hold, whatever the unit's state; an unknown unit becomes a flagged stub."""
    held = UnitHeld(item=body.item, serial=body.serial, reason_code=body.reason_code, source=ctx.new_id())
    if rows.find(Unit, body.item, body.serial) is not None:
        return Decision(events=(held,))
    stub = UnitMade(item=body.item, serial=body.serial, lot=None, status="built", stub=True)
    detail = {"item": body.item, "serial": body.serial}
    return Decision((stub, held), (Exceptional("UNIT_NOT_KNOWN", "unit", body.serial, detail),))


def decide_lift_unit_hold(rows: WorkingSet, body: LiftUnitHold, ctx: Context) -> Decision:
    """Lift one hold, with a reason."""
    unit = rows.find(Unit, body.item, body.serial)
    if unit is None or body.hold not in unit.holds:
        return refuse("UNIT_HOLD_UNKNOWN", hold=body.hold, item=body.item, serial=body.serial)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    return Decision(events=(UnitHoldLifted(item=body.item, serial=body.serial, source=body.hold),))
