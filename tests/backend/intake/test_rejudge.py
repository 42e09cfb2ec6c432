from datetime import UTC, datetime

import msgspec
import pytest

from backend.app import registry_warehouse
from backend.app.registry import build_registry
from backend.app.running import Running
from backend.intake.door import Intake
from backend.log.registry import Registry
from tests.builders.enrolled import Client, enrol
from tests.builders.receipts import small_company
from tests.builders.virtual_device import VirtualDevice, outcomes

MOVE: dict[str, object] = {
    "from": None,
    "lot": "L9",
    "quantity": {"unit": "kg", "value": "1"},
    "scans": [],
    "to": "QUAR-02",
}


async def pushed(intake: Intake, device: VirtualDevice, from_seq: int = 1) -> list[dict[str, object]]:
    push, header = device.push(from_seq)
    answered = await intake.push(push, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    return outcomes(answered.outcomes)


async def older(server: Running) -> Intake:
    """A door of the release before MoveStock."""
    capabilities = [c for c in build_registry().capabilities if c is not registry_warehouse.CAPABILITY]
    return Intake(server.pool, Registry(capabilities))


async def test_p19_p20_p21_an_entry_quarantined_by_an_older_server_is_judged_again_after_the_upgrade(
    server: Running, client: Client
) -> None:
    await small_company(server)
    device = await enrol(server, client, "H01")
    device.record("MoveStock", MOVE)
    before = await older(server)
    before.start()
    (first,) = await pushed(before, device)
    await before.stop()
    assert (first["outcome"], first["revision"]) == ("quarantined", 0)
    assert set(first) == {"codes", "id", "outcome", "revision", "seq"}
    again = server.registry.entry("RejudgeEntry").type.struct(device=device.device, seq=1)
    assert (await server.door.record(again)).outcome == "accepted"
    (second,) = await pushed(server.intake, device)
    assert (second["outcome"], second["revision"]) == ("flagged", 1)
    kept = await server.pool.fetch("SELECT raw FROM outcome WHERE device = $1 ORDER BY revision", device.device)
    assert [msgspec.json.decode(r[0])["outcome"] for r in kept] == ["quarantined", "flagged"]
    assert await server.pool.fetchval("SELECT quantity FROM row_balance WHERE location = 'QUAR-02'") == 1


async def test_p21_an_entry_with_a_final_outcome_is_not_judged_again(server: Running, client: Client) -> None:
    await small_company(server)
    device = await enrol(server, client, "H01")
    device.record("MoveStock", MOVE)
    await pushed(server.intake, device)
    again = server.registry.entry("RejudgeEntry").type.struct(device=device.device, seq=1)
    await server.door.record(again)
    assert await server.pool.fetchval("SELECT count(*) FROM outcome WHERE device = $1", device.device) == 1
    assert await server.pool.fetchval("SELECT quantity FROM row_balance WHERE location = 'QUAR-02'") == 1


async def test_p22_an_entry_the_database_refuses_is_quarantined_and_the_others_stand(
    server: Running, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await small_company(server)
    device = await enrol(server, client, "H01")
    for lot in ("L1", "L2", "L3"):
        device.record("MoveStock", MOVE | {"lot": lot})
    # A value that rules accept and the database does not: here a trigger stands for it.
    async with server.pool.acquire() as db:
        await db.execute("SET ROLE NONE")
        await db.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF NEW.number = 'L2' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$"
        )
        await db.execute("CREATE TRIGGER refuse BEFORE INSERT ON row_lot FOR EACH ROW EXECUTE FUNCTION refuse()")
        await db.execute("SET ROLE unitrail_app")
    found = await pushed(server.intake, device)
    assert [o["outcome"] for o in found] == ["flagged", "quarantined", "flagged"]
    assert found[1]["codes"] == [{"code": "INTERNAL", "detail": {}}]
    assert await server.pool.fetchval("SELECT count(*) FROM row_lot") == 2
