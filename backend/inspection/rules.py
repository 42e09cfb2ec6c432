"""Decides on lots: released only when it is there, in quarantine, unexpired, and nothing upstream is on hold."""

from backend.inspection.entries import DecideLot
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import LotStatusChanged
from backend.material.rules import factory_day, next_status, upstream_holds
from backend.material.state import Lot
from backend.people.rules import MIN_REASON, has_reason


def decide_decide_lot(rows: WorkingSet, body: DecideLot, ctx: Context) -> Decision:
    """Move the lot on; a rejection needs no guard but the state it is in."""
    lot = rows.find(Lot, body.lot)
    if lot is None or lot.stub:
        return refuse("LOT_NOT_RECEIVED", lot=body.lot)
    inspecting = next_status(lot.status, "inspect") or lot.status
    after = next_status(inspecting, body.verdict)
    if after is None:
        return refuse("LOT_NOT_WAITING", lot=lot.number, found=lot.status, verdict=body.verdict)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    if body.verdict != "reject":
        holds = upstream_holds(rows, lot.number)
        if holds:
            return refuse("LOT_RELEASE_ON_HOLD", lot=lot.number, held=holds[0].held, hold=holds[0].reason_code)
        if lot.expiry is not None and factory_day(ctx.received_at) > lot.expiry:
            return refuse("LOT_RELEASE_EXPIRED", lot=lot.number, found=lot.expiry.isoformat())
    steps = [status for status in (inspecting, after) if status != lot.status]
    return Decision(events=tuple(LotStatusChanged(number=lot.number, status=status) for status in steps))
