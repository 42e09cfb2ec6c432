"""A change that makes another device needs a new identifier: each attribute, each regime, each way round it."""

from datetime import date
from typing import Any

import msgspec
import pytest

from backend.app import registry_items
from backend.items.entries import (
    AllocateIdentifiers,
    DefineCompanyPrefix,
    DefineIdentifier,
    DescribeDevice,
    Description,
)
from backend.items.rules import TRIGGERS
from backend.items.state import DeviceDescription, Identifier
from backend.log.vocabulary import Decision
from sync import canonical
from tests.backend.items.test_identity import allocation, prefix
from tests.builders.numbers import PUMP
from tests.builders.world import World

ITEM = PUMP.number
PLAIN = Description(
    brand_name="Qinghe PX-1",
    cmr_substances=False,
    combination_product=False,
    critical_warnings="",
    device_count=1,
    kit=False,
    latex=False,
    mri="unsafe",
    registrant="Qinghe",
    single_use=False,
    sterile=False,
    sterilise_before_use=False,
    version_model="PX-1",
)
CHANGED: dict[str, Any] = {
    "brand_name": "Qinghe PX-1 Pro",
    "cmr_substances": True,
    "combination_product": True,
    "critical_warnings": "Not for neonates",
    "device_count": 2,
    "kit": True,
    "latex": True,
    "mri": "conditional",
    "registrant": "Other",
    "single_use": True,
    "sterile": True,
    "sterilise_before_use": True,
    "version_model": "PX-2",
}
ALL = ("EU", "FDA", "NMPA")
OLD = "09521234000006"


def describe(world: World, markets: tuple[str, ...] = ALL, **fields: Any) -> Decision:  # noqa: ANN401 - of the description
    made = fields.pop("allocation", None)
    revision = fields.pop("revision", "B")
    more = {"hibc": fields.pop("hibc", None), "assigned": fields.pop("assigned", ())}
    body = {"allocation": made, **more, "item": ITEM, "markets": markets, "revision": revision}
    return world.record(
        msgspec.convert(body | {"description": msgspec.structs.replace(PLAIN, **fields)}, DescribeDevice)
    )


def refusal(decision: Decision) -> tuple[str, str]:
    assert decision.refusal is not None
    return decision.refusal.code, str(decision.refusal.detail.get("changes", ""))


def described(markets: tuple[str, ...] = ALL) -> World:
    """Return a company with a described pump that has identifiers for itself and a box."""
    world = World(registry_items.CAPABILITY)
    for body in (PUMP, prefix(), AllocateIdentifiers(item=ITEM, allocation=allocation((1, 4)))):
        assert world.record(body).refusal is None
    assert describe(world, markets).refusal is None
    return world


def statuses(world: World) -> dict[str, str]:
    return {each.di: each.status for each in world.all(Identifier)}


def test_every_attribute_that_a_description_has_is_a_trigger_somewhere() -> None:
    assert {trigger.attribute for trigger in TRIGGERS} == {*Description.__struct_fields__} == {*CHANGED}


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda t: f"{t.regime}-{t.attribute}")
def test_a_changed_trigger_is_refused_naming_attribute_regime_and_clause_r35(trigger: Any) -> None:  # noqa: ANN401 - a row of the table
    world = described((trigger.regime,))
    code, changes = refusal(describe(world, (trigger.regime,), **{trigger.attribute: CHANGED[trigger.attribute]}))
    assert code == "NEW_IDENTIFIER_NEEDED"
    assert changes == f"{trigger.attribute} ({trigger.regime}: {trigger.clause})"


@pytest.mark.parametrize("attribute", CHANGED)
@pytest.mark.parametrize("regime", ALL)
def test_an_attribute_that_a_regime_does_not_name_may_change_under_it(attribute: str, regime: str) -> None:
    named = any((t.attribute, t.regime) == (attribute, regime) for t in TRIGGERS)
    decision = describe(described((regime,)), (regime,), **{attribute: CHANGED[attribute]})
    assert (decision.refusal is not None) == named


