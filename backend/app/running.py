"""Puts a running server together: pool, door, system device, and the loops that place and sign the log.

Used by the web server and the command line alike; closing it stops everything it started.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg
import msgspec

from backend.app.clock import SystemClock
from backend.app.database import open_pool
from backend.app.deadlines import Deadlines
from backend.app.keys import Keys, open_keys
from backend.app.printing.address import read_networks
from backend.app.printing.press import Shop
from backend.app.printing.room import PrintRoom
from backend.app.registry import build_registry
from backend.app.settings import Settings
from backend.app.version import BUILD
from backend.intake.door import Intake
from backend.intake.system_device import SystemDevice
from backend.log import projection
from backend.log.checkpointer import Checkpointer
from backend.log.events import LogOpened
from backend.log.opening import open_once
from backend.log.registry import Registry
from backend.log.restore import needs_acknowledgement
from backend.log.sequencer import Sequencer

SEQUENCE_EVERY = 0.25
CHECKPOINT_EVERY = 0.5
PRINT_EVERY = 0.5
DEADLINES_EVERY = 60.0
DEEP_EVERY = 240

_LOG = logging.getLogger(__name__)


class Running(msgspec.Struct, frozen=True):
    """Everything that is running."""

    settings: Settings
    keys: Keys
    clock: SystemClock
    registry: Registry
    pool: asyncpg.Pool
    intake: Intake
    door: SystemDevice
    sequencer: Sequencer
    checkpointer: Checkpointer
    print_room: PrintRoom
    deadlines: Deadlines


class RestoreNotAcknowledgedError(RuntimeError):
    """The checkpoint file vouches for events that the database does not have; the text says what to do."""


@asynccontextmanager
async def running(settings: Settings, database_url: str) -> AsyncIterator[Running]:
    """Yield a running server on a migrated database; stops it at the end. Raises RestoreNotAcknowledgedError."""
    keys, clock, registry = open_keys(settings.keys_folder), SystemClock(), build_registry()
    pool = await open_pool(database_url, size=settings.pool_size, statement_cache=settings.statement_cache)
    intake = Intake(pool, registry)
    intake.start()
    door = SystemDevice(intake, pool, keys.system_device, clock, BUILD)
    server = Running(
        settings=settings,
        keys=keys,
        clock=clock,
        registry=registry,
        pool=pool,
        intake=intake,
        door=door,
        sequencer=Sequencer(pool),
        deadlines=Deadlines(pool, door, clock, sequence_hours=settings.sequence_hours),
        print_room=PrintRoom(Shop(pool, door, read_networks(settings.printer_networks))),
        checkpointer=Checkpointer(pool, key=keys.checkpoint, path=settings.checkpoint_file, clock=clock.now),
    )
    try:
        await _open(server)
    except BaseException:
        await intake.stop()
        await pool.close()
        raise
    loops = [
        asyncio.create_task(_every(SEQUENCE_EVERY, _sequence(server.sequencer))),
        asyncio.create_task(_every(CHECKPOINT_EVERY, server.checkpointer.step)),
        asyncio.create_task(_every(PRINT_EVERY, server.print_room.step)),
        asyncio.create_task(_every(DEADLINES_EVERY, server.deadlines.step)),
    ]
    try:
        yield server
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        await server.print_room.stop()
        await intake.stop()
        await server.sequencer.step()
        await server.checkpointer.step()
        await pool.close()


def opening_event(keys: Keys, *, epoch: str, reason: str) -> LogOpened:
    """Return the first event of an epoch, which names the keys that it is checked with."""
    return LogOpened(
        epoch=epoch,
        reason=reason,
        checkpoint_key=keys.checkpoint_public,
        system_key=keys.system_device_public,
        server_key=keys.server_public,
        restored_from=None,
    )


async def _open(server: Running) -> None:
    opening = opening_event(server.keys, epoch=server.clock.new_id(), reason="created")
    async with server.pool.acquire() as db:
        missing = await needs_acknowledgement(db, server.settings.checkpoint_file)
        if missing is not None:
            raise RestoreNotAcknowledgedError(missing)
        await open_once(db, opening, at=server.clock.now())
        await projection.record(db, server.registry)


def _sequence(sequencer: Sequencer) -> Callable[[], Awaitable[object]]:
    """Return the sequencer's step; now and then it looks further back."""
    turns = 0

    async def step() -> object:
        nonlocal turns
        turns += 1
        return await sequencer.step(deep=turns % DEEP_EVERY == 1)

    return step


async def _every(seconds: float, step: Callable[[], Awaitable[object]]) -> None:
    """Run a step again and again; a failure is logged and the next turn tries anew.

    A step may swallow its cancellation (a connection that breaks meanwhile does): being asked to end is looked at too.
    """
    me = asyncio.current_task()
    assert me is not None, "a loop runs as a task"
    while not me.cancelling():
        try:
            await step()
        except Exception:  # noqa: BLE001 - whatever it is, the server goes on and the log says so
            _LOG.exception("a background step failed; it is tried again in %s s", seconds)
        await asyncio.sleep(seconds)
