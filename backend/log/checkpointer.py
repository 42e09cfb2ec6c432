"""Writes a checkpoint whenever the log has grown: first to the file, then to the table; any number of processes may.

Whatever a crash left between the two is finished at the next step, and never is a second root signed for one size.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from pathlib import Path

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.log import checkpoint, reading
from backend.log.checkpoint import Checkpoint
from backend.log.checkpoint_file import CheckpointFile
from backend.log.reading import Db
from backend.log.tree import Frontier

CHECKPOINT_LOCK = 0x556E6974_00000002
"""Advisory lock of the one checkpointer, whichever process runs it."""


class CheckpointConflict(Exception):  # noqa: N818 - what is wrong
    """File, table and log contradict each other: nothing is signed until a person has looked."""


class LogBehindFile(CheckpointConflict):
    """The file has checkpoints of events that the database does not have: it was restored or cut off."""


class _Step(msgspec.Struct, frozen=True):
    """What a step knows before it reads events."""

    epoch: str
    size: int
    last: Checkpoint | None
    frontier: Frontier


class _Adopted(msgspec.Struct, frozen=True):
    """A checkpoint that goes into the table, with the tree as it was."""

    checkpoint: Checkpoint
    frontier: bytes


class Checkpointer:
    """``clock`` gives the time that is written; ``key`` never leaves this process."""

    def __init__(
        self, pool: asyncpg.Pool, *, key: Ed25519PrivateKey, path: Path, clock: Callable[[], datetime]
    ) -> None:
        self._pool = pool
        self._key = key
        self._file = CheckpointFile(path)
        self._clock = clock

    async def step(self) -> Checkpoint | None:
        """Write a checkpoint if the log has grown; return the newest one written, or None.

        Raises CheckpointConflict, LogBehindFile (a restore to acknowledge) or LogBroken; then nothing is written.
        """
        async with self._pool.acquire() as db, db.transaction():
            if not await db.fetchval("SELECT pg_try_advisory_xact_lock($1)", CHECKPOINT_LOCK):
                return None
            # Statements of their own, so that they see what the last holder of the lock committed.
            step = await _load(db)
            waiting = await self._reconcile(db, step)
            if step.size == (step.last.position if step.last else 0) and not waiting:
                return None
            return await self._write(db, step, waiting)

    async def _write(self, db: Db, step: _Step, waiting: Sequence[Checkpoint]) -> Checkpoint | None:
        adopted = await _advance(db, step, waiting)
        frontier = step.frontier
        newest = waiting[-1].position if waiting else step.last.position if step.last else 0
        signed: list[bytes] = []
        if frontier.size > newest:
            new = checkpoint.sign(
                self._key, epoch=step.epoch, position=frontier.size, root=frontier.root(), time=self._clock()
            )
            adopted.append(_Adopted(new, frontier.to_bytes()))
            signed.append(new.line())
        await asyncio.to_thread(self._file.append, signed)
        await db.executemany(
            "INSERT INTO checkpoint (size, raw, frontier) VALUES ($1, $2, $3)",
            [(one.checkpoint.position, one.checkpoint.line(), one.frontier) for one in adopted],
        )
        return adopted[-1].checkpoint if adopted else None

    async def _reconcile(self, db: Db, step: _Step) -> list[Checkpoint]:
        """Return the file's checkpoints that the table lacks; append to the file what only the table has."""
        line = await asyncio.to_thread(lambda: next(self._file.backwards(), None))
        stored = step.last.line() if step.last else None
        if line == stored:
            return []
        if line is None:
            await self._refill(db, 0)
            return []
        in_file = checkpoint.read(line)
        if await db.fetchval("SELECT raw FROM checkpoint WHERE size = $1", in_file.position) == line:
            await self._refill(db, in_file.position)
            return []
        if in_file.epoch != step.epoch:
            restored_from = await _restored_from(db, step, in_file)
            return await asyncio.to_thread(self._newer_lines, stored, restored_from)
        return await self._only_in_file(step, in_file)

    async def _only_in_file(self, step: _Step, newest: Checkpoint) -> list[Checkpoint]:
        after = step.last.position if step.last else 0
        if newest.position > step.size:
            raise LogBehindFile(behind_text(step.size, newest))
        if newest.position <= after:
            raise CheckpointConflict(
                f"expected the file to end with the table's checkpoint at {after}, "
                f"found another one at {newest.position}"
            )
        return await asyncio.to_thread(self._newer_lines, step.last.line() if step.last else None, newest.position)

    def _newer_lines(self, stored: bytes | None, upto: int) -> list[Checkpoint]:
        """Return the file's checkpoints after the table's last one, in order, those beyond ``upto`` left out."""
        newer = takewhile(lambda line: line != stored, self._file.backwards())
        found = [checkpoint.read(line) for line in newer]
        return [one for one in reversed(found) if one.position <= upto]

    async def _refill(self, db: Db, after: int) -> None:
        """Append to the file the table's checkpoints after a position; refuses to make up a file that is gone."""
        missing = await db.fetch("SELECT raw FROM checkpoint WHERE size > $1 ORDER BY size", after)
        if after == 0 and len(missing) > 1:
            raise CheckpointConflict(
                f"expected {len(missing)} checkpoints in {self._file.path}, found none: put the file back, or run "
                f"`unitrail log accept-restore` to begin a new epoch and a new file"
            )
        await asyncio.to_thread(self._file.append, [record[0] for record in missing])


