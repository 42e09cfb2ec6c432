"""Decides on readings and checks: judged by the order's own limits, never by what somebody wanted them to be."""

from decimal import Decimal

from msgspec.structs import replace

from backend.items.entries.process import Check, Parameter
from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.production.entries import RecordCheck, RecordReading
from backend.production.events import Observed
from backend.production.rules.floor import Place, begun, consequences, findings, is_alone, place_of
from backend.production.rules.in_unit import in_unit
from backend.production.rules.limits import ACTION, ALARM, FAIL, PASS, UNJUDGED, verdict_of
from backend.production.rules.resources import Found, at_reading
from backend.production.rules.revisions import at_first, judged_now, stopped
from backend.production.rules.trends import trending
from backend.production.state import MachineMessage, Reading

_HOLDING = {"READING_OUT_OF_LIMIT", "SECOND_ENTRY_DIFFERS", "CHECK_FAILED", "STEP_BY_STOPPED_REVISION"}


def decide_record_reading(rows: WorkingSet, body: RecordReading, ctx: Context) -> Decision:
    """Keep and judge the reading; out of specification it fails the step, opens a deviation and holds what is made."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    known = None if body.message is None else rows.find(MachineMessage, ctx.device, body.message)
    if known is not None:
        return Decision(exceptions=_repeated(rows, place, body, known))
    means = at_reading(rows, place, body.code, gauge=body.gauge, second=body.second_badge)
    means = means.with_those(at_first(rows, place))
    exceptions = [*findings(place), *stopped(rows, place), *means.all]
    wanted = reading_of(place, body.code)
    told, body = body, body if wanted is None else in_unit(body, wanted.unit)
    verdict, value = UNJUDGED, Decimal(body.value)
    if wanted is None:
        exceptions += [] if place.step is None else [place.exceptional("READING_NOT_ASKED", name=body.code)]
    elif wanted.unit != body.unit:
        detail = {"name": body.code, "expected": wanted.unit, "found": body.unit}
        exceptions.append(place.exceptional("READING_UNIT_WRONG", **detail))
    else:
        assert wanted.limits is not None, "a reading check has limits"
        verdict = verdict_of(value, wanted.limits)
        exceptions += [*_judged(rows, place, body, wanted, verdict), *judged_now(rows, place, wanted, value, verdict)]
        exceptions += [] if verdict == FAIL else trending(rows, place, body.code, value)
    observed = Observed(
        id=ctx.new_id(1),
        order=body.order,
        step=body.step,
        subject=place.subject,
        lot=body.lot,
        serial=body.serial,
        code=body.code,
        kind="check" if isinstance(wanted, Check) else "parameter",
        value=value,
        unit=body.unit,
        passed=None,
        verdict=verdict,
        source=body.source,
        gauge=body.gauge,
        second_by=body.second_badge,
        defect=None,
        document=None,
        photos=(),
        text="" if told is body else f"{told.value} {told.unit}",
        message=body.message,
        routing_revision="" if place.order is None else place.order.routing_revision,
    )
    observations = [observed]
    if any(each.code == "SECOND_ENTRY_DIFFERS" for each in exceptions):
        assert wanted is not None
        observations.append(_again(observed, body, wanted, ctx))
    return _answer(rows, place, observations, exceptions, means)


def _repeated(rows: WorkingSet, place: Place, body: RecordReading, known: MachineMessage) -> tuple[Exceptional, ...]:
    """Return nothing for the same value sent again; another one under the same number is not recorded, and is said."""
    first = rows.find(Reading, known.reading)
    again = body if first is None else in_unit(body, first.unit)
    given = (again.order, again.step, place.subject, again.code, Decimal(again.value), again.unit)
    there = () if first is None else (first.order, first.step, first.subject, first.code, first.value, first.unit)
    if given == there:
        return ()
    found = f"{body.order} {body.step} {place.subject} {body.code} {body.value} {body.unit}"
    expected = " ".join(map(str, there)) or "-"
    return (place.exceptional("CYCLE_MESSAGE_DIFFERS", message=body.message, found=found, expected=expected),)


def _again(first: Observed, body: RecordReading, wanted: Parameter | Check, ctx: Context) -> Observed:
    """Return the second of two entries that differ: both are kept, and nobody chooses between them (C08)."""
    assert body.second_value is not None
    assert wanted.limits is not None
    value = Decimal(body.second_value)
    return replace(first, id=ctx.new_id(2), value=value, verdict=verdict_of(value, wanted.limits), message=None)


def reading_of(place: Place, code: str) -> Parameter | Check | None:
    """Return the parameter or reading check of that code at the step."""
    if place.step is None:
        return None
    asked: list[Parameter | Check] = [*place.step.parameters]
    asked += [check for check in place.step.checks if check.kind == "reading"]
    return next((each for each in asked if each.code == code), None)


def _judged(
    rows: WorkingSet, place: Place, body: RecordReading, wanted: Parameter | Check, verdict: str
) -> list[Exceptional]:
    found: list[Exceptional] = []
    assert wanted.limits is not None
    detail = {"name": body.code, "found": body.value, "unit": body.unit}
    if verdict == FAIL:
        low, high = wanted.limits.low or "-", wanted.limits.high or "-"
        found.append(place.exceptional("READING_OUT_OF_LIMIT", **detail, low=low, high=high))
    elif verdict in (ACTION, ALARM):
        found.append(place.exceptional("READING_NEAR_LIMIT", **detail, level=verdict))
    if isinstance(wanted, Parameter):
        found += _second(rows, place, body, wanted)
        if Decimal(body.value) % Decimal(wanted.resolution):
            found.append(place.exceptional("READING_TOO_FINE", **detail, expected=wanted.resolution))
    return found


def _second(rows: WorkingSet, place: Place, body: RecordReading, wanted: Parameter) -> list[Exceptional]:
    """Return what a critical value keyed by hand lacks beside its first entry (Annex 11, 6)."""
    if body.source == "device" or wanted.second == "none":
        return []
    if wanted.second == "entered_twice":
        if body.second_value is None:
            return [place.exceptional("SECOND_ENTRY_MISSING", name=body.code)]
        if Decimal(body.second_value) != Decimal(body.value):
            detail = {"name": body.code, "found": body.second_value, "expected": body.value}
            return [place.exceptional("SECOND_ENTRY_DIFFERS", **detail)]
        return []
    if is_alone(rows, place.ctx, body.second_badge):
        return [place.exceptional("SECOND_PERSON_MISSING", name=body.code)]
    return []


def decide_record_check(rows: WorkingSet, body: RecordCheck, ctx: Context) -> Decision:
    """Keep what was seen; a failed check fails the step, opens a deviation and holds what is made."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    means = at_reading(rows, place, body.code, gauge=None, second=body.second_badge).with_those(at_first(rows, place))
    exceptions = [*findings(place), *stopped(rows, place), *means.all]
    checks = () if place.step is None else place.step.checks
    wanted = next((check for check in checks if check.code == body.code), None)
    if wanted is None:
        exceptions += [] if place.step is None else [place.exceptional("READING_NOT_ASKED", name=body.code)]
    elif (wanted.kind == "photo" and not body.photos) or (wanted.kind == "document" and body.document is None):
        exceptions.append(place.exceptional("CHECK_WITHOUT_EVIDENCE", name=body.code, expected=wanted.kind))
    if not body.passed:
        exceptions.append(place.exceptional("CHECK_FAILED", name=body.code, defect=body.defect or "-"))
    if place.step is not None and place.step.two_person and is_alone(rows, ctx, body.second_badge):
        exceptions.append(place.exceptional("SECOND_PERSON_MISSING", name=body.code))
    observed = Observed(
        id=ctx.new_id(1),
        order=body.order,
        step=body.step,
        subject=place.subject,
        lot=body.lot,
        serial=body.serial,
        code=body.code,
        kind="check",
        value=None,
        unit=None,
        passed=body.passed,
        verdict=PASS if body.passed else FAIL,
        source="manual",
        gauge=None,
        second_by=body.second_badge,
        defect=body.defect,
        document=body.document,
        photos=body.photos,
        text=body.text,
        message=None,
        routing_revision="" if place.order is None else place.order.routing_revision,
    )
    return _answer(rows, place, [observed], exceptions, means)


def _answer(
    rows: WorkingSet, place: Place, observed: list[Observed], exceptions: list[Exceptional], means: Found
) -> Decision:
    holding = [*means.holding, *(each for each in exceptions if each.code in _HOLDING)]
    told = consequences(place, holding, deviating=means.deviating)
    events: list[Event] = [*begun(rows, place), *observed, *told]
    return Decision(tuple(events), tuple(exceptions))
