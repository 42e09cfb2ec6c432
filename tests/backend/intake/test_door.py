from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec
import pytest

from backend.intake.door import Intake, IntakeStopped
from backend.intake.transaction import Answered
from tests.builders.virtual_device import VirtualDevice, outcomes

INCIDENT = {"code": "TEST", "detail": {}}
HOLD = {"lot": "L1", "photos": [], "reason_code": "R", "text": ""}


async def push(intake: Intake, device: VirtualDevice, from_seq: int = 1, to_seq: int | None = None) -> Answered:
    pushed, header = device.push(from_seq, to_seq)
    return await intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock


def words(answered: Answered) -> list[str]:
    return [o["outcome"] for o in outcomes(answered.outcomes)]


def codes(answered: Answered) -> list[list[str]]:
    return [[c["code"] for c in o["codes"]] for o in outcomes(answered.outcomes)]


async def test_p13_p39_a_fact_of_an_unknown_badge_is_kept_and_flagged(intake: Intake, pool: asyncpg.Pool) -> None:
    device = VirtualDevice()
    device.record("PlaceHold", HOLD)
    answered = await push(intake, device)
    assert words(answered) == ["flagged"]
    assert "BADGE_UNKNOWN" in codes(answered)[0]
    assert answered.head.seq == 1
    assert await pool.fetchval("SELECT count(*) FROM row_exception WHERE code = 'BADGE_UNKNOWN'") == 1


async def test_p14_a_repeat_gets_the_stored_outcome_bytes_again(intake: Intake, pool: asyncpg.Pool) -> None:
    device = VirtualDevice()
    device.record("ReportIncident", INCIDENT)
    device.record("ReportIncident", INCIDENT)
    first = await push(intake, device)
    again = await push(intake, device)
    assert again.outcomes == first.outcomes
    assert await pool.fetchval("SELECT count(*) FROM entry") == 2


async def test_p15_a_gap_is_answered_with_what_is_expected_and_stores_nothing(
    intake: Intake, pool: asyncpg.Pool
) -> None:
    device = VirtualDevice()
    device.record("ReportIncident", INCIDENT)
    device.record("ReportIncident", INCIDENT)
    answered = await push(intake, device, from_seq=2)
    assert answered.gap
    assert answered.head.seq == 0
    assert await pool.fetchval("SELECT count(*) FROM entry") == 0


async def test_p16_a_fork_is_kept_beside_the_chain_and_opens_one_inbox_item(intake: Intake, pool: asyncpg.Pool) -> None:
    device, clone = VirtualDevice("forked"), VirtualDevice("forked")
    device.record("ReportIncident", INCIDENT)
    clone.record("ReportIncident", INCIDENT)
    await push(intake, device)
    for _ in range(2):
        answered = await push(intake, clone)
        assert codes(answered) == [["CHAIN_FORK"]]
    assert await pool.fetchval("SELECT count(*) FROM entry") == 1
    assert await pool.fetchval("SELECT count(*) FROM branch_entry") == 2
    assert await pool.fetchval("SELECT count(*) FROM row_exception WHERE code = 'CHAIN_FORK'") == 1


async def test_p17_a_wrong_hash_stops_the_chain_before_it(intake: Intake) -> None:
    device = VirtualDevice()
    for _ in range(3):
        device.record("ReportIncident", INCIDENT)
    pushed, header = device.push()
    broken = msgspec.structs.replace(pushed.lines[1], raw=pushed.lines[1].raw + b" ")
    tampered = msgspec.structs.replace(pushed, lines=(pushed.lines[0], broken, pushed.lines[2]))
    answered = await intake.push(tampered, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock
    assert words(answered) == ["flagged", "quarantined", "quarantined"]
    assert answered.head.seq == 1


async def test_p22_each_bad_entry_is_quarantined_alone(intake: Intake) -> None:
    device = VirtualDevice()
    device.append_raw(b"not json")
    device.record("ReportIncident", {"code": "TEST", "detail": {}, "more": 1})
    device.record("NoSuchThing", {})
    device.record("PlaceHold", HOLD)
    answered = await push(intake, device)
    assert words(answered) == ["quarantined", "quarantined", "quarantined", "flagged"]
    assert [c[0] for c in codes(answered)] == ["NOT_CANONICAL", "UNREADABLE", "UNKNOWN_TYPE", "BADGE_UNKNOWN"]


async def test_p24_an_id_used_for_another_body_is_quarantined_and_the_same_act_repeats_its_outcome(
    intake: Intake,
) -> None:
    device, carrier = VirtualDevice(), VirtualDevice()
    entry = device.envelope("ReportIncident", INCIDENT)
    device.record("ReportIncident", INCIDENT, **{key: entry[key] for key in ("id", "clock")})
    await push(intake, device)
    carrier.record("ReportIncident", INCIDENT, **{key: entry[key] for key in ("id", "clock")})
    carrier.record("ReportIncident", {"code": "OTHER", "detail": {}}, id=entry["id"])
    answered = await push(intake, carrier)
    assert codes(answered)[0][-1] == "CARRIED_OVER"
    assert codes(answered)[1] == ["ENTRY_ID_REUSED"]


async def test_a_decision_without_permission_is_refused_and_changes_nothing(intake: Intake, pool: asyncpg.Pool) -> None:
    device = VirtualDevice()
    location: dict[str, Any] = {
        "code": "Q-01", "name_en": "Q", "name_zh": "待检", "site": "SZ", "type": "quarantine", "zone": "",
    }  # fmt: skip
    device.record("DefineLocation", location)
    answered = await push(intake, device)
    assert words(answered) == ["refused"]
    assert await pool.fetchval("SELECT count(*) FROM row_location") == 0


async def test_a_push_after_the_end_is_turned_away_and_never_left_waiting(intake: Intake) -> None:
    device = VirtualDevice()
    device.record("ReportIncident", INCIDENT)
    await intake.stop()
    with pytest.raises(IntakeStopped):
        await push(intake, device)
