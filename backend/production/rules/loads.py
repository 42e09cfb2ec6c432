"""Decides on sterilisation loads while they are built and run; what breaks a rule is kept, and holds the whole load."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import asdict

from backend.equipment.rules import readiness, stood
from backend.equipment.state import Equipment
from backend.items.rules.steps import unit_problems
from backend.log.vocabulary import Context, Decision, Event, Exceptional, Settled, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import LoadHeld
from backend.material.rules import upstream_holds
from backend.nonconformance.rules import opened
from backend.people.rules import qualified
from backend.people.state import Badge
from backend.production.entries.loads import (
    AdvanceLoad,
    DefineCycle,
    OpenLoad,
)
from backend.production.events.loads import (
    CycleDefined,
    LoadAdvanced,
    LoadOpened,
)
from backend.production.state import PASSED_BY, OrderSnapshot, StepRun, scope_of, subject_of
from backend.production.state.loads import Cycle, CycleReading, Load, LoadMember

PHASES = ("building", "closed", "preconditioning", "exposing", "aerating", "await_bi")
DECIDED = ("accepted", "rejected")


def about(load: str, code: str, **detail: object) -> Exceptional:
    """Return an exception about a load."""
    return Exceptional(code, "load", load, {"load": load, **detail})


def held(ctx: Context, broken: list[Exceptional], *, deviating: Iterable[Exceptional] = ()) -> list[Event]:
    """Return a deviation and a hold on the load for each broken rule: what is in it is held with it.

    ``deviating``: what else is asked about by a deviation, and holds nothing.
    """
    events: list[Event] = []
    for n, each in enumerate((*broken, *deviating), 1):
        deviation = opened(ctx, each, n=n)
        events.append(deviation)
        if n <= len(broken):
            hold = LoadHeld(id=ctx.new_id(100 + n), load=each.subject_key, reason_code=each.code, text=deviation.number)
            events.append(hold)
    return events


def untrained(rows: WorkingSet, number: str, cycle: Cycle | None, ctx: Context) -> list[Exceptional]:
    """Return that the person is not trained for the cycle, when they first record something about the load (C06)."""
    load = rows.find(Load, number)
    if cycle is None or cycle.skill is None or (load is not None and ctx.badge in load.people):
        return []
    badge = rows.find(Badge, ctx.badge)
    if badge is not None and qualified(rows, badge.person, cycle.skill, ctx.occurred_at):
        return []
    person = ctx.badge if badge is None else badge.person
    return [about(number, "LOAD_OPERATOR_NOT_QUALIFIED", person=person, skill=cycle.skill)]


def cycle_of(rows: WorkingSet, load: Load) -> Cycle | None:
    """Return the revision of the cycle that a load runs by, or None."""
    return rows.find(Cycle, load.cycle, load.revision)


def decide_define_cycle(rows: WorkingSet, body: DefineCycle, _ctx: Context) -> Decision:
    """Take a new revision; one that is there stays as it is."""
    event = CycleDefined(**asdict(body))
    known = rows.find(Cycle, body.code, body.revision)
    if known is not None and known == Cycle(**asdict(event)):
        return Decision()
    if known is not None:
        return refuse("CYCLE_APPROVED", cycle=body.code, revision=body.revision)
    for each in body.parameters:
        unknown = next(unit_problems({"name": each.code}, each.unit), None)
        if unknown is not None:
            return Decision(refusal=unknown)
        low, high = each.limits.low, each.limits.high
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            return refuse("CYCLE_LIMITS_REVERSED", cycle=body.code, name=each.code, low=low, high=high)
    return Decision(events=(event,))


def decide_open_load(rows: WorkingSet, body: OpenLoad, ctx: Context) -> Decision:
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
    people = untrained(rows, body.load, cycle, ctx)
    return Decision((begun, *held(ctx, [], deviating=people)), (*found, *people))


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
    asked: list[Exceptional] = []
    if load.status == PHASES[0]:
        said, asked = _about_members(rows, load)
        found += [*said, *asked]
    if body.phase in ("closed", "preconditioning", "exposing"):
        broken += _about_chamber(rows, load, ctx, body.phase)
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    advanced = LoadAdvanced(load=body.load, phase=body.phase)
    told = (advanced, *held(ctx, broken, deviating=(*people, *asked)))
    settled = _in_time(rows, load, ctx) if load.status == PHASES[0] else ()
    return Decision(told, (*found, *people, *broken), settled=settled)


def _in_time(rows: WorkingSet, load: Load, ctx: Context) -> tuple[Settled, ...]:
    """Return the values that were said to be earlier than the closing, and are not: only their record was."""
    readings = rows.group(CycleReading, "load", load.number)
    after = (reading.entry for reading in readings if reading.phase == PHASES[0] and reading.at >= ctx.occurred_at)
    return tuple(Settled(entry, "CYCLE_BEFORE_CLOSED", "LOAD_CLOSED_BEFORE") for entry in after)


def _about_members(rows: WorkingSet, load: Load) -> tuple[list[Exceptional], list[Exceptional]]:
    """Return what is said of what is in the load when it is closed, and what a deviation asks about."""
    lots = sorted({member.lot for member in rows.group(LoadMember, "load", load.number)})
    if not lots:
        return [about(load.number, "LOAD_EMPTY")], []
    held_lots = [each for lot in lots for each in on_hold(rows, load, lot)]
    return held_lots, [each for lot in lots for each in steps_missing(rows, load, lot)]


def on_hold(rows: WorkingSet, load: Load, lot: str) -> list[Exceptional]:
    """Return that a lot in the load, or something in the lot, is on hold."""
    first = upstream_holds(rows, lot)[:1]
    return [about(load.number, "LOAD_LOT_ON_HOLD", lot=lot, held=h.held, hold=h.reason_code) for h in first]


def steps_missing(rows: WorkingSet, load: Load, lot: str) -> list[Exceptional]:
    """Return that steps before sterilisation are not recorded as done for a lot, by the order it was made for.

    Sterilisation is the step whose equipment is of the class of the load's cycle.
    """
    cycle = cycle_of(rows, load)
    runs = rows.group(StepRun, "subject", subject_of(lot, None))
    found = []
    for order in sorted({run.order for run in runs}):
        snapshot = rows.find(OrderSnapshot, order)
        steps = () if snapshot is None or cycle is None else snapshot.steps
        step = next((each for each in steps if cycle and each.equipment_class == cycle.equipment_class), None)
        counted = (*runs, *rows.group(StepRun, "scope", scope_of(order, "")))
        done = {run.step for run in counted if run.order == order and run.status in PASSED_BY}
        missing = [number for number in (step.predecessors if step is not None else ()) if number not in done]
        if missing and step is not None:
            detail = {"lot": lot, "order": order, "step": step.number, "missing": ", ".join(map(str, missing))}
            found.append(about(load.number, "LOAD_LOT_STEPS_MISSING", **detail))
    return found


def _about_chamber(rows: WorkingSet, load: Load, ctx: Context, phase: str) -> list[Exceptional]:
    piece = stood(rows, load.chamber, ctx.occurred_at)
    reasons = [] if piece is None else readiness(piece, ctx.occurred_at)
    if not reasons:
        return []
    detail = {"equipment": load.chamber, "step": phase, "order": load.number, "reasons": ", ".join(reasons)}
    return [about(load.number, "EQUIPMENT_NOT_READY", **detail)]
