"""Decides on holds of sterilisation loads: stored once, on the load, and derived for everything that was in it."""

from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.entries import HoldLoad, LiftLoadHold
from backend.material.events import LoadHeld, LoadHoldLifted, load_thing
from backend.material.state import LoadHold, Node
from backend.people.rules import MIN_REASON, has_reason


def decide_hold_load(rows: WorkingSet, body: HoldLoad, ctx: Context) -> Decision:
    """Place the hold; nothing is in a load that nobody has built, and that is said."""
    held = LoadHeld(id=ctx.new_id(), load=body.load, reason_code=body.reason_code, text=body.text)
    if rows.find(Node, load_thing(body.load).node) is not None:
        return Decision(events=(held,))
    return Decision((held,), (Exceptional("LOAD_UNKNOWN", "load", body.load, {"load": body.load}),))


def decide_lift_load_hold(rows: WorkingSet, body: LiftLoadHold, ctx: Context) -> Decision:
    """Lift one open hold, with a reason."""
    hold = rows.find(LoadHold, body.hold)
    if hold is None:
        return refuse("HOLD_UNKNOWN", hold=body.hold)
    if hold.lifted_at is not None:
        return refuse("HOLD_ALREADY_LIFTED", hold=body.hold, lot=hold.load, by=hold.lifted_by)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    return Decision(events=(LoadHoldLifted(id=hold.id, load=hold.load, reason=(ctx.reason or "").strip()),))


def open_load_holds(rows: WorkingSet, load: str) -> list[LoadHold]:
    """Return the holds that stop a load."""
    return [hold for hold in rows.group(LoadHold, "load", load) if hold.lifted_at is None]
