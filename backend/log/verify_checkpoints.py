"""The checkpoints of file and table side by side, by position; streamed, epoch by epoch.

After a restore, older lines beyond the point of restoring vouch for events that are gone; they are set aside.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from itertools import chain

import msgspec

from backend.log import checkpoint
from backend.log.checkpoint import Checkpoint, NotACheckpoint
from backend.log.checkpoint_file import CheckpointFile
from backend.log.findings import Findings
from backend.log.reading import Db, rows


class TableRow(msgspec.Struct, frozen=True):
    """A row of ``checkpoint``."""

    size: int
    raw: bytes
    frontier: bytes


class Signed(msgspec.Struct, frozen=True):
    """What file and table say at one position; either may say nothing."""

    position: int
    line: Checkpoint | None
    row: TableRow | None

    @property
    def place(self) -> str:
        """Name it."""
        return f"checkpoint at {self.position}"


class Unreached(msgspec.Struct, frozen=True):
    """Checkpoints that no event was reached for: how many, and the position of the first and the last."""

    count: int
    first: int
    last: int


class _Segment(msgspec.Struct, frozen=True):
    """Consecutive lines of one epoch: the bytes of the file where they lie."""

    epoch: str
    start: int
    end: int


class CheckpointStream:
    """``file`` None: only the table is looked at. The file is read up to where it ended when this was made."""

    def __init__(self, db: Db, file: CheckpointFile | None, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._segments = _segments(file, findings) if file else []
        self._lines: Iterator[Checkpoint] = iter(())
        self._line: Checkpoint | None = None
        self._rows = _table(db)
        self._row: TableRow | None = None
        self._started = False

    @property
    def has_file(self) -> bool:
        """Whether there is a file to compare with."""
        return self._file is not None

    def open_epoch(self, epoch: str) -> Unreached | None:
        """Go on with the lines of an epoch; return what older epochs still vouched for."""
        at = next((n for n, segment in enumerate(self._segments) if segment.epoch == epoch), None)
        older = self._segments if at is None else self._segments[:at]
        left = self._left(older)
        self._lines = iter(()) if at is None else self._read(self._segments[at])
        self._segments = [] if at is None else self._segments[at + 1 :]
        self._line = next(self._lines, None)
        return left

    async def next_position(self) -> int | None:
        """Return the position of the next checkpoint, or None."""
        if not self._started:
            self._row, self._started = await anext(self._rows, None), True
        ahead = [self._line.position] if self._line else []
        ahead += [self._row.size] if self._row else []
        return min(ahead, default=None)

    async def take(self, position: int) -> Signed:
        """Return what is said at the next position, and move on."""
        line, row = self._line, self._row
        if line is not None and line.position == position:
            self._line = self._next_line(position)
        else:
            line = None
        if row is not None and row.size == position:
            self._row = await anext(self._rows, None)
        else:
            row = None
        return Signed(position, line, row)

    async def rest(self) -> Unreached | None:
        """Return what is left when the log has ended, of file and table."""
        sizes = [self._row.size] if self._row else []
        sizes += [row.size async for row in self._rows]
        left = self._left(self._segments)
        if not sizes:
            return left
        in_table = Unreached(len(sizes), sizes[0], sizes[-1])
        if left is None:
            return in_table
        return Unreached(
            max(left.count, in_table.count), min(left.first, in_table.first), max(left.last, in_table.last)
        )

    def _next_line(self, position: int) -> Checkpoint | None:
        for line in self._lines:
            if line.position > position:
                return line
            self._findings.add(
                "CHECKPOINT_ORDER",
                f"checkpoint at {line.position} in the file",
                expected=f"one beyond {position}",
                found=line.position,
                position=line.position,
            )
        return None

    def _left(self, segments: Sequence[_Segment]) -> Unreached | None:
        count, first, last = 0, 0, 0
        current = chain([self._line] if self._line else [], self._lines)
        for line in chain(current, *(self._read(segment) for segment in segments)):
            count += 1
            first = min(first or line.position, line.position)
            last = max(last, line.position)
            if not line.is_signed():
                self._findings.add(
                    "CHECKPOINT_SIGNATURE",
                    f"checkpoint at {line.position} of epoch {line.epoch} in the file",
                    expected="a valid signature",
                    found="none",
                    position=line.position,
                )
        return Unreached(count, first, last) if count else None

    def _read(self, segment: _Segment) -> Iterator[Checkpoint]:
        """Yield the readable lines; the others are problems already."""
        assert self._file is not None
        for raw in self._file.lines(segment.start, segment.end):
            with suppress(NotACheckpoint):
                yield checkpoint.read(raw)


def _segments(file: CheckpointFile, findings: Findings) -> list[_Segment]:
    """Return the stretches of one epoch each, in the order of the file."""
    found: list[_Segment] = []
    end = 0
    for number, raw in enumerate(file.lines(), 1):
        start, end = end, end + len(raw) + 1
        try:
            epoch = checkpoint.read(raw).epoch
        except NotACheckpoint as error:
            findings.add("CHECKPOINT_UNREADABLE", f"line {number} of the file", expected="a checkpoint", found=error)
            continue
        if found and found[-1].epoch == epoch:
            found[-1] = _Segment(epoch, found[-1].start, end)
        else:
            found.append(_Segment(epoch, start, end))
    return found


async def _table(db: Db) -> AsyncIterator[TableRow]:
    async for record in rows(db, "SELECT size, raw, frontier FROM checkpoint ORDER BY size"):
        yield TableRow(*record)
