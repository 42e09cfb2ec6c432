"""Looks for what time alone decides, and records that the time has passed, as an entry of the server's own device.

Several processes may look at once: an entry about what is over already changes nothing.
"""

from datetime import timedelta

import asyncpg

from backend.log.clock import Clock
from backend.log.door import Door
from backend.production.entries import EndDoubt
from backend.production.queries import doubts_since


class DeadlineNotRecordedError(RuntimeError):
    """The door did not take that a deadline has passed."""


class Deadlines:
    """``step`` looks once. ``sequence_hours``: how long a step may wait for the record of one it follows (C23)."""

    def __init__(self, pool: asyncpg.Pool, door: Door, clock: Clock, *, sequence_hours: int) -> None:
        self._pool = pool
        self._door = door
        self._clock = clock
        self._sequence_hours = sequence_hours

    async def step(self) -> None:
        """Record every deadline that has passed; raises DeadlineNotRecordedError when all of them were tried."""
        failed: list[str] = []
        hours = self._sequence_hours
        for doubt in await doubts_since(self._pool, self._clock.now() - timedelta(hours=hours)):
            ended = EndDoubt(hours=hours, lot=doubt.lot, order=doubt.order, serial=doubt.serial, step=doubt.step)
            outcome = await self._door.record(ended, site=doubt.site)
            if outcome.outcome not in ("accepted", "flagged"):
                failed.append(f"{doubt.order} {doubt.step}: {outcome.outcome}")
        if failed:
            raise DeadlineNotRecordedError("; ".join(failed))
