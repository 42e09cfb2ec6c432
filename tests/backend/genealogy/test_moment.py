"""Questions as of a moment, held against the links that were live then."""

from datetime import datetime, timedelta

import asyncpg
import pytest

from backend.genealogy.queries import Direction, bounded, children, graph, reach
from backend.material.events import Thing
from tests.builders.genealogy import LOTS, STEPS, UNITS, Oracle, above, grown
from tests.builders.world import START, World

EVERYTHING = LOTS + UNITS


def at(step: int) -> datetime:
    return START + timedelta(minutes=step - 0.5)


@pytest.fixture(scope="module", params=[60, 250, STEPS])
def then(request: pytest.FixtureRequest) -> tuple[datetime, Oracle]:
    """A moment, and the links as they were live at it."""
    return at(request.param), grown(4, request.param)[1]


def linked(oracle: Oracle, thing: Thing, direction: Direction) -> set[Thing]:
    return {a if direction == "back" else b for a, b in oracle.live if thing == (b if direction == "back" else a)}


@pytest.mark.parametrize("direction", ["back", "forward"])
async def test_the_levels_of_a_moment_are_the_links_of_that_moment(
    pool: asyncpg.Pool, then: tuple[datetime, Oracle], direction: Direction
) -> None:
    moment, oracle = then
    async with bounded(pool) as db:
        for thing in EVERYTHING:
            level = await children(db, thing, direction, at=moment)
            assert {child.thing for child in level.children} == linked(oracle, thing, direction)
            for child in level.children:
                assert child.thing is not None
                assert child.more == bool(linked(oracle, child.thing, direction))


@pytest.mark.parametrize("direction", ["back", "forward"])
async def test_the_picture_of_a_moment_has_the_links_of_that_moment(
    pool: asyncpg.Pool, then: tuple[datetime, Oracle], direction: Direction
) -> None:
    moment, oracle = then
    into = {thing: above(oracle, thing) for thing in EVERYTHING}
    async with bounded(pool) as db:
        for thing in EVERYTHING:
            picture = await graph(db, thing, direction, at=moment)
            reached = into[thing] if direction == "back" else {t for t in EVERYTHING if thing in into[t]}
            named = {node.thing for node in picture.nodes}
            assert named - {thing} == reached
            things = {node.id: node.thing for node in picture.nodes}
            drawn = {(things[edge.source], things[edge.target]) for edge in picture.edges}
            both = reached | {thing}
            assert drawn == {(a, b) for a, b in oracle.live if a in both and b in both}


async def test_where_a_lot_was_used_at_a_moment_is_what_it_had_gone_into(
    pool: asyncpg.Pool, then: tuple[datetime, Oracle], company: tuple[World, Oracle]
) -> None:
    moment, oracle = then
    _, now = company
    changed = 0
    async with bounded(pool) as db:
        for lot in LOTS:
            used = await reach(db, lot, "forward", at=moment)
            wanted = {t.node for t in EVERYTHING if lot in above(oracle, t)}
            assert {*used.lots, *used.units} == wanted
            changed += wanted != {t.node for t in EVERYTHING if lot in above(now, t)}
    assert changed or oracle.live == now.live, "the moments say nothing that now does not say"


async def test_a_quantity_that_grew_later_is_not_told_as_that_of_the_moment(
    pool: asyncpg.Pool, company: tuple[World, Oracle]
) -> None:
    source, output = next((a, b) for a, b in sorted(company[1].live, key=str) if a.kind == "lot")
    await pool.execute(
        "UPDATE row_edge SET last_at = $1 WHERE input = $2 AND output = $3", at(STEPS), source.node, output.node
    )
    async with bounded(pool) as db:
        early = await children(db, output, "back", at=at(STEPS) - timedelta(seconds=1))
        late = await children(db, output, "back", at=at(STEPS))
    told = [next(c.quantity for c in level.children if c.thing == source) for level in (early, late)]
    assert told == [None, "2"]
