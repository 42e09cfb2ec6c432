"""A label job from the request to the closed reconciliation, and everything that keeps it from going on (R13, C19)."""

import pytest

from backend.labeling.entries.jobs import (
    CancelLabels,
    ClearLabelIncident,
    LabelNumbers,
    ReconcileLabels,
    ReleaseLabels,
)
from backend.labeling.entries.printing import PrintLabels, Unread
from backend.labeling.state.jobs import Counts, Label
from tests.builders.label_jobs import (
    RECONCILER,
    RELEASER,
    LabelDoor,
    codes,
    identifier,
    item,
    lot,
    request,
    serials,
    span,
)
from tests.builders.memory_door import refusal
from tests.builders.world import explained


def counts(job: str, applied: int, sample: int = 0, destroyed: int = 0, returned: int = 0) -> ReconcileLabels:
    return ReconcileLabels(job=job, applied=applied, sample=sample, destroyed=destroyed, returned=returned)


def test_a_request_gives_a_numbered_job_of_the_di_s_item_with_everything_still_to_print() -> None:
    door = LabelDoor()
    job = door.job(door.requested())
    assert (job.number, job.item, job.status, job.todo) == ("LJ-SZ-00001", "FG-PIVC-22", "requested", (span(1, 50),))
    assert door.job(door.requested(numbers=serials(51, "S26-"))).number == "LJ-SZ-00002"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item": "NO", "di": None, "numbers": None, "lot": None}, "LABEL_ITEM_UNKNOWN"),
        ({"di": "00000000000000"}, "LABEL_DI_NOT_OF_ITEM"),
        ({"item": "OTHER"}, "LABEL_DI_NOT_OF_ITEM"),
        ({"lot": "NO"}, "LABEL_LOT_NOT_OF_ITEM"),
        ({"lot": "ELSEWHERE"}, "LABEL_LOT_NOT_OF_ITEM"),
        ({"printer": "P9"}, "PRINTER_UNKNOWN"),
        ({"printer": "P1", "dpi": 203}, "PRINTER_RESOLUTION_DIFFERS"),
        ({"di": None}, "LABEL_NUMBERS_WITHOUT_DI"),
        ({"numbers": serials(prefix="S" * 18)}, "LABEL_NUMBERS_NOT_WRITABLE"),
        ({"numbers": serials(99_990, "S1")}, "LABEL_NUMBERS_NOT_WRITABLE"),
        ({"numbers": LabelNumbers(kind="sscc", prefix="06901234", digits=8, first=1)}, "LABEL_NUMBERS_NOT_WRITABLE"),
    ],
)
def test_a_request_that_cannot_be_is_refused(changes: dict[str, object], code: str) -> None:
    door = LabelDoor()
    door.put(item("OTHER"), lot("ELSEWHERE", site="WX"))
    decision = door.record(request(**changes))
    assert refusal(decision) == code
    assert decision.refusal is not None
    explained(code, decision.refusal.detail)


def test_a_label_that_does_not_read_back_blocks_the_job_and_is_named() -> None:
    door = LabelDoor()
    job = door.requested()
    unread = (Unread(n=37, expected="]d201", found=""),)
    decision = door.read_back(job, failed=1, unread=unread)
    assert codes(decision) == ["LABEL_READ_BACK_FAILED"]
    assert decision.exceptions[0].detail["n"] == 37
    assert (door.job(job).status, door.job(job).unread) == ("blocked", unread)
    assert refusal(door.record(ReleaseLabels(job=job))) == "LABEL_JOB_NOT_AT_THIS_POINT"


@pytest.mark.parametrize("changes", [{"checked": 49}, {"dpi": 203}])
def test_a_read_back_of_a_sample_or_at_another_resolution_does_not_count(changes: dict[str, object]) -> None:
    door = LabelDoor()
    job = door.requested()
    assert refusal(door.read_back(job, **changes)) == "LABELS_NOT_ALL_READ_BACK"
    assert door.job(job).status == "requested"


def test_nothing_is_printed_that_was_not_released() -> None:
    door = LabelDoor()
    job = door.requested()
    door.read_back(job)
    wanted = PrintLabels(job=job, method="browser", printer=None)
    assert refusal(door.record(wanted)) == "LABEL_JOB_NOT_AT_THIS_POINT"


def test_a_job_of_another_site_is_not_there() -> None:
    door = LabelDoor()
    job = door.requested()
    door.read_back(job)
    assert refusal(door.record(ReleaseLabels(job=job), site="WX")) == "LABEL_JOB_UNKNOWN"


