"""One TCP connection to a ZPL printer: bytes out, answers in, nothing waits for ever."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec

from labels.zpl_status import (
    ASK_COUNTER,
    ASK_STATUS,
    PrinterStatus,
    counter_complete,
    read_counter,
    read_status,
    status_complete,
)

MAX_ANSWER = 4096


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long, in seconds: to connect, for an answer, without any progress before giving up, between two looks; and
    how often a broken connection is made anew.
    """

    connect: float = 5
    answer: float = 3
    stall: float = 60
    look: float = 0.3
    reconnects: int = 3
    pause: float = 2


class Link:
    """A connection to a printer. OSError and TimeoutError mean that it is no longer one."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, patience: Patience) -> None:
        self._reader = reader
        self._writer = writer
        self._patience = patience

    async def send(self, data: bytes) -> None:
        """Hand bytes over; TimeoutError when the printer takes none for too long."""
        self._writer.write(data)
        async with asyncio.timeout(self._patience.stall):
            await self._writer.drain()

    async def status(self) -> PrinterStatus | None:
        """Return how the printer stands; None when it gives no answer, or none that can be read."""
        return read_status(await self._asked(ASK_STATUS, status_complete))

    async def counter(self) -> int | None:
        """Return how many labels it has printed in its life; None when it does not count, or does not say."""
        return read_counter(await self._asked(ASK_COUNTER, counter_complete))

    async def _asked(self, question: bytes, complete: Callable[[bytes], bool]) -> bytes:
        """Return the answer as far as it came in time. Raises ConnectionResetError when the printer hung up."""
        self._writer.write(question)
        received = b""
        try:
            async with asyncio.timeout(self._patience.answer):
                await self._writer.drain()
                while not complete(received) and len(received) < MAX_ANSWER:
                    piece = await self._reader.read(MAX_ANSWER)
                    if not piece:
                        raise ConnectionResetError("the printer hung up")
                    received += piece
        except TimeoutError:
            return received
        return received


@asynccontextmanager
async def connected(address: str, port: int, patience: Patience) -> AsyncIterator[Link]:
    """Yield a connection and close it. Raises OSError (refused, unreachable) or TimeoutError."""
    async with asyncio.timeout(patience.connect):
        # So small a buffer that `drain` means handed over, not piled up here.
        reader, writer = await asyncio.open_connection(address, port, limit=MAX_ANSWER)
    writer.transport.set_write_buffer_limits(high=0)
    try:
        yield Link(reader, writer, patience)
    finally:
        writer.close()
        try:
            async with asyncio.timeout(patience.connect):
                await writer.wait_closed()
        except (OSError, TimeoutError):
            writer.transport.abort()
