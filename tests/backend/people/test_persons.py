import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.people.entries import DeactivatePerson, ImportPeople, PersonFields
from backend.people.events import PersonDefined
from backend.people.state import Badge, Person
from tests.builders.memory_door import NOON, MemoryDoor, refusal
from tests.builders.people import people_door, person


def fields(number: str, **changes: object) -> PersonFields:
    return msgspec.convert(msgspec.to_builtins(person(number, **changes)), PersonFields)


def file_of(*rows: PersonFields) -> ImportPeople:
    return ImportPeople(source="people.csv", sha256="0" * 64, rows=rows)


def test_a_person_is_defined_with_the_badge_in_use() -> None:
    door = people_door()
    door.record(person(roles=("receiver", "operator", "receiver")))
    assert door.get(Person, "QH-0007").roles == ("operator", "receiver")
    assert door.get(Badge, "QH-0007") == Badge(badge="QH-0007", person="QH-0007", given_at=NOON, retired_at=None)


def test_defining_a_person_as_they_are_changes_nothing() -> None:
    door = people_door()
    door.record(person())
    decision = door.record(person())
    assert decision.refusal is None
    assert decision.events == ()


def test_a_new_badge_retires_the_old_one_and_keeps_whose_it_was() -> None:
    door = people_door()
    door.record(person())
    door.wait(days=1)
    door.record(person(badge="QH-0107"))
    assert door.get(Person, "QH-0007").badge == "QH-0107"
    assert door.get(Badge, "QH-0007") == Badge(badge="QH-0007", person="QH-0007", given_at=NOON, retired_at=door.now)
    assert door.get(Badge, "QH-0107").retired_at is None


def test_a_persons_own_earlier_badge_may_come_back_into_use() -> None:
    door = people_door()
    door.record(person())
    door.record(person(badge="QH-0107"))
    door.record(person())
    assert door.get(Badge, "QH-0007").retired_at is None
    assert door.get(Badge, "QH-0107").retired_at is not None


@pytest.mark.parametrize("owner_gone", [False, True])
def test_a_badge_never_goes_to_another_person(owner_gone: bool) -> None:  # noqa: FBT001 - both ways
    door = people_door()
    door.record(person())
    if owner_gone:
        door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert refusal(door.record(person("QH-0008", badge="QH-0007"))) == "BADGE_TAKEN"


def test_the_number_of_somebody_who_left_is_never_used_again() -> None:
    door = people_door()
    door.record(person())
    door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert refusal(door.record(person())) == "PERSON_NUMBER_RETIRED"


def test_a_name_changes_only_with_a_reason() -> None:
    door = people_door()
    door.record(person())
    assert refusal(door.record(person(name_zh="王方"))) == "NAME_CHANGE_WITHOUT_REASON"
    door.record(person(name_zh="王方"), reason="misspelt")
    assert door.get(Person, "QH-0007").name_zh == "王方"


def test_nobody_changes_their_own_roles_or_sites() -> None:
    door = people_door()
    door.record(person())
    assert refusal(door.record(person(roles=("administrator",)), person="QH-0007")) == "OWN_RIGHTS"
    assert refusal(door.record(person(sites=("*",)), person="QH-0007")) == "OWN_RIGHTS"
    assert door.record(person(language="en"), person="QH-0007").refusal is None


def test_deactivating_ends_access_and_keeps_the_person() -> None:
    door = people_door()
    door.record(person())
    door.wait(hours=1)
    door.record(DeactivatePerson(person="QH-0007"), reason="left the company")
    assert door.get(Person, "QH-0007").active is False
    assert door.get(Person, "QH-0007").name_zh == "王芳"
    assert door.get(Badge, "QH-0007").retired_at == door.now


@pytest.mark.parametrize(
    ("target", "reason", "actor", "code"),
    [
        ("QH-0099", "left the company", "ADMIN", "PERSON_UNKNOWN"),
        ("QH-0007", "left the company", "QH-0007", "OWN_RIGHTS"),
        ("QH-0007", None, "ADMIN", "REASON_MISSING"),
        ("QH-0007", " x ", "ADMIN", "REASON_MISSING"),
        ("QH-0008", "left the company", "ADMIN", "PERSON_INACTIVE"),
    ],
)
def test_deactivating_is_refused_with_its_reason(target: str, reason: str | None, actor: str, code: str) -> None:
    door = people_door()
    door.record(person())
    door.record(person("QH-0008"))
    door.record(DeactivatePerson(person="QH-0008"), reason="left the company")
    assert refusal(door.record(DeactivatePerson(person=target), reason=reason, person=actor)) == code


def test_an_import_defines_everybody_of_the_file() -> None:
    door = people_door()
    decision = door.record(file_of(fields("QH-0007"), fields("QH-0008", name_zh="李强")))
    assert [e.number for e in decision.events if isinstance(e, PersonDefined)] == ["QH-0007", "QH-0008"]


def test_a_second_import_of_the_same_file_changes_nothing() -> None:
    door = people_door()
    door.record(file_of(fields("QH-0007"), fields("QH-0008")))
    assert door.record(file_of(fields("QH-0007"), fields("QH-0008"))).events == ()


def test_an_import_with_one_bad_row_defines_nobody_and_names_the_row() -> None:
    door = people_door()
    door.record(person())
    decision = door.record(file_of(fields("QH-0008"), fields("QH-0009", badge="QH-0007")))
    assert refusal(decision) == "BADGE_TAKEN"
    assert decision.refusal is not None
    assert decision.refusal.detail["row"] == 2
    assert door.find(Person, "QH-0008") is None


@pytest.mark.parametrize(
    ("second", "field"), [(fields("QH-0007", badge="B2"), "number"), (fields("QH-0008", badge="QH-0007"), "badge")]
)
def test_an_import_that_repeats_a_number_or_badge_is_refused(second: PersonFields, field: str) -> None:
    decision = people_door().record(file_of(fields("QH-0007"), second))
    assert refusal(decision) == "PEOPLE_ROWS_REPEATED"
    assert decision.refusal is not None
    assert decision.refusal.detail["field"] == field


def test_an_import_may_give_one_person_a_new_badge_beside_others() -> None:
    door = people_door()
    door.record(person())
    door.record(file_of(fields("QH-0007", badge="B1"), fields("QH-0008")))
    assert door.get(Person, "QH-0007").badge == "B1"
    assert door.get(Badge, "QH-0007").retired_at is not None


@pytest.mark.parametrize("number", ["", "QH 7", "QH-7\n", "-7", "Q" * 33, "QH\x007"])
def test_a_number_that_cannot_be_printed_plainly_is_not_read(number: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        MemoryDoor.record(people_door(), person(number))


def test_a_role_that_does_not_exist_is_not_read() -> None:
    with pytest.raises(msgspec.ValidationError):
        people_door().record(person(roles=("owner",)))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=25))
def test_whatever_is_recorded_a_badge_stays_with_its_first_person(steps: list[tuple[int, int, bool]]) -> None:
    door = people_door()
    owners: dict[str, str] = {}
    for number, badge, leaves in steps:
        door.record(person(f"P{number}", badge=f"B{badge}"))
        if leaves:
            door.record(DeactivatePerson(person=f"P{number}"), reason="left the company")
        for row in door.rows[Badge].values():
            assert isinstance(row, Badge)
            assert owners.setdefault(row.badge, row.person) == row.person
        for known in door.rows[Person].values():
            assert isinstance(known, Person)
            assert (door.get(Badge, known.badge).retired_at is None) == known.active
