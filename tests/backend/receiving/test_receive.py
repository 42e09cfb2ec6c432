from datetime import UTC, date, datetime

import msgspec
import pytest

from backend.items.entries import DefineLotPattern, LeaseRange, Span, UseNumbers, VoidNumbers
from backend.items.state import Item, NumberUse
from backend.material.state import Location, Lot, Movement
from backend.receiving.state import Receipt
from backend.suppliers.state import Approval, Order, OrderLine
from sync.quantity import DateGiven, Quantity
from tests.builders.receiving import FEP, codes, company, held, kilograms, receipt, stock
from tests.builders.world import START, World

LOT = "SZ-26-000001"


def test_a_receipt_in_order_creates_a_lot_in_quarantine_and_posts_its_quantity_once() -> None:
    world = company()
    decision = world.record(receipt())
    assert codes(decision) == []
    lot = world.get(Lot, LOT)
    assert (lot.status, lot.item, lot.item_revision, lot.supplier_lot) == ("quarantine", "RM-FEP", "B", "F-77")
    assert lot.expiry == date(2028, 3, 1)
    assert stock(world, LOT) == {"QUAR-01": "25"}
    assert [(m.from_location, m.to_location, m.kind) for m in world.all(Movement)] == [(None, "QUAR-01", "receipt")]
    assert world.get(Receipt, "E1").status == "posted"


def test_a_receipt_counts_on_its_order_line_and_the_first_lot_freezes_the_item() -> None:
    world = company()
    world.record(receipt(quantity=Quantity(unit="bag", value="2")))
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 50
    assert world.get(Order, "PO-1").status == "part"
    assert world.get(Item, "RM-FEP").in_use


PATTERNED = f"FG-{START:%y%m}01"


def with_pattern() -> World:
    """Return the company with a lot pattern of which device D1 holds three numbers."""
    world = company()
    world.record(DefineLotPattern(name="FG", pattern="FG-{YY}{MM}{seq:02}"))
    assert world.record(LeaseRange(count=3, pool="lot:FG")).refusal is None
    return world


def test_p40_a_lot_number_of_a_leased_range_is_the_devices_own_and_is_used_by_the_receipt() -> None:
    world = with_pattern()
    assert codes(world.record(receipt(lot=PATTERNED))) == []
    assert codes(world.record(receipt(lot=PATTERNED, quantity=kilograms("1")))) == []
    assert [(use.first, use.last, use.status) for use in world.all(NumberUse)] == [(1, 1, "used")]


def test_p40_a_patterned_lot_that_another_device_scans_first_is_right_and_its_printer_may_tell_of_it_later() -> None:
    world = with_pattern()
    assert codes(world.record(receipt(lot=PATTERNED), device="D2")) == []
    use = UseNumbers(loose=(), purpose="label", spans=(Span(first=1, last=2, range="lot:FG#1"),))
    assert codes(world.record(use)) == []
    assert [(use.first, use.last, use.purpose) for use in world.all(NumberUse)] == [(1, 1, "lot"), (2, 2, "label")]
    assert codes(world.record(use, device="D2")) == ["NUMBER_NOT_LEASED", "NUMBER_USED_TWICE", "NUMBER_USED_TWICE"]


def test_a_voided_lot_number_on_goods_is_told() -> None:
    world = with_pattern()
    void = VoidNumbers(spans=(Span(first=1, last=1, range="lot:FG#1"),))
    assert world.record(void, reason="torn at the printer").refusal is None
    assert codes(world.record(receipt(lot=PATTERNED))) == ["VOID_NUMBER_USED"]


def test_a_further_carton_of_the_lot_in_the_same_session_adds_its_quantity_without_a_word() -> None:
    world = company()
    world.record(receipt())
    assert codes(world.record(receipt(quantity=kilograms("12.5")))) == []
    assert stock(world, LOT) == {"QUAR-01": "37.5"}


def test_a_receipt_without_an_order_is_taken_as_it_is() -> None:
    assert codes(company().record(receipt(order=None, order_line=None))) == []


def test_the_order_gives_supplier_and_line_when_the_label_does_not() -> None:
    world = company()
    assert codes(world.record(receipt(supplier=None, order_line=None))) == []
    assert (world.get(Receipt, "E1").supplier, world.get(Receipt, "E1").order_line) == ("S01", 1)


