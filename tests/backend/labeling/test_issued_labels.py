"""Single printed labels: scanned back, used, replaced; and a label that should not be there stops its job."""

import pytest

from backend.labeling.entries.issued import ReprintLabel, ScanLabelBack, VoidLabel
from backend.labeling.entries.jobs import ReconcileLabels
from backend.labeling.entries.printing import ConfirmPrinted, PrintLabels
from backend.labeling.state.jobs import Label
from sync.quantity import Scan
from tests.builders.label_jobs import CONTENT, RECONCILER, LabelDoor, codes, label_text, span
from tests.builders.memory_door import refusal


def reconcile(door: LabelDoor, job: str, applied: int, sample: int, destroyed: int) -> list[str]:
    body = ReconcileLabels(job=job, applied=applied, sample=sample, destroyed=destroyed, returned=0)
    return codes(door.record(body, person=RECONCILER))


def test_a_printed_label_that_reads_is_scanned_back_once() -> None:
    door = LabelDoor()
    job = door.printed()
    assert codes(door.scan(job, "SN00007")) == []
    assert (door.job(job).scanned, door.get(Label, job, 7).state) == (1, "scanned")
    assert codes(door.scan(job, "SN00007")) == ["LABEL_SCANNED_AGAIN"]
    assert door.job(job).scanned == 1


def test_a_label_goes_where_it_was_last_said_to_be() -> None:
    door = LabelDoor()
    job = door.printed()
    door.scan(job, "SN00007", use="applied")
    door.scan(job, "SN00007", use="destroyed")
    row = door.job(job)
    assert (row.applied, row.destroyed, door.get(Label, job, 7).state) == (0, 1, "destroyed")


def test_a_label_of_the_job_that_was_never_printed_here_stops_the_job() -> None:
    door = LabelDoor()
    job = door.released()
    assert codes(door.scan(job, "SN00007")) == ["LABEL_NOT_PRINTED_HERE"]
    assert door.job(job).incident == "LABEL_NOT_PRINTED_HERE"


def test_a_label_of_another_job_stops_the_job_and_names_the_other() -> None:
    door = LabelDoor()
    job, other = door.printed(), door.printed()
    decision = door.scan(job, "SN00051")
    assert codes(decision) == ["LABEL_OF_OTHER_JOB"]
    assert decision.exceptions[0].detail["other"] == other
    assert (door.job(job).incident, door.job(other).incident) == ("LABEL_OF_OTHER_JOB", "")


@pytest.mark.parametrize("text", [label_text("SN09999"), label_text("SN00001", "16901234567899"), "batch 7", "]d2"])
def test_a_code_that_is_no_label_of_the_job_is_kept_and_flagged(text: str) -> None:
    door = LabelDoor()
    job = door.printed()
    scans = (Scan(entered="wedge", text=text),)
    assert codes(door.record(ScanLabelBack(job=job, scans=scans))) == ["LABEL_NOT_OF_JOB"]
    assert (door.job(job).incident, door.job(job).scanned) == ("", 0)


def test_labels_that_are_all_alike_are_counted() -> None:
    door = LabelDoor()
    job = door.printed(pool=None)
    for text in (CONTENT, CONTENT.removeprefix("]d2")):
        scans = (Scan(entered="wedge", text=text),)
        assert codes(door.record(ScanLabelBack(job=job, scans=scans))) == []
    other = (Scan(entered="wedge", text=CONTENT + "7"),)
    assert codes(door.record(ScanLabelBack(job=job, scans=other))) == ["LABEL_NOT_OF_JOB"]
    assert door.job(job).scanned == 2


@pytest.mark.parametrize("entry", [ReprintLabel, VoidLabel])
def test_a_reprint_and_a_void_need_a_reason_and_a_printed_label(entry: type[ReprintLabel | VoidLabel]) -> None:
    door = LabelDoor()
    job = door.printed()
    assert refusal(door.record(entry(job=job, n=7))) == "REASON_MISSING"
    assert refusal(door.record(entry(job=job, n=51), reason="smeared")) == "LABEL_NOT_REPLACEABLE"
    assert door.record(entry(job=job, n=7), reason="smeared").refusal is None
    assert refusal(door.record(entry(job=job, n=7), reason="smeared")) == "LABEL_NOT_REPLACEABLE"


def test_a_reprint_prints_that_label_alone_and_counts_in_the_reconciliation() -> None:
    door = LabelDoor()
    job = door.printed()
    door.record(ReprintLabel(job=job, n=7), reason="smeared")
    row = door.job(job)
    assert (row.status, row.todo, row.void) == ("stopped", (span(7, 7),), 1)
    door.record(PrintLabels(job=job, method="browser", printer=None))
    door.record(ConfirmPrinted(job=job, through=7))
    assert (door.job(job).status, door.job(job).issued, door.get(Label, job, 7).copies) == ("printed", 51, 2)
    assert reconcile(door, job, 48, 1, 0) == ["LABEL_RECONCILIATION_DIFFERS"]
    assert reconcile(door, job, 48, 1, 1) == []
    assert door.job(job).status == "closed"


def test_a_reprint_opens_a_closed_job_again() -> None:
    door = LabelDoor()
    job = door.printed()
    assert reconcile(door, job, 48, 1, 1) == []
    door.record(ReprintLabel(job=job, n=9), reason="torn at the line")
    door.record(PrintLabels(job=job, method="browser", printer=None))
    door.record(ConfirmPrinted(job=job, through=9))
    assert door.job(job).status == "printed"
    assert reconcile(door, job, 48, 1, 1) == []
    assert door.job(job).status == "closed"


def test_a_used_label_that_is_replaced_no_longer_counts_as_used() -> None:
    door = LabelDoor()
    job = door.printed()
    door.scan(job, "SN00007", use="applied")
    door.record(VoidLabel(job=job, n=7), reason="wrong unit")
    assert (door.job(job).applied, door.job(job).void) == (0, 1)
    assert reconcile(door, job, 49, 0, 0) == []


def test_a_void_label_that_is_scanned_is_still_about() -> None:
    door = LabelDoor()
    job = door.printed()
    door.record(VoidLabel(job=job, n=7), reason="smeared")
    assert codes(door.scan(job, "SN00007")) == ["LABEL_IS_VOID"]


def test_a_label_scanned_after_the_job_closed_is_kept_and_looked_at() -> None:
    door = LabelDoor()
    job = door.printed()
    assert reconcile(door, job, 50, 0, 0) == []
    assert codes(door.scan(job, "SN00007", use="destroyed")) == ["LABEL_JOB_CLOSED"]
    assert door.job(job).destroyed == 0


def test_a_label_may_be_scanned_before_its_printing_was_confirmed() -> None:
    door = LabelDoor()
    job = door.released()
    door.record(PrintLabels(job=job, method="browser", printer=None))
    assert codes(door.scan(job, "SN00001")) == []
    assert codes(door.scan(job, "SN00002", use="applied")) == []
    door.record(ConfirmPrinted(job=job, through=50))
    found = [door.get(Label, job, n).state for n in (1, 2, 3)]
    assert found == ["scanned", "applied", "printed"]
