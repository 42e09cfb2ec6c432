"""How the labels of a job are numbered: the n-th label's number, the label of a number, where overlaps show.

A number is known by its stem (up to the last character that is no digit) and its count; blocks of counts are rows.
"""

import re
from collections.abc import Iterator

from backend.labeling.entries.jobs import LabelNumbers
from labels.check_digits import check_digit

BLOCK = 1000
"""Counts in a block; never to be changed, because it says in which row a count is claimed."""

SERIAL_LENGTH_MAX = 20
SSCC_DIGITS = 17
_TAIL = re.compile(r"[0-9]*$", re.ASCII)


def number_of(numbers: LabelNumbers, n: int) -> str:
    """Return the number of the n-th label, from 1."""
    written = f"{numbers.prefix}{numbers.first + n - 1:0{numbers.digits}d}"
    return written + check_digit(written) if numbers.kind == "sscc" else written


def position_of(numbers: LabelNumbers, count: int, number: str) -> int | None:
    """Return which label of a job of ``count`` carries a number; None for a number that is not of the job."""
    body = number[:-1] if numbers.kind == "sscc" else number
    digits = body[len(numbers.prefix) :]
    if not digits.isdecimal() or not digits.isascii():
        return None
    n = int(digits) - numbers.first + 1
    return n if 1 <= n <= count and number_of(numbers, n) == number else None


def writable(numbers: LabelNumbers, count: int) -> bool:
    """Say whether all numbers can be written: an SSCC of 18 digits, a serial of at most 20 characters.

    Where a prefix ends in a digit the count may not outgrow its digits: two counts could be written alike.
    """
    last = len(str(numbers.first + count - 1))
    if numbers.kind == "sscc":
        whole = len(numbers.prefix) + numbers.digits == SSCC_DIGITS and last <= numbers.digits
        return whole and (not numbers.prefix or numbers.prefix.isdecimal())
    longest = len(numbers.prefix) + max(numbers.digits, last)
    return longest <= SERIAL_LENGTH_MAX and (last <= numbers.digits or not numbers.prefix[-1:].isdecimal())


def stem_of(numbers: LabelNumbers) -> tuple[str, int]:
    """Return what stands before the count once all digits at its end belong to the count, and by how much it grows."""
    tail = _TAIL.search(numbers.prefix)
    assert tail is not None, "an empty tail is found too"
    return numbers.prefix[: tail.start()], int(tail[0] or "0") * 10**numbers.digits


def blocks_of(numbers: LabelNumbers, count: int) -> Iterator[tuple[int, int, int]]:
    """Yield block, first and last count in it, for all labels of a job."""
    first = numbers.first + stem_of(numbers)[1]
    last = first + count - 1
    for block in range(first // BLOCK, last // BLOCK + 1):
        yield block, max(first, block * BLOCK), min(last, block * BLOCK + BLOCK - 1)


def width_of(numbers: LabelNumbers) -> int:
    """Return to how many digits a count is filled up with zeros, the prefix's own digits included."""
    stem = stem_of(numbers)[0]
    return len(numbers.prefix) - len(stem) + numbers.digits


def scope_of(numbers: LabelNumbers, di: str | None) -> str:
    """Return within what a number may be given only once: the DI of a serial; all the world for an SSCC."""
    return "00" if numbers.kind == "sscc" else f"01{di or ''}"


def counted(number: str, kind: str) -> tuple[str, int, int] | None:
    """Return stem, count and digits of a number that was scanned; None if it does not end in a digit."""
    body = number[:-1] if kind == "sscc" else number
    tail = _TAIL.search(body)
    assert tail is not None, "an empty tail is found too"
    return (body[: tail.start()], int(tail[0]), len(tail[0])) if tail[0] else None
