"""Decides whether a load is accepted: every indicator read in time and without growth, every parameter within limits,
nothing in it on hold, nothing scanned in after it was closed, by somebody who did not run it.
"""

from collections.abc import Iterator
from datetime import timedelta

from backend.log.vocabulary import Context, Decision, Event, refuse
from backend.log.working_set import WorkingSet
from backend.material.rules import open_load_holds, upstream_holds
from backend.people.rules import MIN_REASON, has_reason
from backend.production.entries.loads import DecideLoad
from backend.production.events.loads import LoadDecided
from backend.production.rules.loads import DECIDED, PHASES, about, cycle_of, held
from backend.production.state.loads import Cycle, Load, LoadIndicator, LoadMember
from sync.outcome import Flag


def decide_load(rows: WorkingSet, body: DecideLoad, ctx: Context) -> Decision:
    """Accept the load, or reject it: then a deviation is opened and everything that was in it is on hold."""
    load = rows.find(Load, body.load)
    if load is None:
        return refuse("LOAD_NOT_THERE", load=body.load)
    problem = _standing(load, ctx)
    reason = (ctx.reason or "").strip()
    if problem is None and body.verdict == "rejected" and not has_reason(ctx):
        problem = Flag("REASON_MISSING", {"expected": MIN_REASON, "found": len(reason)})
    if problem is None and body.verdict == "accepted":
        problem = next(_problems(rows, load), None)
    if problem is not None:
        return Decision(refusal=problem)
    broken = [about(body.load, "LOAD_REJECTED", reason=reason)] if body.verdict == "rejected" else []
    events: list[Event] = [LoadDecided(load=body.load, verdict=body.verdict, reason=reason), *held(ctx, broken)]
    return Decision(events=tuple(events))


def _standing(load: Load, ctx: Context) -> Flag | None:
    if load.status in DECIDED:
        return Flag("LOAD_DECIDED", {"load": load.number, "found": load.status, "by": load.decided_by})
    return Flag("LOAD_OWN", {"load": load.number}) if ctx.badge in load.people else None


def _problems(rows: WorkingSet, load: Load) -> Iterator[Flag]:
    detail = {"load": load.number}
    cycle = cycle_of(rows, load)
    if load.status != PHASES[-1]:
        yield Flag("LOAD_STILL_RUNNING", {**detail, "found": load.status, "expected": PHASES[-1]})
    if cycle is None:
        yield Flag("LOAD_CYCLE_UNKNOWN", {**detail, "cycle": load.cycle, "revision": load.revision})
        return
    yield from _indicators(rows, load, cycle)
    unread = [each.code for each in cycle.parameters if each.code not in load.observed]
    if unread:
        yield Flag("LOAD_PARAMETER_MISSING", {**detail, "names": ", ".join(unread)})
    if load.failed:
        yield Flag("LOAD_PARAMETER_OUT", {**detail, "names": ", ".join(load.failed)})
    yield from _members(rows, load)


def _indicators(rows: WorkingSet, load: Load, cycle: Cycle) -> Iterator[Flag]:
    found = rows.group(LoadIndicator, "load", load.number)
    for result, code in (("growth", "LOAD_INDICATOR_GREW"), ("unchanged", "LOAD_INDICATOR_UNCHANGED")):
        against = [each.indicator for each in found if each.result == result]
        if against:
            yield Flag(code, {"load": load.number, "indicators": ", ".join(against)})
    biological = [each for each in found if each.kind == "biological"]
    chemical = [each for each in found if each.kind == "chemical"]
    yield from _unread(load, biological, cycle.indicators, "LOAD_INDICATORS_MISSING")
    yield from _unread(load, chemical, cycle.chemical_indicators, "LOAD_CHEMICAL_MISSING")
    hours = timedelta(hours=cycle.incubation_hours)
    early = [each.indicator for each in biological if _read(each) and not _incubated(each, hours)]
    if early:
        detail = {"indicators": ", ".join(early), "expected": cycle.incubation_hours}
        yield Flag("LOAD_INDICATOR_EARLY", {"load": load.number, **detail})


def _unread(load: Load, placed: list[LoadIndicator], wanted: int, code: str) -> Iterator[Flag]:
    read = [each for each in placed if _read(each)]
    if len(read) < max(wanted, len(placed)):
        yield Flag(code, {"load": load.number, "expected": max(wanted, len(placed)), "found": len(read)})


def _read(indicator: LoadIndicator) -> bool:
    return indicator.placed_at is not None and indicator.result is not None


def _incubated(indicator: LoadIndicator, hours: timedelta) -> bool:
    if indicator.incubated_at is None or indicator.read_at is None:
        return False
    return indicator.read_at - indicator.incubated_at >= hours


def _members(rows: WorkingSet, load: Load) -> Iterator[Flag]:
    members = rows.group(LoadMember, "load", load.number)
    if not members:
        yield Flag("LOAD_NOTHING_IN", {"load": load.number})
    late = sorted({member.lot for member in members if member.late})
    if late:
        yield Flag("LOAD_LATE_MEMBER", {"load": load.number, "lots": ", ".join(late)})
    lots = sorted({member.lot for member in members})
    for hold in (*open_load_holds(rows, load.number), *(hold for lot in lots for hold in upstream_holds(rows, lot))):
        yield Flag("LOAD_ON_HOLD", {"load": load.number, "held": hold.held, "hold": hold.reason_code})
