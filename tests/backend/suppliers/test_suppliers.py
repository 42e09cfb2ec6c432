from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from backend.log.vocabulary import Decision
from backend.suppliers.entries import (
    ApproveSupplier,
    DefineSupplier,
    ImportOrders,
    ImportSuppliers,
    OrderLineFields,
    PlaceOrder,
)
from backend.suppliers.state import Approval, Order, OrderLine, Supplier
from sync.quantity import Quantity
from tests.builders.receiving import codes, company, receipt
from tests.builders.world import World

FILE = {"sha256": "0" * 64, "source": "x.csv"}


def supplier(number: str = "S02") -> DefineSupplier:
    return DefineSupplier(number=number, name_en="Film", name_zh="膜", status="approved")


def approval(**fields: Any) -> ApproveSupplier:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {"supplier": "S01", "site": "SZ", "family": "polymer", "status": "approved"}
    return ApproveSupplier(**(given | {"valid_to": date(2027, 1, 1), "conditions": ""} | fields))


def line(**fields: Any) -> OrderLineFields:  # noqa: ANN401 - any field of the line
    given: dict[str, Any] = {"due": None, "item": "RM-FEP", "line": 1, "specification": None}
    return OrderLineFields(**(given | {"quantity": Quantity(unit="bag", value="4")} | fields))


def order(**fields: Any) -> PlaceOrder:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {"number": "PO-2", "site": "SZ", "supplier": "S01", "status": "sent"}
    return PlaceOrder(**(given | {"ordered_on": date(2026, 3, 1), "lines": (line(),)} | fields))


def test_a_supplier_is_defined_once_and_unchanged_gives_no_event() -> None:
    world = company()
    assert len(world.record(supplier()).events) == 1
    assert world.record(supplier()).events == ()


def test_an_approval_needs_its_supplier() -> None:
    assert codes(company().record(approval(supplier="S09"))) == ["SUPPLIER_UNKNOWN"]


def test_an_approval_is_changed_for_its_site_and_family_alone() -> None:
    world = company()
    world.record(approval(family="film"))
    world.record(approval(status="suspended"))
    assert {a.family: a.status for a in world.all(Approval)} == {"film": "approved", "polymer": "suspended"}
    assert world.record(approval(status="suspended")).events == ()


def imported(world: World, **fields: Any) -> Decision:  # noqa: ANN401 - any field of the entry
    return world.record(ImportSuppliers(**({"suppliers": (supplier(),), "approvals": ()} | FILE | fields)))


def test_an_import_may_approve_a_supplier_that_it_brings_itself() -> None:
    world = company()
    assert imported(world, approvals=(approval(supplier="S02"),)).refusal is None
    assert imported(world, approvals=(approval(supplier="S02"),)).events == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"approvals": (approval(supplier="S09"),)}, "SUPPLIER_UNKNOWN"),
        ({"approvals": (approval(), approval())}, "IMPORT_ROW_TWICE"),
        ({"suppliers": (supplier(), supplier())}, "IMPORT_ROW_TWICE"),
    ],
)
def test_one_wrong_row_refuses_the_whole_file(fields: dict[str, Any], code: str) -> None:
    world = company()
    assert codes(imported(world, **fields)) == [code]
    assert [s.number for s in world.all(Supplier)] == ["S01"]


