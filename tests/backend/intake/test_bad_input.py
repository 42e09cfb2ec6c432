import json
from typing import Any

from backend.app.registry import build_registry
from backend.app.running import Running
from sync import canonical
from sync.push_body import MAX_ENTRY_BYTES
from tests.builders.enrolled import Client, enrol, token
from tests.builders.hostile_bodies import SHORTER, body_of, hostile_texts
from tests.builders.virtual_device import VirtualDevice

INCIDENT = {"code": "TEST", "detail": {}}


async def pushed(client: Client, device: VirtualDevice, from_seq: int = 1) -> list[dict[str, Any]]:
    answer = await client.post("/sync/push", content=device.push_bytes(from_seq))
    assert answer.status_code == 200, answer.text
    outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
    return outcomes


def codes(outcome: dict[str, Any]) -> list[str]:
    return [code["code"] for code in outcome["codes"]]


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("a wrong type in the body", {"body": {"code": 7, "detail": {}}}, "UNREADABLE"),
    ("an unknown key in the body", {"body": {**INCIDENT, "more": "x"}}, "UNREADABLE"),
    ("a missing key in the body", {"body": {"code": "TEST"}}, "UNREADABLE"),
    ("a body that is no object", {"body": ["TEST"]}, "UNREADABLE"),
    ("an unknown key in the envelope", {"more": 1}, "UNREADABLE"),
    ("a wrong type in the envelope", {"causes": "none"}, "UNREADABLE"),
    ("an unknown type", {"type": "NoSuchThing"}, "UNKNOWN_TYPE"),
    ("an unknown version of the body", {"version": 99}, "UNKNOWN_TYPE"),
    ("version 0 of the body", {"version": 0}, "UNKNOWN_TYPE"),
    ("a newer envelope", {"v": 2}, "UNKNOWN_TYPE"),
    ("another device's name", {"device": "somebody-else"}, "ENVELOPE_MISMATCH"),
    ("another place in the chain", {"seq": 9}, "ENVELOPE_MISMATCH"),
]


