"""One device's way to the server, and everything that goes wrong on it: a fault proxy with its own port.

Every answer to a push is noted, so that a repeat that is answered otherwise is seen at once (I2, I4).
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

import httpx
import msgspec

from tests.simulation.broken import Broken
from tests.simulation.universe import ServerGone, Universe

FAULTS = (
    "request_lost",
    "answer_lost",
    "request_repeated",
    "request_delayed",
    "request_cut",
    "request_tampered",
    "answer_cut",
    "captive_portal",
    "server_error_before",
    "server_error_after",
    "too_many_requests",
    "server_killed",
)
PORTAL = b"<html><body>Welcome to the guest network</body></html>"
PUSH = "/sync/push"


class Request(msgspec.Struct, frozen=True):
    """A request as it came from the device."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class _Answer(msgspec.Struct, frozen=True):
    device: str
    outcomes: list[msgspec.Raw]


class _Outcome(msgspec.Struct, frozen=True):
    seq: int
    revision: int
    outcome: str
    codes: list[dict[str, Any]]


class Ledger:
    """Every outcome ever answered, and every push that was answered with 200."""

    def __init__(self) -> None:
        self.outcomes: dict[tuple[str, int], bytes] = {}
        self.pushes: list[Request] = []
        self.broken: Broken | None = None

    def note(self, request: Request, answer: httpx.Response, *, tampered: bool = False) -> None:
        """Compare the outcomes with those answered before; the first difference is kept in ``broken``."""
        if request.path != PUSH or answer.status_code != httpx.codes.OK:
            return
        if not tampered:
            self.pushes.append(request)
        told = msgspec.json.decode(answer.content, type=_Answer)
        for raw in told.outcomes:
            outcome = msgspec.json.decode(raw, type=_Outcome)
            if tampered and any(code["code"] == "HASH_MISMATCH" for code in outcome.codes):
                continue
            before = self.outcomes.setdefault((told.device, outcome.seq), bytes(raw))
            if before != bytes(raw) and self.broken is None:
                text = f"{told.device} seq {outcome.seq} was answered {before!r}, then {bytes(raw)!r}"
                self.broken = Broken("I2", text)


class Line:
    """A server on a free port that passes a device's requests on, or not; ``rate`` of them meet one of ``kinds``."""

    def __init__(self, universe: Universe, ledger: Ledger, chance: Random, faults: Counter[str]) -> None:
        self._universe = universe
        self._ledger = ledger
        self._chance = chance
        self._faults = faults
        self._server: asyncio.Server | None = None
        self._later: list[Request] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self.kinds: tuple[str, ...] = FAULTS
        self.rate = 0.0

    async def open(self) -> str:
        """Listen; return the address for the device."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"http://{host}:{port}"

    async def close(self) -> None:
        """Stop listening, and deliver what is still on its way."""
        assert self._server is not None
        self._server.close()
        await self.settle()

    async def settle(self) -> None:
        """End the faults and let everything that is still on its way arrive."""
        self.rate = 0.0
        while self._tasks:
            await asyncio.wait(set(self._tasks))
        await self.deliver()

    async def deliver(self) -> None:
        """Let delayed requests arrive now, after later ones: that is how they are reordered."""
        late, self._later = self._later, []
        for request in late:
            await self._pass_quietly(request)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read(reader)
            task = asyncio.current_task()
            assert task is not None
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            answer = await self._travel(request)
            if answer is not None:
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ServerGone):
            pass  # no answer is what the device then sees
        finally:
            writer.close()

    async def _travel(self, request: Request) -> bytes | None:
        """Return the bytes to answer with; None breaks the connection."""
        fault = self._chance.choice(self.kinds) if self._chance.random() < self.rate else None
        if fault is None:
            return _written(await self._pass(request))
        self._faults[fault] += 1
        work: Callable[[Request], Coroutine[Any, Any, bytes | None]] = getattr(self, f"_{fault}")
        return await work(request)

    async def _pass(self, request: Request) -> httpx.Response:
        answer = await self._universe.send(request.method, request.path, request.headers, request.body)
        self._ledger.note(request, answer)
        return answer

    async def _pass_quietly(self, request: Request) -> None:
        try:
            await self._pass(request)
        except ServerGone:
            return

    # The faults.

    async def _request_lost(self, _request: Request) -> None:
        return

    async def _answer_lost(self, request: Request) -> None:
        await self._pass(request)

    async def _request_repeated(self, request: Request) -> bytes:
        first, second = await asyncio.gather(self._pass(request), self._pass(request))
        return _written(self._chance.choice((first, second)))

    async def _request_delayed(self, request: Request) -> None:
        self._later.append(request)

    async def _request_cut(self, request: Request) -> bytes:
        cut = request.body[: self._chance.randrange(len(request.body) + 1)]
        return _written(await self._universe.send(request.method, request.path, request.headers, cut))

    async def _request_tampered(self, request: Request) -> bytes:
        """A copy of which one entry was changed on the way arrives first; its answer reaches nobody."""
        lines = request.body.split(b"\n")
        if request.path == PUSH and len(lines) > 2:
            where = self._chance.randrange(1, len(lines) - 1)
            lines[where] = lines[where].replace(b'"app":"sim"', b'"app":"SIM"')
            changed = msgspec.structs.replace(request, body=b"\n".join(lines))
            answer = await self._universe.send(changed.method, changed.path, changed.headers, changed.body)
            self._ledger.note(changed, answer, tampered=True)
        return _written(await self._pass(request))

    async def _answer_cut(self, request: Request) -> bytes:
        answer = await self._pass(request)
        return _written(answer, answer.content[: self._chance.randrange(len(answer.content) + 1)])

    async def _captive_portal(self, _request: Request) -> bytes:
        return _written(httpx.Response(200, headers={"content-type": "text/html"}, content=PORTAL))

    async def _server_error_before(self, _request: Request) -> bytes:
        return _written(httpx.Response(503))

    async def _server_error_after(self, request: Request) -> bytes:
        await self._pass(request)
        return _written(httpx.Response(500))

    async def _too_many_requests(self, _request: Request) -> bytes:
        return _written(httpx.Response(429))

    async def _server_killed(self, request: Request) -> None:
        """The server dies while it works on this request."""
        task = asyncio.create_task(self._pass_quietly(request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        for _ in range(self._chance.randrange(60)):
            await asyncio.sleep(0)
        await asyncio.sleep(self._chance.random() * 0.02)
        await self._universe.crash()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    kept: dict[str, str] = {
        name: headers[name] for name in ("content-type", "authorization", "x-unitrail-grant") if name in headers
    }
    return Request(method, path, kept, body)


def _written(answer: httpx.Response, content: bytes | None = None) -> bytes:
    body = answer.content if content is None else content
    kind = answer.headers.get("content-type", "text/plain")
    head = f"HTTP/1.1 {answer.status_code} X\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n"
    return f"{head}connection: close\r\n\r\n".encode("latin-1") + body
