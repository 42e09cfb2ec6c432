"""Which revision of a structure or routing holds for what is made: by day, lot, serial, next order or at once (R27).

Among the approved revisions whose start has come, the one approved last holds: whoever approves sees what there is, so
a later approval takes the place of an earlier one wherever both have started. A revision has no end of its own; before
the first start there is a gap, in which nothing holds and nothing is released.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from backend.items.entries import Effectivity
from backend.items.state import Revision, Run

R = TypeVar("R", bound=Revision)
NumberOrder = tuple[tuple[int, int, str], ...]
_CHUNKS = re.compile(r"[0-9]+|[^0-9]+")


class Share(msgspec.Struct, Generic[R], frozen=True):
    """What of an order one revision holds for, or none (``revision`` None): its lots, or serials from and to."""

    revision: R | None
    names: tuple[str, ...]


def number_order(number: str) -> NumberOrder:
    """Return the key by which lot and serial numbers come one after the other.

    Digits are compared as the number they write, whatever stands between them as text, from left to right; digits come
    before text, and what goes on comes after what has ended. So ``FG-2602-05`` < ``FG-2603-01`` < ``FG-2603-01/2``,
    ``PX1-999`` < ``PX1-1000``, and ``PX1-0100`` is no other number than ``PX1-100``. Numbers that do not count up, such
    as those of a random serial scheme, have no order that means anything: a start by them is nothing to choose.
    """
    return tuple((0, int(each), "") if each[0] in "0123456789" else (1, 0, each) for each in _CHUNKS.findall(number))


def effective(revisions: Sequence[R], *, day: date, lot: str | None = None, serial: str | None = None) -> R | None:
    """Return the revision that holds for a lot or a unit of an order released on ``day``: of those come, the last.

    A start by lot or serial does not come for an order that names none.
    """
    return latest([r for r in revisions if r.status == "approved"], day=day, lot=lot, serial=serial)


def latest(approved: Sequence[R], *, day: date, lot: str | None, serial: str | None) -> R | None:
    """Return which of these holds, whatever became of them since."""
    come = [r for r in approved if _has_come(r.effectivity, day, lot, serial)]
    return max(come, key=lambda r: (r.approved_at, r.revision), default=None)


def _has_come(effectivity: Effectivity, day: date, lot: str | None, serial: str | None) -> bool:
    start = effectivity.start or ""
    if effectivity.kind == "date":
        return day.isoformat() >= start
    if effectivity.kind in ("lot", "serial"):
        made = lot if effectivity.kind == "lot" else serial
        return made is not None and number_order(made) >= number_order(start)
    return True


def shares(revisions: Sequence[R], *, day: date, lots: Sequence[str], serials: Iterable[Run]) -> list[Share[R]]:
    """Return what each revision holds for of an order that makes these lots and serials, in the order's own order.

    One share: one revision holds for the whole order. A run is cut where a revision starts within it.
    """
    found: dict[str | None, tuple[R | None, list[str]]] = {}
    runs = tuple(serials)
    for lot in lots or (None,):
        for run in runs or (None,):
            for piece, revision in _pieces(revisions, day, lot, run):
                named = " ".join(each for each in (lot, None if piece is None else piece.written()) if each is not None)
                found.setdefault(None if revision is None else revision.revision, (revision, []))[1].append(named)
    return [Share(revision, tuple(names)) for revision, names in found.values()]


def _pieces(
    revisions: Sequence[R], day: date, lot: str | None, run: Run | None
) -> Iterator[tuple[Run | None, R | None]]:
    """Yield a run in parts, each with the revision that holds for it."""
    if run is None:
        yield None, effective(revisions, day=day, lot=lot)
        return
    held = [
        (first, effective(revisions, day=day, lot=lot, serial=run.at(first)))
        for first in (run.first, *_starts(run, revisions))
    ]
    kept = [here for n, here in enumerate(held) if n == 0 or here[1] is not held[n - 1][1]]
    ends = [*(first - 1 for first, _ in kept[1:]), run.last]
    yield from ((run.part(first, last), revision) for (first, revision), last in zip(kept, ends, strict=True))


def _starts(run: Run, revisions: Sequence[Revision]) -> list[int]:
    """Return the numbers within a run, its first apart, with which a revision starts."""

    def order(number: int) -> NumberOrder:
        return number_order(run.at(number))

    numbers = range(run.first, run.last + 1)
    starts = {number_order(r.effectivity.start or "") for r in revisions if r.effectivity.kind == "serial"}
    found = {run.first + bisect_left(numbers, start, key=order) for start in starts}
    return sorted(first for first in found if run.first < first <= run.last)


def held_at(revision: Revision, at: datetime) -> bool:
    """Say whether a revision was approved and not withdrawn at a moment."""
    approved = revision.approved_at is not None and revision.approved_at <= at
    return approved and (revision.withdrawn_at is None or revision.withdrawn_at > at)