@pytest.mark.parametrize(
    ("fields", "code", "on_hold"),
    [
        ({"lot": "D1-7"}, "NUMBER_NOT_LEASED", False),
        ({"location": "NOWHERE"}, "LOCATION_UNKNOWN", False),
        ({"location": "REL-01"}, "LOCATION_NOT_QUARANTINE", False),
        ({"order": "PO-9", "order_line": None}, "ORDER_UNKNOWN", False),
        ({"order_line": 7}, "ORDER_LINE_UNKNOWN", False),
        ({"order_line": 2}, "ORDER_LINE_OF_OTHER_ITEM", False),
        ({"quantity": kilograms("100.001")}, "OVER_RECEIPT", False),
        ({"certificates": ()}, "CERTIFICATE_MISSING", False),
        ({"specification": "SP-11/B"}, "SPECIFICATION_SUPERSEDED", False),
        ({"supplier_lot": None}, "SUPPLIER_LOT_MISSING", False),
        ({"expiry": None}, "EXPIRY_MISSING", False),
        ({"expiry": DateGiven(date=date(2026, 8, 28), day_given=True)}, "SHELF_LIFE_SHORT", False),
        ({"expiry": DateGiven(date=date(2026, 3, 1), day_given=True)}, "LOT_EXPIRED_ON_RECEIPT", True),
        ({"di": "09521234000105"}, "IDENTIFIER_OF_OTHER_ITEM", False),
        ({"di": "09521234009993"}, "IDENTIFIER_UNKNOWN", False),
        ({"quantity": Quantity(unit="drum", value="1")}, "UNIT_UNKNOWN", True),
        ({"quantity": kilograms("-3")}, "QUANTITY_NOT_POSITIVE", True),
        ({"quantity": kilograms("0")}, "QUANTITY_NOT_POSITIVE", True),
        ({"supplier": None, "order": None, "order_line": None}, "SUPPLIER_MISSING", False),
        ({"supplier": "S99", "order": None, "order_line": None}, "SUPPLIER_UNKNOWN", False),
    ],
)
def test_p20_what_is_wrong_with_a_receipt_is_flagged_never_refused_and_the_lot_stays_in_quarantine(
    fields: dict[str, object], code: str, *, on_hold: bool
) -> None:
    world = company()
    decision = world.record(receipt(**fields))
    assert codes(decision) == [code]
    lot = str(fields.get("lot", LOT))
    assert world.get(Lot, lot).status == "quarantine"
    assert held(world, lot) == ([code] if on_hold else [])


def test_the_last_day_of_an_expiry_is_not_expired() -> None:
    decision = company().record(receipt(expiry=DateGiven(date=date(2026, 3, 2), day_given=False)))
    assert codes(decision) == ["SHELF_LIFE_SHORT"]


def test_another_supplier_than_the_order_says_is_flagged() -> None:
    assert "ORDER_OF_OTHER_SUPPLIER" in codes(company().record(receipt(supplier="S99")))


def test_another_site_than_the_order_says_is_flagged() -> None:
    assert "ORDER_OF_OTHER_SITE" in codes(company().record(receipt(), site="WX"))


def test_an_order_that_was_closed_is_flagged_and_stays_closed() -> None:
    world = company()
    world.put(msgspec.structs.replace(world.get(Order, "PO-1"), status="closed"))
    assert codes(world.record(receipt())) == ["ORDER_ENDED"]
    assert world.get(Order, "PO-1").status == "closed"


@pytest.mark.parametrize(
    ("change", "code", "on_hold"),
    [
        ({"status": "suspended"}, "SUPPLIER_SUSPENDED", True),
        ({"status": "disqualified"}, "SUPPLIER_SUSPENDED", True),
        ({"status": "conditional"}, "SUPPLIER_CONDITIONAL", False),
        ({"valid_to": date(2026, 3, 1)}, "SUPPLIER_APPROVAL_EXPIRED", True),
        ({"family": "film"}, "SUPPLIER_NOT_APPROVED", True),
    ],
)
def test_a_supplier_is_judged_by_its_approval_for_the_family_at_the_site(
    change: dict[str, object], code: str, *, on_hold: bool
) -> None:
    world = company()
    approval = world.rows.pop(Approval)[("S01", "SZ", "polymer")]
    world.put(msgspec.structs.replace(approval, **change))
    assert codes(world.record(receipt())) == [code]
    assert held(world, LOT) == ([code] if on_hold else [])


