"""Links to record in a test, and an oracle that knows the live ones and walks them."""

import random
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from backend.app.registry_material import CAPABILITY
from backend.log.vocabulary import Capability, Context, Decision, Entry, Event, Exceptional, Kind, entry, on_entry
from backend.log.working_set import AnyTouch, WorkingSet
from backend.material.events import LinkKind, Thing, UnitMade, Unlinked, lot_thing, unit_thing
from backend.material.rules import link
from backend.material.state import LOT_LIKE, Unit, live_edge, touches_link
from tests.builders.world import START, World

LOTS = tuple(lot_thing(f"L{n:02}") for n in range(16))
UNITS = tuple(unit_thing("PX" if n % 5 == 0 else "PCB", f"{n:04}") for n in range(60))
STEPS = 400


@entry(version=1, kind=Kind.FACT)
class JoinThings(Entry, frozen=True, kw_only=True):
    output: Thing
    source: Thing
    quantity: str


@entry(version=1, kind=Kind.FACT)
class PartThings(Entry, frozen=True, kw_only=True):
    output: Thing
    source: Thing
    quantity: str | None


def touches(body: JoinThings | PartThings, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    yield from touches_link([body.source], body.output, rows)


def kind_of(source: Thing, output: Thing) -> LinkKind:
    return "install" if source.kind == output.kind == "unit" else "consume"


def join(rows: WorkingSet, body: JoinThings, _ctx: Context) -> Decision:
    made: list[Event] = [
        UnitMade(item=t.key[0], serial=t.key[1], lot=None, status="built", stub=False)
        for t in (body.source, body.output)
        if t.kind == "unit" and rows.find(Unit, *t.key) is None
    ]
    amount = (Decimal(body.quantity), "kg") if body.source.kind == "lot" else None
    found = link(rows, body.source, body.output, kind_of(body.source, body.output), amount)
    if isinstance(found, Exceptional):
        return Decision(tuple(made), (found,))
    return Decision((*made, found))


def part(rows: WorkingSet, body: PartThings, _ctx: Context) -> Decision:
    amount = None if body.quantity is None else Decimal(body.quantity)
    said = Unlinked(input=body.source, output=body.output, kind=kind_of(body.source, body.output), quantity=amount)
    return Decision() if live_edge(rows, said) is None else Decision((said,))


TRIAL = Capability("trial", entries=(on_entry(JoinThings, touches, join), on_entry(PartThings, touches, part)))


def world() -> World:
    return World(CAPABILITY, TRIAL)


class Oracle:
    """The live links and nothing else."""

    def __init__(self) -> None:
        self.live: set[tuple[Thing, Thing]] = set()

    def ways(self, source: Thing, output: Thing) -> int:
        """How many chains of live links lead from one to the other."""
        total = 0
        for a, b in self.live:
            if a == source and b.kind in LOT_LIKE:
                total += 1 if b == output else 0
                total += self.ways(b, output)
        return total

    def parent(self, unit: Thing) -> Thing | None:
        return next((b for a, b in self.live if a == unit and b.kind == "unit"), None)

    def root(self, unit: Thing) -> Thing:
        above = self.parent(unit)
        return unit if above is None else self.root(above)

    def inside(self, unit: Thing, other: Thing) -> bool:
        above = self.parent(unit)
        return above is not None and (above == other or self.inside(above, other))

    def allows(self, source: Thing, output: Thing) -> bool:
        if source == output:
            return False
        if source.kind == "unit":
            return self.parent(source) in (None, output) and not self.inside(output, source)
        return output.kind == "unit" or not self.ways(output, source)


def above(oracle: Oracle, thing: Thing) -> set[Thing]:
    """Everything that flowed into a thing, by walking."""
    direct = {a for a, b in oracle.live if b == thing}
    return direct.union(*(above(oracle, each) for each in direct))


def grown(seed: int, steps: int = STEPS) -> tuple[World, Oracle]:
    """A random genealogy: lots into lots and units, units into units, some taken out again; one step a minute."""
    rng, found, oracle = random.Random(seed), world(), Oracle()
    for n in range(steps):
        source = rng.choice(LOTS + UNITS)
        output = rng.choice(LOTS if source.kind == "lot" and rng.random() < 0.25 else UNITS)
        at = START + timedelta(minutes=n)
        if oracle.allows(source, output):
            found.record(JoinThings(source=source, output=output, quantity="2"), at=at)
            oracle.live.add((source, output))
        if n % 10 == 0:
            gone = rng.choice(sorted(oracle.live, key=str))
            found.record(PartThings(source=gone[0], output=gone[1], quantity=None), at=at)
            oracle.live.discard(gone)
    return found, oracle
