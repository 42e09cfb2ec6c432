"""Random links, held against an oracle that only knows the list of live links and walks it."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.log.working_set import WorkingSet
from backend.material.events import Linked, Thing, lot_thing, unit_thing
from backend.material.state import Edge, Node, Path, Unit, UnitLot, touches_unit
from tests.builders.genealogy import JoinThings, Oracle, PartThings, world
from tests.builders.world import World

LOTS = tuple(lot_thing(f"L{n}") for n in range(7))
UNITS = tuple(unit_thing("PX", f"{n:04}") for n in range(6))


pairs = st.one_of(
    st.tuples(st.sampled_from(LOTS), st.sampled_from(LOTS)),
    st.tuples(st.sampled_from(LOTS), st.sampled_from(UNITS)),
    st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS)),
)
acts = st.lists(st.tuples(st.sampled_from([True, True, False]), pairs), max_size=40)


def hold_against(oracle: Oracle, found: World) -> None:
    ways = {(p.ancestor, p.descendant): p.ways for p in found.all(Path)}
    expected = {(a.node, b.node): oracle.ways(a, b) for a in LOTS for b in LOTS if oracle.ways(a, b)}
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
