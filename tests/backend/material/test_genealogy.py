"""Random links, held against an oracle that only knows the list of live links and walks it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.app.registry_material import CAPABILITY
from backend.log.vocabulary import Capability, Context, Decision, Entry, Event, Exceptional, Kind, entry, on_entry
from backend.log.working_set import AnyTouch, WorkingSet
from backend.material.apply.genealogy import live_edge
from backend.material.events import Linked, LinkKind, Thing, UnitMade, Unlinked, lot_thing, unit_thing
from backend.material.rules import link
from backend.material.state import LOT_LIKE, Edge, Node, Path, Unit, UnitLot, touches_link, touches_unit
from tests.builders.world import World

LOTS = tuple(lot_thing(f"L{n}") for n in range(7))
UNITS = tuple(unit_thing("PX", f"{n:04}") for n in range(6))


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


Act = tuple[bool, Thing, Thing]
pairs = st.one_of(
    st.tuples(st.sampled_from(LOTS), st.sampled_from(LOTS)),
    st.tuples(st.sampled_from(LOTS), st.sampled_from(UNITS)),
    st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS)),
)
acts = st.lists(st.tuples(st.sampled_from([True, True, False]), pairs), max_size=40)


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


def hold_against(oracle: Oracle, found: World) -> None:
    ways = {(p.ancestor, p.descendant): p.ways for p in found.all(Path)}
    lots = [t for t in LOTS for _ in [0]]
    expected = {(a.node, b.node): oracle.ways(a, b) for a in lots for b in lots if oracle.ways(a, b)}
    assert ways == expected
    listed = {(u.unit, u.lot, u.root) for u in found.all(UnitLot)}
    assert listed == {(b.node, a.node, oracle.root(b).node) for a, b in oracle.live if a.kind == "lot" and b in UNITS}
    for unit in found.all(Unit):
        thing = unit_thing(unit.item, unit.serial)
        above = oracle.parent(thing)
        assert unit.parent == (None if above is None else above.node)
        assert unit.root == oracle.root(thing).node
    live = Counter((e.input, e.output) for e in found.all(Edge) if e.ended_at is None)
    assert live == Counter((a.node, b.node) for a, b in oracle.live)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_closure_lots_and_assemblies_are_what_walking_the_links_gives(
    steps: list[tuple[bool, tuple[Thing, Thing]]],
) -> None:
    found, oracle = world(), Oracle()
    for joins, (source, output) in steps:
        if joins:
            decision = found.record(JoinThings(source=source, output=output, quantity="1.5"))
            assert bool(decision.exceptions) == (not oracle.allows(source, output))
            if oracle.allows(source, output):
                oracle.live.add((source, output))
        else:
            found.record(PartThings(source=source, output=output, quantity=None))
            oracle.live.discard((source, output))
    hold_against(oracle, found)


def edges(found: World) -> Iterator[tuple[str, Decimal | None, bool]]:
    for edge in found.all(Edge):
        yield edge.kind, edge.quantity, edge.ended_at is None


def test_consuming_again_adds_to_the_same_edge_and_taking_back_takes_off() -> None:
    found = world()
    found.record(JoinThings(source=LOTS[0], output=LOTS[1], quantity="1.50"))
    found.record(JoinThings(source=LOTS[0], output=LOTS[1], quantity="0.50"))
    assert list(edges(found)) == [("consume", Decimal("2.00"), True)]
    found.record(PartThings(source=LOTS[0], output=LOTS[1], quantity="0.5"))
    assert list(edges(found)) == [("consume", Decimal("1.50"), True)]
    found.record(PartThings(source=LOTS[0], output=LOTS[1], quantity="1.5"))
    assert list(edges(found)) == [("consume", Decimal("1.50"), False)]
    assert found.all(Path) == []


def test_a_unit_in_two_assemblies_is_flagged_and_stays_where_it_was() -> None:
    found = world()
    found.record(JoinThings(source=UNITS[0], output=UNITS[1], quantity="1"))
    again = found.record(JoinThings(source=UNITS[0], output=UNITS[2], quantity="1"))
    assert [e.code for e in again.exceptions] == ["UNIT_BUILT_IN_TWICE"]
    assert found.get(Unit, *UNITS[0].key).root == UNITS[1].node


def test_two_things_with_one_node_number_are_noticed() -> None:
    found = world()
    found.put(Node(id=LOTS[0].node, kind="lot", key=("ANOTHER",)))
    with pytest.raises(AssertionError, match="one node number"):
        found.record(JoinThings(source=LOTS[0], output=LOTS[1], quantity="1"))


def test_a_unit_touches_everything_built_into_its_assembly() -> None:
    rows = WorkingSet()
    first = set(touches_unit("PX", "0001", rows))
    assert {t.struct for t in first} == {Unit, Edge, UnitLot}
    assert Linked.__struct_fields__ == ("input", "output", "kind", "quantity", "unit")
