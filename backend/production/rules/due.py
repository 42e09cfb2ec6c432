"""Which parameter or check is due at a step: every time, on the first article, each n-th, or after so many minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

from backend.items.entries.process import Sampling


class Due(msgspec.Struct, frozen=True):
    """``state``: done, due (record it now), not_yet. ``at``: since when or from when; by counts there is no time.

    ``wanted``, ``taken``: how many readings should be there by now, and how many are.
    """

    state: Literal["done", "due", "not_yet"]
    wanted: int
    taken: int
    at: datetime | None = None


class Doing(msgspec.Struct, frozen=True):
    """A step as one subject has gone through it so far.

    ``here``: when the code was read for this subject; ``in_order``: how often for any subject of the order; ``made``:
    units of the subject so far; ``started`` and ``finished``: of the step.
    """

    here: Sequence[datetime]
    in_order: int
    made: Decimal
    started: datetime | None
    finished: datetime | None = None


def due(sampling: Sampling, doing: Doing, now: datetime) -> Due:
    """Say what is due of one code. A step that has not started wants nothing yet; a patrol ends with its step."""
    taken, started = len(doing.here), doing.started
    if started is None:
        return Due("done" if taken else "not_yet", 0, taken)
    if sampling.kind == "each":
        assert sampling.n is not None, "a sampling by count has its count"
        return _counted(int(doing.made // sampling.n), taken)
    if sampling.kind == "minutes":
        assert sampling.n is not None, "a sampling by time has its minutes"
        return _patrol(timedelta(minutes=sampling.n), doing, started, now)
    found = doing.in_order if sampling.kind == "first_article" else taken
    return Due("done" if found else "due", 1, found, None if found else started)


def _counted(wanted: int, taken: int) -> Due:
    if taken < wanted:
        return Due("due", wanted, taken)
    return Due("done" if wanted else "not_yet", wanted, taken)


def _patrol(every: timedelta, doing: Doing, started: datetime, now: datetime) -> Due:
    until = doing.finished or now
    next_at = max([started, *doing.here]) + every
    taken, wanted = len(doing.here), int((until - started) / every)
    if next_at <= until:
        return Due("due", max(wanted, taken + 1), taken, next_at)
    ended = doing.finished is not None
    return Due("done" if ended else "not_yet", wanted, taken, None if ended else next_at)
