"""How a person stands in a skill at a moment, as people read it: may they work, until when, or why not."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from backend.people.rules.times import factory_day
from backend.people.rules.training import LOOK_AHEAD, counted, revisions_counting
from backend.people.state import Skill, Training

TrainingState = Literal["valid", "expiring", "expired", "superseded", "revoked", "read", "assigned", "missing"]


class Standing(msgspec.Struct, frozen=True):
    """``until``: the last day it counts or counted, null without end; ``due``: by when a training is to be given."""

    state: TrainingState
    revision: str | None = None
    until: date | None = None
    due: date | None = None


def standing(skill: Skill, held: Sequence[Training], at: datetime) -> Standing:
    """Return how somebody stands who has these trainings in a skill; ``qualified`` answers the same yes or no."""
    day = factory_day(at)
    due = min((each.due for each in held if each.qualified_at is None and each.due is not None), default=None)
    counting = revisions_counting(skill, day)
    good = [each for each in held if counted(each, at, day) and each.revision in counting]
    if good:
        best = max(good, key=lambda each: _last_day(skill, each) or date.max)
        until = _last_day(skill, best)
        ending = until is not None and until <= day + LOOK_AHEAD
        return Standing("expiring" if ending else "valid", best.revision, until, due)
    done = [each for each in held if each.qualified_at is not None and each.qualified_at <= at]
    latest = max(done, key=lambda each: (each.qualified_at or at, each.id), default=None)
    if (latest is None or latest.revoked_at is None) and (read := _read(held, counting)) is not None:
        return Standing("read", read.revision, due=due)
    if latest is None:
        return Standing("missing" if due is None else "assigned", due=due)
    return Standing(_why_not(latest, day), latest.revision, _last_day(skill, latest), due)


def _read(held: Sequence[Training], counting: Collection[str | None]) -> Training | None:
    waiting = (each for each in held if each.qualified_at is None and each.read_at is not None)
    return next((each for each in waiting if each.revision in counting), None)


def _last_day(skill: Skill, training: Training) -> date | None:
    """Return the earlier of the training's own end and the day before its revision stops counting."""
    if training.revoked_at is not None:
        return factory_day(training.revoked_at)
    replaced = None if training.revision == skill.revision else skill.effective_from - timedelta(days=1)
    ends = [each for each in (training.valid_to, replaced) if each is not None]
    return min(ends, default=None)


def _why_not(training: Training, day: date) -> TrainingState:
    if training.revoked_at is not None:
        return "revoked"
    return "expired" if training.valid_to is not None and training.valid_to < day else "superseded"
