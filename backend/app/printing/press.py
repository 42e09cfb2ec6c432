"""Prints a job on its printer, piece by piece; before each piece the log knows that it is sent, after it what came out.

A piece goes out only if the door agrees that it is next, so two servers, or one that was restarted, never print twice.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

import asyncpg
import msgspec

from backend.app.printing.address import AddressNotAllowedError, Networks, printer_address
from backend.app.printing.delivery import (
    Delivery,
    StalledError,
    cause_of,
    deliver,
    deliver_blindly,
    look_again,
    ready,
)
from backend.app.printing.drawing import both_texts, zpl_formats
from backend.app.printing.link import Link, Patience, connected
from backend.labeling.entries.printing import LabelSpan, RecordPrintProgress, RecordPrintStop, StopCause
from backend.labeling.queries import jobs as queries
from backend.labeling.state.contents import label_data
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.printers import Printer
from backend.log.door import Door
from backend.log.vocabulary import Entry
from labels.label_errors import LabelError

COUNTED, UNCOUNTED, BLIND = 25, 1, 500
"""Labels sent at once: to a printer that counts what it prints, to one that does not, to one that never answers."""
BREAKS_MOST = 3
"""How often a job goes on by itself after a break; then a person looks first."""

_LOG = logging.getLogger(__name__)


class Shop(msgspec.Struct, frozen=True):
    """What printing works with."""

    pool: asyncpg.Pool
    door: Door
    networks: Networks
    patience: Patience = Patience()


class Press:
    """One job on one printer."""

    def __init__(self, shop: Shop, printer: Printer, number: str) -> None:
        self._shop = shop
        self._printer = printer
        self._number = number
        self._address = ""

    async def run(self) -> None:
        """Print until the job is done, stopped or taken away; every end is recorded."""
        try:
            self._address = await printer_address(self._printer.host, self._printer.port, self._shop.networks)
        except AddressNotAllowedError as error:
            await self._stop(None, Delivery(cause="address", detail=str(error)[:200]))
            return
        for _break in range(BREAKS_MOST):
            if not await self._recovered() or await self._on_one_connection():
                return
        await self._stop(None, Delivery(cause="broke", detail=f"{BREAKS_MOST} breaks in a row"))

    async def _job(self) -> LabelJob | None:
        """Return the job while it is to be printed here."""
        async with self._shop.pool.acquire() as db:
            job = await queries.job(db, self._number)
        mine = job is not None and (job.status, job.method, job.printer) == ("printing", "printer", self._printer.code)
        return job if mine else None

    def _connect(self) -> AbstractAsyncContextManager[Link]:
        return connected(self._address, self._printer.port, self._shop.patience)

    async def _recovered(self) -> bool:
        """Find out what became of labels that were sent before; False when there is nothing to go on with."""
        job = await self._job()
        if job is None or job.sending is None:
            return job is not None
        lost = Delivery(in_doubt=job.sending.count, cause="restarted")
        known = await look_again(self._connect, lost, job.counter, self._shop.patience)
        return await self._stop(job.sending, known)

    async def _on_one_connection(self) -> bool:
        """Print all that is to be printed; False when the connection broke and everything is known."""
        try:
            async with self._connect() as link:
                while True:
                    job = await self._job()
                    if job is None or not job.todo:
                        return True
                    going_on = await self._piece(link, job)
                    if going_on is not None:
                        return going_on
        except (OSError, TimeoutError, StalledError) as error:
            cause, detail = cause_of(error)
            await self._stop(None, Delivery(cause=cause, detail=detail))
            return True

    async def _piece(self, link: Link, job: LabelJob) -> bool | None:
        """Print the next labels. None: all came out, go on; True: the job ends here; False: begin a new connection."""
        patience = self._shop.patience
        counter = (await ready(link, patience)).counter if self._printer.answers else None
        span = next_span(job.todo[0], BLIND if not self._printer.answers else UNCOUNTED if counter is None else COUNTED)
        try:
            formats = await self._formats(job, span)
        except LabelError as error:
            await self._stop(None, Delivery(cause="unreadable", detail=both_texts(error)[:200]))
            return True
        if not await self._recorded(RecordPrintProgress(counter=counter, job=job.id, printed=None, sending=span)):
            return True
        if not self._printer.answers:
            done = await deliver_blindly(link, formats)
        else:
            done = await deliver(link, formats, counter, patience)
        if done.cause is None:
            went_on = await self._recorded(RecordPrintProgress(counter=None, job=job.id, printed=span, sending=None))
            return None if went_on else True
        known = done
        if done.cause not in ("silent", "changed"):
            known = await look_again(self._connect, done, counter, patience)
        return not await self._stop(span, known)

    async def _formats(self, job: LabelJob, span: LabelSpan) -> Sequence[bytes]:
        async with self._shop.pool.acquire() as db:
            template = await queries.template(db, job)
            numbers = await queries.numbers_on(db, job, span)
        data = [label_data(job, n, number) for n, number in enumerate(numbers, span.first)]
        native = self._printer.symbols == "native"
        return await asyncio.to_thread(zpl_formats, job, template, data, natively=native)

    async def _recorded(self, body: Entry) -> bool:
        """Record what is happening; False when the door does not agree, and then nothing more is sent."""
        outcome = await self._shop.door.record(body, site=self._printer.site)
        if outcome.outcome not in ("accepted", "flagged"):
            _LOG.warning("printing of label job %s ends: %s", self._number, outcome.codes)
        return outcome.outcome in ("accepted", "flagged")

    async def _stop(self, span: LabelSpan | None, done: Delivery) -> bool:
        """Record what became of labels that were sent; True when the rest may be sent by itself."""
        cause: StopCause = done.cause or "broke"
        resumes = span is not None and not done.in_doubt and cause in ("broke", "restarted", "timed_out")
        first, printed, in_doubt = (span.first if span else 1), done.printed, done.in_doubt
        body = RecordPrintStop(
            cause=cause,
            detail=done.detail,
            job=self._number,
            printed=part(first, printed),
            resumes=resumes,
            uncertain=part(first + printed, in_doubt),
            unprinted=part(first + printed + in_doubt, done.unprinted),
        )
        return await self._recorded(body) and resumes


def next_span(todo: LabelSpan, most: int) -> LabelSpan:
    """Return the first labels of what is to be printed, at most so many."""
    return LabelSpan(first=todo.first, last=min(todo.last, todo.first + most - 1))


def part(first: int, count: int) -> LabelSpan | None:
    """Return ``count`` labels from ``first``, None for none."""
    return LabelSpan(first=first, last=first + count - 1) if count else None
