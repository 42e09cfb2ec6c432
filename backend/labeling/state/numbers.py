"""Which label of a job carries which number: the labels take the numbers of the job's ranges in their order.

A device that has only the job can tell a label offline where the numbers are one ascending sequence.
"""

import re
from collections.abc import Iterator, Sequence

from backend.items.entries import Span as NumberSpan
from backend.labeling.entries.printing import LabelSpan
from backend.labeling.events.jobs import NumberSequence
from labels.check_digits import check_digit

_COUNTED = re.compile(r"(?s)(.*?)([0-9]{1,15})")
"""What stands before the count, and the count: no longer than every device counts exactly. An SSCC has 17 digits."""


def number_at(sequence: NumberSequence, n: int) -> str:
    """Return the number of the n-th label, from 1."""
    written = f"{sequence.prefix}{sequence.first + n - 1:0{sequence.digits}d}"
    return written + check_digit(written) if sequence.checked else written


def sequence_of(numbers: Sequence[str], *, checked: bool) -> NumberSequence | None:
    """Return the sequence that the numbers are; None for numbers in any other order, or for none."""
    body = (numbers[0][:-1] if checked else numbers[0]) if numbers else ""
    parts = _COUNTED.fullmatch(body)
    if parts is None:
        return None
    sequence = NumberSequence(prefix=parts[1], digits=len(parts[2]), first=int(parts[2]), checked=checked)
    return sequence if all(number_at(sequence, n) == number for n, number in enumerate(numbers, 1)) else None


def total(spans: Sequence[NumberSpan]) -> int:
    """Return how many numbers the spans hold."""
    return sum(span.last - span.first + 1 for span in spans)


def spans_for(spans: Sequence[NumberSpan], labels: LabelSpan) -> Iterator[NumberSpan]:
    """Yield the numbers that the labels carry, in the labels' order."""
    before = 0
    for span in spans:
        size = span.last - span.first + 1
        first, last = max(labels.first - before, 1), min(labels.last - before, size)
        if first <= last:
            yield NumberSpan(range=span.range, first=span.first + first - 1, last=span.first + last - 1)
        before += size


def label_with(spans: Sequence[NumberSpan], place: int) -> int | None:
    """Return which label carries the number at a place of the job's pool; None where it is not of the job."""
    before = 0
    for span in spans:
        if span.first <= place <= span.last:
            return before + place - span.first + 1
        before += span.last - span.first + 1
    return None


def pool_of(span: NumberSpan) -> str:
    """Return the pool of a span's range."""
    return span.range.rpartition("#")[0]
