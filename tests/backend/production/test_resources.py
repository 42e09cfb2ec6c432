from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.nonconformance.entries import CloseDeviation
from backend.nonconformance.state import Deviation
from backend.people.entries import RevokeTraining
from backend.production.entries import FinishStep, RecordReading, StartStep
from backend.production.state import Reading, StepRun
from tests.builders.equipment import (
    GAUGE,
    LOT,
    OPERATOR,
    ORDER,
    QUALITY,
    SEALER,
    SKILL,
    UNTRAINED,
    calibrates,
    piece,
    sealing,
    trains,
)
from tests.builders.production import begins, consumes, ends, held_by_itself, reads
from tests.builders.receiving import codes
from tests.builders.world import START, World


def starts(*equipment: str) -> StartStep:
    return begins(10, lot=LOT, order=ORDER, equipment=equipment)


def ended() -> FinishStep:
    return ends(10, lot=LOT, order=ORDER)


def read(gauge: str | None = GAUGE, value: str = "135.0") -> RecordReading:
    return reads(value, number=10, lot=LOT, order=ORDER, gauge=gauge)


def deviations(world: World) -> list[str]:
    return [each.code for each in world.all(Deviation)]


def test_a_trained_person_on_a_ready_machine_with_a_ready_gauge_raises_nothing() -> None:
    world = sealing()
    for body in (starts(SEALER), read(), ended()):
        assert codes(world.record(body, badge=OPERATOR)) == []
    assert deviations(world) == []


@pytest.mark.parametrize(
    ("equipment", "code"),
    [((), "EQUIPMENT_MISSING"), ((GAUGE,), "EQUIPMENT_WRONG_CLASS"), (("SEAL-9",), "EQUIPMENT_UNKNOWN")],
)
def test_a_step_without_its_equipment_is_kept_said_and_asked_about(equipment: tuple[str, ...], code: str) -> None:
    world = sealing()
    assert codes(world.record(starts(*equipment), badge=OPERATOR)) == [code]
    assert deviations(world) == [code]
    assert held_by_itself(world, LOT) == []
    assert world.get(StepRun, ORDER, 10, f"lot:{LOT}").equipment == equipment


def test_a_calibration_that_lapsed_at_midnight_is_found_five_minutes_later() -> None:
    world = sealing()
    world.record(calibrates(performed_at=START, due=date(2026, 3, 9)), at=START)
    last = datetime.fromisoformat("2026-03-09T23:55:00+08:00")
    assert codes(world.record(starts(SEALER), badge=OPERATOR, at=last)) == []
    decision = world.record(ended(), badge=OPERATOR, at=last + timedelta(minutes=10))
    assert "EQUIPMENT_NOT_READY" in codes(decision)
    (lapsed,) = [each for each in world.all(Deviation) if each.code == "EQUIPMENT_NOT_READY"]
    assert (lapsed.detail["equipment"], lapsed.detail["reasons"]) == (SEALER, "calibration_lapsed")


def test_what_was_said_at_the_start_is_not_said_again_at_the_end() -> None:
    world = sealing()
    world.record(piece(maintenance_days=30))
    assert codes(world.record(starts(SEALER), badge=OPERATOR)) == ["EQUIPMENT_NOT_READY"]
    world.record(read(), badge=OPERATOR)
    assert codes(world.record(ended(), badge=OPERATOR)) == []
    assert deviations(world) == ["EQUIPMENT_NOT_READY"]


def test_a_step_of_yesterday_is_judged_by_how_the_machine_stood_yesterday() -> None:
    world = sealing()
    later = START + timedelta(days=2)
    world.record(calibrates(performed_at=later, result="out_of_tolerance"), at=later)
    assert codes(world.record(starts(SEALER), badge=OPERATOR, at=START)) == ["EQUIPMENT_USED_IN_DOUBT"]
    assert codes(world.record(read(SEALER), badge=OPERATOR, at=later)) == ["EQUIPMENT_NOT_READY"]


def test_what_is_measured_with_a_gauge_out_of_tolerance_is_kept_and_the_lot_waits() -> None:
    world = sealing()
    world.record(calibrates(GAUGE, performed_at=START, result="out_of_tolerance"), at=START)
    world.record(starts(SEALER), badge=OPERATOR, at=START)
    assert codes(world.record(read(), badge=OPERATOR, at=START)) == ["EQUIPMENT_NOT_READY"]
    assert [(r.gauge, r.verdict) for r in world.all(Reading)] == [(GAUGE, "pass")]
    assert held_by_itself(world, LOT) == ["EQUIPMENT_NOT_READY"]


