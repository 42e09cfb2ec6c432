"""The effect of events of sterilisation loads."""

from msgspec.structs import asdict, replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.production.events.loads import (
    CycleDefined,
    CycleRead,
    IndicatorRecorded,
    LoadAdvanced,
    LoadDecided,
    LoadEmptied,
    LoadFilled,
    LoadOpened,
)
from backend.production.state import MachineMessage
from backend.production.state.loads import Cycle, CycleReading, Load, LoadBox, LoadIndicator, LoadMember
from sync.quantity import add

BUILDING = "building"
AGAINST = ("growth", "unchanged")
"""Results of an indicator that speak against the load."""


def apply_cycle_defined(rows: WorkingSet, event: CycleDefined, _ctx: EventContext) -> None:
    """Put the revision."""
    rows.put(Cycle(**asdict(event)))


def apply_load_opened(rows: WorkingSet, event: LoadOpened, ctx: EventContext) -> None:
    """Put the load, empty."""
    rows.put(
        Load(
            **asdict(event),
            site=ctx.site,
            status=BUILDING,
            observed=(),
            failed=(),
            people=(ctx.badge,),
            opened_at=ctx.occurred_at,
            closed_at=None,
            decided_by=None,
            decided_at=None,
            reason=None,
        )
    )


def _worked(load: Load, ctx: EventContext) -> Load:
    return replace(load, people=tuple(dict.fromkeys((*load.people, ctx.badge))))


def apply_load_filled(rows: WorkingSet, event: LoadFilled, ctx: EventContext) -> None:
    """Put the lot at its position; more of it there adds up."""
    load = rows.get(Load, event.load)
    known = _member(rows, event.load, event.lot, event.position)
    box = () if event.container is None else (LoadBox(container=event.container, quantity=event.quantity),)
    if known is None:
        given = asdict(event)
        del given["container"]
        rows.create(LoadMember(**given, site=load.site, boxes=box))
    else:
        quantity, late = add(known.quantity, event.quantity), known.late or event.late
        rows.put(replace(known, quantity=quantity, late=late, boxes=(*known.boxes, *box)))
    rows.put(_worked(load, ctx))


def apply_load_emptied(rows: WorkingSet, event: LoadEmptied, ctx: EventContext) -> None:
    """Take the lot from its position, or one of its boxes; with the last one nothing of it stands there."""
    known = _member(rows, event.load, event.lot, event.position)
    boxes = () if known is None else tuple(box for box in known.boxes if box.container != event.container)
    out = [] if known is None else [box.quantity for box in known.boxes if box.container == event.container]
    rest = None if known is None or event.container is None else add(known.quantity, *(-each for each in out))
    if known is None or not rest:
        rows.remove(LoadMember, event.load, event.lot, event.position)
    else:
        rows.put(replace(known, quantity=rest, boxes=boxes))
    rows.put(_worked(rows.get(Load, event.load), ctx))


def _member(rows: WorkingSet, load: str, lot: str, position: str) -> LoadMember | None:
    members = rows.group(LoadMember, "load", load)
    return next((each for each in members if (each.lot, each.position) == (lot, position)), None)


def apply_load_advanced(rows: WorkingSet, event: LoadAdvanced, ctx: EventContext) -> None:
    """Move the load to its phase; closing freezes it."""
    load = _worked(rows.get(Load, event.load), ctx)
    closed_at = load.closed_at or ctx.occurred_at
    rows.put(replace(load, status=event.phase, closed_at=closed_at))


def apply_cycle_read(rows: WorkingSet, event: CycleRead, ctx: EventContext) -> None:
    """Write the value and what it means for the load: one that could not be judged is still to be read."""
    load = _worked(rows.get(Load, event.load), ctx)
    given = asdict(event) | {"phase": load.status, "by": ctx.badge, "at": ctx.occurred_at, "entry": ctx.entry_id}
    del given["message"]
    rows.create(CycleReading(**given))
    if event.message is not None:
        rows.put(MachineMessage(device=ctx.device, message=event.message, reading=event.id))
    failed = {*load.failed, event.code} if event.verdict == "fail" else {*load.failed}
    observed = {*load.observed} if event.verdict == "unjudged" else {*load.observed, event.code}
    rows.put(replace(load, observed=tuple(sorted(observed)), failed=tuple(sorted(failed))))


def apply_indicator_recorded(rows: WorkingSet, event: IndicatorRecorded, ctx: EventContext) -> None:
    """Write what was done with it. A reading that speaks against the load stays, whatever is read later."""
    load = rows.get(Load, event.load)
    found = rows.group(LoadIndicator, "load", event.load)
    known = next((each for each in found if each.indicator == event.indicator), None)
    indicator = known or LoadIndicator(
        load=event.load,
        indicator=event.indicator,
        site=load.site,
        kind=event.kind,
        position=None,
        placed_at=None,
        incubated_at=None,
        result=None,
        read_at=None,
    )
    if event.act == "placed":
        indicator = replace(indicator, position=event.position, placed_at=event.at)
    elif event.act == "incubated":
        indicator = replace(indicator, incubated_at=event.at)
    elif indicator.result not in AGAINST:
        indicator = replace(indicator, result=event.act, read_at=event.at)
    rows.create(indicator) if known is None else rows.put(indicator)
    rows.put(_worked(load, ctx))


def apply_load_decided(rows: WorkingSet, event: LoadDecided, ctx: EventContext) -> None:
    """Accept or reject the load."""
    decided = {"decided_by": ctx.badge, "decided_at": ctx.received_at, "reason": event.reason}
    rows.put(replace(rows.get(Load, event.load), status=event.verdict, **decided))
