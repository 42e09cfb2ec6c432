"""After a restore the checkpoint file knows more than the database: a person says so, and the log tells it.

The acknowledgement is an event, the first of a new epoch, so that earlier checkpoints kept outside are explained.
"""

import asyncio
from datetime import datetime
from pathlib import Path

import asyncpg
import msgspec

from backend.log import checkpoint, reading
from backend.log.checkpoint import Checkpoint
from backend.log.checkpoint_file import CheckpointFile
from backend.log.checkpointer import behind_text
from backend.log.events import LogOpened
from backend.log.opening import write_opening
from backend.log.reading import Db
from backend.log.sequencer import SEQUENCER_LOCK


class NothingToAcknowledge(Exception):  # noqa: N818 - a reason
    """The database has everything that the checkpoint file vouches for."""


class Acknowledged(msgspec.Struct, frozen=True):
    """A restore as the log now tells it: events ``restored_from + 1`` to ``reached`` of the older epochs are gone."""

    epoch: str
    position: int
    restored_from: int
    reached: int


async def needs_acknowledgement(db: Db, file: Path) -> str | None:
    """Return the sentence that says what is missing, or None when file and database fit together.

    The server does not start while there is one.
    """
    newest = await asyncio.to_thread(_newest, file)
    size = await reading.size(db)
    if newest is None:
        kept = await db.fetchval("SELECT count(*) FROM checkpoint")
        return _file_gone(file, kept) if kept > 1 else None
    epochs = [record[0] for record in await db.fetch("SELECT id FROM epoch ORDER BY number")]
    if epochs and newest.epoch == epochs[-1]:
        return behind_text(size, newest) if newest.position > size else None
    if newest.epoch in epochs:
        return None  # an acknowledged restore whose first checkpoint is yet to be written
    return behind_text(size, newest)


def _newest(file: Path) -> Checkpoint | None:
    line = next(CheckpointFile(file).backwards(), None)
    return None if line is None else checkpoint.read(line)


def _file_gone(file: Path, kept: int) -> str:
    return (
        f"The database has {kept} checkpoints, but {file} has none: the file was moved or lost. Put it back, or run "
        f"`unitrail log accept-restore` to begin a new epoch and a new file."
    )


async def acknowledge(pool: asyncpg.Pool, *, file: Path, opening: LogOpened, at: datetime) -> Acknowledged:
    """Begin a new epoch at the database's end. ``opening`` names epoch, reason and keys; ``restored_from`` is set here.

    Run it while no server runs, then `Checkpointer.step`. Raises NothingToAcknowledge.
    """
    async with pool.acquire() as db, db.transaction():
        await db.execute("SELECT pg_advisory_xact_lock($1)", SEQUENCER_LOCK)
        if await needs_acknowledgement(db, file) is None:
            raise NothingToAcknowledge("expected a database behind its checkpoint file, found that both fit together")
        size = await reading.size(db)
        body = msgspec.structs.replace(opening, restored_from=size)
        batch_id = await write_opening(db, body, at=at)
        # Placed at once: batches that the backup holds without a position come after it.
        await db.execute("INSERT INTO position (batch_id, first, count) VALUES ($1, $2, 1)", batch_id, size + 1)
        newest = await asyncio.to_thread(_newest, file)
        if newest is None:
            lines = await db.fetch("SELECT raw FROM checkpoint ORDER BY size")
            await asyncio.to_thread(CheckpointFile(file).append, [record[0] for record in lines])
    return Acknowledged(opening.epoch, size + 1, size, newest.position if newest else size)