async def test_p03_p22_each_entry_that_cannot_be_read_is_quarantined_alone(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    for _, changes, _ in WRONG:
        device.append_raw(canonical.encode(device.envelope("ReportIncident", INCIDENT) | changes))
    device.record("ReportIncident", INCIDENT)
    *bad, good = await pushed(client, device)
    found = {name: (outcome["outcome"], codes(outcome)) for (name, _, _), outcome in zip(WRONG, bad, strict=True)}
    assert found == {name: ("quarantined", [code]) for name, _, code in WRONG}
    assert good["outcome"] == "flagged"


NOT_CANONICAL = [
    b"",
    b"\xff\xfe",
    b"null",
    b"[" * 100_000,
    b'{"a": 1}',
    b'{"a":1,"a":2}',
    b'{"b":1,"a":2}',
    b'{"a":1.5}',
    b'{"a":9007199254740992}',
    b'{"a":"\\u0000"}',
    b'{"a":"\\ud800"}',
    b'{"A":1}',
]


async def test_p02_bytes_that_are_no_canonical_object_are_links_of_the_chain_and_quarantined(
    server: Running, client: Client
) -> None:
    device = await enrol(server, client, "H01")
    for raw in NOT_CANONICAL:
        device.append_raw(raw)
    device.record("ReportIncident", INCIDENT)
    *bad, good = await pushed(client, device)
    assert {each["outcome"] for each in bad} == {"quarantined"}
    assert {code for each in bad for code in codes(each)} <= {"NOT_CANONICAL", "UNREADABLE"}
    assert good["outcome"] == "flagged"
    stored = await server.pool.fetch("SELECT raw FROM entry WHERE device = $1 ORDER BY seq", device.device)
    assert [record["raw"] for record in stored][: len(NOT_CANONICAL)] == NOT_CANONICAL


async def test_p11_an_entry_over_the_limit_is_kept_and_quarantined(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", {"code": "TEST", "detail": {"text": "x" * MAX_ENTRY_BYTES}})
    (outcome,) = await pushed(client, device)
    assert codes(outcome) == ["ENTRY_TOO_LARGE"]


async def test_p10_a_body_cut_off_anywhere_stores_nothing(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    body = device.push_bytes()
    for length in range(0, len(body), 37):
        answer = await client.post("/sync/push", content=body[:length])
        assert (answer.status_code, answer.json()["code"]) == (400, "PUSH_MALFORMED"), length
    assert await server.pool.fetchval("SELECT count(*) FROM entry WHERE device = $1", device.device) == 0


async def test_p18_what_the_signature_covers_cannot_be_changed(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    changes: dict[str, Any] = {"to_hash": "0" * 64, "head_seq": 7, "head_hash": "0" * 64, "signature": "0" * 128}
    for field, changed in changes.items():
        answer = await client.post("/sync/push", content=device.push_bytes(**{field: changed}))
        assert (answer.status_code, answer.json()["code"]) == (403, "SIGNATURE_INVALID"), field


async def test_p18_a_forged_device_that_signs_with_its_own_key_is_refused(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    forger = VirtualDevice(device.device)
    forger.record("ReportIncident", INCIDENT)
    answer = await client.post("/sync/push", content=forger.push_bytes())
    assert (answer.status_code, answer.json()["code"]) == (403, "SIGNATURE_INVALID")


async def test_p18_nobody_pushes_as_the_system_device(server: Running, client: Client) -> None:
    forger = VirtualDevice("system")
    forger.record("ReportIncident", INCIDENT)
    answer = await client.post("/sync/push", content=forger.push_bytes())
    assert (answer.status_code, answer.json()["code"]) == (403, "DEVICE_UNKNOWN")


async def test_p14_a_replayed_push_changes_nothing(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    device.record("ReportIncident", INCIDENT)
    first = await pushed(client, device)
    events = await server.pool.fetchval("SELECT count(*) FROM event")
    for _ in range(3):
        assert await pushed(client, device) == first
    assert await server.pool.fetchval("SELECT count(*) FROM event") == events


async def test_p16_the_entries_of_another_device_do_not_become_ones_own(server: Running, client: Client) -> None:
    device, thief = await enrol(server, client, "H01"), await enrol(server, client, "H02")
    device.record("ReportIncident", INCIDENT)
    thief.lines = list(device.lines)
    answer = await client.post("/sync/push", content=thief.push_bytes())
    assert [codes(each) for each in answer.json()["outcomes"]] == [["HASH_MISMATCH"]]


async def test_p22_html_in_every_text_of_every_entry_is_judged_as_text(server: Running, client: Client) -> None:
    """No type fails on it (INTERNAL), and the log keeps it as it was sent."""
    device = await enrol(server, client, "H01")
    bodies = {binding.type.name: body_of(binding.type.struct) for binding in build_registry().entries}
    auth = {**device.envelope("X", {})["auth"], "badge": SHORTER}
    for entry_type, body in bodies.items():
        device.record(entry_type, body, reason=SHORTER, auth=auth)
    outcomes = await pushed(client, device)
    failed = {kind: codes(each) for kind, each in zip(bodies, outcomes, strict=True) if "INTERNAL" in codes(each)}
    assert failed == {}
    assert {each["outcome"] for each in outcomes} <= {"flagged", "refused", "quarantined", "accepted"}
    stored = await server.pool.fetch("SELECT raw FROM entry WHERE device = $1 ORDER BY seq", device.device)
    assert [json.loads(record["raw"])["body"] for record in stored] == list(bodies.values())


async def test_html_in_a_fact_comes_back_as_the_same_text_and_never_as_a_page(server: Running, client: Client) -> None:
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    for entry_type in ("ReceiveLot", "PlaceHold", "MoveStock"):
        device.record(entry_type, body_of(build_registry().entry(entry_type).type.struct))
    assert {each["outcome"] for each in await pushed(client, device)} == {"flagged"}
    answer = await client.get("/sync/pull", params={"limit": 5000}, headers=headers)
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    rows = [line.split("\t")[5] for line in answer.text.splitlines() if line.count("\t") == 5]
    held = [json.loads(row) for row in rows if '"reason_code"' in row]
    assert hostile_texts(held)
    assert all(canonical.encode(json.loads(row)).decode() == row for row in rows if row)
