import string
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.devices.apply import close_used_up
from backend.devices.entries import DefineNumbering, LeaseNumbers, RevokeDevice
from backend.devices.rules import NumberOrigin, leased
from backend.devices.state import BLOCK, MAX_OPEN_BLOCKS, Lease, Series, counted, touches_number, written
from backend.log.row import type_of
from tests.builders.devices import devices_door, enrolment, offer, with_handheld
from tests.builders.memory_door import MemoryDoor, refusal

ASK = LeaseNumbers(count=50, series="lot")


def origin(door: MemoryDoor, number: str) -> NumberOrigin:
    return leased(door.load(touches_number(number)), number)


def blocks(door: MemoryDoor, device: str = "h-1") -> list[Lease]:
    rows = (row for row in door.rows.get(Lease, {}).values() if isinstance(row, Lease) and row.device == device)
    return sorted(rows, key=lambda lease: lease.first)


def two_devices() -> MemoryDoor:
    door = with_handheld()
    door.record(offer("code-8", "H08"))
    door.record(enrolment("code-8", "h-2"))
    return door


def test_a_device_is_given_the_next_block_p40() -> None:
    door = with_handheld()
    door.record(ASK, device="h-1")
    (lease,) = blocks(door)
    assert (lease.prefix, lease.digits, lease.first, lease.last) == ("SZ-26-", 6, 1, 50)
    assert written(lease, 7) == "SZ-26-000007"


def test_numbers_come_in_whole_blocks() -> None:
    door = with_handheld()
    door.record(LeaseNumbers(count=101, series="lot"), device="h-1")
    assert [(lease.first, lease.last) for lease in blocks(door)] == [(1, 50), (51, 100), (101, 150)]


def test_leases_of_two_devices_never_overlap_p40() -> None:
    door = two_devices()
    for device in ("h-1", "h-2", "h-1"):
        door.record(ASK, device=device)
    assert [lease.first for lease in blocks(door)] == [1, 101]
    assert [lease.first for lease in blocks(door, "h-2")] == [51]


def test_a_device_with_many_blocks_open_is_given_no_more() -> None:
    door = with_handheld()
    door.record(LeaseNumbers(count=10_000, series="lot"), device="h-1")
    assert len(blocks(door)) == MAX_OPEN_BLOCKS
    assert refusal(door.record(ASK, device="h-1")) == "LEASE_LIMIT_REACHED"


def test_using_the_last_number_of_a_block_makes_room_for_another() -> None:
    door = with_handheld()
    door.record(LeaseNumbers(count=10_000, series="lot"), device="h-1")
    for number in ("SZ-26-000049", "SZ-26-000050", "ZZ-26-000100"):
        rows = door.load(touches_number(number))
        close_used_up(rows, number)
        rows.keep()
        door.put(*(change.after for change in rows.changes() if change.after is not None))
    assert [lease.open for lease in blocks(door)] == [False] + [True] * (MAX_OPEN_BLOCKS - 1)
    door.record(LeaseNumbers(count=10_000, series="lot"), device="h-1")
    assert len(blocks(door)) == MAX_OPEN_BLOCKS + 1


def test_the_blocks_of_a_revoked_device_are_given_to_nobody() -> None:
    door = two_devices()
    door.record(ASK, device="h-1")
    door.record(RevokeDevice(device="h-1"), reason="dropped into the tank")
    door.record(ASK, device="h-2")
    assert blocks(door, "h-2")[0].first == 51


def test_an_unknown_series_is_refused() -> None:
    assert refusal(with_handheld().record(LeaseNumbers(count=1, series="sscc"), device="h-1")) == "SERIES_UNKNOWN"


def test_a_leased_number_names_the_device_it_was_leased_to() -> None:
    door = two_devices()
    door.record(ASK, device="h-2")
    assert origin(door, "SZ-26-000050") == NumberOrigin("leased", "h-2")


@pytest.mark.parametrize(
    "number", ["SZ-26-000051", "SZ-26-50", "SZ-27-000001", "SH-26-000001", "SZ-26-000000", "000001", "", "批-1"]
)
def test_a_number_outside_every_lease_or_written_otherwise_is_unknown(number: str) -> None:
    door = with_handheld()
    door.record(ASK, device="h-1")
    assert origin(door, number) == NumberOrigin("unknown")