def test_one_change_tells_every_regime_it_concerns() -> None:
    code, changes = refusal(describe(described(), sterile=True))
    assert code == "NEW_IDENTIFIER_NEEDED"
    assert "FDA: GUDID" in changes
    assert "EU: MDR" in changes


def test_leaving_a_market_in_the_same_breath_does_not_hide_its_trigger() -> None:
    assert refusal(describe(described(("EU",)), ("NMPA",), sterile=True))[0] == "NEW_IDENTIFIER_NEEDED"


def test_the_change_is_taken_with_new_identifiers_and_the_old_ones_end() -> None:
    world = described()
    assert describe(world, sterile=True, allocation=allocation((1, 4))).refusal is None
    assert statuses(world) == {
        OLD: "discontinued",
        "19521234000003": "discontinued",
        "09521234000013": "active",
        "19521234000010": "active",
    }
    assert world.get(DeviceDescription, ITEM).identifiers == ("09521234000013", "19521234000010")


def test_an_identifier_of_the_device_as_it_was_is_never_taken_back_into_use() -> None:
    world = described()
    describe(world, sterile=True, allocation=allocation())
    describe(world, sterile=True, markets=("EU",))
    assert refusal(world.record(again(world, OLD)))[0] == "IDENTIFIER_RETIRED"


def test_an_identifier_of_the_unchanged_device_may_be_taken_back_into_use() -> None:
    world = described()
    ended = msgspec.structs.replace(again(world, OLD), status="discontinued")
    assert world.record(ended).refusal is None
    assert world.record(again(world, OLD)).refusal is None


def again(world: World, di: str) -> DefineIdentifier:
    row = world.get(Identifier, di)
    return DefineIdentifier(
        agency="GS1",
        base_quantity=None,
        contains=None,
        di=di,
        item=row.item,
        level="primary",
        quantity=None,
        status="active",
    )


def test_ending_the_identifiers_first_does_not_open_a_way_round() -> None:
    world = described()
    world.record(msgspec.structs.replace(again(world, OLD), status="discontinued"))
    assert refusal(describe(world, sterile=True))[0] == "NEW_IDENTIFIER_NEEDED"


def test_new_identifiers_are_not_given_out_without_need() -> None:
    assert refusal(describe(described(), allocation=allocation()))[0] == "NEW_IDENTIFIER_NOT_NEEDED"


def test_a_device_without_identifiers_may_be_described_anew_at_will() -> None:
    world = World(registry_items.CAPABILITY)
    world.record(PUMP)
    assert describe(world).refusal is None
    assert describe(world, sterile=True).refusal is None
    assert describe(world, sterile=True).events == ()


def test_a_refused_allocation_refuses_the_change() -> None:
    world = described()
    assert refusal(describe(world, sterile=True, allocation=allocation(prefix="9529999")))[0] == "PREFIX_UNKNOWN"
    assert statuses(world)[OLD] == "active"


def test_a_description_is_of_the_items_present_revision() -> None:
    assert refusal(describe(described(), revision="A"))[0] == "DESCRIPTION_REVISION"


def test_an_unknown_item_is_not_described() -> None:
    assert refusal(describe(World(registry_items.CAPABILITY)))[0] == "ITEM_UNKNOWN"


def test_what_a_package_holds_never_changes_under_its_identifier() -> None:
    world = described()
    box = DefineIdentifier(
        agency="GS1",
        base_quantity=None,
        contains=OLD,
        di="19521234000003",
        item=ITEM,
        level="package",
        quantity=5,
        status="active",
    )
    assert refusal(world.record(box))[0] == "IDENTIFIER_FROZEN"


HIBC = {
    "base_quantity": None,
    "base_unit": 0,
    "packages": [{"quantity": 4, "unit": 1}],
    "prefix": "B123",
    "product": "PX1",
}
MA_BASE, MA_BOX = "MA.156.M0.100001.10000017", "MA.156.M0.100001.20000018"