def test_what_a_critical_machine_made_while_it_was_not_ready_waits() -> None:
    world = sealing()
    world.record(piece(critical=True, maintenance_days=30))
    world.record(starts(SEALER), badge=OPERATOR)
    assert held_by_itself(world, LOT) == ["EQUIPMENT_NOT_READY"]


@pytest.mark.parametrize("body", [starts(SEALER), read(), ended()], ids=["start", "reading", "end"])
def test_who_is_not_trained_is_named_and_somebody_else_decides(body: Any) -> None:  # noqa: ANN401 - an entry
    world = sealing()
    assert "OPERATOR_NOT_QUALIFIED" in codes(world.record(body, badge=UNTRAINED))
    deviation = next(each for each in world.all(Deviation) if each.code == "OPERATOR_NOT_QUALIFIED")
    assert deviation.opened_by == UNTRAINED
    assert held_by_itself(world, LOT) == []
    close = CloseDeviation(deviation=deviation.number, disposition="no_effect")
    assert codes(world.record(close, badge=UNTRAINED, reason="it looks good")) == ["DEVIATION_OWN"]
    assert codes(world.record(close, badge=QUALITY, reason="inspected again")) == []


def test_a_person_is_judged_once_when_they_come_to_the_step() -> None:
    world = sealing()
    world.record(starts(SEALER), badge=OPERATOR)
    assert codes(world.record(read(), badge=UNTRAINED)) == ["OPERATOR_NOT_QUALIFIED"]
    assert codes(world.record(read(), badge=UNTRAINED)) == []


def test_a_training_revoked_after_the_step_counts_for_the_step() -> None:
    world = sealing()
    late = START + timedelta(hours=3)
    world.record(RevokeTraining(person=OPERATOR, skill="SEALING"), badge=QUALITY, at=late, reason="three rejects")
    assert codes(world.record(starts(SEALER), badge=OPERATOR, at=START)) == []
    other = begins(10, lot="FG-S2", order=ORDER, equipment=(SEALER,))
    assert codes(world.record(other, badge=OPERATOR, at=late + timedelta(hours=1))) == ["OPERATOR_NOT_QUALIFIED"]


def test_what_is_wrong_on_an_order_nobody_knows_is_asked_about_and_holds_nothing() -> None:
    world = sealing()
    world.record(calibrates(GAUGE, performed_at=START, result="out_of_tolerance"), at=START)
    body = reads("135.0", number=10, lot="NOBODYS", order="WO-X", gauge=GAUGE)
    assert codes(world.record(body, badge=OPERATOR, at=START)) == ["WORK_ORDER_NOT_KNOWN", "EQUIPMENT_NOT_READY"]
    assert "EQUIPMENT_NOT_READY" in deviations(world)


def test_an_untrained_person_who_first_puts_material_in_is_asked_about_once() -> None:
    world = sealing()
    put = consumes("FEP-1", lot=LOT, order=ORDER)
    decision = world.record(put, badge=UNTRAINED)
    assert "OPERATOR_NOT_QUALIFIED" in codes(decision)
    assert "OPERATOR_NOT_QUALIFIED" in deviations(world)
    assert held_by_itself(world, LOT) == ["COMPONENT_WRONG"]
    assert "OPERATOR_NOT_QUALIFIED" not in codes(world.record(read(), badge=UNTRAINED))
    assert "OPERATOR_NOT_QUALIFIED" not in codes(world.record(put, badge=OPERATOR))


def test_training_that_ended_before_the_material_went_in_is_judged_by_that_moment_not_by_when_it_arrived() -> None:
    world = sealing()
    world.record(RevokeTraining(person=OPERATOR, skill=SKILL), badge=QUALITY, reason="three rejects in a row")
    put = consumes("FEP-1", lot=LOT, order=ORDER)
    before = world.record(put, badge=OPERATOR, at=START - timedelta(minutes=1))
    assert "OPERATOR_NOT_QUALIFIED" not in codes(before)
    other = world.record(consumes("FEP-1", lot="FG-S2", order=ORDER), badge=OPERATOR, at=START + timedelta(hours=1))
    assert "OPERATOR_NOT_QUALIFIED" in codes(other)


@pytest.mark.parametrize(("second", "said"), [(QUALITY, True), (OPERATOR, False), ("QH-9999", True)])
def test_who_checks_another_s_reading_is_trained_for_the_step_too(second: str, said: bool) -> None:  # noqa: FBT001 - a parameter
    world = sealing()
    world.record(trains(UNTRAINED), badge=QUALITY)
    decision = world.record(
        reads("135.0", number=10, lot=LOT, order=ORDER, gauge=GAUGE, second_badge=second), badge=UNTRAINED
    )
    assert ("SECOND_PERSON_NOT_QUALIFIED" in codes(decision)) is said
    assert ("SECOND_PERSON_NOT_QUALIFIED" in deviations(world)) is said