def test_a_job_closes_when_what_was_issued_is_accounted_for() -> None:
    door = LabelDoor()
    job = door.printed()
    assert codes(door.record(counts(job, 48, 1, 1), person=RECONCILER)) == []
    row = door.job(job)
    assert (row.status, row.issued) == ("closed", 50)
    assert row.counted == Counts(applied=48, sample=1, destroyed=1, returned=0)


def test_a_difference_keeps_the_job_open_and_is_an_exception() -> None:
    door = LabelDoor()
    job = door.printed()
    assert codes(door.record(counts(job, 48, 1), person=RECONCILER)) == ["LABEL_RECONCILIATION_DIFFERS"]
    assert door.job(job).status == "printed"
    assert codes(door.record(counts(job, 48, 1, 1), person=RECONCILER)) == []
    assert door.job(job).status == "closed"


def test_whoever_released_the_labels_does_not_reconcile_them() -> None:
    door = LabelDoor()
    job = door.printed()
    assert refusal(door.record(counts(job, 50), person=RELEASER)) == "LABELS_RELEASED_BY_SAME_PERSON"


def test_fewer_cannot_be_counted_than_were_scanned() -> None:
    door = LabelDoor()
    job = door.printed()
    door.scan(job, "S26-00003", use="destroyed")
    decision = door.record(counts(job, 50), person=RECONCILER)
    assert refusal(decision) == "LABEL_COUNT_BELOW_SCANNED"


def test_cancelling_needs_a_reason_and_leaves_what_was_printed_to_be_reconciled() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert refusal(door.record(CancelLabels(job=job))) == "REASON_MISSING"
    assert door.record(CancelLabels(job=job), reason="wrong roll").refusal is None
    door.progress(job, span(1, 20), None)
    assert (door.job(job).status, door.job(job).issued) == ("printed", 20)
    assert codes(door.record(counts(job, 20), person=RECONCILER)) == []
    assert door.job(job).status == "closed"


def test_a_job_cancelled_before_printing_is_over_and_its_numbers_are_never_used_again() -> None:
    door = LabelDoor()
    job = door.released()
    door.record(CancelLabels(job=job), reason="not needed")
    assert door.job(job).status == "cancelled"
    assert refusal(door.record(request(numbers=serials(50, "S26-")))) == "LABEL_NUMBERS_VOID"
    assert door.record(request(numbers=serials(51, "S26-"))).refusal is None


def test_c19_overlapping_numbers_stop_both_jobs_until_the_wrong_one_is_cancelled_and_quality_has_looked() -> None:
    door = LabelDoor()
    first = door.released()
    decision = door.record(request(numbers=serials(50, "S26-")))
    assert codes(decision) == ["LABEL_NUMBERS_OVERLAP"]
    second = decision.events[0].id  # type: ignore[attr-defined]
    wanted = PrintLabels(job=first, method="browser", printer=None)
    assert refusal(door.record(wanted)) == "LABEL_INCIDENT_OPEN"
    assert refusal(door.read_back(second)) == "LABEL_INCIDENT_OPEN"
    clear = ClearLabelIncident(job=first)
    assert refusal(door.record(clear, reason="looked for them")) == "LABEL_NUMBERS_STILL_OVERLAP"
    door.record(CancelLabels(job=second), reason="asked for twice")
    assert door.record(clear, reason="looked for them").refusal is None
    assert door.record(wanted).refusal is None


@pytest.mark.parametrize(
    ("numbers", "overlaps"),
    [
        (serials(60, "S26-"), False),
        (serials(23, "S26-0", 4), True),
        (serials(50, "S26-", 4), False),
        (serials(1, "T26-"), False),
        (serials(1_050, "S26-"), False),
    ],
)
def test_numbers_overlap_when_they_are_written_alike(numbers: LabelNumbers, overlaps: bool) -> None:  # noqa: FBT001
    door = LabelDoor()
    door.requested()
    assert codes(door.record(request(numbers=numbers, count=9))) == ["LABEL_NUMBERS_OVERLAP"] * overlaps


def test_serials_of_another_di_may_be_the_same() -> None:
    door = LabelDoor()
    door.put(identifier("16901234567899"))
    door.requested()
    assert codes(door.record(request(di="16901234567899"))) == []


def test_sscc_are_unique_whatever_the_item() -> None:
    door = LabelDoor()
    numbers = LabelNumbers(kind="sscc", prefix="06901234", digits=9, first=7)
    job = door.printed(numbers=numbers, count=2)
    assert [label.number for label in (door.get(Label, job, 1), door.get(Label, job, 2))] == [
        "069012340000000078",
        "069012340000000085",
    ]
    assert codes(door.record(request(numbers=numbers, count=1, di=None, lot=None, item="FG-PIVC-22"))) == [
        "LABEL_NUMBERS_OVERLAP"
    ]
