"""Numbers through the real door on PostgreSQL: devices at once, offline shares, lost races, a rebuild."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec

from backend.app.running import Running
from backend.intake.store import write
from backend.items.entries import DefineLotPattern, DefineSsccPool
from backend.log.rebuild import check
from backend.log.vocabulary import Entry
from tests.builders.numbers import DI, MARK, POOL, PUMP, scheme
from tests.builders.virtual_device import VirtualDevice, outcomes

SSCC, LOTS = "sscc:9521234:0", "lot:FG"
OFFLINE = 500


async def company(server: Running, *more: Entry) -> None:
    for body in (PUMP, MARK, *more):
        assert (await server.door.record(body)).outcome == "accepted"


async def push(
    server: Running, device: VirtualDevice, from_seq: int = 1, to_seq: int | None = None
) -> list[dict[str, Any]]:
    pushed, header = device.push(from_seq, to_seq)
    answered = await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    return outcomes(answered.outcomes)


async def ranges(server: Running, device: str) -> list[asyncpg.Record]:
    query = "SELECT id, first, last, numbers FROM row_number_range WHERE device = $1 ORDER BY pool, first"
    return await server.pool.fetch(query, device)


def numbers(found: Iterable[asyncpg.Record]) -> list[str]:
    return [number for each in found for number in msgspec.json.decode(each["numbers"])]


async def test_devices_that_lease_at_once_from_every_kind_of_pool_share_no_number_and_rebuild_the_same(
    server: Running, database_url: str
) -> None:
    pattern = DefineLotPattern(name="FG", pattern="FG-{YY}{MM}{seq:04}")
    await company(server, scheme(order="random", digits=4), DefineSsccPool(prefix="9521234", extension=0), pattern)
    devices = [VirtualDevice(f"N{n}") for n in range(6)]
    for device in devices:
        for pool in (POOL, SSCC, LOTS, POOL):
            device.record("LeaseRange", {"count": 60, "pool": pool})
    answers = await asyncio.gather(*(push(server, device) for device in devices))
    assert {outcome["outcome"] for answer in answers for outcome in answer} == {"accepted"}
    held = [numbers(await ranges(server, device.device)) for device in devices]
    assert [len(each) for each in held] == [240] * 6
    assert len({number for each in held for number in each}) == 1440
    await rebuilds(server, database_url)


async def test_two_devices_that_each_put_500_serials_on_goods_offline_share_none_r23(
    server: Running, database_url: str
) -> None:
    await company(server, scheme())
    devices = [VirtualDevice("O1"), VirtualDevice("O2")]
    for device in devices:
        device.record("LeaseRange", {"count": OFFLINE, "pool": POOL})
        await push(server, device)
    put_on: list[str] = []
    for device in devices:  # offline from here on: each uses its range one by one
        (held,) = await ranges(server, device.device)
        for place in range(held["first"], held["last"] + 1):
            put_on.append(numbers([held])[place - held["first"]])
            span = {"first": place, "last": place, "range": held["id"]}
            device.record("UseNumbers", {"loose": [], "purpose": "job", "spans": [span]})
        own = {"number": f"{device.device}-1", "pool": POOL}
        device.record("UseNumbers", {"loose": [own], "purpose": "job", "spans": []})
    first = await asyncio.gather(*(push(server, device, 2, OFFLINE) for device in devices))
    second = await asyncio.gather(*(push(server, device, OFFLINE + 1) for device in devices))
    answers = [one + two for one, two in zip(first, second, strict=True)]
    assert len(put_on) == len(set(put_on)) == 2 * OFFLINE
    for answer in answers:  # dry: one number of the device's own making, flagged, in nobody's way
        assert [outcome["outcome"] for outcome in answer] == ["accepted"] * OFFLINE + ["flagged"]
        assert [code["code"] for code in answer[-1]["codes"]] == ["NUMBER_NOT_LEASED"]
    assert await server.pool.fetchval("SELECT sum(last - first + 1) FROM row_number_use") == 2 * OFFLINE
    assert await server.pool.fetchval("SELECT count(*) FROM row_number_range WHERE holder <> ''") == 0
    await rebuilds(server, database_url)


async def test_a_number_scanned_while_it_is_being_leased_is_given_to_nobody_twice(
    server: Running, database_url: str
) -> None:
    await company(server, scheme(digits=3))
    scanning, leasing = VirtualDevice("S1"), VirtualDevice("S2")
    for n in range(1, 40):
        loose = {"number": f"PX{n:03d}", "pool": POOL}
        scanning.record("UseNumbers", {"loose": [loose], "purpose": "found", "spans": []})
        leasing.record("LeaseRange", {"count": 1, "pool": POOL})
    await asyncio.gather(push(server, scanning), push(server, leasing))
    taken = await server.pool.fetch("SELECT number FROM row_issued_number WHERE scope = $1", POOL)
    assert len(taken) == len({row["number"] for row in taken})
    held = numbers(await ranges(server, leasing.device))
    assert len(held) == len(set(held)) == 39
    await rebuilds(server, database_url)


async def test_the_database_itself_refuses_a_serial_given_twice(server: Running) -> None:
    await company(server, scheme())
    device = VirtualDevice("T1")
    device.record("LeaseRange", {"count": 1, "pool": POOL})
    await push(server, device)
    again = "INSERT INTO row_issued_number SELECT scope, number, 'other', range, place FROM row_issued_number"
    try:
        await server.pool.execute(again)
    except asyncpg.UniqueViolationError:
        pass
    else:
        raise AssertionError(f"a serial of {DI} was stored twice")


async def rebuilds(server: Running, database_url: str) -> None:
    """Check the tables against the log, on a connection that never wrote."""
    db = await asyncpg.connect(database_url)
    report = await check(db, server.registry, write=write)
    await db.close()
    assert report.ok, report
