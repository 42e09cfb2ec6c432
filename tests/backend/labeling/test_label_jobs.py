"""A label job from the request to the closed reconciliation, and everything that keeps it from going on (R13, C19)."""

from datetime import date

import msgspec
import pytest

from backend.items.entries import DefineSsccPool, UseNumbers
from backend.items.entries import Span as NumberSpan
from backend.items.entries.numbers import LooseNumber
from backend.labeling.entries.jobs import (
    CancelLabels,
    ClearLabelIncident,
    ReconcileLabels,
    ReleaseLabels,
)
from backend.labeling.entries.printing import PrintLabels, Unread
from backend.labeling.entries.texts import DefineLabelTexts, LabelText
from backend.labeling.events.jobs import LabelJobRequested
from backend.labeling.state.contents import label_data
from backend.labeling.state.jobs import Counts, Label
from backend.labeling.state.numbers import number_at, sequence_of
from backend.labeling.state.templates import TemplateRevision
from tests.builders.label_jobs import (
    DI,
    POOL,
    RECONCILER,
    RELEASER,
    LabelDoor,
    codes,
    item,
    lot,
    request,
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
    assert door.job(door.requested()).number == "LJ-SZ-00002"


def test_devices_in_no_lot_are_labelled_with_the_date_that_was_given() -> None:
    door = LabelDoor()
    door.put(item(trace="serial"))
    job = door.job(door.requested(lot=None, template="LT-DEVICE", production=date(2026, 11, 20)))
    assert (job.data["production"], job.data["control"], job.data.get("lot")) == ("2026-11-20", "serial", None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item": "NO", "di": None, "pool": None, "lot": None}, "LABEL_ITEM_UNKNOWN"),
        ({"di": "00000000000000"}, "LABEL_DI_NOT_OF_ITEM"),
        ({"item": "OTHER"}, "LABEL_DI_NOT_OF_ITEM"),
        ({"lot": "NO"}, "LABEL_LOT_NOT_OF_ITEM"),
        ({"lot": "ELSEWHERE"}, "LABEL_LOT_NOT_OF_ITEM"),
        ({"production": date(2026, 11, 20)}, "LABEL_PRODUCTION_OF_LOT"),
        ({"template": "LT-NONE"}, "LABEL_TEMPLATE_NOT_APPROVED"),
        ({"revision": "0"}, "LABEL_TEMPLATE_NOT_APPROVED"),
        ({"printer": "P9"}, "PRINTER_UNKNOWN"),
        ({"printer": "P1", "dpi": 203}, "PRINTER_RESOLUTION_DIFFERS"),
        ({"printer": "P1", "template": "LT-CARTON"}, "LABEL_LARGER_THAN_MEDIA"),
        ({"di": None, "item": "FG-PIVC-22"}, "LABEL_NUMBERS_OF_OTHER_DI"),
        ({"pool": "serial:16901234567899"}, "LABEL_NUMBERS_OF_OTHER_DI"),
        ({"pool": "lot:FG"}, "LABEL_NUMBERS_DO_NOT_FIT"),
        ({"pool": None, "spans": (NumberSpan(range=f"{POOL}#1", first=1, last=9),)}, "LABEL_NUMBERS_DO_NOT_FIT"),
        ({"spans": (NumberSpan(range="serial:1#1", first=1, last=50),)}, "LABEL_NUMBERS_DO_NOT_FIT"),
        ({"pool": "sscc:0690123:0", "template": "LT-CARTON"}, "POOL_UNKNOWN"),
        ({"lot": None}, "LABEL_DATA_MISSING"),
        ({"template": "LT-DEVICE", "production": None}, "LABEL_DATA_MISSING"),  # the lot has no date of manufacture
        ({"template": "LT-BADGE"}, "LABEL_DATA_MISSING"),
    ],
)
def test_a_request_that_cannot_be_is_refused(changes: dict[str, object], code: str) -> None:
    door = LabelDoor()
    door.put(item("OTHER"), lot("ELSEWHERE", site="WX"))
    decision = door.record(request(**changes))
    assert refusal(decision) == code
    assert decision.refusal is not None
    explained(code, decision.refusal.detail)


