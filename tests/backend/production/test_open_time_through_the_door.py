"""C25 through the real door on PostgreSQL: what one device used is judged by what another tells of it late."""

from datetime import UTC, datetime, timedelta

import msgspec

from backend.app.running import Running
from tests.builders.processes import PLANNER, item
from tests.builders.production import CATHETER, LOT, consumes
from tests.builders.shop_floor import found, note, push, rebuilds, recorded, told
from tests.builders.virtual_device import VirtualDevice


async def test_what_was_mixed_before_anybody_knew_holds_what_it_went_into_and_a_rebuild_gives_the_same(
    server: Running, database_url: str
) -> None:
    await found(server)
    limited = msgspec.structs.replace(item(CATHETER), revision="B", open_minutes=60)
    await recorded(server, limited, PLANNER)
    mixer, user = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(user, consumes(LOT, lot="LATER"))
    assert "OPENED_EARLIER_THAN_KNOWN" not in told(await push(server, user))
    earlier = datetime.now(UTC) - timedelta(hours=2)  # noqa: TID251 - the device's own clock
    clock = {"boot": "b1", "mono_ms": 1000, "sync": None, "wall": earlier.isoformat()}
    mixer.record("ConsumeMaterial", msgspec.to_builtins(consumes("FEP-1")), clock=clock)
    assert "OPENED_EARLIER_THAN_KNOWN" in told(await push(server, mixer))
    held = await server.pool.fetch("SELECT lot FROM row_hold WHERE reason_code = 'OPENED_EARLIER_THAN_KNOWN'")
    assert [record["lot"] for record in held] == ["LATER"]
    await rebuilds(server, database_url)
