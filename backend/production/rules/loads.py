"""Decides on sterilisation loads while they are built and run; what breaks a rule is kept, and holds the whole load."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import asdict

from backend.equipment.rules import readiness, stood
from backend.equipment.state import Equipment
from backend.items.rules.steps import unit_problems
from backend.log.vocabulary import Context, Decision, Event, Exceptional, Settled, refuse
from backend.log.working_set import WorkingSet
from backend.material.events import LoadHeld, LotStubbed, Unlinked, load_thing, lot_thing
from backend.material.rules import link, measured, upstream_holds
from backend.material.state import Balance, Edge, Lot
from backend.nonconformance.rules import opened
from backend.people.rules import qualified
from backend.people.state import Badge
from backend.production.entries.loads import (
    AdvanceLoad,
    DefineCycle,
    OpenLoad,
    PutInLoad,
    TakeFromLoad,
)
from backend.production.events.loads import (
    CycleDefined,
    LoadAdvanced,
    LoadEmptied,
    LoadFilled,
    LoadOpened,
)
from backend.production.state.loads import Cycle, CycleReading, Load, LoadMember
from sync.quantity import NotConvertible

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
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    found = [*people, *_about_lot(rows, load, body.lot, lot), *_about_quantity(rows, body, quantity, unit)]
    late = load.status != PHASES[0]
    late_found = [about(body.load, "LOAD_CLOSED", lot=body.lot, found=load.status)] if late else []
    joined = link(rows, load_thing(body.load), lot_thing(body.lot), "sterilise", (quantity, unit))
    assert not isinstance(joined, Exceptional), "nothing flows into a load"
    filled = LoadFilled(load=body.load, lot=body.lot, position=body.position, quantity=quantity, unit=unit, late=late)
    stub: list[Event] = [] if lot is not None else [LotStubbed(number=body.lot)]
    told = held(ctx, late_found, deviating=people)
    return Decision((*stub, filled, joined, *told), (*found, *late_found))


def _about_quantity(rows: WorkingSet, body: PutInLoad, quantity: Decimal, unit: str) -> Iterator[Exceptional]:
    """Yield that the lot stands at the position already, and that more of it would be in the load than there is."""
    there = [member for member in rows.group(LoadMember, "load", body.load) if member.lot == body.lot]
    same = next((member.quantity for member in there if member.position == body.position), None)
    inside = sum((member.quantity for member in there), quantity)
    detail = {"lot": body.lot, "position": body.position}
    if same is not None:
        total = f"{(same + quantity).normalize():f} {unit}"
        yield about(body.load, "LOAD_LOT_TWICE", **detail, found=total)
    balances = rows.group(Balance, "lot", body.lot)
    stock = sum((balance.quantity for balance in balances), Decimal(0))
    if balances and inside > stock:
        measure = {"found": f"{inside.normalize():f} {unit}", "expected": f"{stock.normalize():f} {unit}"}
        yield about(body.load, "LOAD_MORE_THAN_THERE", **detail, **measure)


def _about_lot(rows: WorkingSet, load: Load, number: str, lot: Lot | None) -> list[Exceptional]:
    if lot is None or lot.stub:
        return [about(load.number, "LOAD_LOT_UNKNOWN", lot=number)]
    found = []
    cycle = cycle_of(rows, load)
    this = load_thing(load.number).node
    before = {
        edge.input
        for edge in rows.group(Edge, "output", lot_thing(number).node)
        if edge.kind == "sterilise" and edge.ended_at is None and edge.input != this
    }
    if cycle is not None and len(before) >= cycle.exposures:
        found.append(about(load.number, "LOAD_LOT_AGAIN", lot=number, found=len(before), expected=cycle.exposures))
    return found


def decide_take_from_load(rows: WorkingSet, body: TakeFromLoad, ctx: Context) -> Decision:
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
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    emptied = LoadEmptied(load=body.load, lot=body.lot, position=body.position)
    return Decision((emptied, apart, *held(ctx, [], deviating=people)), tuple(people))


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
    people = untrained(rows, body.load, cycle_of(rows, load), ctx)
    advanced = LoadAdvanced(load=body.load, phase=body.phase)
    told = (advanced, *held(ctx, broken, deviating=people))
    settled = _in_time(rows, load, ctx) if load.status == PHASES[0] else ()
    return Decision(told, (*found, *people, *broken), settled=settled)


def _in_time(rows: WorkingSet, load: Load, ctx: Context) -> tuple[Settled, ...]:
    """Return the values that were said to be earlier than the closing, and are not: only their record was."""
    readings = rows.group(CycleReading, "load", load.number)
    after = (reading.entry for reading in readings if reading.phase == PHASES[0] and reading.at >= ctx.occurred_at)
    return tuple(Settled(entry, "CYCLE_BEFORE_CLOSED", "LOAD_CLOSED_BEFORE") for entry in after)


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