@pytest.mark.parametrize(
    ("changes", "now"),
    [
        ({"pool": None}, "serial numbers of the DI; for devices in no lot, by the template LT-DEVICE"),
        ({"lot": None}, "for devices in no lot, by the template LT-DEVICE"),
    ],
)
def test_unit_labels_of_what_is_known_by_its_serial_say_what_they_lack_and_use_no_number(
    changes: dict[str, object], now: str
) -> None:
    door = LabelDoor()
    door.put(item(trace="serial"))
    decision = door.record(request(**changes))
    assert decision.refusal is not None
    assert now in decision.refusal.detail["en"]
    assert decision.events == ()
    assert door.job(door.requested()).spans[0].first == 1


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
    door.scan(job, "SN00003", use="destroyed")
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
    spans = door.leased(50)
    job = door.released(pool=None, spans=spans)
    door.record(CancelLabels(job=job), reason="not needed")
    assert door.job(job).status == "cancelled"
    assert "NUMBER_USED_TWICE" in codes(door.record(request(pool=None, spans=spans)))


def test_c19_overlapping_numbers_stop_both_jobs_until_the_wrong_one_is_cancelled_and_quality_has_looked() -> None:
    door = LabelDoor()
    spans = door.leased(50)
    first = door.released(pool=None, spans=spans)
    decision = door.record(request(count=1, pool=None, spans=(msgspec.structs.replace(spans[0], first=50),)))
    assert codes(decision) == ["NUMBER_USED_TWICE", "LABEL_NUMBERS_OVERLAP"]
    second = next(event.id for event in decision.events if isinstance(event, LabelJobRequested))
    wanted = PrintLabels(job=first, method="browser", printer=None)
    assert refusal(door.record(wanted)) == "LABEL_INCIDENT_OPEN"
    assert refusal(door.read_back(second)) == "LABEL_INCIDENT_OPEN"
    clear = ClearLabelIncident(job=first)
    assert refusal(door.record(clear, reason="looked for them")) == "LABEL_NUMBERS_STILL_OVERLAP"
    door.record(CancelLabels(job=second), reason="asked for twice")
    assert door.record(clear, reason="looked for them").refusal is None
    assert door.record(wanted).refusal is None


def used(door: LabelDoor, purpose: str, spans: tuple[NumberSpan, ...] = (), loose: str | None = None) -> list[str]:
    numbers = () if loose is None else (LooseNumber(number=loose, pool=POOL),)
    return codes(door.record(UseNumbers(loose=numbers, purpose=purpose, spans=spans)))


def test_c19_numbers_of_a_job_that_a_device_uses_for_something_else_stop_the_job_until_quality_has_looked() -> None:
    door = LabelDoor()
    spans = door.leased(50)
    job = door.released(pool=None, spans=spans)
    assert used(door, "PX1 repair", loose="SN00007") == ["NUMBER_USED_TWICE", "LABEL_NUMBERS_ELSEWHERE"]
    wanted = PrintLabels(job=job, method="browser", printer=None)
    assert refusal(door.record(wanted)) == "LABEL_INCIDENT_OPEN"
    assert door.record(ClearLabelIncident(job=job), reason="found both labels").refusal is None
    assert door.record(wanted).refusal is None


def test_c19_numbers_that_one_job_has_and_a_device_says_are_another_jobs_stop_both() -> None:
    door = LabelDoor()
    spans = door.leased(50)
    first, second = door.released(pool=None, spans=spans), door.released()
    assert used(door, second, spans) == ["NUMBER_USED_TWICE", "LABEL_NUMBERS_OVERLAP"]
    for job, other in ((first, second), (second, first)):
        assert (door.job(job).incident, door.job(job).conflicts) == ("LABEL_NUMBERS_OVERLAP", (other,))
        assert refusal(door.record(PrintLabels(job=job, method="browser", printer=None))) == "LABEL_INCIDENT_OPEN"


def test_numbers_used_that_are_on_no_label_stop_no_job() -> None:
    door = LabelDoor()
    job = door.released()
    assert used(door, "PX1", door.leased(3)) == []
    assert door.job(job).incident == ""


