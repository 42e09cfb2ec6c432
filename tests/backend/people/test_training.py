from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.log.working_set import WorkingSet
from backend.people.entries import AssignTraining, ConfirmReading, ImportSkills, ImportTraining, RevokeTraining
from backend.people.rules import qualified, standing
from backend.people.rules.training import months_after
from backend.people.state import Skill, Training, touches_qualified
from sync import canonical
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


def reads(revision: str = "C", document: str = "SOP-090", of: str = SKILL) -> ConfirmReading:
    return ConfirmReading(document=document, revision=revision, skill=of)


def stands(world: World, who: str = UNTRAINED, at: datetime = START) -> str:
    rows: WorkingSet = world.load(lambda rows: touches_qualified(who, SKILL, rows))
    return standing(rows.get(Skill, SKILL), rows.group(Training, "holder", f"{who}|{SKILL}"), at).state


def test_whoever_has_read_waits_for_the_assessment_that_the_skill_asks_for() -> None:
    world = sealing()
    world.record(AssignTraining(due=date(2026, 3, 20), person=UNTRAINED, skill=SKILL), badge=QUALITY)
    assert stands(world) == "assigned"
    assert codes(world.record(reads(), badge=UNTRAINED)) == []
    assert (stands(world), holds(world, who=UNTRAINED)) == ("read", False)
    world.record(trains(UNTRAINED), badge=QUALITY)
    (training,) = [each for each in world.all(Training) if each.person == UNTRAINED]
    assert (stands(world), training.read_at is not None, training.due) == ("valid", True, date(2026, 3, 20))


def test_reading_alone_makes_trained_where_the_skill_asks_for_nothing_else_and_as_long_as_it_says() -> None:
    world = sealing()
    world.record(skill(assessed=False), badge=QUALITY)
    read = world.record(reads(), badge=UNTRAINED)
    assert codes(read) == []
    later = START + timedelta(hours=1)
    assert (stands(world, at=later), holds(world, later, UNTRAINED)) == ("valid", True)
    (training,) = [each for each in world.all(Training) if each.person == UNTRAINED]
    assert (training.valid_to, training.assessed_by) == (date(2027, 3, 2), None)
    world.record(RevokeTraining(person=UNTRAINED, skill=SKILL), badge=QUALITY, reason="has not understood it")
    assert not holds(world, later, UNTRAINED)


def test_a_reading_is_confirmed_once_and_one_of_another_revision_is_kept_and_does_not_count() -> None:
    world = sealing()
    world.record(skill(assessed=False), badge=QUALITY)
    assert codes(world.record(reads("B"), badge=UNTRAINED)) == ["READING_OTHER_REVISION"]
    assert codes(world.record(reads(document="SOP-100"), badge=UNTRAINED)) == ["READING_OTHER_REVISION"]
    later = START + timedelta(hours=1)
    assert not holds(world, later, UNTRAINED)
    assert codes(world.record(reads(), badge=UNTRAINED)) == []
    assert holds(world, later, UNTRAINED)
    assert codes(world.record(reads(of="UNHEARD"), badge=UNTRAINED)) == ["READING_SKILL_UNKNOWN"]


def test_a_reading_that_ends_is_confirmed_again_in_its_last_month_and_one_that_was_revoked_is_not() -> None:
    world = sealing()
    world.record(skill(assessed=False, valid_months=3), badge=QUALITY)
    world.record(reads(), badge=UNTRAINED)
    world.record(reads(), badge=UNTRAINED, at=START + timedelta(days=50))
    ends = [each.valid_to for each in world.all(Training) if each.person == UNTRAINED]
    assert ends == [date(2026, 6, 2)], "nothing new was said"
    late = START + timedelta(days=70)
    world.record(reads(), badge=UNTRAINED, at=late)
    assert holds(world, late + timedelta(days=60), UNTRAINED)
    world.record(RevokeTraining(person=UNTRAINED, skill=SKILL), badge=QUALITY, reason="has not understood it", at=late)
    world.record(reads(), badge=UNTRAINED, at=late + timedelta(hours=1))
    assert not holds(world, late + timedelta(hours=2), UNTRAINED)


def test_what_was_read_counts_by_reading_again_once_the_skill_asks_for_no_more() -> None:
    world = sealing()
    world.record(reads(), badge=UNTRAINED)
    world.record(skill(assessed=False), badge=QUALITY)
    later = START + timedelta(hours=1)
    assert not holds(world, later, UNTRAINED)
    world.record(reads(), badge=UNTRAINED)
    assert holds(world, later, UNTRAINED)


def test_a_reading_does_not_stand_in_the_way_of_asking_for_training() -> None:
    world = sealing()
    world.record(reads(), badge=UNTRAINED)
    assert codes(world.record(reads(), badge=UNTRAINED)) == []
    assert len([each for each in world.all(Training) if each.person == UNTRAINED]) == 1
    wanted = AssignTraining(due=date(2026, 3, 20), person=UNTRAINED, skill=SKILL)
    assert codes(world.record(wanted, badge=QUALITY)) == []
    world.record(trains(UNTRAINED), badge=QUALITY)
    (training,) = [each for each in world.all(Training) if each.person == UNTRAINED]
    assert (stands(world), training.read_at is not None) == ("valid", True)


def test_a_skill_of_before_asks_for_an_assessment() -> None:
    world = sealing()
    before = {"code": "OLD", "document": "SOP-1", "effective_from": "2026-01-01", "name_en": "Old", "name_zh": "旧"}
    entry = canonical.encode({**before, "revision": "A", "valid_months": None})
    world.record(world.registry.read_entry("DefineSkill", 1, entry), badge=QUALITY)
    assert world.get(Skill, "OLD").assessed
