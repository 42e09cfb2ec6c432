"""Decides on sterilisation loads while they are built and run; what breaks a rule is kept, and holds the whole load."""

from decimal import Decimal

from msgspec.structs import asdict

from backend.equipment.rules import readiness, stood
from backend.equipment.state import Equipment
from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import LoadHeld, LotStubbed, Unlinked, load_thing, lot_thing
from backend.material.rules import link, measured, upstream_holds
from backend.material.state import Edge, Lot
from backend.nonconformance.rules import opened
from backend.production.entries.loads import (
    AdvanceLoad,
    DefineCycle,
    OpenLoad,
    PutInLoad,
    RecordCycleReading,
    RecordIndicator,
    TakeFromLoad,
)
from backend.production.events.loads import (
    CycleDefined,
    CycleRead,
    IndicatorRecorded,
    LoadAdvanced,
    LoadEmptied,
    LoadFilled,
    LoadOpened,
)
from backend.production.rules.readings import FAIL, PASS, UNJUDGED, verdict_of
from backend.production.state.loads import Cycle, Load, LoadIndicator, LoadMember
from sync.quantity import NotConvertible

PHASES = ("building", "closed", "preconditioning", "exposing", "aerating", "await_bi")
DECIDED = ("accepted", "rejected")


def about(load: str, code: str, **detail: object) -> Exceptional:
    """Return an exception about a load."""
    return Exceptional(code, "load", load, {"load": load, **detail})


def held(ctx: Context, broken: list[Exceptional]) -> list[Event]:
    """Return a deviation and a hold on the load for each broken rule: what is in it is held with it."""
    events: list[Event] = []
    for n, each in enumerate(broken, 1):
        deviation = opened(ctx, each, n=n)
        hold = LoadHeld(id=ctx.new_id(100 + n), load=each.subject_key, reason_code=each.code, text=deviation.number)
        events += [deviation, hold]
    return events


def decide_define_cycle(rows: WorkingSet, body: DefineCycle, _ctx: Context) -> Decision:
    """Take a new revision; one that is there stays as it is."""
    event = CycleDefined(**asdict(body))
    known = rows.find(Cycle, body.code, body.revision)
    if known is not None and known != Cycle(**asdict(event)):
        return refuse("CYCLE_APPROVED", cycle=body.code, revision=body.revision)
    for each in body.parameters:
        low, high = each.limits.low, each.limits.high
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            return refuse("CYCLE_LIMITS_REVERSED", cycle=body.code, name=each.code, low=low, high=high)
    return Decision(events=() if known is not None else (event,))


def decide_open_load(rows: WorkingSet, body: OpenLoad, _ctx: Context) -> Decision:
    """Begin the load, whatever is known of its cycle and chamber; one that is there stays as it is."""
    if rows.find(Load, body.load) is not None:
        return Decision(exceptions=(about(body.load, "LOAD_THERE"),))
    found: list[Exceptional] = []
    cycle = rows.find(Cycle, body.cycle, body.revision)
    chamber = rows.find(Equipment, body.chamber)
    if cycle is None:
        found.append(about(body.load, "CYCLE_UNKNOWN", cycle=body.cycle, revision=body.revision))
    if chamber is None:
        found.append(about(body.load, "EQUIPMENT_UNKNOWN", equipment=body.chamber))
    elif cycle is not None and chamber.equipment_class != cycle.equipment_class:
        detail = {"chamber": body.chamber, "expected": cycle.equipment_class, "found": chamber.equipment_class}
        found.append(about(body.load, "LOAD_CHAMBER_WRONG", **detail))
    begun = LoadOpened(number=body.load, chamber=body.chamber, cycle=body.cycle, revision=body.revision)
    return Decision((begun,), tuple(found))


def decide_put_in_load(rows: WorkingSet, body: PutInLoad, ctx: Context) -> Decision:
    """Put a lot in and link it; after the load was closed that is an exception which holds the load (C24)."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    lot = rows.find(Lot, body.lot)
    try:
        quantity, unit = measured(rows, lot, body.quantity)
    except NotConvertible as problem:
        detail = {"lot": body.lot, "found": f"{body.quantity.value} {body.quantity.unit}", "why": problem.code}
        return Decision(exceptions=(about(body.load, "LOAD_QUANTITY_WRONG", **detail),))
    if quantity <= 0:
        detail = {"lot": body.lot, "found": f"{body.quantity.value} {body.quantity.unit}", "why": "-"}
        return Decision(exceptions=(about(body.load, "LOAD_QUANTITY_WRONG", **detail),))
    found = _about_lot(rows, load, body.lot, lot)
    late = load.status != PHASES[0]
    late_found = [about(body.load, "LOAD_CLOSED", lot=body.lot, found=load.status)] if late else []
    joined = link(rows, load_thing(body.load), lot_thing(body.lot), "sterilise", (quantity, unit))
    assert not isinstance(joined, Exceptional), "nothing flows into a load"
    filled = LoadFilled(load=body.load, lot=body.lot, position=body.position, quantity=quantity, unit=unit, late=late)
    stub: list[Event] = [] if lot is not None else [LotStubbed(number=body.lot)]
    return Decision((*stub, filled, joined, *held(ctx, late_found)), (*found, *late_found))


def _about_lot(rows: WorkingSet, load: Load, number: str, lot: Lot | None) -> list[Exceptional]:
    if lot is None or lot.stub:
        return [about(load.number, "LOAD_LOT_UNKNOWN", lot=number)]
    found = []
    cycle = rows.find(Cycle, load.cycle, load.revision)
    this = load_thing(load.number).node
    before = {
        edge.input
        for edge in rows.group(Edge, "output", lot_thing(number).node)
        if edge.kind == "sterilise" and edge.ended_at is None and edge.input != this
    }
    if cycle is not None and len(before) >= cycle.exposures:
        found.append(about(load.number, "LOAD_LOT_AGAIN", lot=number, found=len(before), expected=cycle.exposures))
    return found


def decide_take_from_load(rows: WorkingSet, body: TakeFromLoad, _ctx: Context) -> Decision:
    """Take a lot out again; what was in the load when it was closed stays in the record."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    members = rows.group(LoadMember, "load", body.load)
    member = next((m for m in members if (m.lot, m.position) == (body.lot, body.position)), None)
    if member is None:
        return Decision(exceptions=(about(body.load, "LOAD_NOT_IN", lot=body.lot, position=body.position),))
    if load.status != PHASES[0] and not member.late:
        return Decision(exceptions=(about(body.load, "LOAD_FROZEN", lot=body.lot, found=load.status),))
    apart = Unlinked(
        input=load_thing(body.load), output=lot_thing(body.lot), kind="sterilise", quantity=member.quantity
    )
    return Decision((LoadEmptied(load=body.load, lot=body.lot, position=body.position), apart))


