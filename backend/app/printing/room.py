"""The printing room: reads every label of a new job back, and keeps one press running for each printer with work.

One server at a time serves a printer, by an advisory lock; several API processes may run side by side.
"""

import asyncio
import logging
import zlib
from collections.abc import Coroutine

from backend.app.printing.drawing import read_back
from backend.app.printing.press import Press, Shop
from backend.labeling.entries.printing import LabelSpan
from backend.labeling.queries import jobs as queries
from backend.labeling.state.contents import label_data
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.printers import Printer

PRINTER_LOCKS, READ_BACK_LOCK = 0x556E6974, 0x556E6974_00000007
"""Class of the advisory locks of printers; the lock of whoever reads labels back."""

REST = 15.0
"""Seconds before something that failed is tried again."""

_LOG = logging.getLogger(__name__)


class PrintRoom:
    """``step`` starts whatever is to be done and is not being done; ``stop`` ends it all."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self._running: dict[str, asyncio.Task[None]] = {}
        self._rests_until: dict[str, float] = {}

    async def step(self) -> None:
        """Look once at what is wanted."""
        for name in [name for name, task in self._running.items() if task.done()]:
            if _failed(name, self._running.pop(name)):
                self._rests_until[name] = asyncio.get_running_loop().time() + REST
        async with self.shop.pool.acquire() as db:
            found = await queries.jobs_at(db, ("requested", "printing"))
        if any(job.status == "requested" for job in found):
            self._start("read-back", self._read_back())
        for job in found:
            if job.status == "printing" and job.method == "printer" and job.printer is not None:
                self._start(f"{job.site}/{job.printer}", self._print(job))

    def _start(self, name: str, work: Coroutine[object, object, None]) -> None:
        resting = asyncio.get_running_loop().time() < self._rests_until.get(name, 0.0)
        if name in self._running or resting:
            work.close()
        else:
            self._running[name] = asyncio.create_task(work, name=f"printing {name}")

    async def stop(self) -> None:
        """End everything; labels on their way are looked for at the next start."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        self._running.clear()

    async def _read_back(self) -> None:
        async with self.shop.pool.acquire() as db:
            if not await db.fetchval("SELECT pg_try_advisory_lock($1)", READ_BACK_LOCK):
                return
            try:
                for job in await queries.jobs_at(db, ("requested",)):
                    await self._read_back_one(db, job)
            finally:
                await db.execute("SELECT pg_advisory_unlock($1)", READ_BACK_LOCK)

    async def _read_back_one(self, db: queries.Db, job: LabelJob) -> None:
        template = await queries.template(db, job)
        numbers = await queries.numbers_on(db, job, LabelSpan(first=1, last=job.count))
        labels = [label_data(job, n, number) for n, number in enumerate(numbers, 1)]
        verdict = await asyncio.to_thread(read_back, job, template, labels)
        await self.shop.door.record(verdict, site=job.site)

    async def _print(self, job: LabelJob) -> None:
        name = f"{job.site}/{job.printer}"
        lock = zlib.crc32(name.encode()) - 0x8000_0000
        async with self.shop.pool.acquire() as db:
            if not await db.fetchval("SELECT pg_try_advisory_lock($1, $2)", PRINTER_LOCKS, lock):
                return
            try:
                printer = await queries.printer(db, job.site, job.printer or "")
                await Press(self.shop, printer or _gone(job), job.id).run()
            finally:
                await db.execute("SELECT pg_advisory_unlock($1, $2)", PRINTER_LOCKS, lock)


def _gone(job: LabelJob) -> Printer:
    raise AssertionError(f"label job {job.id} is printed on printer {job.printer}, which was never defined")


def _failed(name: str, task: asyncio.Task[None]) -> bool:
    """Say whether a task ended with an error, and tell it; what it was doing is tried again after a rest."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        _LOG.error("printing (%s) failed and is tried again", name, exc_info=error)
    return error is not None
