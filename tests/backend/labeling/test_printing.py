"""Printing: what goes to paper is known before it does; what broke in the middle goes on at the exact label, and a
label in doubt is printed again by nobody but a person.
"""

from typing import Any

import pytest

from backend.labeling.entries.jobs import CancelLabels
from backend.labeling.entries.printing import ConfirmPrinted, PausePrinting, PrintLabels, SettleLabels
from backend.labeling.state.jobs import Label
from tests.builders.label_jobs import LabelDoor, codes, printer, span
from tests.builders.memory_door import refusal


def states(door: LabelDoor, job: str) -> dict[int, str]:
    return {n: label.state for n in range(1, 51) if (label := door.find(Label, job, n)) is not None}


def test_a_printer_takes_the_labels_piece_by_piece_until_all_are_printed() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20), counter=400)
    assert (door.job(job).sending, door.job(job).counter, door.job(job).issued) == (span(1, 20), 400, 0)
    assert set(states(door, job).values()) == {"sent"}
    door.progress(job, span(1, 20), span(21, 50), counter=420)
    assert (door.job(job).issued, door.job(job).todo) == (20, ())
    door.progress(job, span(21, 50), None)
    row = door.job(job)
    assert (row.status, row.issued, row.sending) == ("printed", 50, None)
    assert set(states(door, job).values()) == {"printed"}


@pytest.mark.parametrize(
    ("printed", "sending"),
    [
        (None, (21, 30)),  # what was sent is not accounted for
        ((1, 19), (21, 30)),
        ((1, 20), (22, 30)),  # a label would be left out
        ((1, 20), (20, 30)),  # a label would be printed twice
        ((1, 20), (21, 51)),
    ],
)
def test_a_printer_out_of_step_is_refused_and_sends_nothing(
    printed: tuple[int, int] | None, sending: tuple[int, int]
) -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    decision = door.progress(job, span(*printed) if printed else None, span(*sending))
    assert refusal(decision) == "LABEL_PRINTING_OUT_OF_STEP"


def test_two_workers_never_send_the_same_labels() -> None:
    door = LabelDoor()
    job = door.printing()
    assert door.progress(job, None, span(1, 20)).refusal is None
    assert refusal(door.progress(job, None, span(1, 20))) == "LABEL_PRINTING_OUT_OF_STEP"


def test_a_broken_print_stops_at_the_exact_label_and_names_what_is_in_doubt() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    decision = door.stop(job, printed=span(1, 12), uncertain=span(13, 13), unprinted=span(14, 20))
    assert codes(decision) == ["LABELS_IN_DOUBT"]
    row = door.job(job)
    assert (row.status, row.issued, row.in_doubt, row.todo) == ("stopped", 12, (span(13, 13),), (span(14, 50),))
    assert states(door, job) == {**dict.fromkeys(range(1, 13), "printed"), 13: "uncertain"}


def test_a_stop_that_leaves_a_sent_label_out_is_refused() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert refusal(door.stop(job, printed=span(1, 12), unprinted=span(14, 20))) == "LABEL_PRINTING_OUT_OF_STEP"


def test_a_job_with_a_label_in_doubt_does_not_go_on() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    door.stop(job, uncertain=span(1, 2), unprinted=span(3, 20))
    decision = door.record(PrintLabels(job=job, method="printer", printer="P1"))
    assert refusal(decision) == "LABELS_NOT_SETTLED"


def test_a_label_that_came_out_after_all_is_not_printed_again_and_one_that_did_not_is() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    door.stop(job, printed=span(1, 12), uncertain=span(13, 14), unprinted=span(15, 20))
    door.record(SettleLabels(job=job, first=13, last=13, came_out=True))
    door.record(SettleLabels(job=job, first=14, last=14, came_out=False))
    assert (door.job(job).issued, door.job(job).todo) == (13, (span(14, 50),))
    assert door.record(PrintLabels(job=job, method="printer", printer="P1")).refusal is None
    assert door.progress(job, None, span(14, 50)).refusal is None
    door.progress(job, span(14, 50), None)
    assert (door.job(job).status, door.job(job).issued) == ("printed", 50)
    assert {label.copies for label in door.rows[Label].values() if isinstance(label, Label)} == {1}


def test_a_label_in_doubt_that_is_scanned_did_come_out() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    door.stop(job, uncertain=span(1, 1), unprinted=span(2, 20))
    assert codes(door.scan(job, "SN00001")) == []
    assert (door.job(job).in_doubt, door.job(job).issued, states(door, job)) == ((), 1, {1: "scanned"})


def test_settling_what_is_not_in_doubt_changes_nothing() -> None:
    door = LabelDoor()
    job = door.printed()
    assert codes(door.record(SettleLabels(job=job, first=1, last=50, came_out=False))) == ["LABELS_NOT_IN_DOUBT"]
    assert door.job(job).issued == 50


