"""A device and the person on it: works, crashes, has a wrong clock, syncs; remembers what it was told was saved."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import Any

from backend.app.cli_device import offer_enrolment
from backend.people.entries import IssueGrant
from tests.simulation.broken import Broken
from tests.simulation.company import PEOPLE, SITE
from tests.simulation.line import Line
from tests.simulation.node_device import Appended, DeviceFailed, NodeDevice
from tests.simulation.universe import Universe
from tests.simulation.world import World

MAX_SKEW_MS = 3 * 365 * 86_400_000


class Actor:
    """One virtual device. ``saved`` holds every entry whose append was acknowledged."""

    def __init__(self, code: str, device: NodeDevice, line: Line, chance: Random, faults: Counter[str]) -> None:
        self.code = code
        self.device = device
        self.line = line
        self.id = ""
        self.saved: list[Appended] = []
        self.received: set[str] = set()
        self._chance = chance
        self._faults = faults
        self._grants: dict[str, str] = {}
        self._skew_ms = 0
        self._booted = time.monotonic()
        self._seen = 0
        self._busy: asyncio.Task[Any] | None = None

    async def enrol(self, universe: Universe) -> None:
        """Enrol over HTTP and log two people in for the shift."""
        url = await self.line.open()
        await self._set_clock()
        await self.device.call("server", url=url)
        server = universe.server
        offered = await offer_enrolment(server, device_code=self.code, kind="handheld", name=self.code, site=SITE)
        result = (await self.device.call("enrol", code=offered.split("code=")[1], name=""))["result"]
        if result["step"] != "enrolled":
            raise Broken("I14", f"{self.code} could not be enrolled: {result}")
        self.id = result["enrolment"]["device"]
        for badge in ("QH-01", "QH-03"):
            grant = IssueGrant(
                person=f"P{badge}",
                badge=badge,
                device=self.id,
                method="badge_pin",
                not_after=datetime.fromtimestamp(server.clock.now().timestamp() + 3600, UTC),
            )
            assert (await server.door.record(grant, site=SITE)).outcome == "accepted"
            found = await server.pool.fetchval(
                "SELECT id FROM row_grant WHERE device = $1 AND badge = $2", self.id, badge
            )
            self._grants[badge] = found

    async def _set_clock(self) -> None:
        mono_ms = int((time.monotonic() - self._booted) * 1000)
        now_ms = int(datetime.now(UTC).timestamp() * 1000)  # noqa: TID251 - the device's own clock
        await self.device.call("clock", wall_ms=now_ms + self._skew_ms, mono_ms=mono_ms)

    # What happens to a device in a round.

    async def live(self, world: World) -> None:
        """Record some entries and sync, unless something goes wrong."""
        chance = self._chance
        await self._set_clock()
        for _ in range(chance.randrange(4)):
            await self.record(world)
        if chance.random() < 0.12:
            await self._crash(world)
        if chance.random() < 0.08:
            self._skew_ms = int((chance.random() - 0.3) * MAX_SKEW_MS)
            self._faults["clock_jump"] += 1
        if chance.random() < 0.75:
            await self.sync()
        if chance.random() < 0.3:
            await self.line.deliver()

    async def record(self, world: World) -> None:
        """Record what the person does next."""
        entry_type, body, fields = world.act(self.code)
        if self._chance.random() < 0.04:
            await self.device.call("abort_next")
            self._faults["append_aborted"] += 1
        await self.append(world, entry_type, body, **fields)

    async def append(self, world: World, entry_type: str, body: dict[str, Any], **fields: Any) -> None:  # noqa: ANN401 - any JSON value
        """Append an entry; "not saved" is an answer, then nothing was promised."""
        try:
            saved = await self.device.append(entry_type, body, auth=self._auth(entry_type), **fields)
        except DeviceFailed as error:
            if error.code != "NotSaved":
                raise
            return
        self.saved.append(saved)
        lot = saved.number or body.get("lot", "")
        if entry_type == "ReceiveLot":
            self.received.add(saved.id)
        world.note(entry_type, saved.id, lot)

    def _auth(self, entry_type: str) -> dict[str, Any]:
        decides = entry_type in ("LiftHold", "ResolveReceipt")
        badge = self._chance.choice(
            ("QH-03", "QH-03", "QH-01") if decides else ("QH-01", "QH-01", "QH-02", "QH-03", "?")
        )
        assert badge == "?" or badge in PEOPLE
        return {"badge": badge, "grant": self._grants.get(badge), "method": "badge", "offline": True}

    async def _crash(self, world: World) -> None:
        """Battery out, in the middle of a sync or an append if there is one."""
        lose_cache = self._chance.random() < 0.3
        self._faults["crash_and_cache_lost" if lose_cache else "crash"] += 1
        if self._chance.random() < 0.5:
            entry_type, body, fields = world.act(self.code)
            work = (
                self.device.append(entry_type, body, auth=self._auth(entry_type), **fields),
                self.device.call("sync"),
            )
            tasks = [asyncio.ensure_future(one) for one in work]
            await asyncio.sleep(self._chance.random() * 0.02)
            await self.device.crash(lose_cache=lose_cache)
            await asyncio.gather(*tasks, return_exceptions=True)
        else:
            await self.device.crash(lose_cache=lose_cache)
        self._booted = time.monotonic()
        if lose_cache:
            self._seen = 0
        await self._set_clock()

    async def sync(self) -> dict[str, Any]:
        """Run one round of the sync loop; return the device's state."""
        state = await self.device.call("sync")
        self._look(state)
        return state

    def _look(self, state: dict[str, Any]) -> None:
        """I11: what the screen has shown does not go back."""
        position = state["seen"]["position"]
        if position < self._seen:
            raise Broken("I11", f"{self.code} went back from position {self._seen} to {position}")
        self._seen = position

    async def check_own(self) -> None:
        """I11, P35: every receipt that was saved here is on the screen, once."""
        if self._seen == 0:
            return
        shown = [row["id"] for row in await self.device.rows("receipt")]
        missing = self.received.difference(shown)
        if missing or len(shown) != len(set(shown)):
            raise Broken("I11", f"{self.code} does not show {sorted(missing)}, or shows a receipt twice")
