"""Who does a step and with what: trained people, equipment of the right class that was ready at that moment (C06, C07).

What was not so is kept and said, and a deviation asks somebody else to decide what it means.
"""

from collections.abc import Iterable, Iterator

import msgspec

from backend.equipment.rules import (
    OUT_OF_TOLERANCE,
    USED_IN_DOUBT,
    doubt,
    found_wrong_after,
    is_asked,
    readiness,
    stood,
)
from backend.equipment.state import Equipment
from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.people.rules import qualified
from backend.people.state import Badge
from backend.production.rules.floor import Place
from backend.production.state import StepRun


class Found(msgspec.Struct, frozen=True):
    """What is wrong with people, equipment or what is made. ``holding``: it waits for a decision."""

    holding: tuple[Exceptional, ...] = ()
    deviating: tuple[Exceptional, ...] = ()

    @property
    def all(self) -> tuple[Exceptional, ...]:
        """Everything that is wrong."""
        return (*self.holding, *self.deviating)

    def with_those(self, other: "Found") -> "Found":
        """Return what is wrong by either."""
        return Found((*self.holding, *other.holding), (*self.deviating, *other.deviating))


def at_start(rows: WorkingSet, place: Place, equipment: tuple[str, ...]) -> Found:
    """Return what is wrong with who begins a step and with what."""
    wrong = [*_operator(rows, place), *_class(rows, place, equipment)]
    return _sorted(rows, [*wrong, *_ready(rows, place, equipment), *_doubted(rows, place, equipment)])


def at_reading(rows: WorkingSet, place: Place, code: str, *, gauge: str | None, second: str | None) -> Found:
    """Return what is wrong with who reads or checks something, with who checks that, and with which gauge."""
    people = [*_operator(rows, place), *_second(rows, place, code, second)]
    used = () if gauge is None else (gauge,)
    return _sorted(rows, [*people, *_ready(rows, place, used), *_doubted(rows, place, used)])


def at_consumption(rows: WorkingSet, place: Place) -> Found:
    """Return what is wrong with who puts something into what is made."""
    return _sorted(rows, _operator(rows, place))


def at_end(rows: WorkingSet, place: Place, *, second: str | None) -> Found:
    """Return what has become wrong since the step began, or since the person came to it, and with who checked it."""
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    used = () if run is None else run.equipment
    began = None if run is None else run.started_at
    missing = list(_class(rows, place, used)) if run is None else []
    lapsed = [
        each
        for each in _ready(rows, place, used)
        if began is None
        or (piece := stood(rows, each.detail["equipment"], began)) is None
        or not readiness(piece, began)
    ]
    people = [*_operator(rows, place), *_second(rows, place, "-", second)]
    return _sorted(rows, [*people, *missing, *lapsed])


def _sorted(rows: WorkingSet, found: Iterable[Exceptional]) -> Found:
    holding: list[Exceptional] = []
    deviating: list[Exceptional] = []
    for each in found:
        (holding if _holds(rows, each) else deviating).append(each)
    return Found(tuple(holding), tuple(deviating))


def _holds(rows: WorkingSet, found: Exceptional) -> bool:
    """Say whether what was made waits: the piece is critical, or known to measure or work wrongly."""
    if found.code == USED_IN_DOUBT:
        return True
    if found.code != "EQUIPMENT_NOT_READY":
        return False
    piece = rows.find(Equipment, found.detail["equipment"])
    return OUT_OF_TOLERANCE in found.detail["reasons"] or (piece is not None and piece.critical)


def _operator(rows: WorkingSet, place: Place) -> Iterator[Exceptional]:
    """Yield that the person is not trained, when they first record something at the step."""
    skill = None if place.step is None else place.step.skill
    run = rows.find(StepRun, place.order_number, place.number, place.subject)
    if skill is None or (run is not None and place.ctx.badge in run.people):
        return
    person = _untrained(rows, place, place.ctx.badge, skill)
    if person is not None:
        yield place.exceptional("OPERATOR_NOT_QUALIFIED", person=person, skill=skill)


def _second(rows: WorkingSet, place: Place, code: str, second: str | None) -> Iterator[Exceptional]:
    """Yield that the person who checked another's work is not trained for the step."""
    skill = None if place.step is None else place.step.skill
    if skill is None or second in (None, place.ctx.badge):
        return
    person = _untrained(rows, place, second or "", skill)
    if person is not None:
        yield place.exceptional("SECOND_PERSON_NOT_QUALIFIED", person=person, skill=skill, name=code)


def _untrained(rows: WorkingSet, place: Place, worn: str, skill: str) -> str | None:
    """Return whom a badge names, if they were not trained at that moment; None if they were."""
    badge = rows.find(Badge, worn)
    if badge is not None and qualified(rows, badge.person, skill, place.ctx.occurred_at):
        return None
    return worn if badge is None else badge.person


def _class(rows: WorkingSet, place: Place, equipment: tuple[str, ...]) -> Iterator[Exceptional]:
    """Yield that none of the equipment is of the class that the step asks for."""
    wanted = None if place.step is None else place.step.equipment_class
    if wanted is None:
        return
    pieces = [rows.find(Equipment, code) for code in equipment]
    found = {piece.equipment_class for piece in pieces if piece is not None}
    if not equipment:
        yield place.exceptional("EQUIPMENT_MISSING", expected=wanted)
    elif found and wanted not in found:
        detail = {"equipment": ", ".join(equipment), "expected": wanted, "found": ", ".join(sorted(found))}
        yield place.exceptional("EQUIPMENT_WRONG_CLASS", **detail)


def _ready(rows: WorkingSet, place: Place, equipment: tuple[str, ...]) -> Iterator[Exceptional]:
    """Yield, for each piece, that nobody knows it or why it was not ready at that moment."""
    at = place.ctx.occurred_at
    for code in equipment:
        piece = stood(rows, code, at)
        if piece is None:
            yield place.exceptional("EQUIPMENT_UNKNOWN", equipment=code)
        elif reasons := readiness(piece, at):
            yield place.exceptional("EQUIPMENT_NOT_READY", equipment=code, reasons=", ".join(reasons))


def _doubted(rows: WorkingSet, place: Place, equipment: tuple[str, ...]) -> Iterator[Exceptional]:
    """Yield that a piece was found out of tolerance after this use, which the server hears of only now (C07).

    Once for what is being made: quality asked about it already, or this does.
    """
    for code in equipment:
        found = found_wrong_after(rows, code, place.ctx.occurred_at)
        if found is not None and not is_asked(rows, place.about[1], found.id):
            yield place.exceptional(USED_IN_DOUBT, **doubt(rows, found))
