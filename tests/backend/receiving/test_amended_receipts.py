from datetime import date
from decimal import Decimal
from typing import Any

from backend.material.state import Lot, Movement
from backend.receiving.entries import CorrectReceipt, VoidReceipt
from backend.receiving.state import Receipt
from backend.suppliers.state import Order, OrderLine
from sync.quantity import DateGiven, Quantity
from tests.builders.receiving import codes, company, held, kilograms, receipt, stock
from tests.builders.world import World

LOT = "SZ-26-000001"
NOTHING: dict[str, Any] = {"quantity": None, "expiry": None, "production": None, "supplier": None, "supplier_lot": None}


def correction(**fields: Any) -> CorrectReceipt:  # noqa: ANN401 - any field of the entry
    return CorrectReceipt(**(NOTHING | {"receipt": "E1"} | fields))


def received() -> World:
    world = company()
    world.record(receipt())
    return world


def test_a_corrected_quantity_posts_the_difference_and_keeps_the_first_movement() -> None:
    world = received()
    assert codes(world.record(correction(quantity=kilograms("20")), reason="weighed again")) == []
    assert stock(world, LOT) == {"QUAR-01": "20"}
    assert [(m.kind, m.from_location, m.to_location, m.quantity) for m in world.all(Movement)] == [
        ("receipt", None, "QUAR-01", Decimal(25)),
        ("correction", "QUAR-01", None, Decimal(5)),
    ]
    row = world.get(Receipt, "E1")
    assert (row.corrected, row.quantity, row.quantity_base) == (True, "20", Decimal(20))
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 20


def test_a_quantity_corrected_upwards_may_exceed_the_order_and_is_flagged() -> None:
    world = received()
    decision = world.record(correction(quantity=Quantity(unit="bag", value="5")), reason="missed four bags")
    assert codes(decision) == ["OVER_RECEIPT"]
    assert stock(world, LOT) == {"QUAR-01": "125"}


def test_a_quantity_that_cannot_be_counted_leaves_the_old_one() -> None:
    world = received()
    decision = world.record(correction(quantity=Quantity(unit="drum", value="1")), reason="counted drums")
    assert codes(decision) == ["UNIT_UNKNOWN"]
    assert stock(world, LOT) == {"QUAR-01": "25"}


def test_a_receipt_corrected_to_nothing_leaves_nothing() -> None:
    world = received()
    assert codes(world.record(correction(quantity=kilograms("0")), reason="bag was empty")) == []
    assert stock(world, LOT) == {}


def test_corrected_papers_change_the_lot_and_are_judged_again() -> None:
    world = received()
    decision = world.record(
        correction(
            expiry=DateGiven(date=date(2026, 2, 28), day_given=False),
            production=DateGiven(date=date(2025, 9, 1), day_given=True),
            supplier_lot="F-79",
        ),
        reason="read again",
    )
    assert codes(decision) == ["LOT_EXPIRED_ON_RECEIPT"]
    lot = world.get(Lot, LOT)
    assert (lot.expiry, lot.expiry_day_given, lot.supplier_lot) == (date(2026, 2, 28), False, "F-79")
    assert (lot.production, lot.production_day_given) == (date(2025, 9, 1), True)
    assert held(world, LOT) == ["LOT_EXPIRED_ON_RECEIPT"]


def test_a_corrected_supplier_is_judged_for_the_day_of_the_receipt() -> None:
    assert codes(received().record(correction(supplier="S99"), reason="other label")) == ["SUPPLIER_UNKNOWN"]


def test_a_correction_without_a_reason_is_kept_and_flagged() -> None:
    world = received()
    assert codes(world.record(correction(quantity=kilograms("20")))) == ["REASON_MISSING"]
    assert stock(world, LOT) == {"QUAR-01": "20"}


def test_undo_takes_the_quantity_out_again_and_the_receipt_stays_as_voided() -> None:
    world = received()
    assert codes(world.record(VoidReceipt(receipt="E1"), reason="undo")) == []
    assert stock(world, LOT) == {}
    assert (world.get(Receipt, "E1").status, world.get(Receipt, "E1").quantity) == ("voided", "25")
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 0
    assert world.get(Order, "PO-1").status == "sent"


def test_undo_of_a_corrected_receipt_takes_out_what_it_stood_at() -> None:
    world = received()
    world.record(correction(quantity=kilograms("30")), reason="weighed again")
    world.record(VoidReceipt(receipt="E1"), reason="undo")
    assert stock(world, LOT) == {}


def test_a_second_undo_and_a_late_correction_are_flagged_and_change_nothing() -> None:
    world = received()
    world.record(VoidReceipt(receipt="E1"), reason="undo")
    assert codes(world.record(VoidReceipt(receipt="E1"), reason="undo")) == ["RECEIPT_ALREADY_VOIDED"]
    assert codes(world.record(correction(quantity=kilograms("9")), reason="late")) == ["RECEIPT_ALREADY_VOIDED"]
    assert stock(world, LOT) == {}


def test_putting_an_unknown_receipt_right_is_flagged_never_refused() -> None:
    world = company()
    assert codes(world.record(VoidReceipt(receipt="E77"), reason="undo")) == ["RECEIPT_UNKNOWN"]
    late = correction(receipt="E77", quantity=kilograms("9"))
    assert codes(world.record(late, reason="late")) == ["RECEIPT_UNKNOWN"]
