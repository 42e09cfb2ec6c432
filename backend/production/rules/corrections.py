"""Decides on what was recorded wrongly: what was meant stands beside the first record and is judged anew. A hold that
the first one placed stays until quality has decided: it is never lifted by a correction.
"""

from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.production.entries import CorrectCheck, CorrectReading
from backend.production.events import CheckCorrected, ReadingCorrected, ReadingSuperseded
from backend.production.rules.floor import Place, consequences, place_of
from backend.production.rules.limits import FAIL, PASS, UNJUDGED, verdict_of
from backend.production.rules.readings import reading_of
from backend.production.state import Reading, second_of


def decide_correct_reading(rows: WorkingSet, body: CorrectReading, ctx: Context) -> Decision:
    """Write the value that was meant and judge it by the same limits; a second entry goes out with the first."""
    first = rows.find(Reading, body.reading)
    if first is None or first.value is None:
        return _unknown(body.reading)
    place = _place(rows, ctx, first)
    wanted = reading_of(place, first.code)
    value = Decimal(body.value)
    verdict = UNJUDGED if wanted is None or wanted.limits is None else verdict_of(value, wanted.limits)
    exceptions = [place.exceptional("READING_CORRECTED", name=first.code, old=f"{first.value:f}", new=body.value)]
    exceptions += _without_reason(place, first)
    corrected = ReadingCorrected(corrects=first.id, id=ctx.new_id(1), value=value, verdict=verdict, reason=_reason(ctx))
    broken: list[Exceptional] = []
    if verdict == FAIL and first.verdict != FAIL:
        assert wanted is not None
        assert wanted.limits is not None
        low, high = wanted.limits.low or "-", wanted.limits.high or "-"
        detail = {"name": first.code, "found": body.value, "unit": first.unit, "low": low, "high": high}
        broken.append(place.exceptional("READING_OUT_OF_LIMIT", **detail))
    events: list[Event] = [*_superseded(rows, first, ctx), corrected, *consequences(place, broken)]
    return Decision(tuple(events), (*exceptions, *broken))


def decide_correct_check(rows: WorkingSet, body: CorrectCheck, ctx: Context) -> Decision:
    """Write the answer that was meant; one that fails opens a deviation and holds, as it would have."""
    first = rows.find(Reading, body.reading)
    if first is None or first.passed is None:
        return _unknown(body.reading)
    place = _place(rows, ctx, first)
    words = {True: "pass", False: "fail"}
    detail = {"name": first.code, "old": words[first.passed], "new": words[body.passed]}
    exceptions = [place.exceptional("CHECK_CORRECTED", **detail), *_without_reason(place, first)]
    corrected = CheckCorrected(
        corrects=first.id,
        id=ctx.new_id(1),
        passed=body.passed,
        verdict=PASS if body.passed else FAIL,
        defect=body.defect,
        reason=_reason(ctx),
    )
    broken: list[Exceptional] = []
    if first.passed and not body.passed:
        broken.append(place.exceptional("CHECK_FAILED", name=first.code, defect=body.defect or "-"))
    return Decision((corrected, *consequences(place, broken)), (*exceptions, *broken))


def _place(rows: WorkingSet, ctx: Context, first: Reading) -> Place:
    return place_of(rows, ctx, order=first.order, step=first.step, lot=first.lot, serial=first.serial)


def _unknown(reading: str) -> Decision:
    return Decision(exceptions=(Exceptional("READING_UNKNOWN", "reading", reading, {"reading": reading}),))


def _reason(ctx: Context) -> str:
    return (ctx.reason or "").strip()


def _without_reason(place: Place, first: Reading) -> list[Exceptional]:
    return [] if _reason(place.ctx) else [place.exceptional("CORRECTION_WITHOUT_REASON", name=first.code)]


def _superseded(rows: WorkingSet, first: Reading, ctx: Context) -> list[Event]:
    """Return that the second of two entries is out too, where the first one is corrected."""
    twin = rows.find(Reading, second_of(first.id))
    if twin is None or twin.id == first.id or (twin.code, twin.corrected_by) != (first.code, None):
        return []
    return [ReadingSuperseded(reading=twin.id, by=ctx.new_id(1))]
