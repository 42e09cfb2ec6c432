"""The file of checkpoints outside the database: only ever appended to, on the disk before anybody relies on it.

A line cut off by a crash was never relied upon; the next append removes it.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_BLOCK = 64 * 1024


class CheckpointFile:
    """One line a checkpoint, each ended by a newline. Blocking calls: run them off the event loop."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, lines: Sequence[bytes]) -> None:
        """Append lines and wait until they are on the disk; one process at a time."""
        if not lines:
            return
        is_new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            end = os.fstat(descriptor).st_size
            whole = _whole_lines_end(descriptor, end)
            if whole != end:
                os.ftruncate(descriptor, whole)
            written = b"".join(line + b"\n" for line in lines)
            while written:
                written = written[os.write(descriptor, written) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(self.path.parent)

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the whole lines from byte ``start`` up to byte ``end``; nothing when there is no file."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            file.seek(start)
            at = start
            for line in file:
                at += len(line)
                if not line.endswith(b"\n") or (end is not None and at > end):
                    return
                yield line[:-1]

    def backwards(self) -> Iterator[bytes]:
        """Yield the whole lines, last first."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            at = file.seek(0, os.SEEK_END)
            head = b""
            torn = True  # what follows the last newline is no whole line
            while at > 0:
                step = min(_BLOCK, at)
                at -= step
                file.seek(at)
                head, *lines = (file.read(step) + head).split(b"\n")
                for line in reversed(lines):
                    if not torn:
                        yield line
                    torn = False
            if not torn:
                yield head


def _whole_lines_end(descriptor: int, size: int) -> int:
    """Return where the last whole line ends."""
    end = size
    while end > 0:
        start = max(0, end - _BLOCK)
        newline = os.pread(descriptor, end - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        end = start
    return 0


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
