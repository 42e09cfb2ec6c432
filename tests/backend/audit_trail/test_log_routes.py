import json
from typing import Any

from httpx import AsyncClient

from backend.app.running import Running
from tests.builders.enrolled import enrol, token
from tests.builders.receipts import receipt, small_company


async def read(client: AsyncClient, path: str, headers: dict[str, str], **params: Any) -> dict[str, Any]:  # noqa: ANN401
    answer = await client.get(path, params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_done_the_log_of_a_site_is_newest_first_and_goes_on_before_a_position(
    server: Running, client: AsyncClient
) -> None:
    await small_company(server)
    headers = await token(client, await enrol(server, client, "H01"))
    await server.sequencer.step()
    first = await read(client, "/log", headers, limit=3)
    positions = [event["position"] for event in first["events"]]
    assert positions == sorted(positions, reverse=True)
    assert (len(positions), first["more"]) == (3, True)
    rest = await read(client, "/log", headers, limit=500, before=positions[-1])
    assert rest["more"] is False
    everything = positions + [event["position"] for event in rest["events"]]
    assert everything == list(range(everything[0], 0, -1))


async def test_done_the_log_leaves_out_the_events_of_another_site(server: Running, client: AsyncClient) -> None:
    await small_company(server)
    headers = await token(client, await enrol(server, client, "H01"))
    elsewhere = await enrol(server, client, "H02", site="BJ")
    elsewhere.record("ReceiveLot", receipt("H02-1"))
    await client.post("/sync/push", content=elsewhere.push_bytes())
    await server.sequencer.step()
    ours = await read(client, "/log", headers, limit=500)
    theirs = await read(client, "/log", await token(client, elsewhere), limit=500)
    assert "H02-1" not in json.dumps(ours["events"])
    assert "H02-1" in json.dumps(theirs["events"])


async def test_done_an_entry_is_shown_as_it_was_sent_with_what_the_device_had_seen(
    server: Running, client: AsyncClient
) -> None:
    await small_company(server)
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    device.record("ReceiveLot", receipt("H01-1"))
    await client.post("/sync/push", content=device.push_bytes())
    shown = await read(client, f"/entries/{device.device}/1", headers)
    assert shown["raw"] == device.lines[0].raw.decode()
    assert shown["hash"] == device.lines[0].hash
    assert "position" in json.loads(shown["raw"])["seen"]


async def test_refused_an_entry_that_is_not_stored_and_one_of_another_site(
    server: Running, client: AsyncClient
) -> None:
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    elsewhere = await enrol(server, client, "H02", site="BJ")
    elsewhere.record("ReportIncident", {"code": "TEST", "detail": {}})
    await client.post("/sync/push", content=elsewhere.push_bytes())
    for path in (f"/entries/{device.device}/7", f"/entries/{elsewhere.device}/1", f"/entries/{device.device}/{2**70}"):
        answer = await client.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "ENTRY_NOT_HERE")


async def test_refused_the_log_without_a_device_token(client: AsyncClient) -> None:
    answer = await client.get("/log")
    assert (answer.status_code, answer.json()["code"]) == (401, "TOKEN_MISSING")


async def test_refused_the_history_of_another_sites_lot_while_a_thing_of_the_company_is_told_whole(
    server: Running, client: AsyncClient
) -> None:
    await small_company(server)
    ours = await token(client, await enrol(server, client, "H01"))
    elsewhere = await enrol(server, client, "H02", site="BJ")
    elsewhere.record("ReceiveLot", receipt("H02-1"))
    await client.post("/sync/push", content=elsewhere.push_bytes())
    await server.sequencer.step()
    theirs = await token(client, elsewhere)
    assert (await read(client, "/history/lot", theirs, key="H02-1"))["events"]
    assert (await read(client, "/history/lot", ours, key="H02-1"))["events"] == []
    item = json.loads(elsewhere.lines[0].raw)["body"]["item"]
    of_item = [await read(client, "/history/item", headers, key=item) for headers in (ours, theirs)]
    assert of_item[0]["events"] == of_item[1]["events"] != []
