"""Brings a few labels to a printer and finds out what came of them. Nothing is ever sent a second time here: what is
not surely printed and not surely lost is in doubt, and a person decides.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

import msgspec

from backend.app.printing.link import Link, Patience
from backend.labeling.entries.printing import StopCause
from labels.zpl_status import PrinterStatus

Connect = Callable[[], AbstractAsyncContextManager[Link]]


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How many labels, in their order: surely printed, then in doubt, then surely not printed. ``cause`` None: all are
    printed and the printer is ready for more.
    """

    printed: int = 0
    in_doubt: int = 0
    unprinted: int = 0
    cause: StopCause | None = None
    detail: str = ""


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """What a printer said before labels are sent to it; ``counter`` None: it does not count."""

    counter: int | None


class StalledError(Exception):
    """The printer makes no progress; the text says what keeps it, if it says so."""


def cause_of(error: Exception) -> tuple[StopCause, str]:
    """Return what an exception of a connection means, and its detail."""
    if isinstance(error, StalledError):
        return "stalled", str(error)
    if isinstance(error, ConnectionRefusedError):
        return "refused", ""
    if isinstance(error, TimeoutError):
        return "timed_out", ""
    return "broke", str(error)[:200]


async def ready(link: Link, patience: Patience) -> Ready:
    """Wait until the printer has nothing to do and nothing is wrong with it. Raises StalledError, OSError."""
    await until_idle(link, patience)
    return Ready(counter=await link.counter())


async def until_idle(link: Link, patience: Patience) -> PrinterStatus:
    """Return the status once all that was received is printed. Raises StalledError when nothing moves any more."""
    last: tuple[object, ...] = ()
    still = 0.0
    while True:
        status = await link.status()
        if status is not None and status.idle and not status.trouble:
            return status
        seen = () if status is None else (status.formats_waiting, status.labels_remaining, status.partial_format)
        # Without an answer the wait for it has been long already.
        still = still + (patience.answer if status is None else patience.look) if seen == last else 0.0
        if still >= patience.stall or (status is None and still >= patience.stall / 4):
            raise StalledError("no answer" if status is None else status.trouble or "no progress")
        last = seen
        await asyncio.sleep(patience.look)


async def deliver(link: Link, formats: Sequence[bytes], counter: int | None, patience: Patience) -> Delivery:
    """Send the labels and wait until the printer has printed them. Raises nothing: a break becomes ``cause``, with
    every label that was handed over, wholly or in part, in doubt until `look_again` knows more.
    """
    handed_over = 0
    try:
        for each in formats:
            handed_over += 1
            await link.send(each)
        await until_idle(link, patience)
        if counter is not None and await counted(link, counter + len(formats), patience) != counter + len(formats):
            return Delivery(in_doubt=len(formats), cause="changed", detail="its counter says another number")
    except (OSError, TimeoutError, StalledError) as error:
        cause, detail = cause_of(error)
        return Delivery(in_doubt=handed_over, unprinted=len(formats) - handed_over, cause=cause, detail=detail)
    return Delivery(printed=len(formats))


async def deliver_blindly(link: Link, formats: Sequence[bytes]) -> Delivery:
    """Send the labels to a printer that never answers; what was handed over is in doubt until a person has looked."""
    handed_over = 0
    try:
        for each in formats:
            handed_over += 1
            await link.send(each)
    except (OSError, TimeoutError) as error:
        cause, detail = cause_of(error)
        return Delivery(in_doubt=handed_over, unprinted=len(formats) - handed_over, cause=cause, detail=detail)
    return Delivery(in_doubt=len(formats), cause="silent")


async def counted(link: Link, expected: int, patience: Patience) -> int | None:
    """Return the printer's counter, giving it a moment to reach what is expected."""
    found = await link.counter()
    for _look in range(round(patience.answer / patience.look)):
        if found is None or found >= expected:
            break
        await asyncio.sleep(patience.look)
        found = await link.counter()
    return found


async def look_again(connect: Connect, broken: Delivery, counter: int | None, patience: Patience) -> Delivery:
    """Ask the printer, on new connections, what became of the labels in doubt.

    Only a printer that counts, and has nothing left to print at two looks with the same count, can say. What it
    counted is printed, the rest of what was handed over is lost and may be sent again; else all stays in doubt.
    """
    if not broken.in_doubt or counter is None:
        return broken
    for _attempt in range(patience.reconnects):
        await asyncio.sleep(patience.pause)
        try:
            async with connect() as link:
                now = await _settled(link, patience)
        except (OSError, TimeoutError, StalledError):
            continue
        came_out = None if now is None else now - counter
        if came_out is None or not 0 <= came_out <= broken.in_doubt:
            return broken
        lost = broken.in_doubt - came_out
        return msgspec.structs.replace(
            broken, printed=broken.printed + came_out, in_doubt=0, unprinted=broken.unprinted + lost
        )
    return broken


async def _settled(link: Link, patience: Patience) -> int | None:
    """Return the counter that two looks agree on while the printer is idle; None when it gives none."""
    while True:
        await until_idle(link, patience)
        first = await link.counter()
        await asyncio.sleep(patience.pause)
        status, second = await link.status(), await link.counter()
        if first is None or second is None:
            return None
        if first == second and status is not None and status.idle:
            return second
