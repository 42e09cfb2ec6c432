"""Answers from SQL against an oracle that walks the live links, on a random genealogy written as the door writes it."""

import random
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from backend.genealogy.queries import (
    bounded,
    common_factors,
    compared,
    count_units,
    graph,
    reach,
    reach_each,
    stream_units,
    trace,
)
from backend.genealogy.queries.factors import chance
from tests.builders.genealogy import LOTS, UNITS, Oracle, above
from tests.builders.world import START, World

PAIRS = 1000


async def test_forward_and_back_agree_with_walking_the_links(pool: asyncpg.Pool, company: tuple[World, Oracle]) -> None:
    _, oracle = company
    everything = LOTS + UNITS
    into = {thing: above(oracle, thing) for thing in everything}
    pairs = random.Random(1).choices([(a, b) for a in everything for b in everything], k=PAIRS)
    async with bounded(pool) as db:
        back = {thing: await reach(db, thing, "back") for thing in everything}
        forward = {thing: await reach(db, thing, "forward") for thing in everything}
        held = {lot: {u.serial async for u in stream_units(db, forward[lot].seeds)} for lot in LOTS}
    agreed = 0
    for source, output in pairs:
        flowed = source in into[output]
        assert (source.node in back[output].lots or (source.node in back[output].units and source != output)) == flowed
        if source.kind == output.kind:
            assert (output.node in forward[source].lots + forward[source].units) == flowed
        if source.kind == "lot" and output.kind == "unit" and oracle.root(output) == output:
            assert (output.key[1] in held[source]) == flowed
        agreed += flowed
    assert agreed > PAIRS / 20, "the pairs hardly ever touch on anything"


async def test_at_a_moment_the_links_of_that_moment_are_walked(
    pool: asyncpg.Pool, company: tuple[World, Oracle]
) -> None:
    _, oracle = company
    async with bounded(pool) as db:
        for thing in LOTS:
            now = await reach(db, thing, "forward")
            then = await reach(db, thing, "forward", at=START + timedelta(days=9))
            assert set(now.lots) == set(then.lots)
            assert {*then.lots, *then.units} == {t.node for t in LOTS + UNITS if thing in above(oracle, t)}
            assert await count_units(db, then.seeds) == await count_units(db, now.seeds)
            early = await reach(db, thing, "forward", at=START - timedelta(days=1))
            assert (early.lots, early.units, early.seeds.roots) == ([], [], [])


async def test_an_answer_names_what_it_cannot_know(pool: asyncpg.Pool, company: tuple[World, Oracle]) -> None:
    _, oracle = company
    source = next(a for a, b in oracle.live if a.kind == b.kind == "lot")
    async with bounded(pool) as db:
        answer = await trace(db, source, "forward", site="SZ", now=datetime(2026, 3, 4, tzinfo=UTC))
    assert not answer.complete
    # No lot of this sample was ever received: each is known by its name only.
    assert [r.code for r in answer.reasons] == ["TRACE_LOT_ONLY_NAMED"]
    assert answer.reasons[0].detail["count"] == len(answer.lots)
    assert answer.unit_count == sum(c.count for c in answer.units)


async def test_the_picture_has_every_lot_and_each_unit_or_its_group(
    pool: asyncpg.Pool, company: tuple[World, Oracle]
) -> None:
    _, oracle = company
    async with bounded(pool) as db:
        for lot in LOTS:
            picture = await graph(db, lot, "forward")
            ids = {node.id for node in picture.nodes}
            assert {e.source for e in picture.edges} | {e.target for e in picture.edges} <= ids
            roots = {oracle.root(u) for u in UNITS if lot in above(oracle, u)}
            assert sum(n.count for n in picture.nodes if n.column == "unit") == len(roots)


async def test_two_things_side_by_side_and_what_the_bad_have_in_common(
    pool: asyncpg.Pool, company: tuple[World, Oracle]
) -> None:
    _, oracle = company
    roots = [u for u in UNITS if oracle.root(u) == u and above(oracle, u)]
    suspect = LOTS[3]
    bad = [u for u in roots if suspect in above(oracle, u)]
    good = [u for u in roots if suspect not in above(oracle, u)]
    assert bad
    assert good
    async with bounded(pool) as db:
        reaches = await reach_each(db, [*bad, *good])
        factors = await common_factors(db, reaches, bad, good)
        sides = await compared(db, reaches, bad[0], good[0])
    told = next(f for f in factors if (f.kind, f.number) == ("lot", suspect.key[0]))
    assert (told.bad, told.bad_of, told.good, told.good_of) == (len(bad), len(bad), 0, len(good))
    assert told.chance == min(f.chance for f in factors)
    left = {number for side in sides for number in side.left}
    assert left == {t.key[0] for t in above(oracle, bad[0]) if t.kind == "lot"}


def test_the_chance_is_fishers() -> None:
    # The lady tasting tea: 4 of 4 right by chance is 1 in 70 (Fisher, The Design of Experiments, chapter II).
    assert chance(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert chance(0, 4, 4, 4) == 1


async def test_a_question_that_takes_too_long_ends_with_an_error(pool: asyncpg.Pool) -> None:
    with pytest.raises(asyncpg.QueryCanceledError):
        async with bounded(pool, seconds=1) as db:
            await db.fetchval("SELECT pg_sleep(3)")
