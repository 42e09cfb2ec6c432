from decimal import Decimal
from typing import Any

import msgspec
import pytest

from backend.app import registry_items
from backend.items.entries import DefineIdentifier, DefineItem, ImportItems, Reject
from backend.items.state import Identifier, ImportReject, Item
from backend.log.vocabulary import Decision
from sync.quantity import Conversion
from tests.builders.world import World

EACH, BOX, CARTON = "09521234000013", "19521234000010", "39521234000014"
BOXES = (Conversion(unit="box", numerator=50, denominator=1),)
ITEM: dict[str, Any] = {
    "certificate_required": False,
    "conversions": BOXES,
    "family": "finished",
    "minimum_remaining_days": None,
    "open_minutes": None,
    "name_en": "Catheter",
    "name_zh": "留置针",
    "number": "FG-1",
    "revision": "A",
    "shelf_life_days": 1095,
    "specification": None,
    "status": "active",
    "trace": "lot",
    "unit": "pcs",
}
MARK: dict[str, Any] = {
    "agency": "GS1",
    "base_quantity": None,
    "contains": None,
    "di": EACH,
    "item": "FG-1",
    "level": "primary",
    "quantity": None,
    "status": "active",
}


def item(**fields: Any) -> DefineItem:  # noqa: ANN401 - any field of the entry
    return DefineItem(**(ITEM | fields))


def mark(**fields: Any) -> DefineIdentifier:  # noqa: ANN401 - any field of the entry
    return DefineIdentifier(**(MARK | fields))


def box(**fields: Any) -> DefineIdentifier:  # noqa: ANN401 - any field of the entry
    return mark(**({"di": BOX, "level": "package", "contains": EACH, "quantity": 50} | fields))


def catalogue(**fields: Any) -> World:  # noqa: ANN401 - any field of the item
    world = World(registry_items.CAPABILITY)
    assert world.record(item(**fields)).refusal is None
    return world


def refused(decision: Decision) -> str:
    assert decision.refusal is not None
    assert decision.events == ()
    return decision.refusal.code


def use(world: World) -> None:
    world.put(msgspec.structs.replace(world.get(Item, "FG-1"), in_use=True))


def test_a_new_item_is_defined_with_its_conversions() -> None:
    row = catalogue().get(Item, "FG-1")
    assert (row.conversions, row.status, row.in_use) == ({"box": (50, 1)}, "active", False)


def test_an_unchanged_item_gives_no_event() -> None:
    assert catalogue().record(item()).events == ()


def test_names_change_without_a_new_revision() -> None:
    world = catalogue()
    world.record(item(name_zh="安全留置针"))
    assert world.get(Item, "FG-1").name_zh == "安全留置针"


@pytest.mark.parametrize(
    "change",
    [
        {"conversions": ()},
        {"shelf_life_days": 730},
        {"specification": "SP/B"},
        {"certificate_required": True},
        {"trace": "both"},
    ],
)
def test_what_a_revision_fixes_needs_the_next_revision(change: dict[str, Any]) -> None:
    world = catalogue()
    assert refused(world.record(item(**change))) == "ITEM_REVISION_NEEDED"
    assert world.record(item(**change, revision="B")).refusal is None
    assert world.get(Item, "FG-1").revision == "B"


def test_the_trace_class_is_frozen_once_a_lot_exists_even_in_a_new_revision() -> None:
    world = catalogue()
    use(world)
    assert refused(world.record(item(trace="both", revision="B"))) == "ITEM_TRACE_FROZEN"
    assert world.record(item(revision="B")).refusal is None
    assert world.get(Item, "FG-1").in_use


def test_the_base_unit_is_frozen() -> None:
    assert refused(catalogue().record(item(unit="set", conversions=(), revision="B"))) == "ITEM_UNIT_FROZEN"


@pytest.mark.parametrize("conversions", [(Conversion(unit="pcs", numerator=1, denominator=1),), BOXES * 2])
def test_conversions_that_contradict_each_other_are_refused(conversions: tuple[Conversion, ...]) -> None:
    world = World(registry_items.CAPABILITY)
    assert refused(world.record(item(conversions=conversions))) == "ITEM_CONVERSIONS_INVALID"


def stub(*, in_use: bool) -> World:
    world = catalogue()
    row = world.get(Item, "FG-1")
    world.put(msgspec.structs.replace(row, status="stub", revision="", unit="box", conversions={}, in_use=in_use))
    return world


def test_a_stub_is_completed_whatever_its_trace_class_but_keeps_the_unit_its_stock_is_counted_in() -> None:
    assert stub(in_use=False).record(item(trace="serial")).refusal is None
    assert refused(stub(in_use=True).record(item())) == "ITEM_UNIT_FROZEN"
    assert stub(in_use=True).record(item(unit="box", conversions=(), trace="serial")).refusal is None


def test_a_package_counts_what_it_contains() -> None:
    world = catalogue()
    for body in (mark(), box(), mark(di=CARTON, level="package", contains=BOX, quantity=10)):
        assert world.record(body).refusal is None
    assert [world.get(Identifier, di).base_quantity for di in (EACH, BOX, CARTON)] == [1, 50, 500]


