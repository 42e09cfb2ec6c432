"""`unitrail serve` as a process of its own: it can be killed, and what it answers went through the real web server."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx

DEADLINE = 60.0
POLL = 0.05


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Serve:
    """`unitrail serve` as a process of its own, with its workers in its own process group."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.port = free_port()
        self._database_url = database_url
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": self._database_url,
            "UNITRAIL_DATA": str(self._folder),
            "UNITRAIL_PORT": str(self.port),
        }
        program = Path(sys.executable).with_name("unitrail")
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(
            program, "serve", env=environment, start_new_session=True, stdout=quiet, stderr=quiet
        )
        async with asyncio.timeout(DEADLINE), httpx.AsyncClient() as client:
            while True:
                with suppress(httpx.TransportError):
                    if (await client.get(f"{self.url}/health")).status_code == httpx.codes.OK:
                        return
                assert self._process.returncode is None, "the server did not start"
                await asyncio.sleep(POLL)  # another process: there is nothing to wait for but its answer

    async def kill(self) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()


@asynccontextmanager
async def serving(database_url: str, folder: Path) -> AsyncIterator[Serve]:
    server = Serve(database_url, folder)
    await server.start()
    try:
        yield server
    finally:
        await server.kill()
