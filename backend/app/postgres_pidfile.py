"""Reads what a PostgreSQL server writes down about itself, and ends one whose owner was killed."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

STATUS_LINE = 7  # of postmaster.pid, counted from 0
PORT_LINE = 3
POLL_SECONDS = 0.02


class OrphanError(RuntimeError):
    """A server left over from an earlier run does not end."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The server's process, and whether it says that it takes connections."""

    process: int
    ready: bool


def read_status(cluster: Path) -> ServerStatus | None:
    """What ``postmaster.pid`` says; None where there is none or it is not fully written yet."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines:
        return None
    ready = len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"
    return ServerStatus(process=int(lines[0]), ready=ready)


def read_port(cluster: Path) -> int | None:
    """The TCP port that a ready server on ``cluster`` wrote down; None where none is ready."""
    status = read_status(cluster)
    if status is None or not status.ready:
        return None
    return int((cluster / "postmaster.pid").read_text().splitlines()[PORT_LINE])


def stop_orphan(cluster: Path, *, patience_seconds: float) -> None:
    """End the server on ``cluster`` that outlived its owner. The caller holds the folder's lock.

    A process that merely got the same number after a restart of the machine is left alone: PostgreSQL itself then
    sees that the file is stale. Raises OrphanError when the server does not end.
    """
    status = read_status(cluster)
    if status is None or not _serves(status.process, cluster):
        return
    deadline = time.monotonic() + patience_seconds
    os.kill(status.process, signal.SIGINT)
    while _serves(status.process, cluster):
        if time.monotonic() > deadline:
            raise OrphanError(f"An earlier PostgreSQL, process {status.process}, still runs in {cluster}. End it.")
        time.sleep(POLL_SECONDS)


def _serves(process: int, cluster: Path) -> bool:
    """Whether ``process`` was started with this data directory; on systems without /proc nothing is assumed."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
    return os.fsencode(cluster) in command.split(b"\0")