def behind_text(size: int, newest: Checkpoint) -> str:
    """Return the sentence for a database that lacks what the file vouches for."""
    return (
        f"The database ends at position {size}, but the checkpoint file reaches position {newest.position} "
        f"({newest.time}): the database was restored from a backup or cut off. Start from the newest backup, or run "
        f"`unitrail log accept-restore` to record that positions {size + 1} to {newest.position} are gone."
    )


async def _load(db: Db) -> _Step:
    stored = await db.fetchrow("SELECT raw, frontier FROM checkpoint ORDER BY size DESC LIMIT 1")
    epoch = await db.fetchval("SELECT id FROM epoch ORDER BY number DESC LIMIT 1")
    return _Step(
        epoch=epoch or "",
        size=await reading.size(db),
        last=checkpoint.read(stored[0]) if stored else None,
        frontier=Frontier.from_bytes(stored[1]) if stored else Frontier(),
    )


async def _advance(db: Db, step: _Step, waiting: Sequence[Checkpoint]) -> list[_Adopted]:
    """Append the log's new events to the frontier; check each waiting checkpoint when its size is reached."""
    frontier = step.frontier
    if step.last is not None and frontier.root().hex() != step.last.root:
        raise CheckpointConflict(f"expected the stored frontier to have the root signed at {step.last.position}")
    left = list(waiting)
    adopted: list[_Adopted] = []
    async for hashes in reading.leaf_hashes(db, after=frontier.size):
        frontier.extend(hashes)
        while left and left[0].position <= frontier.size:
            adopted.append(_adopt(left.pop(0), frontier))
    return adopted


def _adopt(waiting: Checkpoint, frontier: Frontier) -> _Adopted:
    if (waiting.position, waiting.root) != (frontier.size, frontier.root().hex()):
        raise CheckpointConflict(
            f"expected the root {waiting.root} of the file at position {waiting.position}, "
            f"found {frontier.root().hex()} at {frontier.size}: the log was changed after it was signed"
        )
    return _Adopted(waiting, frontier.to_bytes())


async def _restored_from(db: Db, step: _Step, newest: Checkpoint) -> int:
    """Return the restore, acknowledged in the log, that explains why the file ends with another epoch."""
    opening = (await reading.openings(db))[-1:]
    restored_from = opening[0].body.restored_from if opening else None
    if not opening or opening[0].body.epoch != step.epoch or restored_from is None:
        raise CheckpointConflict(
            f"expected the file's checkpoint at {newest.position} of epoch {newest.epoch} in the table, found none"
        )
    return restored_from