def test_by_hand_a_person_says_how_far_it_came_and_printing_goes_on_there() -> None:
    door = LabelDoor()
    job = door.released()
    door.record(PrintLabels(job=job, method="browser", printer=None))
    assert door.job(job).sending == span(1, 50)
    door.record(ConfirmPrinted(job=job, through=32))
    assert (door.job(job).status, door.job(job).issued, door.job(job).todo) == ("stopped", 32, (span(33, 50),))
    door.record(PrintLabels(job=job, method="pdf", printer=None))
    door.record(ConfirmPrinted(job=job, through=50))
    assert (door.job(job).status, door.job(job).issued) == ("printed", 50)


def test_by_hand_none_may_have_come_out() -> None:
    door = LabelDoor()
    job = door.released()
    door.record(PrintLabels(job=job, method="browser", printer=None))
    door.record(ConfirmPrinted(job=job, through=0))
    assert (door.job(job).status, door.job(job).issued, states(door, job)) == ("stopped", 0, {})
    door.record(CancelLabels(job=job), reason="no paper")
    assert door.job(job).status == "cancelled"


@pytest.mark.parametrize("through", [51, 60])
def test_more_than_was_printed_cannot_be_confirmed(through: int) -> None:
    door = LabelDoor()
    job = door.released()
    door.record(PrintLabels(job=job, method="browser", printer=None))
    assert codes(door.record(ConfirmPrinted(job=job, through=through))) == ["LABELS_NOT_BEING_PRINTED"]
    assert door.job(job).issued == 0


def test_what_a_printer_prints_is_not_confirmed_by_hand() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert codes(door.record(ConfirmPrinted(job=job, through=20))) == ["LABELS_NOT_BEING_PRINTED"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"dpi": 203}, "PRINTER_RESOLUTION_DIFFERS"), ({"active": False}, "PRINTER_UNKNOWN")],
)
def test_a_printer_the_labels_were_not_read_back_for_gets_none(changes: dict[str, Any], code: str) -> None:
    door = LabelDoor()
    job = door.released()
    door.put(printer(**changes))
    assert refusal(door.record(PrintLabels(job=job, method="printer", printer="P1"))) == code


def test_a_break_after_which_everything_is_known_goes_on_by_itself() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert codes(door.stop(job, printed=span(1, 12), unprinted=span(13, 20), resumes=True)) == []
    assert (door.job(job).status, door.job(job).todo, door.job(job).issued) == ("printing", (span(13, 50),), 12)
    assert door.progress(job, None, span(13, 32)).refusal is None


def test_a_break_with_a_label_in_doubt_never_goes_on_by_itself() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert codes(door.stop(job, uncertain=span(1, 1), unprinted=span(2, 20), resumes=True)) == ["LABELS_IN_DOUBT"]
    assert door.job(job).status == "stopped"


def test_a_paused_printer_is_sent_no_more_and_goes_on_at_the_exact_label() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    assert door.record(PausePrinting(job=job)).refusal is None
    assert (door.job(job).status, door.job(job).sending) == ("printing", span(1, 20))
    assert refusal(door.progress(job, span(1, 20), span(21, 40))) == "LABEL_PRINTING_OUT_OF_STEP"
    door.progress(job, span(1, 20), None)
    row = door.job(job)
    assert (row.status, row.stop_cause, row.issued, row.todo) == ("stopped", "paused", 20, (span(21, 50),))
    assert door.record(PrintLabels(job=job, method="printer", printer="P1")).refusal is None
    assert door.progress(job, None, span(21, 50)).refusal is None
    door.progress(job, span(21, 50), None)
    assert (door.job(job).status, door.job(job).issued, door.job(job).stop_cause) == ("printed", 50, "")


def test_a_job_that_waits_for_its_printer_is_paused_at_once() -> None:
    door = LabelDoor()
    job = door.printing()
    door.record(PausePrinting(job=job))
    assert (door.job(job).status, door.job(job).todo) == ("stopped", (span(1, 50),))
    assert refusal(door.record(PausePrinting(job=job))) == "LABEL_JOB_NOT_AT_THIS_POINT"


def test_a_paused_job_does_not_go_on_by_itself_after_a_break() -> None:
    door = LabelDoor()
    job = door.printing()
    door.progress(job, None, span(1, 20))
    door.record(PausePrinting(job=job))
    door.stop(job, printed=span(1, 12), unprinted=span(13, 20), resumes=True)
    assert (door.job(job).status, door.job(job).issued, door.job(job).todo) == ("stopped", 12, (span(13, 50),))


def test_what_is_printed_by_hand_is_not_paused() -> None:
    door = LabelDoor()
    job = door.released()
    door.record(PrintLabels(job=job, method="browser", printer=None))
    assert refusal(door.record(PausePrinting(job=job))) == "LABEL_JOB_NOT_AT_THIS_POINT"
