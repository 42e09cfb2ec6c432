import asyncio
from contextlib import suppress

import asyncpg
import httpx
import pytest

from backend.app.registry import build_registry
from backend.intake.store import write
from backend.log import rebuild
from backend.log.verify import verify
from tests.builders.serve_process import DEADLINE, serving
from tests.simulation.crossing import receipt
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

ENTRIES = 300


@pytest.mark.slow
async def test_p14_p22_a_server_killed_in_mid_push_loses_nothing_and_doubles_nothing(place: Place) -> None:
    async with company_server(place) as (running, client):
        device = await on_shift(running, client, "H01", "QH-01")
    for n in range(ENTRIES):
        device.record("ReceiveLot", receipt(device, f"LOT-{n % 50}", 1, supplier_lot=f"of LOT-{n % 50}"))
    with serving(place.url, place.folder) as server:
        async with httpx.AsyncClient(base_url=server.url, timeout=DEADLINE) as client:
            for kill_after in (0.02, 0.1, 0.2):
                pushing = asyncio.create_task(client.post("/sync/push", content=device.push_bytes()))
                await asyncio.sleep(kill_after)  # wherever it then is
                server.kill()
                with suppress(httpx.TransportError):
                    await pushing
                server.start()
            answers = [await client.post("/sync/push", content=device.push_bytes()) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["outcomes"] == answers[1].json()["outcomes"]
    assert [outcome["seq"] for outcome in answers[0].json()["outcomes"]] == list(range(1, ENTRIES + 1))
    await _is_sound(place)


async def _is_sound(place: Place) -> None:
    db = await asyncpg.connect(place.url)
    try:
        assert await db.fetchval("SELECT count(*) FROM entry WHERE device <> 'system'") == ENTRIES
        assert await db.fetchval("SELECT sum(quantity) FROM row_balance") == ENTRIES
        assert (await verify(db, file=place.folder / "checkpoints.jsonl")).ok
        assert (await rebuild.check(db, build_registry(), write=write)).ok
    finally:
        await db.close()
