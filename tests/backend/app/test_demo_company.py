import csv
from datetime import date, timedelta

import pytest

from backend.app import (
    registry_devices,
    registry_items,
    registry_label_jobs,
    registry_material,
    registry_people,
    registry_suppliers,
)
from backend.app.demo_company.company import FOLDER, entry_bodies, gudid_sample
from backend.items.state import Identifier, ImportReject, Item, Term
from backend.log.vocabulary import Entry
from backend.material.state import Location
from backend.people.entries import ImportPeople
from backend.suppliers.state import Approval, Order, OrderLine, Supplier
from tests.builders.world import World

TODAY = date(2026, 11, 22)


def master_data() -> tuple[Entry, ...]:
    return tuple(body for body in entry_bodies(TODAY) if not isinstance(body, ImportPeople))


@pytest.fixture(scope="module")
def world() -> World:
    world = World(
        registry_people.CAPABILITY,
        registry_devices.CAPABILITY,
        registry_items.CAPABILITY,
        registry_material.CAPABILITY,
        registry_suppliers.CAPABILITY,
        registry_label_jobs.CAPABILITY,
    )
    for body in master_data():
        decision = world.record(body)
        assert decision.refusal is None
    return world


def test_the_demo_company_is_whole(world: World) -> None:
    counts = {kind: len(world.all(kind)) for kind in (Item, Supplier, Location, Order)}
    assert counts == {Item: 35, Supplier: 10, Location: 27, Order: 12}
    people = next(body for body in entry_bodies(TODAY) if isinstance(body, ImportPeople))
    assert [person.badge for person in people.rows] == [f"QH-{n:04d}" for n in range(1, 25)]


def test_one_supplier_is_suspended_one_conditional_and_one_about_to_expire(world: World) -> None:
    approvals = world.all(Approval)
    assert {a.supplier for a in approvals if a.status == "suspended"} == {"S06"}
    assert {a.supplier for a in approvals if a.status == "conditional"} == {"S02"}
    assert {a.supplier for a in approvals if a.valid_to <= TODAY + timedelta(days=30)} == {"S04"}


def test_every_family_and_every_class_of_equipment_has_names_in_both_languages(world: World) -> None:
    named = {(term.kind, term.code) for term in world.all(Term) if term.name_en and term.name_zh}
    with (FOLDER / "equipment.csv").open(encoding="utf-8", newline="") as file:
        used = {("equipment_class", row["equipment_class"]) for row in csv.DictReader(file)}
    used |= {("family", item.family) for item in world.all(Item) if item.family}
    used |= {("family", approval.family) for approval in world.all(Approval)}
    assert used <= named


def test_every_location_type_is_there(world: World) -> None:
    types = {location.type for location in world.all(Location)}
    assert types == {"quarantine", "released", "rejected", "returned", "production", "dispatch", "unreconciled"}


def test_the_packages_of_product_a_count_in_base_units(world: World) -> None:
    assert [world.get(Identifier, di).base_quantity for di in ("19521234000010", "39521234000014")] == [50, 500]


def test_every_ordered_item_has_an_approval_of_its_family_for_the_supplier(world: World) -> None:
    approved = {(a.supplier, a.family) for a in world.all(Approval)}
    suppliers = {order.number: order.supplier for order in world.all(Order)}
    ordered = {(suppliers[line.order], world.get(Item, line.item).family) for line in world.all(OrderLine)}
    assert ordered <= approved


def test_making_the_demo_company_a_second_time_changes_nothing(world: World) -> None:
    for body in master_data():
        assert world.record(body).events == ()


def test_the_gudid_sample_loads_beside_it_and_a_second_time_changes_nothing(world: World) -> None:
    (body,) = gudid_sample().bodies
    assert world.record(body).refusal is None
    assert len(world.all(Item)) == 35 + 293
    assert len(world.all(ImportReject)) == 5
    assert world.record(body).events == ()
