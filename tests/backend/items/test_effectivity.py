from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.items.entries import Effectivity, SerialSpan
from backend.items.rules import effective, shares
from backend.items.rules.effectivity import number_order
from backend.items.state import Run, Structure, contains, run_of, spelled
from tests.builders.world import START

DAY = date(2026, 3, 4)


def revision(name: str, kind: str = "next_order", start: str | None = None, **fields: object) -> Structure:
    """An approved one; those with later names are approved later."""
    given: dict[str, object] = {
        "approved_at": START + timedelta(hours=ord(name)),
        "approved_by": "QH-0003",
        "drafted_at": START,
        "drafted_by": "QH-0005",
        "drafted_by_entry": "E1",
        "effectivity": Effectivity(kind=kind, start=start),  # type: ignore[arg-type]  # a test names one of them
        "item": "PX-1",
        "lines": (),
        "status": "approved",
        "withdrawn_at": None,
        "withdrawn_by": None,
    }
    return Structure(**(given | fields), revision=name)  # type: ignore[arg-type]  # a test's own fields


def run(first: str, last: str) -> Run:
    found = run_of(SerialSpan(first=first, last=last))
    assert found is not None
    return found


def told(revisions: list[Structure], *, lots: tuple[str, ...] = (), serials: tuple[Run, ...] = ()) -> list[str]:
    found = shares(revisions, day=DAY, lots=lots, serials=serials)
    return [f"{'-' if each.revision is None else each.revision.revision}: {', '.join(each.names)}" for each in found]


@pytest.mark.parametrize(
    ("numbers"),
    [
        ("PX1-0099", "PX1-0100", "PX1-999", "PX1-1000"),
        ("FG-2602-05", "FG-2603-01", "FG-2603-01/1", "FG-2603-01/2", "FG-2603-02"),
        ("A999", "B001"),
        ("9", "10", "A"),
    ],
)
def test_numbers_come_one_after_the_other_as_people_count(numbers: tuple[str, ...]) -> None:
    assert all(number_order(a) < number_order(b) for a, b in pairwise(numbers))


def test_leading_zeros_make_no_other_number() -> None:
    assert number_order("PX1-0100") == number_order("PX1-100")


@given(st.text(alphabet="AB-/019²", min_size=1, max_size=12), st.text(alphabet="AB-/019²", min_size=1, max_size=12))
def test_any_two_numbers_can_be_compared(a: str, b: str) -> None:
    assert (number_order(a) < number_order(b)) == (number_order(b) > number_order(a))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("PX1-0098", "PX1-0101", ["PX1-0098", "PX1-0099", "PX1-0100", "PX1-0101"]),
        ("PX1-98", "PX1-101", ["PX1-98", "PX1-99", "PX1-100", "PX1-101"]),
        ("PX1-0007R", "PX1-0007R", ["PX1-0007R"]),
        ("7", "9", ["7", "8", "9"]),
    ],
)
def test_a_span_names_every_number_as_it_is_printed(first: str, last: str, found: list[str]) -> None:
    span = SerialSpan(first=first, last=last)
    assert spelled([span], limit=10) == found
    assert all(contains([span], serial) for serial in found)
    assert not contains([span], f"{first}1")


@pytest.mark.parametrize(
    ("first", "last"),
    [("PX1-0101", "PX1-0098"), ("PX1-0098", "PX2-0101"), ("PX1-0098", "PX1-101"), ("PX1-A", "PX1-C")],
)
def test_a_span_that_nobody_can_count_is_none(first: str, last: str) -> None:
    assert run_of(SerialSpan(first=first, last=last)) is None


def test_a_span_beyond_the_limit_is_not_written_out() -> None:
    span = SerialSpan(first="000000000001", last="999999999999")
    assert len(spelled([span, span], limit=5)) == 6


def test_an_order_is_one_share_where_one_revision_holds_for_all_of_it() -> None:
    revisions = [revision("A"), revision("B", "serial", "PX1-0100"), revision("C", "date", "2026-03-05")]
    assert told(revisions, serials=(run("PX1-0090", "PX1-0099"),)) == ["A: PX1-0090 – PX1-0099"]
    assert told(revisions, serials=(run("PX1-0100", "PX1-0120"),)) == ["B: PX1-0100 – PX1-0120"]


def test_a_run_is_cut_where_a_revision_starts_within_it() -> None:
    revisions = [revision("A"), revision("B", "serial", "PX1-0100"), revision("C", "serial", "PX1-0110")]
    assert told(revisions, serials=(run("PX1-0098", "PX1-0111"), run("PX1-0200", "PX1-0200"))) == [
        "A: PX1-0098 – PX1-0099",
        "B: PX1-0100 – PX1-0109",
        "C: PX1-0110 – PX1-0111, PX1-0200",
    ]


def test_every_lot_of_an_order_is_judged_not_only_its_first() -> None:
    revisions = [revision("A"), revision("B", "lot", "FG-03")]
    assert told(revisions, lots=("FG-02", "FG-03", "FG-01")) == ["A: FG-02, FG-01", "B: FG-03"]


def test_before_the_first_start_nothing_holds() -> None:
    revisions = [revision("B", "serial", "PX1-0100")]
    assert told(revisions, serials=(run("PX1-0099", "PX1-0100"),)) == ["-: PX1-0099", "B: PX1-0100"]
    assert told(revisions) == ["-: "]


def test_where_two_have_started_the_one_approved_last_holds_and_what_is_withdrawn_gives_way() -> None:
    wide, narrow = revision("B", "serial", "PX1-0100"), revision("C", "serial", "PX1-0050")
    assert told([wide, narrow], serials=(run("PX1-0050", "PX1-0120"),)) == ["C: PX1-0050 – PX1-0120"]
    gone = revision("C", "serial", "PX1-0050", status="withdrawn")
    assert told([revision("A"), wide, gone], serials=(run("PX1-0050", "PX1-0050"),)) == ["A: PX1-0050"]


@given(
    starts=st.lists(st.integers(1, 60), max_size=4),
    first=st.integers(1, 40),
    count=st.integers(1, 30),
    width=st.integers(1, 4),
)
def test_a_share_holds_what_each_of_its_serials_alone_would(
    starts: list[int], first: int, count: int, width: int
) -> None:
    later = [revision(chr(66 + n), "serial", f"PX1-{start}") for n, start in enumerate(starts)]
    revisions = [revision("A"), *later]
    whole = Run("PX1-", first, first + count - 1, width)
    one_by_one = [effective(revisions, day=DAY, serial=whole.at(n)) for n in range(whole.first, whole.last + 1)]
    assert {each.revision for each in shares(revisions, day=DAY, lots=(), serials=(whole,))} == set(one_by_one)
