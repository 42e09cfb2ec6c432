from datetime import timedelta
from typing import Any

import msgspec
import pytest

from backend.people.entries import DeactivatePerson, IssueGrant
from backend.people.rules import Authority, Claim, authority, touches_authority
from tests.builders.memory_door import NOON, MemoryDoor
from tests.builders.people import people_door, person

CLAIM = Claim(badge="QH-0007", grant="g-1", device="h-1", site="SZ", moment=NOON + timedelta(hours=1))


def floor() -> MemoryDoor:
    """Wang, receiver in SZ, has held grant g-1 on device h-1 since noon."""
    door = people_door()
    door.record(person())
    wanted = IssueGrant(
        person="QH-0007", badge="QH-0007", device="h-1", method="badge_pin", not_after=NOON + timedelta(hours=8)
    )
    door.record(wanted, entry_id="g-1")
    return door


def judged(door: MemoryDoor, action: str = "receive", *, fact: bool = True, **changes: object) -> Authority:
    claim = msgspec.structs.replace(CLAIM, **changes)
    first = door.load(touches_authority(badge=claim.badge, grant=claim.grant, rows=door.load(())))
    rows = door.load(touches_authority(badge=claim.badge, grant=claim.grant, rows=first))
    return authority(rows, claim, action, roles_of_grant=fact)


def codes(found: Authority) -> list[str]:
    return [flag.code for flag in found.flags]


def test_a_person_under_a_valid_grant_with_the_role_is_not_flagged_p39() -> None:
    found = judged(floor())
    assert found == Authority("QH-0007", frozenset({"receiver"}), ())


def test_an_unknown_badge_is_flagged_p39() -> None:
    assert judged(floor(), badge="stranger") == Authority(None, frozenset(), judged(floor(), badge="stranger").flags)
    assert codes(judged(floor(), badge="stranger")) == ["BADGE_UNKNOWN"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"grant": None}, ["GRANT_MISSING"]),
        ({"grant": "g-0"}, ["GRANT_MISSING"]),
        ({"device": "h-2"}, ["GRANT_FOREIGN"]),
        ({"moment": NOON + timedelta(hours=8)}, []),
        ({"moment": NOON + timedelta(hours=8, seconds=1)}, ["GRANT_EXPIRED"]),
        ({"site": "SH"}, ["SITE_NOT_HELD"]),
        ({"badge": "ADMIN"}, ["GRANT_FOREIGN", "PERMISSION_NOT_HELD"]),
    ],
)
def test_what_is_wrong_with_a_grant_or_site_is_flagged_p39(changes: dict[str, Any], expected: list[str]) -> None:
    assert codes(judged(floor(), **changes)) == expected


def test_a_machine_needs_no_grant_and_whoever_runs_it_the_role_p39() -> None:
    assert codes(judged(floor(), grant=None, by_machine=True)) == []
    assert codes(judged(floor(), "lift_hold", grant=None, by_machine=True)) == ["PERMISSION_NOT_HELD"]
    assert codes(judged(floor(), grant=None, by_machine=True, badge="stranger")) == ["BADGE_UNKNOWN"]


def test_an_action_that_no_role_of_the_person_allows_is_flagged() -> None:
    assert codes(judged(floor(), "lift_hold")) == ["PERMISSION_NOT_HELD"]


def test_a_fact_is_judged_by_the_roles_of_its_grant_a_decision_by_those_held_now_p39() -> None:
    door = floor()
    door.record(person(roles=("quality",)))
    assert codes(judged(door, "receive")) == []
    assert codes(judged(door, "lift_hold")) == ["PERMISSION_NOT_HELD"]
    assert codes(judged(door, "receive", fact=False)) == ["PERMISSION_NOT_HELD"]
    assert codes(judged(door, "lift_hold", fact=False)) == []


def test_somebody_who_left_is_flagged_for_what_they_did_afterwards_only() -> None:
    door = floor()
    door.wait(hours=2)
    door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert codes(judged(door)) == []
    after = judged(door, moment=door.now)
    assert codes(after) == ["PERSON_INACTIVE"]
    assert after.roles == frozenset()
    assert codes(judged(door, fact=False, moment=door.now)) == ["PERSON_INACTIVE", "PERMISSION_NOT_HELD"]


def test_a_replaced_badge_is_flagged_from_then_on() -> None:
    door = floor()
    door.wait(hours=2)
    door.record(person(badge="B2"))
    assert codes(judged(door)) == []
    assert codes(judged(door, moment=door.now)) == ["BADGE_RETIRED"]


def test_somebody_of_every_site_is_at_home_at_each() -> None:
    door = floor()
    door.record(person(sites=("*",)))
    assert codes(judged(door, site="SH")) == []


def test_the_servers_own_device_needs_no_grant_and_may_do_all() -> None:
    found = judged(floor(), "system", by_system=True, badge="SYSTEM", grant=None)
    assert found == Authority(None, frozenset(), ())


def test_what_needs_no_permission_needs_nobody() -> None:
    assert judged(floor(), "", badge="", grant=None).flags == ()


def test_only_the_servers_own_device_may_record_logins() -> None:
    door = floor()
    door.record(person("BOSS", roles=("administrator", "quality", "supervisor")))
    assert "PERMISSION_NOT_HELD" in codes(judged(door, "system", badge="BOSS", fact=False))