def test_an_approval_counts_through_its_last_day_at_the_factory() -> None:
    world = company()
    world.put(msgspec.structs.replace(world.get(Approval, "S01", "SZ", "polymer"), valid_to=date(2026, 3, 2)))
    late = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)
    assert codes(world.record(receipt(), at=late)) == []
    after = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert codes(world.record(receipt(lot="SZ-26-000002"), at=after)) == ["SUPPLIER_APPROVAL_EXPIRED"]


def test_an_unknown_item_becomes_a_stub_and_the_goods_are_kept() -> None:
    world = company()
    decision = world.record(receipt(item="RM-NEW", order=None, order_line=None))
    assert codes(decision) == ["ITEM_UNKNOWN"]
    assert (world.get(Item, "RM-NEW").status, world.get(Item, "RM-NEW").unit) == ("stub", "kg")
    assert stock(world, LOT) == {"QUAR-01": "25"}


def test_an_item_that_nobody_can_name_is_kept_under_its_identifier_or_else_under_the_lot() -> None:
    world = company()
    world.record(receipt(item="", di="09521234009993", order=None, order_line=None))
    world.record(receipt(item="", lot="SZ-26-000002", order=None, order_line=None))
    assert [world.get(Receipt, r).item for r in ("E1", "E2")] == ["09521234009993", "?SZ-26-000002"]


def test_a_known_identifier_names_the_item_that_the_device_did_not_know() -> None:
    world = company()
    assert codes(world.record(receipt(item="", di="09521234000013"))) == []
    assert world.get(Lot, LOT).item == "RM-FEP"


def test_an_inactive_item_is_flagged() -> None:
    world = company()
    world.put(msgspec.structs.replace(FEP, status="inactive"))
    assert codes(world.record(receipt())) == ["ITEM_INACTIVE"]


def test_a_serial_item_needs_its_serial_number_and_one_unit_each() -> None:
    world = company()
    motor = {"item": "CP-MOTOR", "order_line": 2, "specification": None, "expiry": None}
    one, two = Quantity(unit="pcs", value="1"), Quantity(unit="pcs", value="2")
    assert codes(world.record(receipt(**motor, quantity=one))) == ["SERIAL_MISSING"]
    assert codes(world.record(receipt(**motor, quantity=two, serial="M2", lot="SZ-26-000002"))) == [
        "SERIAL_QUANTITY",
        "OVER_RECEIPT",
    ]


def test_a_carton_that_says_otherwise_than_its_lot_is_flagged_and_the_lot_held() -> None:
    world = company()
    world.record(receipt())
    decision = world.record(receipt(supplier_lot="F-78"))
    assert codes(decision) == ["LOT_DATA_DIFFERS"]
    assert decision.exceptions[0].detail["fields"] == "supplier_lot"
    assert held(world, LOT) == ["LOT_DATA_DIFFERS"]
    assert world.get(Lot, LOT).supplier_lot == "F-77"


def test_goods_received_onto_a_lot_that_left_quarantine_are_flagged_and_held() -> None:
    world = company()
    world.record(receipt())
    world.put(msgspec.structs.replace(world.get(Lot, LOT), status="released"))
    assert codes(world.record(receipt())) == ["LOT_LEFT_QUARANTINE"]
    assert held(world, LOT) == ["LOT_LEFT_QUARANTINE"]


def test_a_label_already_on_another_item_keeps_both_goods_apart_and_held() -> None:
    world = company()
    world.record(receipt())
    motor = receipt(item="CP-MOTOR", order_line=2, serial="M1", quantity=Quantity(unit="pcs", value="1"), expiry=None)
    decision = world.record(motor)
    assert codes(decision) == ["LOT_NUMBER_TAKEN"]
    assert stock(world, LOT) == {"QUAR-01": "25"}
    assert stock(world, f"{LOT}#D1-2") == {"QUAR-01": "1"}
    assert held(world, LOT) == held(world, f"{LOT}#D1-2") == ["LOT_NUMBER_TAKEN"]


def test_a_received_lot_is_dated_by_the_act_and_belongs_to_the_site() -> None:
    world = company()
    world.record(receipt())
    lot = world.get(Lot, LOT)
    assert (lot.received_at, lot.site) == (START, "SZ")
    assert world.get(Location, "SZ", "QUAR-01").type == "quarantine"