def assigned(di: str, agency: str = "MA", contains: str | None = None, level: str = "primary") -> dict[str, Any]:
    quantity = None if contains is None else 4
    return {
        "agency": agency,
        "base_quantity": None,
        "contains": contains,
        "di": di,
        "level": level,
        "quantity": quantity,
    }


def labelled(world: World) -> World:
    """Give the company a HIBC labeler code."""
    body = DefineCompanyPrefix(agency="HIBCC", issued_by="HIBCC", prefix="B123", valid_from=date(2020, 1, 1))
    assert world.record(body).refusal is None
    return world


def test_the_change_is_taken_with_new_hibc_identifiers_and_the_old_gs1_ones_end() -> None:
    world = labelled(described())
    assert describe(world, sterile=True, hibc=HIBC).refusal is None
    assert {di: status for di, status in statuses(world).items() if status == "active"} == {
        "B123PX10": "active",
        "B123PX11": "active",
    }
    assert world.get(Identifier, "B123PX11").contains == "B123PX10"
    assert world.get(DeviceDescription, ITEM).identifiers == ("B123PX10", "B123PX11")


def test_the_change_is_taken_with_identifiers_as_another_body_assigned_them() -> None:
    world = described()
    given = [assigned(MA_BOX, contains=MA_BASE, level="package"), assigned(MA_BASE)]
    assert describe(world, sterile=True, assigned=given).refusal is None
    assert statuses(world)[OLD] == "discontinued"
    assert statuses(world)[MA_BASE] == statuses(world)[MA_BOX] == "active"


def test_one_change_may_bring_identifiers_of_several_bodies_at_once() -> None:
    world = labelled(described())
    given: dict[str, Any] = {"allocation": allocation((1, 4)), "hibc": HIBC, "assigned": [assigned(MA_BASE)]}
    assert describe(world, sterile=True, **given).refusal is None
    assert len(world.get(DeviceDescription, ITEM).identifiers) == 5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"hibc": HIBC | {"prefix": "C999"}}, "LABELER_UNKNOWN"),
        ({"hibc": HIBC | {"packages": [{"quantity": 4, "unit": 0}]}}, "UNIT_OF_MEASURE_TWICE"),
        ({"assigned": [assigned("MA.156")]}, "IDENTIFIER_FORM"),
        ({"assigned": [assigned(OLD, agency="GS1")]}, "IDENTIFIER_RETIRED"),
        ({"assigned": [assigned(MA_BOX, contains=OLD, level="package")]}, "IDENTIFIER_CONTAINS_UNKNOWN"),
        ({"assigned": [assigned(MA_BASE, level="secondary")]}, "NEW_IDENTIFIER_NEEDED"),
    ],
)
def test_new_identifiers_that_cannot_be_refuse_the_change_whole(given: dict[str, Any], code: str) -> None:
    world = labelled(described())
    assert refusal(describe(world, sterile=True, **given))[0] == code
    assert statuses(world)[OLD] == "active"
    assert describe(world).events == ()


def test_a_taken_hibc_number_refuses_the_change() -> None:
    world = labelled(described())
    assert describe(world, sterile=True, hibc=HIBC).refusal is None
    assert refusal(describe(world, sterile=False, hibc=HIBC))[0] == "PRODUCT_NUMBER_TAKEN"


def test_a_description_recorded_before_there_were_other_issuers_is_read_as_one_without_them() -> None:
    registry = World(registry_items.CAPABILITY).registry
    body = {
        "allocation": None,
        "item": ITEM,
        "markets": ["EU"],
        "revision": "B",
        "description": msgspec.to_builtins(PLAIN),
    }
    read = registry.read_entry("DescribeDevice", 1, canonical.encode(body))
    assert isinstance(read, DescribeDevice)
    assert (read.hibc, read.assigned) == (None, ())
