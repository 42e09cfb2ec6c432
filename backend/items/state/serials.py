"""Serial numbers that are named from the first to the last: how many they are and how each is written."""

import re
from collections.abc import Iterable
from itertools import islice

import msgspec

from backend.items.entries import SerialSpan

_PARTS = re.compile(r"(.*?)([0-9]*)", re.DOTALL)


class Run(msgspec.Struct, frozen=True):
    """A span that can be counted: ``prefix``, then ``first`` to ``last`` in ``width`` digits or more (0: no digits)."""

    prefix: str
    first: int
    last: int
    width: int

    @property
    def count(self) -> int:
        """How many serial numbers it names."""
        return self.last - self.first + 1

    def at(self, number: int) -> str:
        """Return one of them as it is printed."""
        return f"{self.prefix}{number:0{self.width}d}" if self.width else self.prefix

    def part(self, first: int, last: int) -> "Run":
        """Return those from one to another."""
        return Run(self.prefix, first, last, self.width)

    def written(self) -> str:
        """Return how people read it."""
        return self.at(self.first) if self.count == 1 else f"{self.at(self.first)} – {self.at(self.last)}"


def run_of(span: SerialSpan) -> Run | None:
    """Return a span as it is counted; None where nobody can say which numbers lie between its first and its last.

    Both are the same up to the digits they end in, and the last is written as counting up from the first writes it:
    ``PX1-0098`` to ``PX1-0103``, ``PX1-98`` to ``PX1-103``, never ``PX1-0098`` to ``PX1-103``.
    """
    prefix, first = _parts(span.first)
    other, last = _parts(span.last)
    if span.first == span.last:
        return Run(prefix, int(first or 0), int(first or 0), len(first))
    if prefix != other or not first or not last or int(first) > int(last):
        return None
    run = Run(prefix, int(first), int(last), len(first))
    return run if run.at(run.last) == span.last else None


def spelled(spans: Iterable[SerialSpan], *, limit: int) -> list[str]:
    """Return the serial numbers of spans that can be counted, up to more than ``limit``: whoever asks refuses those."""
    numbers = (run.at(n) for span in spans if (run := run_of(span)) is not None for n in range(run.first, run.last + 1))
    return list(islice(numbers, limit + 1))


def contains(spans: Iterable[SerialSpan], serial: str) -> bool:
    """Say whether a serial number is one of these."""
    prefix, digits = _parts(serial)
    runs = (run for span in spans if (run := run_of(span)) is not None and run.prefix == prefix)
    return any(run.at(int(digits or 0)) == serial and run.first <= int(digits or 0) <= run.last for run in runs)


def _parts(serial: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(serial)
    assert found is not None, "the expression matches every text"
    return found[1], found[2]
