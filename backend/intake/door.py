"""The door: pushes in, answers out. Waiting devices share a transaction; what fails together is tried apart.

Only deadlock and the like are retried; an entry whose effect the database refuses is quarantined.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from backend.intake.flush import ChainMoved
from backend.intake.hints import Hints
from backend.intake.resolve import Grown, ScopeMoved
from backend.intake.transaction import Answered, Received, take_in
from backend.log.registry import Registry
from backend.log.working_set import AnyTouch
from sync.push_body import Push

MAX_TRIES = 8
MAX_SHARED_PUSHES = 8
MAX_SHARED_ENTRIES = 200
WORKERS = 2

_RETRIED = (ChainMoved, ScopeMoved, asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_LOG = logging.getLogger(__name__)


class Waiting(msgspec.Struct, frozen=True, eq=False):
    """A push and whoever waits for its answer."""

    received: Received
    answer: "asyncio.Future[Answered]"


class IntakeStopped(Exception):  # noqa: N818 - what happened
    """The server is going down; the device pushes again."""


class Intake:
    """Takes pushes from many devices at once. ``start`` before use, ``stop`` after; ``pool`` has the app's role."""

    def __init__(self, pool: asyncpg.Pool, registry: Registry) -> None:
        self._pool = pool
        self._registry = registry
        self._hints = Hints()
        self._queue: deque[Waiting] = deque()
        self._arrived = asyncio.Event()
        self._workers: list[asyncio.Task[None]] = []
        self._stopped = False

    def start(self) -> None:
        """Start the workers."""
        self._workers = [asyncio.create_task(self._work()) for _ in range(WORKERS)]

    async def stop(self) -> None:
        """Finish what is under way and stop; pushes still waiting are cancelled (their devices push again)."""
        self._stopped = True
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        for waiting in self._queue:
            waiting.answer.cancel()

    async def push(self, push: Push, *, header_line: str, at: datetime, trusted_size: bool = False) -> Answered:
        """Store and judge a push whose signature was found valid; the answer is committed when it returns.

        Raises IntakeStopped when nobody would answer any more.
        """
        if self._stopped:
            raise IntakeStopped
        received = Received(push, header_line, at, trusted_size)
        waiting = Waiting(received, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._arrived.set()
        return await waiting.answer

    async def _work(self) -> None:
        while True:
            await self._arrived.wait()
            group = self._next_group()
            if group:
                await asyncio.shield(self._answer(group))

    def _next_group(self) -> list[Waiting]:
        """Take waiting pushes of different devices, up to a bound; leave the rest for the next turn."""
        group: list[Waiting] = []
        later: list[Waiting] = []
        devices: set[str] = set()
        entries = 0
        while self._queue and len(group) < MAX_SHARED_PUSHES and entries < MAX_SHARED_ENTRIES:
            waiting = self._queue.popleft()
            header = waiting.received.push.header
            if header.device in devices:
                later.append(waiting)
                continue
            devices.add(header.device)
            entries += len(waiting.received.push.lines)
            group.append(waiting)
        self._queue.extendleft(reversed(later))
        if not self._queue:
            self._arrived.clear()
        return group

    async def _answer(self, group: list[Waiting]) -> None:
        try:
            answers = await self._transact([w.received for w in group])
        except Exception as error:  # noqa: BLE001 - whatever it is, each push is then tried alone
            if len(group) > 1:
                _LOG.warning("a shared transaction failed (%r); each push is tried alone", error)
                for waiting in group:
                    await self._answer([waiting])
                return
            await self._isolate(group[0], error)
            return
        for waiting, answered in zip(group, answers, strict=True):
            _settle(waiting, answered)

    async def _transact(self, received: Sequence[Received]) -> list[Answered]:
        more: frozenset[AnyTouch] = frozenset()
        for attempt in range(1, MAX_TRIES + 1):
            try:
                async with self._pool.acquire() as db, db.transaction():
                    return await take_in(db, self._registry, received, self._hints, more)
            except (Grown, *_RETRIED) as again:
                if isinstance(again, Grown):
                    more |= again.touches
                self._hints.forget()
                if attempt == MAX_TRIES:
                    raise
                await asyncio.sleep(0.005 * attempt)
        raise AssertionError("unreachable")

    async def _isolate(self, waiting: Waiting, error: Exception) -> None:
        """Find the entries that the database refuses and judge the push again with them quarantined (P22)."""
        if not isinstance(error, asyncpg.PostgresError) or isinstance(error, asyncpg.PostgresConnectionError):
            _settle(waiting, error)
            return
        _LOG.error("device %s: the database refused a push (%r)", waiting.received.push.header.device, error)
        try:
            _settle(waiting, await self._one_by_one(waiting.received))
        except Exception as again:  # noqa: BLE001 - handed to whoever waits
            _settle(waiting, again)

    async def _one_by_one(self, received: Received) -> Answered:
        """Take in a push entry by entry, then ask for the whole again, which repeats the stored outcomes."""
        header, lines = received.push.header, received.push.lines
        prev_hash = header.prev_hash
        for n, line in enumerate(lines):
            seq = header.from_seq + n
            single = msgspec.structs.replace(header, from_seq=seq, to_seq=seq, prev_hash=prev_hash, to_hash=line.hash)
            alone = msgspec.structs.replace(received, push=Push(single, (line,)))
            try:
                await self._transact([alone])
            except asyncpg.PostgresConnectionError:
                raise
            except asyncpg.PostgresError:
                _LOG.exception("device %s seq %s is quarantined: the database refused it", header.device, seq)
                await self._transact([msgspec.structs.replace(alone, poisoned=frozenset({seq}))])
            prev_hash = line.hash
        (answered,) = await self._transact([received])
        return answered


def _settle(waiting: Waiting, result: Answered | Exception) -> None:
    """Settle an answer unless whoever waited has gone (the entries are stored all the same)."""
    if waiting.answer.done():
        return
    if isinstance(result, Exception):
        waiting.answer.set_exception(result)
    else:
        waiting.answer.set_result(result)
