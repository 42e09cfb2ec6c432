import asyncio
from decimal import Decimal

import asyncpg

from backend.intake.store import write
from backend.log import rebuild
from tests.simulation.crossing import receipt
from tests.simulation.databases import Place
from tests.simulation.shift import codes, company_server, hand_over, on_shift

DUPLICATE = "POSSIBLE_DUPLICATE_RECEIPT"
TIMES = 100


async def stock(pool: asyncpg.Pool, *lots: str) -> dict[tuple[str, str], Decimal]:
    found = await pool.fetch("SELECT lot, location, quantity FROM row_balance WHERE lot = ANY($1)", list(lots))
    return {(row["lot"], row["location"]): row["quantity"] for row in found}


async def test_one_delivery_pushed_by_two_devices_at_once_a_hundred_times_is_kept_twice_and_doubted_once(
    place: Place,
) -> None:
    async with company_server(place) as (server, client):
        devices = [await on_shift(server, client, f"H0{n}", badge) for n, badge in enumerate(("QH-01", "QH-02"), 1)]
        for n in range(1, TIMES + 1):
            lots = [f"LOT-{k}-{n}" for k in (1, 2)]
            for device, lot in zip(devices, lots, strict=True):
                device.record("ReceiveLot", receipt(device, lot, 5, supplier_lot=f"F-{n}", session=f"{lot}"))
            answers = await asyncio.gather(*(hand_over(client, device, n) for device in devices))
            assert sum(DUPLICATE in each for answer in answers for each in codes(answer)) == 1, n
        places = await server.pool.fetch("SELECT location, count(*), sum(quantity) FROM row_balance GROUP BY 1")
        assert {tuple(row) for row in places} == {("QUAR-01", TIMES, 5 * TIMES), ("UNRECONCILED", TIMES, 5 * TIMES)}
        held = await server.pool.fetchval("SELECT count(DISTINCT lot) FROM row_hold WHERE lifted_at IS NULL")
        inbox = await server.pool.fetchval("SELECT count(*) FROM row_exception WHERE code = $1", DUPLICATE)
        assert (held, inbox) == (2 * TIMES, TIMES)
        async with server.pool.acquire() as db:
            assert (await rebuild.check(db, server.registry, write=write)).ok


async def test_a_doubt_is_resolved_by_another_person_and_not_by_its_author(place: Place) -> None:
    async with company_server(place) as (server, client):
        one, two = [await on_shift(server, client, f"H0{n}", "QH-03") for n in (1, 2)]
        for device, lot in ((one, "LOT-1"), (two, "LOT-2")):
            device.record("ReceiveLot", receipt(device, lot, 5, supplier_lot="F-1"))
            await hand_over(client, device)
        (doubted,) = await server.pool.fetch("SELECT id, entry FROM row_exception WHERE code = $1", DUPLICATE)
        verdict = {"receipt": doubted["entry"], "verdict": "confirm"}
        resolution = {"exception": doubted["id"], "resolution": "confirmed"}
        two.record("ResolveReceipt", verdict, reason="two pallets")
        two.record("ResolveException", resolution, reason="two pallets")
        assert codes(await hand_over(client, two, 2)) == [["AUTHOR_CANNOT_RESOLVE"]] * 2
        other = await on_shift(server, client, "H03", "QH-04")
        other.record("ResolveReceipt", verdict, reason="two pallets")
        other.record("ResolveException", resolution, reason="two pallets")
        assert codes(await hand_over(client, other)) == [[], []]
        assert await stock(server.pool, "LOT-1", "LOT-2") == {("LOT-1", "QUAR-01"): 5, ("LOT-2", "QUAR-01"): 5}
        assert await server.pool.fetchval("SELECT count(*) FROM row_hold WHERE lifted_at IS NULL") == 0
        (item,) = await server.pool.fetch("SELECT status, resolved_by FROM row_exception WHERE id = $1", doubted["id"])
        assert tuple(item) == ("resolved", "QH-04")


async def test_a_lot_moved_by_b_before_a_has_synced_stands_where_b_put_it_once_a_syncs(place: Place) -> None:
    async with company_server(place) as (server, client):
        one, two = [await on_shift(server, client, f"H0{n}", f"QH-0{n}") for n in (1, 2)]
        one.record("ReceiveLot", receipt(one, "LOT-1", 20))
        move = {"from": "QUAR-01", "lot": "LOT-1", "quantity": {"unit": "EA", "value": "8"}, "scans": []}
        two.record("MoveStock", {**move, "to": "QUAR-02"})
        assert codes(await hand_over(client, two)) == [["LOT_UNKNOWN"]]
        assert await stock(server.pool, "LOT-1") == {("LOT-1", "UNRECONCILED"): -8, ("LOT-1", "QUAR-02"): 8}
        await hand_over(client, one)
        assert await stock(server.pool, "LOT-1") == {("LOT-1", "QUAR-01"): 12, ("LOT-1", "QUAR-02"): 8}


async def test_eight_writers_on_shared_lots_leave_what_a_rebuild_gives(place: Place) -> None:
    async with company_server(place) as (server, client):
        devices = [await on_shift(server, client, f"H0{n}", "QH-01") for n in range(1, 9)]
        for n, device in enumerate(devices):
            for k in range(20):
                lot = f"LOT-{(n + k) % 3}"
                device.record("ReceiveLot", receipt(device, lot, k + 1, supplier_lot=f"of {lot}"))
                move = {"from": "QUAR-01", "lot": lot, "quantity": {"unit": "EA", "value": "3"}, "scans": []}
                device.record("MoveStock", {**move, "to": "QUAR-02"})
        for seq in range(1, 41, 10):
            bodies = [device.push_bytes(seq, seq + 9) for device in devices]
            answers = await asyncio.gather(*(client.post("/sync/push", content=body) for body in bodies))
            assert {answer.status_code for answer in answers} == {200}
        total = await server.pool.fetchval("SELECT sum(quantity) FROM row_balance")
        assert total == 8 * sum(range(1, 21))
        async with server.pool.acquire() as db:
            report = await rebuild.check(db, server.registry, write=write)
        assert report.ok, report
