"""The recall drills of the demo company, whose numbers add up: asked of the genealogy, answered completely."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from backend.app.clock import SystemClock
from backend.app.demo import load_company
from backend.app.demo_company.company import SITE
from backend.app.demo_company.equipment import CALIBRATED_DAYS_AGO
from backend.app.demo_company.story import PUMP, SENSOR_LOT, load_story
from backend.app.demo_company.story_catheters import BATCHES
from backend.app.registry import build_registry
from backend.app.running import running
from backend.app.settings import Settings
from backend.genealogy.queries import Answer, Direction, Seeds, bounded, stream_units, trace
from backend.inspection.entries import DecideLot
from backend.intake.store import write
from backend.log.rebuild import check
from backend.material.events import Thing, lot_thing, unit_thing
from backend.production.entries.loads import DecideLoad, RecordIndicator
from backend.production.queries.uses import uses

SALEABLE = {lot: quantity for batch in BATCHES for lot, quantity in batch.saleable().items()}
REWORKED = "FG-260302-R1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of this module keeps its keys and checkpoints."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def story(module_database_url: str, folder: Path) -> str:
    """The address of a database in which March has happened."""

    async def load() -> None:
        async with running(Settings(data=folder), module_database_url) as server:
            await load_company(server)
            entries = await load_story(server)
            assert entries > 1_000

    asyncio.run(load())
    return module_database_url


async def ask(url: str, thing: Thing, direction: Direction) -> Answer:
    async with asyncpg.create_pool(url, min_size=1, max_size=1) as pool, bounded(pool) as db:
        return await trace(db, thing, direction, site=SITE, now=SystemClock().now())


async def rows(url: str, query: str, *values: object) -> list[Any]:
    db = await asyncpg.connect(url)
    try:
        return list(await db.fetch(query, *values))
    finally:
        await db.close()


def affected(answer: Answer) -> dict[str, int]:
    """Saleable units of the lots of an answer."""
    return {lot.number: SALEABLE[lot.number] for lot in answer.lots if lot.number in SALEABLE}


async def test_the_buckets_of_the_three_orders_are_exactly_those_of_the_drill(story: str) -> None:
    found = await rows(story, 'SELECT "order", bucket, sum(quantity)::int FROM row_order_account GROUP BY 1, 2')
    buckets: dict[str, dict[str, int]] = {}
    for order, bucket, quantity in found:
        buckets.setdefault(order[-1], {})[bucket] = quantity
    nothing_left = {"in_process": 0}
    assert buckets["A"] == nothing_left | {"scrap": 82, "sample": 108, "retention": 60, "good": 11_750}
    assert buckets["B"] == nothing_left | {"rework": 0, "scrap": 182, "sample": 108, "retention": 60, "good": 11_650}
    assert buckets["C"] == nothing_left | {"scrap": 82, "sample": 108, "retention": 60, "good": 11_750}
    for each in "ABC":
        assert sum(buckets[each].values()) == 12_000
    closed = await rows(story, "SELECT count(*) FROM row_work_order WHERE status = 'closed'")
    assert closed[0][0] == 3


async def test_drill_1_roll_tyv_7741_reaches_16750_units_in_335_boxes(story: str) -> None:
    answer = await ask(story, lot_thing("TYV-7741"), "forward")
    assert affected(answer) == {"FG-260301": 11_750, "FG-260302-1": 5_000}
    assert sum(affected(answer).values()) == 16_750
    assert len(answer.containers) == 335
    assert (answer.complete, answer.granularity) == (True, "sub_lot")
    on_hand = {lot.number: int(lot.on_hand) for lot in answer.lots if lot.number in SALEABLE}
    assert on_hand == affected(answer)


async def test_drill_1_without_the_change_over_it_would_be_23400(story: str) -> None:
    # Whoever only knows the lot that was split must take all of it.
    forward = affected(await ask(story, lot_thing("TYV-7741"), "forward"))
    whole = {batch.lot: sum(batch.saleable().values()) for batch in BATCHES}
    lots = [batch.lot for batch in BATCHES if any(lot in forward for lot in batch.saleable())]
    assert sum(whole[lot] for lot in lots) == 23_400


async def test_drill_3_from_a_pump_to_its_sensor_lot_supplier_and_14_sisters(story: str) -> None:
    back = await ask(story, unit_thing(PUMP, "0007"), "back")
    (sensor,) = [lot for lot in back.lots if lot.number == SENSOR_LOT]
    assert (sensor.supplier, sensor.supplier_lot) == ("S10", f"S-{SENSOR_LOT}")
    assert back.unit_count == 3, "the pump, its motor, its sensor"
    async with asyncpg.create_pool(story, min_size=1, max_size=1) as pool, bounded(pool) as db:
        pumps = {
            unit.serial
            async for unit in stream_units(db, Seeds([lot_thing(SENSOR_LOT).node], [], []))
            if unit.item == PUMP
        }
    assert pumps - {"0007"} == {f"{n:04}" for n in range(1, 16)} - {"0007"}


async def test_drill_2_a_load_that_grew_holds_18400_and_none_of_them_can_be_released(story: str, folder: Path) -> None:
    forward = affected(await ask(story, Thing("load", ("EO-2603-12",)), "forward"))
    assert forward == {"FG-260302-2": 6_530, REWORKED: 120, "FG-260303": 11_750}
    assert sum(forward.values()) == 18_400
    async with running(Settings(data=folder), story) as server:
        grew = RecordIndicator(
            act="growth", indicator="EO-2603-12-BI07", kind="biological", load="EO-2603-12", position=None
        )
        await server.door.record(grew, site=SITE, badge="QH-0006")
        rejected = DecideLoad(load="EO-2603-12", verdict="rejected")
        outcome = await server.door.record(rejected, site=SITE, badge="QH-0004", reason="indicator 07 grew")
        assert outcome.outcome != "refused", outcome.codes
        for lot in forward:
            release = DecideLot(lot=lot, verdict="release")
            answer = await server.door.record(release, site=SITE, badge="QH-0004", reason="would be released")
            assert [code.code for code in answer.codes] == ["LOT_RELEASE_ON_HOLD"]
        other = DecideLot(lot="FG-260301", verdict="release")
        answer = await server.door.record(other, site=SITE, badge="QH-0004", reason="its load is another")
        assert answer.outcome == "accepted", answer.codes


async def test_drill_4_a_gauge_out_of_tolerance_names_every_pull_test_since_its_last_good_calibration(
    story: str, folder: Path
) -> None:
    async with running(Settings(data=folder), story) as server, server.pool.acquire() as db:
        used = await uses(db, SITE, "FG-03", position=0, limit=1_000)
    pulled = await rows(story, "SELECT DISTINCT lot FROM row_reading WHERE code IN ('PULL_JOINT', 'PULL_NEEDLE')")
    assert {lot for (lot,) in pulled} == {batch.lot for batch in BATCHES}
    assert Counter(line.lot for line in used.uses) == {batch.lot: 2 for batch in BATCHES}
    assert [(each.lot, each.uses, each.deviation) for each in used.subjects] == [
        (batch.lot, 2, None) for batch in BATCHES
    ]
    days = (used.out_of_tolerance_at - used.since).days if used.out_of_tolerance_at and used.since else None
    assert days == CALIBRATED_DAYS_AGO[-1]


async def test_nobody_untrained_and_no_machine_out_of_order_is_in_the_story(story: str) -> None:
    found = await rows(
        story,
        "SELECT DISTINCT code FROM row_exception WHERE code ~ '^(EQUIPMENT|OPERATOR)'",
    )
    # The gauge of drill 4, found wrong when all was done.
    assert {code for (code,) in found} == {"EQUIPMENT_OUT_OF_TOLERANCE"}


async def test_every_saleable_unit_is_in_a_box_of_fifty(story: str) -> None:
    found = await rows(
        story,
        """SELECT o.key->>0, i.key->>0, e.quantity::int FROM row_edge e JOIN row_node i ON i.id = e.input
        JOIN row_node o ON o.id = e.output WHERE e.kind = 'pack'""",
    )
    packed, boxes = Counter[str](), Counter[str]()
    for box, lot, quantity in found:
        packed[lot] += quantity
        boxes[box] += quantity
    assert packed == SALEABLE
    assert len(boxes) == 703
    assert set(boxes.values()) == {50}


async def test_the_120_that_were_sealed_again_are_a_lot_of_their_own_with_both_sealings_behind_it(story: str) -> None:
    back = await ask(story, lot_thing(REWORKED), "back")
    assert {"FG-260302-2", "FG-260302", "TYV-7742"} <= {lot.number for lot in back.lots}
    edges = await rows(
        story,
        """SELECT e.kind, i.key->>0, e.quantity::int FROM row_edge e JOIN row_node i ON i.id = e.input
        JOIN row_node o ON o.id = e.output WHERE o.key->>0 = $1 AND e.kind = 'rework'""",
        REWORKED,
    )
    assert [tuple(edge) for edge in edges] == [("rework", "FG-260302-2", 120)]
    sealed = await rows(
        story, "SELECT status, failed FROM row_step_run WHERE step = 90 AND subject = $1", f"lot:{REWORKED}"
    )
    assert [tuple(run) for run in sealed] == [("done", "[]")]
    why = await rows(story, "SELECT code, disposition FROM row_deviation WHERE subject_key = 'FG-260302-2'")
    assert [tuple(row) for row in why] == [("READING_OUT_OF_LIMIT", "rework")]


async def test_what_the_story_left_is_the_same_after_a_rebuild(story: str) -> None:
    db = await asyncpg.connect(story)
    try:
        report = await check(db, build_registry(), write=write)
    finally:
        await db.close()
    assert report.ok, report