def test_an_order_is_placed_with_its_lines_and_a_second_time_changes_nothing() -> None:
    world = company()
    assert world.record(order()).refusal is None
    assert world.get(OrderLine, "PO-2", 1).quantity_expected == 4
    assert world.record(order()).events == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"supplier": "S09"}, "SUPPLIER_UNKNOWN"),
        ({"lines": (line(item="RM-9"),)}, "ORDER_ITEM_UNKNOWN"),
        ({"lines": (line(quantity=Quantity(unit="drum", value="1")),)}, "ORDER_QUANTITY_WRONG"),
        ({"lines": (line(quantity=Quantity(unit="kg", value="0")),)}, "ORDER_QUANTITY_WRONG"),
        ({"lines": (line(), line())}, "IMPORT_ROW_TWICE"),
    ],
)
def test_an_order_that_cannot_be_right_is_refused(fields: dict[str, Any], code: str) -> None:
    assert codes(company().record(order(**fields))) == [code]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"status": "suspended"}, ["ORDER_FAMILY_NOT_APPROVED"]),
        ({"valid_to": date(2026, 3, 1)}, ["ORDER_FAMILY_NOT_APPROVED"]),
        ({"site": "WX"}, ["ORDER_FAMILY_NOT_APPROVED"]),
        ({"status": "conditional"}, []),
        ({"valid_to": date(2026, 3, 2)}, []),
    ],
)
def test_an_order_needs_an_approval_that_holds_today(change: dict[str, Any], expected: list[str]) -> None:
    world = company()
    known = world.rows.pop(Approval)[("S01", "SZ", "polymer")]
    world.put(msgspec.structs.replace(known, **change))
    assert codes(world.record(order(), at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC))) == expected


@pytest.mark.parametrize("status", ["suspended", "disqualified"])
def test_nothing_new_is_ordered_from_a_supplier_that_is_stopped_but_an_order_can_be_cancelled(status: str) -> None:
    world = company()
    world.record(order())
    stopped = {"number": "S01", "name_en": "Film", "name_zh": "膜", "status": status}
    world.record(msgspec.convert(stopped, DefineSupplier))
    assert codes(world.record(order(number="PO-3"))) == ["ORDER_SUPPLIER_STOPPED"]
    assert codes(world.record(order(status="cancelled", lines=()))) == []
    assert world.get(Order, "PO-2").status == "cancelled"


def test_an_imported_order_was_placed_elsewhere_and_is_not_judged_by_todays_approval() -> None:
    world = company()
    world.put(msgspec.structs.replace(world.get(Approval, "S01", "SZ", "polymer"), status="suspended"))
    body = ImportOrders(rows=(order(),), **FILE)
    assert world.record(body).refusal is None
    assert world.record(body).events == ()


def test_one_wrong_order_refuses_the_whole_file() -> None:
    world = company()
    wrong = order(number="PO-3", supplier="S09")
    decision = world.record(ImportOrders(rows=(order(), wrong), **FILE))
    assert codes(decision) == ["SUPPLIER_UNKNOWN"]
    assert decision.refusal is not None
    assert decision.refusal.detail["row"] == 2
    twice = world.record(ImportOrders(rows=(order(), order()), **FILE))
    assert codes(twice) == ["IMPORT_ROW_TWICE"]
    assert [o.number for o in world.all(Order)] == ["PO-1"]


def test_an_order_with_receipts_keeps_its_supplier_and_what_it_has_received() -> None:
    world = company()
    world.record(receipt())
    other = order(number="PO-1", supplier="S02")
    world.record(supplier())
    assert codes(world.record(other)) == ["ORDER_FROZEN"]
    swapped = line(item="CP-MOTOR", quantity=Quantity(unit="pcs", value="4"))
    assert codes(world.record(order(number="PO-1", lines=(swapped,)))) == ["ORDER_FROZEN"]
    more = order(number="PO-1", lines=(line(quantity=Quantity(unit="bag", value="8")),))
    assert world.record(more).refusal is None
    assert (world.get(OrderLine, "PO-1", 1).quantity_received, world.get(Order, "PO-1").status) == (
        Decimal(25),
        "part",
    )


def test_an_order_is_received_when_every_line_is() -> None:
    world = company()
    world.record(receipt(quantity=Quantity(unit="bag", value="4")))
    assert world.get(Order, "PO-1").status == "part"
    for n in (1, 2):
        world.record(
            receipt(
                item="CP-MOTOR",
                order_line=2,
                lot=f"SZ-26-00000{n + 1}",
                serial=f"M{n}",
                expiry=None,
                specification=None,
                quantity=Quantity(unit="pcs", value="1"),
            )
        )
    assert world.get(Order, "PO-1").status == "received"
