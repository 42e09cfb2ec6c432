"""What the desk reads about prefixes, pools, ranges and triggers, from the demo company."""

from datetime import date

from backend.app.demo_company.company import entry_bodies
from backend.app.running import Running
from backend.devices.entries import RevokeDevice
from backend.items.entries import LeaseRange, UseNumbers, VoidNumbers
from tests.builders.enrolled import Client, enrol, token
from tests.builders.numbers import POOL, span


async def demo(server: Running, client: Client) -> dict[str, str]:
    for body in entry_bodies(date(2026, 11, 22)):
        assert (await server.door.record(body, site="SZ")).outcome == "accepted"
    return await token(client, await enrol(server, client, "H01"))


async def test_prefixes_and_pools_are_told_with_what_is_left_of_them(server: Running, client: Client) -> None:
    device = await demo(server, client)
    await server.door.record(LeaseRange(count=600, pool=POOL), site="SZ")
    await server.door.record(UseNumbers(loose=(), purpose="job-7", spans=(span(3, 12),)), site="SZ")
    await server.door.record(VoidNumbers(spans=(span(1, 2),)), site="SZ", reason="torn")
    found = (await client.get("/numbers", headers=device)).json()
    (prefix,) = found["prefixes"]
    assert (prefix["prefix"], prefix["capacity"], prefix["next"]) == ("9521234", 100_000, 0)
    assert prefix["taken"] > 20
    pools = {pool["pool"]: pool for pool in found["pools"]}
    assert set(pools) == {POOL, "sscc:9521234:0", "lot:FG", "lot:SA"}
    serials = pools[POOL]
    assert [serials[name] for name in ("item", "leased", "used", "voided")] == ["FG-PX1", 600, 10, 2]
    assert (serials["capacity"], serials["left"]) == ("999999", "999399")


async def test_a_pools_ranges_say_who_holds_them_and_what_became_of_each_number(
    server: Running, client: Client
) -> None:
    device = await demo(server, client)
    await server.door.record(LeaseRange(count=600, pool=POOL), site="SZ")
    await server.door.record(UseNumbers(loose=(), purpose="job-7", spans=(span(3, 12),)), site="SZ")
    page = (await client.get("/numbers/ranges", params={"pool": POOL, "limit": 1}, headers=device)).json()
    (first,) = page["ranges"]
    assert page["more"]
    assert (first["first_number"], first["last_number"]) == ("PX1-000001", "PX1-000500")
    (use,) = first["uses"]
    assert (use["first_number"], use["last_number"], use["status"], use["purpose"]) == (
        "PX1-000003",
        "PX1-000012",
        "used",
        "job-7",
    )
    asked = {"pool": POOL, "after": first["first"]}
    (second,) = (await client.get("/numbers/ranges", params=asked, headers=device)).json()["ranges"]
    assert (second["first"], second["last"], second["uses"]) == (501, 600, [])


async def test_what_a_revoked_device_left_unused_is_told_as_the_spans_to_void(server: Running, client: Client) -> None:
    device = await demo(server, client)
    lost = await enrol(server, client, "H02")
    for count, pool in ((600, POOL), (3, "lot:FG")):
        lost.record("LeaseRange", {"count": count, "pool": pool})
    pushed, header = lost.push()
    await server.intake.push(pushed, header_line=header, at=server.clock.now())
    used = UseNumbers(loose=(), purpose="job-7", spans=(span(3, 12),))
    await server.door.record(used, site="SZ")
    assert (await client.get("/numbers", headers=device)).json()["stranded"] == []
    await server.door.record(RevokeDevice(device=lost.device), site="SZ", reason="lost in the taxi")
    (line,) = (await client.get("/numbers", headers=device)).json()["stranded"]
    assert (line["device_code"], line["count"], line["pools"]) == ("H02", 593, ["lot:FG", POOL])
    unused = [(each["range"], each["first"], each["last"]) for each in line["spans"]]
    assert unused == [("lot:FG#1", 1, 3), (f"{POOL}#1", 1, 2), (f"{POOL}#1", 13, 500), (f"{POOL}#501", 501, 600)]


async def test_the_triggers_are_told_with_their_clauses(server: Running, client: Client) -> None:
    device = await demo(server, client)
    found = (await client.get("/udi/triggers", headers=device)).json()
    assert {"attribute": "sterile", "regime": "EU", "clause": "MDR 2017/745 Annex VI Part C 3.9"} in found


async def test_only_devices_of_the_company_read_them(client: Client) -> None:
    for path in ("/numbers", "/numbers/ranges?pool=x", "/udi/triggers"):
        assert (await client.get(path)).status_code == 401
