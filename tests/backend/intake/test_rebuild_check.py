from backend.app.running import Running
from backend.intake import store
from backend.log import rebuild
from tests.builders.enrolled import Client, enrol
from tests.builders.receipts import receipt, small_company


async def test_a_check_on_a_connection_that_wrote_before_leaves_the_live_tables_alone(
    server: Running, client: Client
) -> None:
    await small_company(server)
    device = await enrol(server, client, "H01")
    for n in range(1, 4):
        device.record("ReceiveLot", receipt(f"H01-{n}", session=f"0190a000-0000-7000-8000-00000000000{n}"))
        answer = await client.post("/sync/push", content=device.push_bytes(from_seq=n))
        assert answer.status_code == 200
        # Pooled connections: by the third round each has written live rows and checked before.
        for _ in range(2):
            async with server.pool.acquire() as db:
                await db.execute("SET ROLE NONE")
                report = await rebuild.check(db, server.registry, write=store.write)
            assert report.ok, report
    assert await server.pool.fetchval("SELECT count(*) FROM row_receipt") == 3
