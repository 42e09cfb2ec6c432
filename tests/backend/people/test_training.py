from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.log.working_set import WorkingSet
from backend.people.entries import AssignTraining, ImportSkills, ImportTraining, RevokeTraining
from backend.people.rules import qualified
from backend.people.rules.training import months_after
from backend.people.state import Training, touches_qualified
from tests.builders.equipment import CALIBRATED, OPERATOR, QUALITY, SKILL, UNTRAINED, sealing, skill, trains
from tests.builders.receiving import codes
from tests.builders.world import START, World

YEAR_LATER = datetime.fromisoformat("2027-02-01T23:00:00+08:00")


def holds(world: World, at: datetime = START, who: str = OPERATOR) -> bool:
    rows: WorkingSet = world.load(lambda rows: touches_qualified(who, SKILL, rows))
    return qualified(rows, who, SKILL, at)


def test_a_training_counts_from_the_moment_it_was_given_to_the_end_of_its_last_day() -> None:
    world = sealing()
    assert not holds(world, CALIBRATED - timedelta(seconds=1))
    assert holds(world, CALIBRATED)
    assert holds(world, YEAR_LATER)
    assert not holds(world, YEAR_LATER + timedelta(hours=2))
    assert not holds(world, who=UNTRAINED)


def test_a_revoked_training_counted_until_then() -> None:
    world = sealing()
    world.record(RevokeTraining(person=OPERATOR, skill=SKILL), badge=QUALITY, reason="three rejects in a row")
    assert holds(world, START)
    assert not holds(world, START + timedelta(minutes=5))
    again = world.record(RevokeTraining(person=OPERATOR, skill=SKILL), badge=QUALITY, reason="once more")
    assert codes(again) == ["TRAINING_NOT_HELD"]


def test_a_new_revision_asks_for_new_training_from_its_day_on() -> None:
    world = sealing()
    world.record(skill(revision="D", effective_from=date(2026, 4, 1)), badge=QUALITY)
    assert holds(world, datetime.fromisoformat("2026-03-31T23:59:00+08:00"))
    assert not holds(world, datetime.fromisoformat("2026-04-01T00:00:00+08:00"))
    world.record(trains(revision="D", performed_at=START), badge=QUALITY)
    assert holds(world, datetime.fromisoformat("2026-04-01T00:00:00+08:00"))


def test_a_revision_that_is_replaced_before_its_day_never_counted_and_the_one_before_goes_on() -> None:
    world = sealing()
    world.record(skill(revision="D", effective_from=date(2026, 4, 1)), badge=QUALITY)
    world.record(skill(revision="E", effective_from=date(2026, 5, 1)), badge=QUALITY)
    assert holds(world)
    assert holds(world, datetime.fromisoformat("2026-04-30T12:00:00+08:00"))
    assert not holds(world, datetime.fromisoformat("2026-05-01T12:00:00+08:00"))


def test_what_was_assigned_is_done_by_the_training() -> None:
    world = sealing()
    wanted = AssignTraining(due=date(2026, 3, 20), person=UNTRAINED, skill=SKILL)
    assert codes(world.record(wanted, badge=QUALITY)) == []
    assert not holds(world, who=UNTRAINED)
    assert codes(world.record(wanted, badge=QUALITY)) == ["TRAINING_ASSIGNED"]
    world.record(trains(UNTRAINED), badge=QUALITY)
    (training,) = [each for each in world.all(Training) if each.person == UNTRAINED]
    assert (training.due, training.valid_to, training.assessed_by) == (date(2026, 3, 20), date(2027, 2, 1), QUALITY)


@pytest.mark.parametrize(
    ("body", "badge", "code"),
    [
        (trains(), OPERATOR, "TRAINING_OWN"),
        (trains(skill="NONE"), QUALITY, "SKILL_UNKNOWN"),
        (trains("QH-9999"), QUALITY, "PERSON_UNKNOWN"),
        (trains(performed_at=START + timedelta(days=1)), QUALITY, "TRAINING_AHEAD"),
        (trains(valid_to=date(2026, 1, 1)), QUALITY, "TRAINING_VALID_WRONG"),
        (AssignTraining(due=date(2026, 3, 20), person=OPERATOR, skill="NONE"), QUALITY, "SKILL_UNKNOWN"),
        (RevokeTraining(person=OPERATOR, skill=SKILL), QUALITY, "REASON_MISSING"),
        (ImportTraining(rows=(trains(), trains()), sha256="0" * 64, source="t.csv"), QUALITY, "IMPORT_ROW_TWICE"),
        (ImportTraining(rows=(trains("QH-9"),), sha256="0" * 64, source="t.csv"), QUALITY, "PERSON_UNKNOWN"),
        (ImportSkills(rows=(skill(), skill()), sha256="0" * 64, source="s.csv"), QUALITY, "IMPORT_ROW_TWICE"),
    ],
)
def test_a_training_that_cannot_be_is_refused(body: Any, badge: str, code: str) -> None:  # noqa: ANN401 - an entry
    world = sealing()
    decision = world.record(body, badge=badge)
    assert decision.refusal is not None
    assert codes(decision) == [code]
    assert len(world.all(Training)) == 1


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2026, 12, 2), 1, date(2027, 1, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_a_period_in_months_ends_on_the_same_day_or_before(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_a_training_told_in_another_zone_is_kept_in_utc_as_the_tables_give_it_back() -> None:
    world = sealing()
    at = datetime.fromisoformat("2026-03-02T00:00:00+08:00")
    world.record(trains(UNTRAINED, performed_at=at), badge=QUALITY)
    (training,) = [each for each in world.all(Training) if each.person == UNTRAINED]
    assert training.qualified_at is not None
    assert (training.qualified_at, training.qualified_at.utcoffset()) == (at, timedelta(0))
