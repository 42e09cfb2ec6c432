"""One seed: devices work while everything goes wrong, then the faults end and all must come to rest, nothing lost."""

import asyncio
from collections import Counter
from contextlib import ExitStack
from random import Random
from typing import Any
from unittest.mock import patch

import msgspec

import backend.intake.door as door_module
import backend.intake.resolve as resolve_module
import backend.intake.transaction as transaction_module
from backend.log.sequencer import Sequencer
from tests.simulation.actor import Actor
from tests.simulation.barriers import Barriers
from tests.simulation.broken import Broken
from tests.simulation.company import ORDER
from tests.simulation.databases import Place
from tests.simulation.invariants import check_all
from tests.simulation.line import Ledger, Line
from tests.simulation.node_device import NodeDevice
from tests.simulation.plan import Plan
from tests.simulation.universe import Universe
from tests.simulation.world import World

HEAL_ROUNDS = 12
WORKERS = 4


class ScheduleReport(msgspec.Struct, frozen=True):
    """What one seed gave; ``broken`` is the invariant that did not hold."""

    seed: int
    devices: int
    rounds: int
    acknowledged: int
    lost: int
    doubled: int
    crossings: int
    faults: dict[str, int]
    broken: str | None


class Schedule:
    """One run. Everything is drawn from the seed; processes and transactions still race as processes do."""

    def __init__(self, seed: int, place: Place, plan: Plan) -> None:
        self.seed = seed
        self.plan = plan
        self.chance = Random(f"{seed}/schedule")
        self.faults: Counter[str] = Counter()
        self.universe = Universe(place)
        self.ledger = Ledger()
        self.world = World(Random(f"{seed}/world"))
        self.barriers = Barriers(Random(f"{seed}/barriers"), plan.hold, plan.patience)
        self.actors: list[Actor] = []

    async def run(self) -> ScheduleReport:
        """Run the seed to its end."""
        broken: Broken | None = None
        with ExitStack() as patches:
            patches.enter_context(patch.object(door_module, "MAX_SHARED_PUSHES", self.plan.pushes_at_once))
            patches.enter_context(patch.object(door_module, "WORKERS", WORKERS))
            patches.enter_context(self.barriers.around(transaction_module, "working_set", "flush", "_beacons"))
            patches.enter_context(self.barriers.around(resolve_module, "_lock_absent", "_load_locked"))
            patches.enter_context(self.barriers.around(Sequencer, "step"))
            await self.universe.start()
            try:
                await self._begin()
                await self._safety()
                await self._liveness()
            except Broken as error:
                broken = error
            finally:
                await self._end()
        return self._report(broken)

    async def _begin(self) -> None:
        for n in range(1, 1 + self.plan.devices):
            chance = Random(f"{self.seed}/device/{n}")
            line = Line(self.universe, self.ledger, Random(f"{self.seed}/line/{n}"), self.faults)
            line.kinds = self.plan.faults
            actor = Actor(f"H{n:02}", await NodeDevice.start(), line, chance, self.faults)
            self.actors.append(actor)
        await asyncio.gather(*(actor.enrol(self.universe) for actor in self.actors))
        for actor in self.actors:
            actor.line.rate = self.plan.fault_rate

    async def _safety(self) -> None:
        """Phase A: faults."""
        for _ in range(self.plan.rounds):
            if self.chance.random() < self.plan.crowd:
                await self._same_delivery()
            await _all(*(actor.live(self.world) for actor in self.actors))
            if self.ledger.broken is not None:
                raise self.ledger.broken
            for actor in self.actors:
                if self.chance.random() < 0.3:
                    await actor.check_own()
            await self._look_around()

    async def _same_delivery(self) -> None:
        """Every device receives the same goods, so that their pushes meet at keys that nobody has yet."""
        lot = f"SL-once-{self.chance.randrange(10**9)}"
        order = self.chance.choice((None, ORDER))
        given = {"item": "M-1", "supplier_lot": lot, "delivery_note": None, "package_id": None, "order": order}
        for actor in self.actors:
            entry_type, body, fields = self.world.receive(actor.code, **given, lot="$number")
            await actor.append(self.world, entry_type, body, **fields)
        if self.chance.random() < 0.8:
            await _all(*(actor.sync() for actor in self.actors))

    async def _look_around(self) -> None:
        """People see on their screens what is held and doubtful."""
        actor = self.chance.choice(self.actors)
        self.world.holds += [row["id"] for row in (await actor.device.rows("hold"))[-4:]]
        receipts = await actor.device.rows("receipt")
        self.world.doubtful = sorted(row["id"] for row in receipts if row["status"] == "unreconciled")

    async def _liveness(self) -> None:
        """Phase B: the faults end; within some rounds every queue is empty (I14), then everything is compared."""
        for actor in self.actors:
            await actor.line.settle()
        states: list[dict[str, Any]] = []
        for _ in range(HEAL_ROUNDS):
            states = await _all(*(actor.sync() for actor in self.actors))
            newest = await self.universe.newest()
            if not any(state["pending"] or state["seen"]["position"] < newest for state in states):
                break
        else:
            stuck = {s["enrolment"]["deviceCode"]: (len(s["pending"]), s["sync"]["trouble"]) for s in states}
            raise Broken("I14", f"after {HEAL_ROUNDS} rounds not all is handed over and seen: {stuck}")
        if self.ledger.broken is not None:
            raise self.ledger.broken
        await check_all(self.universe, self.ledger, self.actors, self.chance)

    async def _end(self) -> None:
        for actor in self.actors:
            await actor.device.stop()
            await actor.line.close()
        await self.universe.stop()

    def _report(self, broken: Broken | None) -> ScheduleReport:
        return ScheduleReport(
            seed=self.seed,
            devices=len(self.actors),
            rounds=self.plan.rounds,
            acknowledged=sum(len(actor.saved) for actor in self.actors),
            lost=0 if broken is None else broken.lost,
            doubled=0 if broken is None else broken.doubled,
            crossings=self.barriers.crossings,
            faults=dict(self.faults),
            broken=None if broken is None else str(broken),
        )


async def _all(*work: Any) -> list[Any]:  # noqa: ANN401 - coroutines of any result
    """Run concurrently, let all end, then raise the first failure."""
    done = await asyncio.gather(*work, return_exceptions=True)
    for each in done:
        if isinstance(each, BaseException):
            raise each
    return done
