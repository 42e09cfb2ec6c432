from decimal import Decimal

from backend.nonconformance.state import Deviation
from backend.production.entries import CorrectCheck, CorrectReading
from backend.production.state import Reading, StepRun
from tests.builders.production import LOT, ORDER, consumes, ends, held_by_itself, looks, reads, running
from tests.builders.receiving import codes
from tests.builders.world import World


def status(world: World) -> tuple[str, tuple[str, ...]]:
    run = world.get(StepRun, ORDER, 90, f"lot:{LOT}")
    return run.status, run.failed


def test_a_check_failed_by_mistake_is_corrected_the_step_is_done_and_the_hold_stays() -> None:
    world = running()
    for record in (consumes("FEP-1"), ends(), looks(passed=False, defect="SEAL"), ends(90)):
        world.record(record)
    assert status(world) == ("failed", ("LOOKS",))
    (first,) = world.all(Reading)
    decision = world.record(CorrectCheck(defect=None, passed=True, reading=first.id), reason="wrong half touched")
    assert codes(decision) == ["CHECK_CORRECTED"]
    assert status(world) == ("done", ())
    old, new = world.get(Reading, first.id), world.get(Reading, f"E{world.count}/1")
    assert (old.passed, old.corrected_by, new.passed, new.text) == (False, new.id, True, "wrong half touched")
    assert held_by_itself(world, LOT) == ["CHECK_FAILED"]


def test_a_check_passed_by_mistake_fails_when_it_is_corrected() -> None:
    world = running()
    world.record(looks(passed=True))
    (first,) = world.all(Reading)
    decision = world.record(CorrectCheck(defect="SEAL", passed=False, reading=first.id), reason="looked again")
    assert codes(decision) == ["CHECK_CORRECTED", "CHECK_FAILED"]
    assert status(world) == ("running", ("LOOKS",))
    assert [each.code for each in world.all(Deviation)] == ["CHECK_FAILED"]


def test_a_correction_of_a_check_that_is_not_there_and_one_without_a_reason_are_said() -> None:
    world = running()
    world.record(reads("135.0"))
    (value,) = world.all(Reading)
    assert codes(world.record(CorrectCheck(defect=None, passed=True, reading=value.id))) == ["READING_UNKNOWN"]
    world.record(looks(passed=True))
    assert codes(world.record(CorrectCheck(defect=None, passed=True, reading=f"E{world.count}/1"))) == [
        "CHECK_CORRECTED",
        "CORRECTION_WITHOUT_REASON",
    ]


def test_one_failed_value_of_two_that_is_corrected_leaves_the_step_failed() -> None:
    world = running()
    world.record(reads("147.0"))
    first = f"E{world.count}/1"
    world.record(reads("149.0"))
    world.record(CorrectReading(reading=first, value="137.0"), reason="digits swapped")
    assert status(world) == ("running", ("SEAL_TEMP",))


def test_two_entries_of_a_value_that_differ_are_both_kept_and_both_go_out_when_it_is_read_again() -> None:
    world = running()
    decision = world.record(reads("1.2", "DWELL", unit="s", second_value="2.1"))
    assert codes(decision) == ["SECOND_ENTRY_DIFFERS"]
    kept = {reading.value: reading.verdict for reading in world.all(Reading)}
    assert kept == {Decimal("1.2"): "pass", Decimal("2.1"): "fail"}
    assert held_by_itself(world, LOT) == ["SECOND_ENTRY_DIFFERS"]
    assert status(world)[1] == ("DWELL",)
    world.record(CorrectReading(reading=f"E{world.count}/1", value="1.2"), reason="keyed 2.1 for 1.2")
    assert [r.value for r in world.all(Reading) if r.corrected_by is None] == [Decimal("1.2")]
    assert status(world)[1] == ()
    assert held_by_itself(world, LOT) == ["SECOND_ENTRY_DIFFERS"]
