"""The tables are what the log says: replayed into empty ones they are the same, row for row."""

import asyncio
from itertools import pairwise

import asyncpg
import msgspec

from backend.intake import store
from backend.log import rebuild
from backend.log.rebuild import RebuildReport
from backend.log.registry import Registry
from tests.builders.log_writer import LogWriter, define_goods, receive_and_move, write_company


async def check(writer: LogWriter, owner: asyncpg.Connection, registry: Registry | None = None) -> RebuildReport:
    return await rebuild.check(owner, registry or writer.registry, write=store.write)


async def test_an_untouched_log_rebuilds_to_the_same_tables(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await write_company(writer)
    report = await check(writer, owner)
    assert [difference.text() for difference in report.differences] == []
    assert report.ok
    assert report.events == await owner.fetchval("SELECT count(*) FROM event")
    assert await owner.fetchval("SELECT count(*) FROM row_balance") > 0
    assert await owner.fetchval("SELECT count(*) FROM pg_class WHERE relpersistence = 't'") == 0


async def test_after_8_devices_wrote_to_shared_lots_at_once_the_rebuild_agrees(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await define_goods(writer)
    devices = [await writer.enrol(f"H{n + 2}") for n in range(8)]
    for n in range(5):
        pushes = [receive_and_move(writer, device, f"L-{k}") for k, device in enumerate(devices, n)]
        shared = [receive_and_move(writer, device, "L-SHARED") for device in devices]
        await asyncio.gather(*pushes, writer.settle())
        await asyncio.gather(*shared, writer.settle())
    await writer.settle()
    report = await check(writer, owner)
    assert [difference.text() for difference in report.differences] == []
    assert report.ok


async def test_a_changed_row_is_named_with_what_it_should_be(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await define_goods(writer)
    await owner.execute("UPDATE row_item SET shelf_life_days = 9999 WHERE number = '10-001'")
    (difference,) = (await check(writer, owner)).differences
    assert (difference.table, difference.count) == ("row_item", 1)
    assert difference.rows[0].key == "(10-001)"
    assert "720" in (difference.rows[0].expected or "")
    assert "9999" in (difference.rows[0].found or "")


async def test_a_quantity_written_with_another_scale_is_a_difference(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await define_goods(writer)
    await receive_and_move(writer, await writer.enrol("H2"), "L-1")
    await owner.execute("UPDATE row_balance SET quantity = quantity * 1.000")
    assert [d.table for d in (await check(writer, owner)).differences] == ["row_balance"]


async def test_rows_of_a_kind_that_no_capability_declares_are_named(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await define_goods(writer)
    await owner.execute("CREATE TABLE row_foreign AS SELECT 1 AS id")
    (difference,) = (await check(writer, owner)).differences
    assert difference.text() == "table row_foreign: 1 rows that no event speaks of"


async def test_another_projection_version_is_said_and_not_called_a_difference(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await define_goods(writer)
    first, *others = writer.registry.capabilities
    here = first.projection
    newer = Registry((msgspec.structs.replace(first, projection=here + 1), *others))
    report = await check(writer, owner, newer)
    assert not report.ok
    assert report.differences == ()
    assert [(d.capability, d.written_by, d.program) for d in report.different_versions] == [
        (first.name, here, here + 1)
    ]


async def test_an_event_that_this_program_does_not_know_stops_the_replay_and_is_named(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await define_goods(writer)
    await writer.settle()
    without = [capability for capability in writer.registry.capabilities if capability.name != "items"]
    report = await check(writer, owner, Registry(without))
    assert report.stopped is not None
    assert "expected a known event type, found 'ItemDefined'" in report.stopped.found
    assert report.stopped.position == 5


async def test_p31_stream_sums_follow_each_batch(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await write_company(writer)
    records = await owner.fetch("SELECT stream, position, sum FROM stream_sum ORDER BY stream, position")
    changed = [a["sum"] != b["sum"] for a, b in pairwise(records) if a["stream"] == b["stream"]]
    assert any(changed)
    await owner.execute("UPDATE stream_sum SET sum = set_byte(sum, 0, get_byte(sum, 0) # 1) WHERE stream = 'site:SZ'")
    assert [d.table for d in (await check(writer, owner)).differences] == ["stream_sum"]
