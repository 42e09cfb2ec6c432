"""A label printer behind a real listening socket: it reads ZPL, prints, counts, answers, and fails when told to."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from labels.zpl_status import ASK_COUNTER, ASK_STATUS

FORMAT = re.compile(rb"\^XA.*?\^XZ", re.DOTALL)


@dataclass
class SocketPrinter:
    """``break_after``: formats after which it drops the connection; ``break_inside``: bytes into the next one.

    ``lose_last``: the format received just before the break is not printed. ``paper``: labels until it is out of
    paper. ``counts``, ``answers``: whether it knows its counter, and says how it stands.
    """

    counts: bool = True
    answers: bool = True
    break_after: int | None = None
    break_inside: bool = False
    lose_last: bool = False
    paper: int | None = None
    deaf: bool = False
    counter: int = 400
    printed: list[bytes] = field(default_factory=list)
    waiting: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    foreign: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        buffer = b""
        try:
            while piece := await self._read(reader):
                buffer = await self._take(buffer + piece, writer)
                if buffer == b"BROKEN":
                    return
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        if self.deaf:
            await asyncio.sleep(3600)
        return await reader.read(65536)

    async def _take(self, buffer: bytes, writer: asyncio.StreamWriter) -> bytes:
        while True:
            question = min((at for q in (ASK_STATUS, ASK_COUNTER) if (at := buffer.find(q)) >= 0), default=-1)
            found = FORMAT.search(buffer)
            if found and (question < 0 or found.start() < question):
                if self.break_inside and self.break_after == 0:
                    return self._broken(writer)
                buffer = buffer[found.end() :]
                self._print(found[0])
                if self.break_after is not None:
                    self.break_after -= 1
                    if self.break_after == 0 and not self.break_inside:
                        return self._broken(writer)
            elif question >= 0:
                asked = ASK_STATUS if buffer.startswith(ASK_STATUS, question) else ASK_COUNTER
                buffer = buffer[question + len(asked) :]
                await self._answer(asked, writer)
            else:
                return buffer

    def _broken(self, writer: asyncio.StreamWriter) -> bytes:
        if self.lose_last and self.printed:
            self.printed.pop()
            self.counter -= 1
        self.break_after = None
        writer.transport.abort()
        return b"BROKEN"

    def _print(self, each: bytes) -> None:
        if self.paper is not None and len(self.printed) >= self.paper:
            self.waiting.append(each)
            return
        self.printed.append(each)
        self.counter += 1 + self.foreign

    def reload(self) -> None:
        """Put paper in: what was waiting is printed."""
        self.paper = None
        for each in self.waiting:
            self._print(each)
        self.waiting.clear()

    async def _answer(self, asked: bytes, writer: asyncio.StreamWriter) -> None:
        if asked == ASK_COUNTER:
            writer.write(b'"%d"' % self.counter if self.counts else b'"?"')
        elif self.answers:
            out = int(self.paper is not None and len(self.printed) >= self.paper)
            writer.write(
                b"\x02030,%d,0,0320,%03d,0,0,0,000,0,0,0\x03\r\n"
                b"\x02001,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n" % (out, len(self.waiting))
            )
        await writer.drain()


@asynccontextmanager
async def socket_printer(printer: SocketPrinter) -> AsyncIterator[SocketPrinter]:
    """Listen on a port of this machine until the test ends."""
    tasks: set[asyncio.Task[None]] = set()

    async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        await printer.serve(reader, writer)

    server = await asyncio.start_server(on_connection, "127.0.0.1", 0)
    printer.port = server.sockets[0].getsockname()[1]
    try:
        yield printer
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def printer_apart(printer: SocketPrinter) -> Iterator[SocketPrinter]:
    """The same in a thread of its own, for tests that have no loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="printer")
    thread.start()
    listening = socket_printer(printer)
    try:
        yield asyncio.run_coroutine_threadsafe(listening.__aenter__(), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(listening.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
