"""The real server on its database, in this process: it can die between two instructions and be started again."""

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import Any

import httpx

from backend.app.app import create_app
from backend.app.running import Running, running
from backend.app.settings import Settings
from tests.simulation.databases import Place


class ServerGone(Exception):  # noqa: N818 - what happened
    """The server died before it answered."""


class Universe:
    """One life of the server after another, on the same database and keys."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.life = 0
        self._stack = AsyncExitStack()
        self._restarting = asyncio.Lock()
        self._server: Running | None = None
        self._client: httpx.AsyncClient | None = None

    @property
    def server(self) -> Running:
        """The running server."""
        assert self._server is not None, "the server is not running"
        return self._server

    async def start(self) -> None:
        """Start a life."""
        self._stack = AsyncExitStack()
        self._server = await self._stack.enter_async_context(running(Settings(data=self.place.folder), self.place.url))
        app: Any = create_app(self._server)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = await self._stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://unitrail.test", timeout=30)
        )

    async def stop(self) -> None:
        """End the life properly: the log is placed and signed."""
        await self._stack.aclose()

    async def crash(self) -> None:
        """End the life in the middle of whatever it does (its connections break), and start the next."""
        async with self._restarting:
            self.life += 1
            self.server.pool.terminate()
            with suppress(Exception):
                await self._stack.aclose()
            await self.start()

    async def newest(self) -> int:
        """Return the position of the newest event."""
        await self.server.sequencer.step()
        found: int = await self.server.pool.fetchval("SELECT coalesce(max(first + count - 1), 0) FROM position")
        return found

    async def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Return the server's answer; raises ServerGone when it died meanwhile."""
        life = self.life
        assert self._client is not None
        try:
            answer = await self._client.request(method, path, headers=headers, content=body)
        except httpx.HTTPError as error:
            raise ServerGone from error
        except RuntimeError as error:  # the client of a former life was closed
            raise ServerGone from error
        if life != self.life:
            raise ServerGone
        return answer
