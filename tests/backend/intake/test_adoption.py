"""Lines beside a chain: an administrator reads them and has them judged (P45)."""

import asyncio
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from backend.app.running import Running
from backend.intake import store
from backend.intake.door import Intake
from backend.intake.entries import AdoptBranchEntry, RejudgeEntry
from backend.intake.hints import Hints
from backend.intake.transaction import Received, take_in
from backend.log import rebuild
from sync import canonical
from sync.outcome import Outcome
from tests.builders.enrolled import Client, enrol, sign_in, token
from tests.builders.receipts import small_company
from tests.builders.virtual_device import VirtualDevice, outcomes

MOVE: dict[str, object] = {
    "from": None,
    "lot": "L9",
    "quantity": {"unit": "kg", "value": "1"},
    "scans": [],
    "to": "QUAR-02",
}


async def pushed(server: Running, device: VirtualDevice, from_seq: int = 1) -> list[dict[str, Any]]:
    push, header = device.push(from_seq)
    answered = await server.intake.push(push, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    return outcomes(answered.outcomes)


def content(device: VirtualDevice, seq: int = 1) -> str:
    return sha256(device.lines[seq - 1].raw).hexdigest()


async def adopt(
    server: Running, device: VirtualDevice, seq: int = 1, reason: str | None = "seen on the shelf"
) -> Outcome:
    line = AdoptBranchEntry(device=device.device, seq=seq, content=content(device, seq))
    return await server.door.record(line, site="SZ", reason=reason)


def entry_id(device: VirtualDevice) -> str:
    return str(msgspec.json.decode(device.lines[0].raw)["id"])


def carry_over(carrier: VirtualDevice, device: VirtualDevice) -> None:
    """Append the first entry of ``device`` to the chain of ``carrier`` (P33)."""
    sent = msgspec.json.decode(device.lines[0].raw)
    act = carrier.envelope("MoveStock", MOVE)
    carrier.append_raw(canonical.encode(act | {key: sent[key] for key in sent if key not in ("device", "seq")}))


async def in_stock(server: Running) -> int:
    return int(
        await server.pool.fetchval("SELECT coalesce(sum(quantity), 0) FROM row_balance WHERE location = 'QUAR-02'")
    )


@pytest.fixture
async def clone(server: Running, client: Client) -> VirtualDevice:
    """The copy of a device, whose own first entry lies beside the chain that the device itself began."""
    await small_company(server)
    device = await enrol(server, client, "H01")
    copied = VirtualDevice(device.device)
    copied.key = device.key
    device.record("ReportIncident", {"code": "TEST", "detail": {}})
    copied.record("MoveStock", MOVE)
    await pushed(server, device)
    (outcome,) = await pushed(server, copied)
    assert [c["code"] for c in outcome["codes"]] == ["CHAIN_FORK"]
    return copied


async def test_p45_an_adopted_line_takes_effect_once_and_its_bytes_stay(server: Running, clone: VirtualDevice) -> None:
    assert await in_stock(server) == 0
    assert (await adopt(server, clone)).outcome == "accepted"
    assert await in_stock(server) == 1
    rows = await server.pool.fetch("SELECT entry, outcome, revision, adopted_by FROM row_adopted_entry")
    assert [tuple(row) for row in rows] == [(entry_id(clone), "flagged", 0, "SYSTEM")]
    again = await adopt(server, clone)
    assert (again.outcome, again.codes[0].code) == ("refused", "BRANCH_LINE_JUDGED")
    assert await in_stock(server) == 1
    assert await server.pool.fetchval("SELECT raw FROM branch_entry") == clone.lines[0].raw
    assert await server.pool.fetchval("SELECT count(*) FROM outcome WHERE device = $1", clone.device) == 1


async def test_p45_events_of_an_adopted_line_name_the_line_and_replay_to_the_same_tables(
    server: Running, clone: VirtualDevice
) -> None:
    await adopt(server, clone)
    moved = await server.pool.fetchval("SELECT raw FROM event WHERE raw LIKE '%\"StockMoved\"%'::bytea")
    assert msgspec.json.decode(moved)["entry"] == entry_id(clone)
    await server.sequencer.step()
    async with server.pool.acquire() as db:
        await db.execute("SET ROLE NONE")
        report = await rebuild.check(db, server.registry, write=store.write)
    assert report.ok, report


async def test_p45_a_device_that_carries_an_adopted_act_over_is_repeated_its_outcome(
    server: Running, client: Client, clone: VirtualDevice
) -> None:
    await adopt(server, clone)
    carrier = await enrol(server, client, "H02")
    carry_over(carrier, clone)
    (outcome,) = await pushed(server, carrier)
    assert [c["code"] for c in outcome["codes"]][-1] == "CARRIED_OVER"
    assert outcome["outcome"] == "flagged"
    assert await in_stock(server) == 1


async def test_p45_a_line_that_was_carried_over_before_is_not_adopted(
    server: Running, client: Client, clone: VirtualDevice
) -> None:
    carrier = await enrol(server, client, "H02")
    carry_over(carrier, clone)
    await pushed(server, carrier)
    refused = await adopt(server, clone)
    assert (refused.outcome, refused.codes[0].code) == ("refused", "BRANCH_LINE_JUDGED")
    assert await in_stock(server) == 1


async def test_p45_a_line_that_cannot_be_read_stays_quarantined_and_may_be_adopted_again(
    server: Running, clone: VirtualDevice
) -> None:
    clone.append_raw(b"not json")
    await pushed(server, clone, 2)
    for revision in (0, 1):
        assert (await adopt(server, clone, 2)).outcome == "accepted"
        rows = await server.pool.fetch("SELECT outcome, revision FROM row_adopted_entry WHERE seq = 2")
        assert [tuple(row) for row in rows] == [("quarantined", revision)]


async def test_p45_an_adoption_needs_a_reason_a_line_and_the_permission(
    server: Running, client: Client, clone: VirtualDevice
) -> None:
    assert (await adopt(server, clone, reason=None)).codes[0].code == "REASON_MISSING"
    unknown = AdoptBranchEntry(device=clone.device, seq=2, content=content(clone))
    assert (await server.door.record(unknown, reason="seen")).codes[0].code == "BRANCH_LINE_UNKNOWN"
    other = await enrol(server, client, "H02")
    body = {"content": content(clone), "device": clone.device, "seq": 1}
    other.record("AdoptBranchEntry", body, reason="seen on the shelf")
    (refused,) = await pushed(server, other)
    assert refused["outcome"] == "refused"
    assert await in_stock(server) == 0
    assert await server.pool.fetchval("SELECT count(*) FROM row_adopted_entry") == 0


async def test_p21_who_may_not_ask_has_nothing_judged_again(server: Running, client: Client) -> None:
    await small_company(server)
    device, other = await enrol(server, client, "H01"), await enrol(server, client, "H02")
    device.record("NoSuchThing", {})
    await pushed(server, device)
    other.record("RejudgeEntry", {"device": device.device, "seq": 1})
    (refused,) = await pushed(server, other)
    assert refused["outcome"] == "refused"
    assert await server.pool.fetchval("SELECT count(*) FROM outcome WHERE device = $1", device.device) == 1


async def test_p45_a_re_judged_entry_that_was_carried_over_meanwhile_repeats_that_outcome(
    server: Running, client: Client
) -> None:
    await small_company(server)
    device, carrier = await enrol(server, client, "H01"), await enrol(server, client, "H02")
    device.record("MoveStock", MOVE)
    push, header = device.push()
    received = Received(push, header, datetime.now(UTC), poisoned=frozenset({1}))  # noqa: TID251 - the test's clock
    async with server.pool.acquire() as db, db.transaction():
        (answered,) = await take_in(db, server.registry, [received], Hints(), frozenset())
    assert outcomes(answered.outcomes)[0]["outcome"] == "quarantined"
    carry_over(carrier, device)
    await pushed(server, carrier)
    await server.door.record(RejudgeEntry(device=device.device, seq=1))
    (again,) = await pushed(server, device)
    assert [c["code"] for c in again["codes"]][-1] == "CARRIED_OVER"
    assert await in_stock(server) == 1


async def test_p45_ten_adoptions_and_a_carry_over_at_once_count_once(
    server: Running, client: Client, clone: VirtualDevice
) -> None:
    carrier = await enrol(server, client, "H02")
    carry_over(carrier, clone)
    elsewhere = Intake(server.pool, server.registry)  # as another process of the server would
    elsewhere.start()
    push, header = carrier.push()
    at = datetime.now(UTC)  # noqa: TID251 - the test's clock
    await asyncio.gather(*(adopt(server, clone) for _ in range(10)), elsewhere.push(push, header_line=header, at=at))
    await elsewhere.stop()
    assert await in_stock(server) == 1


async def test_lines_beside_a_chain_are_read_by_administrators_each_once_with_what_became_of_them(
    server: Running, client: Client, clone: VirtualDevice
) -> None:
    await pushed(server, clone)
    await adopt(server, clone)
    reader = await enrol(server, client, "D01", kind="desk")
    headers = await token(client, reader)
    where = f"/devices/{clone.device}/branch"
    assert (await client.get(where, headers=headers)).status_code == 401
    headers = await sign_in(server, client, reader, "administrator")
    view = (await client.get(where, headers=headers)).json()
    (line,) = view["lines"]
    assert (line["seq"], line["code"], line["times"], line["content"]) == (1, "CHAIN_FORK", 2, content(clone))
    assert line["raw"].encode() == clone.lines[0].raw
    assert (line["adopted"]["outcome"], line["adopted"]["by"]) == ("flagged", "SYSTEM")
    behind = await client.get(f"/entries/{clone.device}/1?entry={entry_id(clone)}", headers=headers)
    assert behind.json()["raw"] == line["raw"]
    assert (await client.get(f"/entries/{clone.device}/1", headers=headers)).json()["raw"] != line["raw"]
