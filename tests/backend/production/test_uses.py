"""A gauge is found out of tolerance: what was read with it since it was last good (drill 4), through the door."""

from datetime import timedelta

from httpx import AsyncClient

from backend.app.running import Running
from backend.material.entries import HoldLoad
from tests.builders.enrolled import enrol, token
from tests.builders.equipment import calibrates, piece
from tests.builders.production import LOT, ORDER, begins, reads
from tests.builders.shop_floor import found, note, push, rebuilds, recorded
from tests.builders.virtual_device import VirtualDevice

GAUGE = "FG-03"


async def test_force_gauge_fg_03_lists_every_pull_test_since_its_last_good_calibration(
    server: Running, client: AsyncClient, database_url: str
) -> None:
    await found(server)
    now = server.clock.now()
    await recorded(server, piece(GAUGE, kind="gauge", equipment_class="force_gauge"), "QH-0003")
    await recorded(server, calibrates(GAUGE, performed_at=now - timedelta(days=40)), "QH-0003")
    await recorded(server, calibrates(GAUGE, performed_at=now - timedelta(days=20)), "QH-0003")
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, begins(90), reads("135.0", gauge=GAUGE), reads("135.5", gauge="FG-04"), reads("136.0", gauge=GAUGE))
    note(device, HoldLoad(load="EO-X", reason_code="DOUBT", text=""))
    await push(server, device)
    bad = calibrates(GAUGE, result="out_of_tolerance", as_found="-1.8 N", performed_at=server.clock.now())
    outcome = await server.door.record(bad, site="SZ", badge="QH-0003")
    assert [code.code for code in outcome.codes] == ["EQUIPMENT_OUT_OF_TOLERANCE"]
    headers = await token(client, await enrol(server, client, "D01", kind="desk"))
    uses = (await client.get(f"/equipment/{GAUGE}/uses", headers=headers)).json()
    assert [(u["kind"], u["value"], u["lot"], u["order"]) for u in uses["uses"]] == [
        ("reading", "135", LOT, ORDER),
        ("reading", "136", LOT, ORDER),
    ]
    (subject,) = uses["subjects"]
    assert (subject["order"], subject["lot"], subject["uses"], subject["deviation"]) == (ORDER, LOT, 2, None)
    assert (uses["count"], uses["more"], uses["until"]) == (2, False, None)
    first = (await client.get(f"/equipment/{GAUGE}/uses?limit=1", headers=headers)).json()
    (line,) = first["uses"]
    after = {"limit": 1, "after_at": line["at"], "after_id": line["id"]}
    second = (await client.get(f"/equipment/{GAUGE}/uses", params=after, headers=headers)).json()
    assert (first["more"], [u["value"] for u in second["uses"]], second["more"]) == (True, ["136"], False)
    csv = (await client.get(f"/equipment/{GAUGE}/uses.csv", headers=headers)).text
    assert csv.endswith("# 2 uses\r\n")
    card = (await client.get(f"/equipment/{GAUGE}", headers=headers)).json()
    assert (card["piece"]["reasons"], len(card["records"])) == (["not_qualified", "out_of_tolerance"], 3)
    assert [p["equipment"]["code"] for p in (await client.get("/equipment", headers=headers)).json()["pieces"]] == [
        GAUGE
    ]
    assert (await client.get("/equipment/NONE", headers=headers)).status_code == 404
    assert await server.pool.fetchval("SELECT count(*) FROM row_load_hold") == 1
    await rebuilds(server, database_url)
