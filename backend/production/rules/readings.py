"""Decides on readings and checks: judged by the order's own limits, never by what somebody wanted them to be."""

from decimal import Decimal

from backend.items.entries.process import Check, Limits, Parameter
from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.production.entries import CorrectReading, RecordCheck, RecordReading
from backend.production.events import Observed, ReadingCorrected
from backend.production.rules.floor import Place, begun, consequences, findings, place_of
from backend.production.rules.resources import Found, at_reading
from backend.production.state import MachineMessage, Reading

FAIL, ACTION, ALARM, PASS, UNJUDGED = "fail", "action", "alarm", "pass", "unjudged"
_BOUNDS = (
    (FAIL, "low", "high"),
    (ACTION, "action_low", "action_high"),
    (ALARM, "alarm_low", "alarm_high"),
)
_HOLDING = {"READING_OUT_OF_LIMIT", "SECOND_ENTRY_DIFFERS", "CHECK_FAILED"}


def verdict_of(value: Decimal, limits: Limits) -> str:
    """Return the worst bound that a value is outside of; on a bound is inside."""
    for verdict, low, high in _BOUNDS:
        lower, upper = getattr(limits, low), getattr(limits, high)
        if (lower is not None and value < Decimal(lower)) or (upper is not None and value > Decimal(upper)):
            return verdict
    return PASS


def decide_record_reading(rows: WorkingSet, body: RecordReading, ctx: Context) -> Decision:
    """Keep and judge the reading; out of specification it fails the step, opens a deviation and holds what is made."""
    if body.message is not None and rows.find(MachineMessage, ctx.device, body.message) is not None:
        return Decision()
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    means = at_reading(rows, place, body.code, gauge=body.gauge, second=body.second_badge)
    exceptions = [*findings(place), *means.all]
    wanted = _wanted(place, body.code)
    verdict = UNJUDGED
    value = Decimal(body.value)
    if wanted is None:
        exceptions += [] if place.step is None else [place.exceptional("READING_NOT_ASKED", name=body.code)]
    elif wanted.unit != body.unit:
        detail = {"name": body.code, "expected": wanted.unit, "found": body.unit}
        exceptions.append(place.exceptional("READING_UNIT_WRONG", **detail))
    else:
        assert wanted.limits is not None, "a reading check has limits"
        verdict = verdict_of(value, wanted.limits)
        exceptions += _judged(place, body, wanted, verdict)
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
        text="",
        message=body.message,
        routing_revision="" if place.order is None else place.order.routing_revision,
    )
    return _answer(rows, place, observed, exceptions, means)


def _wanted(place: Place, code: str) -> Parameter | Check | None:
    """Return the parameter or reading check of that code at the step."""
    if place.step is None:
        return None
    asked: list[Parameter | Check] = [*place.step.parameters]
    asked += [check for check in place.step.checks if check.kind == "reading"]
    return next((each for each in asked if each.code == code), None)


def _judged(place: Place, body: RecordReading, wanted: Parameter | Check, verdict: str) -> list[Exceptional]:
    found: list[Exceptional] = []
    assert wanted.limits is not None
    detail = {"name": body.code, "found": body.value, "unit": body.unit}
    if verdict == FAIL:
        low, high = wanted.limits.low or "-", wanted.limits.high or "-"
        found.append(place.exceptional("READING_OUT_OF_LIMIT", **detail, low=low, high=high))
    elif verdict in (ACTION, ALARM):
        found.append(place.exceptional("READING_NEAR_LIMIT", **detail, level=verdict))
    if isinstance(wanted, Parameter):
        found += _second(place, body, wanted)
        if Decimal(body.value) % Decimal(wanted.resolution):
            found.append(place.exceptional("READING_TOO_FINE", **detail, expected=wanted.resolution))
    return found


def _second(place: Place, body: RecordReading, wanted: Parameter) -> list[Exceptional]:
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
    if body.second_badge is None or body.second_badge == place.ctx.badge:
        return [place.exceptional("SECOND_PERSON_MISSING", name=body.code)]
    return []


def decide_record_check(rows: WorkingSet, body: RecordCheck, ctx: Context) -> Decision:
    """Keep what was seen; a failed check fails the step, opens a deviation and holds what is made."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    means = at_reading(rows, place, body.code, gauge=None, second=body.second_badge)
    exceptions = [*findings(place), *means.all]
    checks = () if place.step is None else place.step.checks
    wanted = next((check for check in checks if check.code == body.code), None)
    if wanted is None:
        exceptions += [] if place.step is None else [place.exceptional("READING_NOT_ASKED", name=body.code)]
    elif (wanted.kind == "photo" and not body.photos) or (wanted.kind == "document" and body.document is None):
        exceptions.append(place.exceptional("CHECK_WITHOUT_EVIDENCE", name=body.code, expected=wanted.kind))
    if not body.passed:
        exceptions.append(place.exceptional("CHECK_FAILED", name=body.code, defect=body.defect or "-"))
    if place.step is not None and place.step.two_person and body.second_badge in (None, ctx.badge):
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
    return _answer(rows, place, observed, exceptions, means)


def _answer(
    rows: WorkingSet, place: Place, observed: Observed, exceptions: list[Exceptional], means: Found
) -> Decision:
    holding = [*means.holding, *(each for each in exceptions if each.code in _HOLDING)]
    told = consequences(place, holding, deviating=means.deviating)
    events: list[Event] = [*begun(rows, place), observed, *told]
    return Decision(tuple(events), tuple(exceptions))


def decide_correct_reading(rows: WorkingSet, body: CorrectReading, ctx: Context) -> Decision:
    """Write the value that was meant beside the first one and judge it by the same limits; the first one stays."""
    first = rows.find(Reading, body.reading)
    if first is None or first.value is None:
        unknown = Exceptional("READING_UNKNOWN", "reading", body.reading, {"reading": body.reading})
        return Decision(exceptions=(unknown,))
    place = place_of(rows, ctx, order=first.order, step=first.step, lot=first.lot, serial=first.serial)
    wanted = _wanted(place, first.code)
    value = Decimal(body.value)
    verdict = UNJUDGED if wanted is None or wanted.limits is None else verdict_of(value, wanted.limits)
    reason = (ctx.reason or "").strip()
    exceptions = [place.exceptional("READING_CORRECTED", name=first.code, old=f"{first.value:f}", new=body.value)]
    if not reason:
        exceptions.append(place.exceptional("CORRECTION_WITHOUT_REASON", name=first.code))
    corrected = ReadingCorrected(corrects=first.id, id=ctx.new_id(1), value=value, verdict=verdict, reason=reason)
    broken: list[Exceptional] = []
    if verdict == FAIL and first.verdict != FAIL:
        assert wanted is not None
        assert wanted.limits is not None
        low, high = wanted.limits.low or "-", wanted.limits.high or "-"
        detail = {"name": first.code, "found": body.value, "unit": first.unit, "low": low, "high": high}
        broken.append(place.exceptional("READING_OUT_OF_LIMIT", **detail))
    return Decision((corrected, *consequences(place, broken)), (*exceptions, *broken))
