"""A virtual device: the real TypeScript client core in a Node process of its own, driven by JSON lines."""

import asyncio
import json
from pathlib import Path
from typing import Any, Self

import msgspec

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv/bin/node"
PROGRAM = ROOT / "pwa/sim/device.ts"
ANSWER_LIMIT = 60.0
LINE_BYTES = 64 * 1024 * 1024


class DeviceFailed(Exception):  # noqa: N818 - what happened
    """The core refused or failed a command; ``code`` is its error's name."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code


class Appended(msgspec.Struct, frozen=True):
    """An entry that the device said was saved."""

    id: str
    seq: int
    hash: str
    raw: str
    number: str


class NodeDevice:
    """Commands and answers of one process; ``crash`` ends a life, storage lives as long as the process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._count = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls) -> Self:
        """Start a process."""
        pipe = asyncio.subprocess.PIPE
        return cls(
            await asyncio.create_subprocess_exec(
                NODE, "--no-warnings", PROGRAM, stdin=pipe, stdout=pipe, limit=LINE_BYTES, cwd=ROOT / "pwa"
            )
        )

    async def stop(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            answer = json.loads(line)
            waiting = self._waiting.pop(answer["n"], None)
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
        for waiting in self._waiting.values():
            waiting.cancel()

    async def call(self, command: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
        """Send a command and return its answer; raises DeviceFailed."""
        assert self._process.stdin is not None
        self._count += 1
        answer = self._waiting[self._count] = asyncio.get_running_loop().create_future()
        self._process.stdin.write(json.dumps({"n": self._count, "do": command, **fields}).encode() + b"\n")
        told: dict[str, Any] = await asyncio.wait_for(answer, ANSWER_LIMIT)
        if not told["ok"]:
            raise DeviceFailed(told["error"], str(told["message"]))
        return told

    async def append(self, entry_type: str, body: dict[str, Any], **fields: Any) -> Appended:  # noqa: ANN401 - as call
        """Record an entry; it is saved when this returns."""
        return msgspec.convert(await self.call("append", type=entry_type, body=body, **fields), Appended, strict=False)

    async def crash(self, *, lose_cache: bool) -> None:
        """End the app's life; what was under way is never answered."""
        for waiting in self._waiting.values():
            waiting.cancel()
        self._waiting.clear()
        await self.call("crash", lose_cache=lose_cache)

    async def rows(self, kind: str) -> list[dict[str, Any]]:
        """Return what the device shows of one kind."""
        return [found["row"] for found in (await self.call("rows", kind=kind))["rows"]]