def decide_advance_load(rows: WorkingSet, body: AdvanceLoad, ctx: Context) -> Decision:
    """Go on to a phase. Closing asks whether the chamber is ready and whether something in the load is on hold."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    if load.status in DECIDED or PHASES.index(body.phase) <= PHASES.index(load.status):
        return Decision(exceptions=(about(body.load, "LOAD_PHASE_PAST", found=load.status, phase=body.phase),))
    found: list[Exceptional] = []
    broken: list[Exceptional] = []
    expected = PHASES[PHASES.index(load.status) + 1]
    if body.phase != expected:
        found.append(about(body.load, "LOAD_PHASE_SKIPPED", expected=expected, found=body.phase))
    if load.status == PHASES[0]:
        found += _about_members(rows, body.load)
    if body.phase in ("closed", "preconditioning", "exposing"):
        broken += _about_chamber(rows, load, ctx, body.phase)
    events: list[Event] = [LoadAdvanced(load=body.load, phase=body.phase), *held(ctx, broken)]
    return Decision(tuple(events), (*found, *broken))


def _about_members(rows: WorkingSet, load: str) -> list[Exceptional]:
    lots = sorted({member.lot for member in rows.group(LoadMember, "load", load)})
    if not lots:
        return [about(load, "LOAD_EMPTY")]
    first = [(lot, holds[0]) for lot in lots if (holds := upstream_holds(rows, lot))]
    return [about(load, "LOAD_LOT_ON_HOLD", lot=lot, held=hold.held, hold=hold.reason_code) for lot, hold in first]


def _about_chamber(rows: WorkingSet, load: Load, ctx: Context, phase: str) -> list[Exceptional]:
    piece = stood(rows, load.chamber, ctx.occurred_at)
    reasons = [] if piece is None else readiness(piece, ctx.occurred_at)
    if not reasons:
        return []
    detail = {"equipment": load.chamber, "step": phase, "order": load.number, "reasons": ", ".join(reasons)}
    return [about(load.number, "EQUIPMENT_NOT_READY", **detail)]


def decide_record_cycle_reading(rows: WorkingSet, body: RecordCycleReading, ctx: Context) -> Decision:
    """Keep and judge the value; outside its limits it opens a deviation and holds the load."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    cycle = rows.find(Cycle, load.cycle, load.revision)
    wanted = None if cycle is None else cycle.parameter(body.code)
    found: list[Exceptional] = []
    broken: list[Exceptional] = []
    value = Decimal(body.value)
    verdict = UNJUDGED
    if wanted is None:
        found.append(about(body.load, "CYCLE_READING_NOT_ASKED", name=body.code))
    elif wanted.unit != body.unit:
        found.append(about(body.load, "CYCLE_UNIT_WRONG", name=body.code, expected=wanted.unit, found=body.unit))
    else:
        verdict = FAIL if verdict_of(value, wanted.limits) == FAIL else PASS
    if verdict == FAIL and wanted is not None:
        detail = {"name": body.code, "found": body.value, "unit": body.unit}
        limits = {"low": wanted.limits.low or "-", "high": wanted.limits.high or "-"}
        broken.append(about(body.load, "CYCLE_OUT_OF_LIMIT", **detail, **limits))
    read = CycleRead(
        id=ctx.new_id(1),
        load=body.load,
        code=body.code,
        value=value,
        unit=body.unit,
        verdict=verdict,
        gauge=body.gauge,
    )
    return Decision((read, *held(ctx, broken)), (*found, *broken))


def decide_record_indicator(rows: WorkingSet, body: RecordIndicator, ctx: Context) -> Decision:
    """Keep what was done with an indicator; growth opens a deviation and holds the load."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    known = {each.indicator: each for each in rows.group(LoadIndicator, "load", body.load)}.get(body.indicator)
    found: list[Exceptional] = []
    broken: list[Exceptional] = []
    if body.act != "placed" and (known is None or known.placed_at is None):
        found.append(about(body.load, "INDICATOR_NOT_PLACED", indicator=body.indicator))
    if body.act == "growth":
        broken.append(about(body.load, "INDICATOR_GREW", indicator=body.indicator))
    done = IndicatorRecorded(
        load=body.load, indicator=body.indicator, act=body.act, position=body.position, at=ctx.occurred_at
    )
    return Decision((done, *held(ctx, broken)), (*found, *broken))
