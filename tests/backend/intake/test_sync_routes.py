import asyncio
import json
from hashlib import sha256
from typing import Any

from backend.app.running import Running
from backend.intake.attachments import MAX_ATTACHMENT_BYTES
from sync import canonical, checksum
from sync.push_body import MAX_BODY_BYTES
from tests.builders.enrolled import Client, enrol, token

INCIDENT = {"code": "TEST", "detail": {}}


async def test_p18_an_unknown_device_is_answered_403_and_its_bytes_are_kept(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.device = "nobody"
    device.record("ReportIncident", INCIDENT)
    answer = await client.post("/sync/push", content=device.push_bytes())
    assert (answer.status_code, answer.json()["code"]) == (403, "DEVICE_UNKNOWN")
    assert await server.pool.fetchval("SELECT count(*) FROM rejected_push") == 1


async def test_p18_a_wrong_signature_moves_no_chain_and_is_bounded_per_source(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    forged = device.push_bytes(signature="0" * 128)
    answers = [await client.post("/sync/push", content=forged) for _ in range(22)]
    assert {a.status_code for a in answers[:20]} == {403}
    assert answers[-1].status_code == 429
    assert await server.pool.fetchval("SELECT count(*) FROM entry WHERE device = $1", device.device) == 0
    good = await client.post("/sync/push", content=device.push_bytes())
    assert good.status_code == 200


async def test_p11_a_body_over_the_limit_is_413(server: Running, client: Client) -> None:
    answer = await client.post("/sync/push", content=b"x" * (MAX_BODY_BYTES + 1))
    assert answer.status_code == 413


async def test_p10_a_truncated_body_is_400_and_stores_nothing(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    answer = await client.post("/sync/push", content=device.push_bytes()[:-5])
    assert (answer.status_code, answer.json()["code"]) == (400, "PUSH_MALFORMED")


async def test_p15_a_gap_is_409_with_expected(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    device.record("ReportIncident", INCIDENT)
    answer = await client.post("/sync/push", content=device.push_bytes(from_seq=2))
    assert answer.status_code == 409
    assert answer.json()["detail"]["expected"] == 1


async def test_p27_p28_p31_p34_a_pull_brings_rows_outcomes_and_matching_checksums(
    server: Running, client: Client
) -> None:
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    device.record("ReportIncident", INCIDENT)
    await client.post("/sync/push", content=device.push_bytes())
    rows: dict[str, dict[tuple[str, str], str]] = {}
    cursors: list[str] = []
    outcome_seen = False
    while True:
        answer = await client.get("/sync/pull", params={"cursor": cursors, "limit": 1}, headers=headers)
        assert answer.status_code == 200, answer.text
        head, *lines = answer.text.splitlines()
        header = json.loads(head)
        cursors = header["cursors"]
        for line in lines[:1] if header["more"] else lines[:-1]:
            stream, _, _, kind, key, row = line.split("\t")
            outcome_seen |= kind == "outcome"
            if kind != "outcome":
                rows.setdefault(stream, {})[kind, key] = row
        if not header["more"]:
            break
    sums: dict[str, Any] = json.loads(lines[-1])["checkpoint"]["checksums"]
    for stream, found in sums.items():
        mine = checksum.of_rows((k, y, r.encode()) for (k, y), r in rows.get(stream, {}).items() if r)
        assert checksum.text(mine) == found, stream
    assert outcome_seen
    assert rows[f"device:{device.device}"]


async def test_p41_an_attachment_is_stored_once_and_refused_with_another_hash(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    content = b"certificate"
    digest = sha256(content).hexdigest()
    for _ in range(2):
        assert (await client.put(f"/attachments/{digest}", content=content, headers=headers)).status_code == 204
    assert (await client.put(f"/attachments/{'0' * 64}", content=content, headers=headers)).status_code == 422
    assert (await client.put("/attachments/..%2Fx", content=content, headers=headers)).status_code in (404, 422)
    assert (await client.get(f"/attachments/{digest}", headers=headers)).content == content
    large = b"x" * (MAX_ATTACHMENT_BYTES + 1)
    assert (await client.put(f"/attachments/{digest}", content=large, headers=headers)).status_code == 413
    assert await server.pool.fetchval("SELECT count(*) FROM attachment") == 1


async def test_pull_without_a_token_is_401_and_a_wrong_cursor_400(server: Running, client: Client) -> None:
    assert (await client.get("/sync/pull")).status_code == 401
    headers = await token(client, await enrol(server, client, "H01"))
    answer = await client.get("/sync/pull", params={"cursor": "nonsense"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "CURSOR_MALFORMED")


async def test_p22_one_push_of_many_devices_at_once_is_stored_once_each(server: Running, client: Client) -> None:
    devices = [await enrol(server, client, f"H{n:02}") for n in range(1, 6)]
    for device in devices:
        for _ in range(20):
            device.record("ReportIncident", INCIDENT)
    bodies = [device.push_bytes() for device in devices] * 3
    answers = await asyncio.gather(*(client.post("/sync/push", content=body) for body in bodies))
    assert {a.status_code for a in answers} == {200}
    assert await server.pool.fetchval("SELECT count(*) FROM entry WHERE device <> 'system'") == 100
    assert canonical.decode(canonical.encode(answers[0].json()["outcomes"])) == answers[5].json()["outcomes"]


async def test_a_nul_in_path_or_query_is_400(server: Running, client: Client) -> None:
    headers = await token(client, await enrol(server, client, "H01"))
    for path in ("/history/lot?key=a%00b", "/labels/lots/a%00b/preview", "/imports/rejects?after_source=%00"):
        answer = await client.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "NUL_IN_REQUEST"), path