def test_jobs_that_draw_from_a_pool_never_share_a_number() -> None:
    door = LabelDoor()
    jobs = [door.printed(count=7), door.printed(count=600), door.printed(count=3)]
    numbers = [[label.number for n in range(1, 601) if (label := door.find(Label, job, n))] for job in jobs]
    assert [len(each) for each in numbers] == [7, 600, 3]
    assert len({number for each in numbers for number in each}) == 610
    assert (numbers[1][0], numbers[2][2]) == ("SN00008", "SN00610")


def test_a_device_can_tell_the_numbers_of_a_job_where_they_ascend() -> None:
    door = LabelDoor()
    job = door.job(door.requested())
    assert job.sequence is not None
    assert (number_at(job.sequence, 1), number_at(job.sequence, 50)) == ("SN00001", "SN00050")
    assert sequence_of(["A3", "A1", "A2"], checked=False) is None
    assert sequence_of(["7", "8", "9", "10"], checked=False) is not None
    assert sequence_of([], checked=False) is None


def test_shipping_labels_carry_their_codes_and_the_contents() -> None:
    door = LabelDoor()
    door.record(DefineSsccPool(extension=0, prefix="06901234"), reason="cartons")
    job = door.printed(pool="sscc:06901234:0", template="LT-CARTON", count=2, quantity="40")
    assert [door.get(Label, job, n).number for n in (1, 2)] == ["006901234000000018", "006901234000000025"]
    assert label_data(door.job(job), 2, "006901234000000025")["sscc"] == "006901234000000025"
    assert (door.job(job).data["content_gtin"], door.job(job).data["content_quantity"]) == (DI, "40")
    assert "gtin" not in door.job(job).data


def test_a_device_counts_the_codes_of_shipping_containers_exactly() -> None:
    door = LabelDoor()
    door.record(DefineSsccPool(extension=9, prefix="06901234"), reason="cartons")
    sequence = door.job(door.requested(pool="sscc:06901234:9", template="LT-CARTON", count=3, quantity="40")).sequence
    assert sequence is not None
    assert sequence.first + 10_000 < 10**15 < 2**53
    assert [number_at(sequence, n) for n in (1, 3)] == ["906901234000000011", "906901234000000035"]


def test_what_the_labels_say_is_frozen_when_they_are_asked_for() -> None:
    door = LabelDoor()
    job = door.requested()
    door.put(msgspec.structs.replace(item(), name_zh="另一名称"))
    door.record(
        DefineLabelTexts(item=None, texts=(LabelText(field="manufacturer_zh", value="别的企业"),)), reason="moved"
    )
    data = label_data(door.job(job), 3, "SN00003")
    assert (data["item_name_zh"], data["manufacturer_zh"]) == ("静脉留置针 22G", "械迹医疗")
    assert (data["gtin"], data["lot"], data["serial"], data["copy"]) == (DI, "SZ-26-000001", "SN00003", "3")


@pytest.mark.parametrize("value", ["a\u200bb", "\U0001f600"])
def test_a_text_that_cannot_be_printed_is_refused(value: str) -> None:
    door = LabelDoor()
    body = DefineLabelTexts(item=None, texts=(LabelText(field="manufacturer_zh", value=value),))
    assert refusal(door.record(body)) == "LABEL_TEXT_WRONG"


def test_a_job_over_a_template_that_was_superseded_is_neither_released_nor_printed() -> None:
    door = LabelDoor()
    waiting, job = door.requested(), door.released()
    door.read_back(waiting)
    held = door.get(TemplateRevision, "LT-UNIT", "1")
    door.put(msgspec.structs.replace(held, status="superseded"))
    assert refusal(door.record(ReleaseLabels(job=waiting))) == "LABEL_TEMPLATE_NOT_APPROVED"
    wanted = PrintLabels(job=job, method="browser", printer=None)
    assert refusal(door.record(wanted)) == "LABEL_TEMPLATE_NOT_APPROVED"
    assert refusal(door.record(request())) == "LABEL_TEMPLATE_NOT_APPROVED"
