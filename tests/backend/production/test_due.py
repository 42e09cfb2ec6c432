"""What is due at a step, by each kind of sampling."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from backend.items.entries.process import Sampling
from backend.production.rules.due import Doing, Due, due

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def asked(kind: str, n: int | None = None, *, now: int = 60, **given: Any) -> Due:  # noqa: ANN401 - fields of Doing
    """What is due; ``here`` and ``finished`` in minutes after the start."""
    here = [after(minutes) for minutes in given.get("here", ())]
    finished = given.get("finished")
    doing = Doing(
        here=here,
        in_order=given.get("in_order", len(here)),
        made=Decimal(given.get("made", 0)),
        started=START if given.get("started", True) else None,
        finished=None if finished is None else after(finished),
    )
    return due(Sampling(kind=kind, n=n), doing, after(now))  # type: ignore[arg-type]  # a test names a kind


@pytest.mark.parametrize("kind", ["every", "first_article"])
def test_due_from_the_start_until_it_is_read(kind: str) -> None:
    assert asked(kind) == Due("due", 1, 0, START)
    assert asked(kind, here=[5]).state == "done"


def test_a_first_article_of_another_lot_of_the_order_counts_and_an_every_does_not() -> None:
    assert asked("first_article", in_order=1).state == "done"
    assert asked("every", in_order=1).state == "due"


def test_nothing_is_due_before_the_step_has_started() -> None:
    for kind, n in (("every", None), ("first_article", None), ("each", 10), ("minutes", 10)):
        assert asked(kind, n, started=False, made=100).state == "not_yet"


@pytest.mark.parametrize(
    ("made", "taken", "state"), [(1999, 0, "not_yet"), (2000, 0, "due"), (3999, 1, "done"), (4000, 1, "due")]
)
def test_each_n_th_is_due_once_for_each_full_count(made: int, taken: int, state: str) -> None:
    assert asked("each", 2000, made=made, here=[1] * taken).state == state


def test_a_patrol_is_due_when_its_minutes_have_passed_since_the_last_one() -> None:
    assert asked("minutes", 120, now=119) == Due("not_yet", 0, 0, after(120))
    assert asked("minutes", 120, now=120) == Due("due", 1, 0, after(120))
    assert asked("minutes", 120, here=[100], now=219) == Due("not_yet", 1, 1, after(220))
    assert asked("minutes", 120, here=[100], now=500) == Due("due", 4, 1, after(220))


def test_a_patrol_ends_with_its_step_and_a_gap_before_the_end_stays_due() -> None:
    assert asked("minutes", 120, here=[100], now=900, finished=200) == Due("done", 1, 1)
    assert asked("minutes", 120, here=[100], now=900, finished=300).state == "due"
