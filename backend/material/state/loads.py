"""Holds on sterilisation loads. The load's node guards them: whoever asks what holds a lot back shares that lock."""

from collections.abc import Iterable

from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.entries import HoldLoad, LiftLoadHold
from backend.material.events.genealogy import load_thing
from backend.material.state.genealogy import LoadHold, Node


def touches_load_holds(load: str) -> Iterable[AnyTouch]:
    """Return a load's holds, to be changed, with the node that guards them."""
    yield Touch(Node, (load_thing(load).node,), write=True)
    yield GroupTouch(LoadHold, "load", load)


def touches_hold_load(body: HoldLoad, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the load's holds."""
    return touches_load_holds(body.load)


def touches_lift_load_hold(body: LiftLoadHold, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the hold, then the node that guards it."""
    yield Touch(LoadHold, (body.hold,))
    hold = rows.peek(LoadHold, body.hold)
    if hold is not None:
        yield from touches_load_holds(hold.load)
