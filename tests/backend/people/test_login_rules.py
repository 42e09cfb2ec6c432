from datetime import timedelta

import msgspec
import pytest

from backend.people.entries import DeactivatePerson, IssueGrant, RecordLoginFailure, RecordLoginSuccess, SetCredential
from backend.people.rules.login import closed_until, closure
from backend.people.rules.roles import ACTIONS, allowed
from backend.people.rules.secrets import commitment, weakness
from backend.people.state import Credential, Grant, LoginGuard
from tests.builders.memory_door import MemoryDoor, refusal
from tests.builders.people import people_door, person

FAILURE = RecordLoginFailure(badge="QH-0007", device="h-1", method="badge_pin")
SUCCESS = RecordLoginSuccess(badge="QH-0007", device="h-1", method="badge_pin")


def grant(door: MemoryDoor, **changes: object) -> IssueGrant:
    wanted = IssueGrant(
        person="QH-0007", badge="QH-0007", device="h-1", method="badge_pin", not_after=door.now + timedelta(hours=12)
    )
    return msgspec.structs.replace(wanted, **changes)


def with_wang() -> MemoryDoor:
    door = people_door()
    door.record(person())
    return door


def test_a_grant_carries_the_roles_held_now_and_the_id_of_its_entry() -> None:
    door = with_wang()
    door.record(grant(door), entry_id="g-1")
    held = door.get(Grant, "g-1")
    assert (held.person, held.device, held.roles) == ("QH-0007", "h-1", ("receiver",))
    assert held.not_after == door.now + timedelta(hours=12)


def test_a_grant_longer_than_a_shift_or_already_over_is_refused() -> None:
    door = with_wang()
    assert refusal(door.record(grant(door, not_after=door.now + timedelta(hours=12, seconds=1)))) == "GRANT_TOO_LONG"
    assert refusal(door.record(grant(door, not_after=door.now))) == "GRANT_TOO_LONG"


def test_a_grant_for_a_badge_that_is_not_the_persons_is_refused() -> None:
    door = with_wang()
    assert refusal(door.record(grant(door, badge="ADMIN"))) == "BADGE_UNKNOWN"
    assert refusal(door.record(grant(door, badge="nobodys"))) == "BADGE_UNKNOWN"


def test_a_grant_for_a_replaced_badge_is_refused() -> None:
    door = with_wang()
    door.record(person(badge="B2"))
    assert refusal(door.record(grant(door))) == "BADGE_RETIRED"


def test_a_grant_for_nobody_or_somebody_who_left_is_refused() -> None:
    door = with_wang()
    assert refusal(door.record(grant(door, person="QH-0099"))) == "PERSON_UNKNOWN"
    door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert refusal(door.record(grant(door))) == "PERSON_INACTIVE"


def test_a_credential_is_kept_as_a_commitment_only() -> None:
    door = with_wang()
    door.record(SetCredential(person="QH-0007", kind="pin", commitment="a" * 64, one_time=False))
    kept = door.get(Credential, "QH-0007", "pin")
    assert (kept.commitment, kept.one_time, kept.set_at) == ("a" * 64, False, door.now)


def test_a_credential_for_nobody_or_somebody_who_left_is_refused() -> None:
    door = with_wang()
    wanted = SetCredential(person="QH-0007", kind="pin", commitment="a" * 64, one_time=False)
    assert refusal(door.record(msgspec.structs.replace(wanted, person="QH-0099"))) == "PERSON_UNKNOWN"
    door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert refusal(door.record(wanted)) == "PERSON_INACTIVE"


def test_four_wrong_secrets_close_nothing() -> None:
    door = people_door()
    for _ in range(4):
        assert door.record(FAILURE).exceptions == ()
    assert door.get(LoginGuard, "QH-0007").closed_until is None


def test_the_fifth_wrong_secret_closes_the_badge_and_opens_one_inbox_item() -> None:
    door = people_door()
    decisions = [door.record(FAILURE) for _ in range(7)]
    assert [[e.code for e in d.exceptions] for d in decisions] == [[]] * 4 + [["LOGIN_REPEATEDLY_WRONG"]] + [[]] * 2
    assert door.get(LoginGuard, "QH-0007").closed_until == door.now + timedelta(minutes=2)


def test_a_closed_badge_opens_when_its_time_is_over() -> None:
    door = people_door()
    for _ in range(5):
        door.record(FAILURE)
    guard = door.get(LoginGuard, "QH-0007")
    assert closed_until(guard, door.now + timedelta(seconds=29)) == door.now + timedelta(seconds=30)
    assert closed_until(guard, door.now + timedelta(seconds=30)) is None


def test_the_right_secret_starts_the_count_again() -> None:
    door = people_door()
    for _ in range(5):
        door.record(FAILURE)
    door.record(SUCCESS)
    assert door.get(LoginGuard, "QH-0007") == LoginGuard(badge="QH-0007", failed=0, closed_until=None)
    assert door.record(SUCCESS).events == ()


@pytest.mark.parametrize(
    ("failed", "seconds"),
    [(0, None), (4, None), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (10_000, 900)],
)
def test_a_closure_doubles_from_30_seconds_to_15_minutes(failed: int, seconds: int | None) -> None:
    assert closure(failed) == (timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("271828", None),
        ("12345", "PIN_FORM_WRONG"),
        ("1234567890123", "PIN_FORM_WRONG"),
        ("27182a", "PIN_FORM_WRONG"),
        ("٢٧١٨٢٨", "PIN_FORM_WRONG"),
        ("777777", "PIN_TOO_EASY"),
        ("123456", "PIN_TOO_EASY"),
        ("987654", "PIN_TOO_EASY"),
    ],
)
def test_a_pin_is_six_to_twelve_digits_that_are_not_guessed_first(pin: str, code: str | None) -> None:
    found = weakness("pin", pin, avoid=())
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("copper kettle 9", None),
        ("short one", "PASSWORD_FORM_WRONG"),
        ("x" * 129, "PASSWORD_FORM_WRONG"),
        ("aaaaaaaaaaaa", "PASSWORD_TOO_EASY"),
        ("MyPassword99", "PASSWORD_TOO_EASY"),
        ("qh-0007 kettle", "PASSWORD_TOO_EASY"),
    ],
)
def test_a_password_is_long_and_holds_neither_usual_words_nor_the_badge(password: str, code: str | None) -> None:
    found = weakness("password", password, avoid=("QH-0007",))
    assert (found.code if found else None) == code


def test_a_commitment_differs_by_person_kind_and_hash() -> None:
    made = {commitment(s, k, e) for s in ("A", "B") for k in ("pin", "password") for e in ("$1", "$2")}
    assert len(made) == 8
    assert all(len(one) == 64 for one in made)


def test_no_role_holds_what_only_the_server_does() -> None:
    everyone = frozenset[str]().union(*ACTIONS.values())
    assert not allowed(everyone, "system")
    assert allowed((), "")


def test_administrators_manage_but_neither_lift_holds_nor_resolve_exceptions() -> None:
    assert {action for action in ACTIONS if allowed(("administrator",), action)} == {
        "read",
        "manage_master_data",
        "manage_people",
        "manage_devices",
        "manage_printers",
    }


def test_an_action_without_an_owner_is_a_bug() -> None:
    with pytest.raises(KeyError):
        allowed(("administrator",), "fly")
