"""Company prefixes and the identifiers allocated from them: one test for each outcome."""

from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest

from backend.app import registry_items
from backend.app.running import Running
from backend.items.entries import AllocateIdentifiers, Allocation, DefineCompanyPrefix, PackageLevel
from backend.items.state import CompanyPrefix, Identifier
from backend.log.vocabulary import Decision
from tests.builders.numbers import PUMP
from tests.builders.world import World

PREFIX = "9521234"
BOXES = ((1, 50), (3, 10))
ITEM = PUMP.number


def prefix(text: str = PREFIX, **fields: Any) -> DefineCompanyPrefix:  # noqa: ANN401 - any field of the entry
    made: dict[str, Any] = {"agency": "GS1", "issued_by": "GS1 China", "prefix": text, "valid_from": date(2026, 1, 1)}
    return DefineCompanyPrefix(**(made | fields))


def allocation(*packages: tuple[int, int], **fields: Any) -> Allocation:  # noqa: ANN401 - any field of the struct
    made: dict[str, Any] = {"base": None, "base_quantity": None, "prefix": PREFIX, "reference": None}
    levels = tuple(PackageLevel(indicator=indicator, quantity=quantity) for indicator, quantity in packages)
    return Allocation(**(made | {"packages": levels} | fields))


def allocate(world: World, *packages: tuple[int, int], item: str = ITEM, **fields: Any) -> Decision:  # noqa: ANN401 - as above
    return world.record(AllocateIdentifiers(item=item, allocation=allocation(*packages, **fields)))


def licensed(text: str = PREFIX) -> World:
    world = World(registry_items.CAPABILITY)
    world.record(PUMP)
    assert world.record(prefix(text)).refusal is None
    return world


def refusal(decision: Decision) -> str:
    assert decision.refusal is not None
    return decision.refusal.code


def tree(world: World) -> list[tuple[str, str | None, int | None, str]]:
    return [(each.di, each.contains, each.quantity, str(each.base_quantity)) for each in world.all(Identifier)]


def test_a_base_and_its_packages_get_the_next_reference_and_their_indicator_digits() -> None:
    world = licensed()
    assert allocate(world, *BOXES, reference=1).refusal is None
    assert tree(world) == [
        ("09521234000013", None, None, "1"),
        ("19521234000010", "09521234000013", 50, "50"),
        ("39521234000014", "19521234000010", 10, "500"),
    ]
    assert {each.level for each in world.all(Identifier)} == {"primary", "package"}


def test_a_package_is_added_around_a_base_or_around_a_package() -> None:
    world = licensed()
    assert allocate(world, (1, 50), reference=1).refusal is None
    assert allocate(world, (3, 10), base="19521234000010").refusal is None
    assert allocate(world, (2, 5), base="09521234000013").refusal is None
    assert tree(world)[1:] == [
        ("19521234000010", "09521234000013", 50, "50"),
        ("29521234000017", "09521234000013", 5, "5"),
        ("39521234000014", "19521234000010", 10, "500"),
    ]


def test_the_next_free_reference_is_taken_and_those_given_by_hand_are_passed_over() -> None:
    world = licensed()
    for number, reference in (("A", 0), ("B", 2)):
        world.record(type(PUMP)(**{f: getattr(PUMP, f) for f in PUMP.__struct_fields__} | {"number": number}))
        assert allocate(world, item=number, reference=reference).refusal is None
    assert allocate(world).refusal is None
    world.record(type(PUMP)(**{f: getattr(PUMP, f) for f in PUMP.__struct_fields__} | {"number": "C"}))
    assert allocate(world, item="C").refusal is None
    assert [(each.di[8:13], each.item) for each in world.all(Identifier)] == [
        ("00000", "A"),
        ("00001", ITEM),
        ("00002", "B"),
        ("00003", "C"),
    ]
    assert world.get(CompanyPrefix, "GS1", PREFIX).next == 4


def test_packages_are_added_around_a_base_that_exists() -> None:
    world = licensed()
    allocate(world, reference=1)
    assert allocate(world, *BOXES, base="09521234000013").refusal is None
    assert [each.di for each in world.all(Identifier)] == ["09521234000013", "19521234000010", "39521234000014"]
    assert refusal(allocate(world, (1, 20), base="09521234000013")) == "REFERENCE_TAKEN"


@pytest.mark.parametrize("text", ["952123456789", "95212345678"])
def test_a_prefix_has_no_more_references_than_its_length_leaves(text: str) -> None:
    world = licensed(text)
    room = 10 ** (12 - len(text))
    for n in range(room):
        world.record(type(PUMP)(**{f: getattr(PUMP, f) for f in PUMP.__struct_fields__} | {"number": f"I{n}"}))
        assert allocate(world, item=f"I{n}", prefix=text).refusal is None
    assert refusal(allocate(world, prefix=text)) == "PREFIX_EXHAUSTED"