def test_a_device_scoped_number_names_the_device_whose_code_it_begins_with_p40() -> None:
    door = with_handheld()
    assert origin(door, "H07-12") == NumberOrigin("device_scoped", "h-1")


@pytest.mark.parametrize("number", ["H09-12", "H07-0", "H07-012", "H07-12a", "H07"])
def test_what_only_looks_device_scoped_is_unknown(number: str) -> None:
    assert origin(with_handheld(), number) == NumberOrigin("unknown")


def test_an_offered_code_that_no_device_has_used_makes_no_device_scoped_number() -> None:
    door = devices_door()
    door.record(offer())
    assert origin(door, "H07-1") == NumberOrigin("unknown")


def test_the_year_in_a_number_is_that_of_the_lease() -> None:
    door = with_handheld()
    door.record(ASK, device="h-1", received_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert blocks(door)[0].prefix == "SZ-27-"


def test_a_site_may_write_its_numbers_otherwise_from_then_on() -> None:
    door = with_handheld()
    door.record(ASK, device="h-1")
    door.record(DefineNumbering(site="SZ", series="lot", prefix="L{yyyy}.", digits=5))
    door.record(ASK, device="h-1")
    assert origin(door, "SZ-26-000001").kind == "leased"
    assert origin(door, "L2026.00051") == NumberOrigin("leased", "h-1")
    assert door.record(DefineNumbering(site="SZ", series="lot", prefix="L{yyyy}.", digits=5)).events == ()


@pytest.mark.parametrize(
    ("prefix", "digits", "code"),
    [
        ("{yy}", 6, "NUMBERING_PREFIX_WRONG"),
        ("LOT{month}-", 6, "NUMBERING_PREFIX_WRONG"),
        ("lot-", 6, "NUMBERING_PREFIX_WRONG"),
        ("{site}-PARTS-{yyyy}-", 6, "NUMBERING_TOO_LONG"),
        ("ABCDEFGHIJKLMNOPQR-", 1, "NUMBERING_TOO_LONG"),
    ],
)
def test_a_way_of_writing_that_cannot_be_told_apart_or_is_too_long_is_refused(
    prefix: str, digits: int, code: str
) -> None:
    wanted = DefineNumbering(site="SZ", series="lot", prefix=prefix, digits=digits)
    assert refusal(with_handheld().record(wanted)) == code


def test_numbering_an_unknown_series_is_refused() -> None:
    wanted = DefineNumbering(site="SZ", series="sscc", prefix="A-", digits=6)
    assert refusal(with_handheld().record(wanted)) == "SERIES_UNKNOWN"


def test_numbers_too_long_for_a_label_are_not_leased() -> None:
    door = with_handheld()
    door.put(Series(series="lot", next=10**13 + 1))
    door.record(DefineNumbering(site="SZ", series="lot", prefix="{site}-{yyyy}-", digits=6))
    assert refusal(door.record(ASK, device="h-1")) == "NUMBERING_TOO_LONG"


@given(st.integers(1, 10**9), st.integers(1, 10), st.sampled_from(["SZ-26-", "L2026.", "A/", "X_"]))
def test_every_number_written_from_a_lease_is_found_again_and_fits_ai_10(n: int, digits: int, prefix: str) -> None:
    first = (n - 1) // BLOCK * BLOCK + 1
    lease = Lease(
        series="lot",
        device="h-1",
        prefix=prefix,
        digits=digits,
        first=first,
        last=first + BLOCK - 1,
        suffix="",
        open=True,
    )
    door = devices_door()
    door.put(lease)
    number = written(lease, n)
    assert origin(door, number) == NumberOrigin("leased", "h-1")
    parts = counted(number)
    assert parts is not None
    assert parts.n == n
    assert len(number) <= 20
    assert set(number) <= set(string.ascii_uppercase + string.digits + "-./_")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_any_text_at_all_has_an_origin(number: str) -> None:
    assert origin(with_handheld(), number).kind in {"unknown", "device_scoped"}


def test_a_lease_is_seen_by_its_device_alone() -> None:
    door = with_handheld()
    door.record(ASK, device="h-1")
    assert type_of(Lease).streams(blocks(door)[0]) == ("device:h-1",)


def test_a_lease_for_nothing_is_not_read() -> None:
    with pytest.raises(msgspec.ValidationError):
        with_handheld().record(LeaseNumbers(count=0, series="lot"), device="h-1")
