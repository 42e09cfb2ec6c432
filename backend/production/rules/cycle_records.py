"""Decides on what is read while a load runs: values of its cycle and its indicators; what is wrong holds the load."""

from decimal import Decimal

from backend.equipment.state import Equipment
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet
from backend.production.entries.loads import CycleParameter, RecordCycleReading, RecordIndicator
from backend.production.events.loads import CycleRead, IndicatorRecorded
from backend.production.rules.in_unit import in_unit
from backend.production.rules.limits import FAIL, PASS, UNJUDGED, verdict_of
from backend.production.rules.loads import PHASES, about, cycle_of, held, untrained
from backend.production.state import MachineMessage
from backend.production.state.loads import Cycle, CycleReading, Load, LoadIndicator

_OF_KIND = {
    "incubated": "biological",
    "no_growth": "biological",
    "growth": "biological",
    "changed": "chemical",
    "unchanged": "chemical",
}
"""Which kind of indicator each act is of; any kind is placed."""


def decide_record_cycle_reading(rows: WorkingSet, body: RecordCycleReading, ctx: Context) -> Decision:
    """Keep and judge the value; outside its limits it opens a deviation and holds the load."""
    known = None if body.message is None else rows.find(MachineMessage, ctx.device, body.message)
    if known is not None:
        return Decision(exceptions=_repeated(rows, body, known))
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    cycle = cycle_of(rows, load)
    people = untrained(rows, body.load, cycle, ctx)
    wanted = None if cycle is None else cycle.parameter(body.code)
    body = body if wanted is None else in_unit(body, wanted.unit)
    other = _other_chamber(rows, body, load, cycle)
    verdict, found = _judged(body, wanted) if other is None else (UNJUDGED, [other])
    found += [*_keyed(body), *_at_this_time(body, load)]
    broken = [each for each in found if each.code in ("CYCLE_OUT_OF_LIMIT", "CYCLE_SECOND_DIFFERS")]
    read = CycleRead(
        id=ctx.new_id(1),
        load=body.load,
        code=body.code,
        value=Decimal(body.value),
        unit=body.unit,
        verdict=verdict,
        gauge=body.gauge,
        source=body.source,
        message=body.message,
    )
    deviating = people if other is None else [*people, other]
    return Decision((read, *held(ctx, broken, deviating=deviating)), (*people, *found))


def _repeated(rows: WorkingSet, body: RecordCycleReading, known: MachineMessage) -> tuple[Exceptional, ...]:
    """Return nothing for the same value sent again; another one under the same number is not recorded, and is said."""
    first = rows.find(CycleReading, known.reading)
    again = body if first is None else in_unit(body, first.unit)
    given = (again.load, again.code, Decimal(again.value), again.unit)
    if first is not None and (first.load, first.code, first.value, first.unit) == given:
        return ()
    there = "-" if first is None else f"{first.load} {first.code} {first.value} {first.unit}"
    found = f"{body.code} {body.value} {body.unit}"
    return (about(body.load, "CYCLE_MESSAGE_DIFFERS", message=body.message, found=found, expected=there),)


def _at_this_time(body: RecordCycleReading, load: Load) -> list[Exceptional]:
    """Return that the value came while the load was still being built, or after it was decided."""
    if load.status == PHASES[0]:
        return [about(body.load, "CYCLE_BEFORE_CLOSED", name=body.code)]
    return [about(body.load, "CYCLE_AFTER_DECISION", name=body.code, found=load.status)] if load.decided_at else []


def _judged(body: RecordCycleReading, wanted: CycleParameter | None) -> tuple[str, list[Exceptional]]:
    if wanted is None:
        return UNJUDGED, [about(body.load, "CYCLE_READING_NOT_ASKED", name=body.code)]
    if wanted.unit != body.unit:
        detail = {"name": body.code, "expected": wanted.unit, "found": body.unit}
        return UNJUDGED, [about(body.load, "CYCLE_UNIT_WRONG", **detail)]
    if verdict_of(Decimal(body.value), wanted.limits) != FAIL:
        return PASS, []
    limits = {"low": wanted.limits.low or "-", "high": wanted.limits.high or "-"}
    return FAIL, [about(body.load, "CYCLE_OUT_OF_LIMIT", name=body.code, found=body.value, unit=body.unit, **limits)]


def _other_chamber(rows: WorkingSet, body: RecordCycleReading, load: Load, cycle: Cycle | None) -> Exceptional | None:
    """Return that what read it is a chamber of the cycle's class, and not the one the load is in."""
    gauge = None if body.gauge in (None, load.chamber) else rows.find(Equipment, body.gauge or "")
    if gauge is None or cycle is None or gauge.equipment_class != cycle.equipment_class:
        return None
    detail = {"name": body.code, "found": gauge.code, "expected": load.chamber}
    return about(body.load, "CYCLE_CHAMBER_OTHER", **detail)


def _keyed(body: RecordCycleReading) -> list[Exceptional]:
    """Return what a value keyed by hand lacks beside its first entry."""
    if body.source == "device":
        return []
    if body.second_value is None:
        return [about(body.load, "CYCLE_SECOND_MISSING", name=body.code)]
    if Decimal(body.second_value) != Decimal(body.value):
        detail = {"name": body.code, "found": body.second_value, "expected": body.value}
        return [about(body.load, "CYCLE_SECOND_DIFFERS", **detail)]
    return []


def decide_record_indicator(rows: WorkingSet, body: RecordIndicator, ctx: Context) -> Decision:
    """Keep what was done with an indicator; growth, or no change, opens a deviation and holds the load."""
    load = rows.find(Load, body.load)
    if load is None:
        return Decision(exceptions=(about(body.load, "LOAD_UNKNOWN"),))
    known = next((i for i in rows.group(LoadIndicator, "load", body.load) if i.indicator == body.indicator), None)
    kind = body.kind if known is None else known.kind
    if _OF_KIND.get(body.act, kind) != kind or body.kind != kind:
        detail = {"indicator": body.indicator, "kind": kind, "act": body.act}
        return Decision(exceptions=(about(body.load, "INDICATOR_KIND_WRONG", **detail),))
    found = untrained(rows, body.load, cycle_of(rows, load), ctx)
    people = tuple(found)
    if body.act != "placed" and (known is None or known.placed_at is None):
        found.append(about(body.load, "INDICATOR_NOT_PLACED", indicator=body.indicator))
    against = {"growth": "INDICATOR_GREW", "unchanged": "INDICATOR_UNCHANGED"}.get(body.act)
    broken = [] if against is None else [about(body.load, against, indicator=body.indicator)]
    done = IndicatorRecorded(
        load=body.load,
        indicator=body.indicator,
        act=body.act,
        position=body.position,
        at=ctx.occurred_at,
        kind=kind,
    )
    return Decision((done, *held(ctx, broken, deviating=people)), (*found, *broken))
