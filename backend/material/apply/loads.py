"""The effect of holds on sterilisation loads."""

from msgspec.structs import asdict, replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.material.events import LoadHeld, LoadHoldLifted, load_thing
from backend.material.state import LoadHold


def apply_load_held(rows: WorkingSet, event: LoadHeld, ctx: EventContext) -> None:
    """Put the hold, open."""
    rows.create(
        LoadHold(
            **asdict(event),
            site=ctx.site,
            node=load_thing(event.load).node,
            placed_by=ctx.badge,
            placed_at=ctx.occurred_at,
            source=ctx.entry_id,
            lifted_at=None,
            lifted_by=None,
            lift_reason=None,
        )
    )


def apply_load_hold_lifted(rows: WorkingSet, event: LoadHoldLifted, ctx: EventContext) -> None:
    """Note who let it go and why."""
    lifted = {"lifted_at": ctx.received_at, "lifted_by": ctx.badge, "lift_reason": event.reason}
    rows.put(replace(rows.get(LoadHold, event.id), **lifted))