def test_a_package_that_contains_no_identifier_says_its_base_units() -> None:
    world = catalogue()
    world.record(mark(base_quantity="2.5"))
    assert world.get(Identifier, EACH).base_quantity == Decimal("2.5")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (mark(di="09521234000014"), "IDENTIFIER_CHECK_DIGIT"),
        (mark(di="9521234000013"), "IDENTIFIER_LENGTH"),
        (mark(agency="HIBCC", di="H373VBJR062502A3G"), "IDENTIFIER_CHECK_DIGIT"),
        (mark(agency="HIBCC", di="+H373VBJR062502A3F"), "IDENTIFIER_FORM"),
        (mark(agency="ICCBBA", di="A9999XYZ100T094"), "IDENTIFIER_FORM"),
        (mark(agency="MA", di="MA.156.100001.10000017"), "IDENTIFIER_FORM"),
        (mark(item="FG-9"), "IDENTIFIER_ITEM_UNKNOWN"),
        (mark(quantity=2), "IDENTIFIER_QUANTITY_UNCLEAR"),
        (mark(base_quantity="0"), "IDENTIFIER_QUANTITY_UNCLEAR"),
        (box(quantity=None), "IDENTIFIER_QUANTITY_UNCLEAR"),
        (box(base_quantity="50"), "IDENTIFIER_QUANTITY_UNCLEAR"),
        (box(contains=BOX), "IDENTIFIER_CYCLE"),
        (box(contains=CARTON), "IDENTIFIER_CONTAINS_UNKNOWN"),
        (mark(item="FG-2"), "IDENTIFIER_OF_OTHER_ITEM"),
        (box(item="FG-2"), "IDENTIFIER_CONTAINS_OTHER_ITEM"),
        (mark(base_quantity="2"), "IDENTIFIER_FROZEN"),
        (mark(level="unit_of_use"), "IDENTIFIER_FROZEN"),
    ],
)
def test_an_identifier_that_cannot_be_right_is_refused(body: DefineIdentifier, code: str) -> None:
    world = catalogue()
    world.record(item(number="FG-2"))
    world.record(mark())
    assert refused(world.record(body)) == code


def test_an_identifier_may_be_discontinued_but_is_never_given_to_another_item() -> None:
    world = catalogue()
    world.record(item(number="FG-2"))
    world.record(mark())
    assert world.record(mark(status="discontinued")).refusal is None
    assert refused(world.record(mark(item="FG-2"))) == "IDENTIFIER_OF_OTHER_ITEM"
    assert world.get(Identifier, EACH).status == "discontinued"


def test_identifiers_of_other_agencies_are_taken_as_they_are() -> None:
    sound = {
        "HIBCC": ["H373VBJR062502A3F", "H373VBJR062502A3"],
        "ICCBBA": ["A9999XYZ100T0944", "1TE123456A"],
        "MA": ["MA.156.M0.100001.10000017"],
        "AHM": ["AHM0883123456789"],
        "NDC": ["0002-7597-01"],
    }
    for agency, identifiers in sound.items():
        for di in identifiers:
            assert catalogue().record(mark(agency=agency, di=di, level="secondary")).refusal is None


def imported(**fields: Any) -> ImportItems:  # noqa: ANN401 - any field of the entry
    whole: dict[str, Any] = {"items": (item(),), "identifiers": (), "rejects": ()}
    return ImportItems(**(whole | {"sha256": "0" * 64, "source": "x.csv"} | fields))


def test_an_import_takes_identifiers_in_any_order_and_a_second_run_gives_no_event() -> None:
    world = World(registry_items.CAPABILITY)
    carton = mark(di=CARTON, level="package", contains=BOX, quantity=10)
    reject = Reject(code="IDENTIFIER_LENGTH", line=7, text="found=13", value="123")
    body = imported(identifiers=(carton, box(), mark()), rejects=(reject,))
    assert len(world.record(body).events) == 5
    assert world.get(Identifier, CARTON).base_quantity == 500
    assert world.get(ImportReject, "0" * 64, 7).value == "123"
    assert world.record(body).events == ()


def test_a_changed_row_of_an_import_gives_one_event() -> None:
    world = World(registry_items.CAPABILITY)
    world.record(imported(items=(item(), item(number="FG-2"))))
    assert len(world.record(imported(items=(item(), item(number="FG-2", name_en="New")))).events) == 1


@pytest.mark.parametrize(
    ("fields", "code", "row"),
    [
        ({"items": (item(), item(number="FG-2", conversions=BOXES * 2))}, "ITEM_CONVERSIONS_INVALID", 2),
        ({"identifiers": (mark(), box(contains=CARTON))}, "IDENTIFIER_CONTAINS_UNKNOWN", 2),
        ({"identifiers": (mark(item="FG-9"),)}, "IDENTIFIER_ITEM_UNKNOWN", 1),
        (
            {"identifiers": (box(contains=CARTON), mark(di=CARTON, level="package", contains=BOX, quantity=2))},
            "IDENTIFIER_CYCLE",
            1,
        ),
        ({"items": (item(), item())}, "IMPORT_ROW_TWICE", None),
        ({"identifiers": (mark(), mark())}, "IMPORT_ROW_TWICE", None),
    ],
)
def test_one_wrong_row_refuses_the_whole_import(fields: dict[str, Any], code: str, row: int | None) -> None:
    world = World(registry_items.CAPABILITY)
    decision = world.record(imported(**fields))
    assert refused(decision) == code
    assert decision.refusal is not None
    assert decision.refusal.detail.get("row") == row
    assert world.all(Item) == []