@pytest.mark.parametrize(
    ("packages", "fields", "code"),
    [
        ((), {"prefix": "9529999"}, "PREFIX_UNKNOWN"),
        (((1, 50), (1, 10)), {}, "PACKAGE_LEVELS_WRONG"),
        ((), {"base": "09521234000013"}, "PACKAGE_LEVELS_WRONG"),
        (((1, 50),), {"base": "09521234000013"}, "BASE_NOT_OF_PREFIX"),
        ((), {"reference": 100_000}, "REFERENCE_TAKEN"),
        ((), {"item": "FG-NONE"}, "ITEM_UNKNOWN"),
    ],
)
def test_an_allocation_that_cannot_be_made_is_refused(
    packages: tuple[tuple[int, int], ...], fields: dict[str, Any], code: str
) -> None:
    assert refusal(allocate(licensed(), *packages, **fields)) == code


def test_a_reference_is_never_given_twice_even_after_its_identifier_ended() -> None:
    world = licensed()
    allocate(world, reference=1)
    known = world.get(Identifier, "09521234000013")
    world.put(type(known)(**{f: getattr(known, f) for f in known.__struct_fields__} | {"status": "discontinued"}))
    assert refusal(allocate(world, reference=1)) == "REFERENCE_TAKEN"


def test_an_item_with_a_base_identifier_gets_no_second_one() -> None:
    world = licensed()
    allocate(world)
    assert refusal(allocate(world)) == "ITEM_HAS_IDENTIFIER"


def test_an_allocation_of_what_the_item_has_already_changes_nothing_and_one_of_other_packages_is_refused() -> None:
    world = licensed()
    allocate(world, *BOXES, reference=1)
    before = tree(world)
    assert allocate(world, *BOXES, reference=1) == Decision()
    assert tree(world) == before
    assert refusal(allocate(world, (1, 51), (3, 10), reference=1)) == "ITEM_HAS_IDENTIFIER"
    assert refusal(allocate(world, *BOXES)) == "ITEM_HAS_IDENTIFIER"


def test_a_prefix_is_not_used_before_its_licence_begins() -> None:
    world = World(registry_items.CAPABILITY)
    world.record(PUMP)
    world.record(prefix(valid_from=date(2026, 3, 3)))
    assert refusal(allocate(world)) == "PREFIX_NOT_VALID_YET"
    body = AllocateIdentifiers(item=ITEM, allocation=allocation())
    assert world.record(body, at=datetime(2026, 3, 3, tzinfo=UTC)).refusal is None


@pytest.mark.parametrize(
    ("agency", "text"),
    [("GS1", "952"), ("GS1", "9521234567890"), ("GS1", "95A1234"), ("HIBCC", "1ABC"), ("HIBCC", "B06"), ("MA", "MA.1")],
)
def test_a_prefix_that_has_not_the_form_of_its_agency_is_refused(agency: str, text: str) -> None:
    assert refusal(licensed().record(prefix(text, agency=agency))) == "PREFIX_FORM_WRONG"


@pytest.mark.parametrize(("agency", "text"), [("HIBCC", "B066"), ("MA", "MA.156.M0.100001"), ("GS1", "9521")])
def test_prefixes_of_every_agency_are_kept(agency: str, text: str) -> None:
    world = World(registry_items.CAPABILITY)
    assert world.record(prefix(text, agency=agency)).refusal is None
    assert world.record(prefix(text, agency=agency)).events == ()
    assert world.get(CompanyPrefix, agency, text).issued_by == "GS1 China"


@pytest.mark.parametrize("text", ["952123", "95212345"])
def test_a_prefix_that_would_make_the_same_identifiers_as_another_is_refused(text: str) -> None:
    assert refusal(licensed().record(prefix(text))) == "PREFIX_OVERLAPS"


def test_a_changed_licence_keeps_what_was_allocated() -> None:
    world = licensed()
    allocate(world)
    assert world.record(prefix(issued_by="GS1 Hong Kong")).refusal is None
    assert world.get(CompanyPrefix, "GS1", PREFIX).next == 1


async def test_the_database_itself_keeps_an_identifier_with_its_item(server: Running) -> None:
    for body in (PUMP, prefix(), AllocateIdentifiers(item=ITEM, allocation=allocation(*BOXES))):
        assert (await server.door.record(body)).outcome == "accepted"
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="belongs to item FG-PX1 for ever"):
        await server.pool.execute("UPDATE row_identifier SET item = 'OTHER'")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await server.pool.execute("DELETE FROM row_identifier")
