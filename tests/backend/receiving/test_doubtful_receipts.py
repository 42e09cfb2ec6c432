import msgspec
import pytest

from backend.log.vocabulary import Decision
from backend.material.entries import PlaceHold
from backend.material.state import Lot
from backend.receiving.entries import CorrectReceipt, ResolveReceipt, VoidReceipt
from backend.receiving.state import Receipt, ReceiptMatch
from backend.suppliers.state import OrderLine
from sync.quantity import Quantity
from tests.builders.receiving import codes, company, held, kilograms, receipt, stock
from tests.builders.world import World

FIRST, SECOND = "SZ-26-000001", "SZ-26-000002"
DUPLICATE = "POSSIBLE_DUPLICATE_RECEIPT"


def received_twice(**second: object) -> tuple[World, Decision]:
    """Return a company where two sessions have received what may be one delivery, and the second's decision."""
    world = company()
    world.record(receipt(delivery_note="DN-1"))
    fields: dict[str, object] = {"session": "S2", "lot": SECOND, "delivery_note": "DN-1"}
    return world, world.record(receipt(**(fields | second)), badge="QH-0002", device="D2")


def resolve(
    world: World, verdict: str, *, badge: str = "QH-0009", reason: str | None = "counted at the dock"
) -> Decision:
    return world.record(ResolveReceipt(receipt="E2", verdict=verdict), badge=badge, reason=reason)  # type: ignore[arg-type]


def test_a_delivery_received_by_two_sessions_is_kept_twice_and_both_lots_are_held() -> None:
    world, decision = received_twice()
    assert codes(decision) == [DUPLICATE]
    assert stock(world, FIRST) == {"QUAR-01": "25"}
    assert stock(world, SECOND) == {"UNRECONCILED": "25"}
    assert held(world, FIRST) == held(world, SECOND) == [DUPLICATE]
    assert world.get(Receipt, "E2").status == "unreconciled"
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 25


@pytest.mark.parametrize(
    "second",
    [
        {"delivery_note": None},
        {"package_id": "095212340000000013"},
        {"lot": FIRST},
        {"quantity": kilograms("20")},
        {"order_line": None},
    ],
)
def test_a_missing_note_or_package_or_another_quantity_does_not_tell_two_deliveries_apart(
    second: dict[str, object],
) -> None:
    assert codes(received_twice(**second)[1]) == [DUPLICATE]


@pytest.mark.parametrize(
    "second",
    [
        {"delivery_note": "DN-2"},
        {"supplier_lot": "F-78"},
        {"order": None, "order_line": None},
        {"session": "S1"},
    ],
)
def test_another_note_lot_order_or_the_same_session_is_no_duplicate(second: dict[str, object]) -> None:
    world, decision = received_twice(**second)
    assert codes(decision) == []
    assert stock(world, SECOND) == {"QUAR-01": "25"}


def test_two_packages_with_different_numbers_are_no_duplicate() -> None:
    world = company()
    world.record(receipt(package_id="095212340000000013"))
    assert codes(world.record(receipt(package_id="095212340000000020", session="S2", lot=SECOND))) == []


def test_receipts_that_name_neither_supplier_lot_nor_order_are_not_matched_by_their_item_alone() -> None:
    world = company()
    plain = {"supplier_lot": None, "order": None, "order_line": None}
    world.record(receipt(**plain))
    assert DUPLICATE not in codes(world.record(receipt(**plain, session="S2", lot=SECOND)))


def test_the_same_package_twice_is_in_doubt_even_in_one_session() -> None:
    world = company()
    world.record(receipt(package_id="095212340000000013"))
    assert codes(world.record(receipt(package_id="095212340000000013"))) == ["PACKAGE_RECEIVED_TWICE"]
    assert stock(world, FIRST) == {"QUAR-01": "25", "UNRECONCILED": "25"}
    assert held(world, FIRST) == ["PACKAGE_RECEIVED_TWICE"]


def test_the_same_serial_number_twice_is_in_doubt() -> None:
    world = company()
    motor = {
        "item": "CP-MOTOR",
        "order": None,
        "order_line": None,
        "expiry": None,
        "specification": None,
        "serial": "M1",
        "quantity": Quantity(unit="pcs", value="1"),
    }
    world.record(receipt(**motor))
    decision = world.record(receipt(**motor, lot=SECOND, supplier_lot="F-99"))
    assert codes(decision) == ["SERIAL_RECEIVED_TWICE"]


def test_confirming_moves_the_quantity_to_its_place_counts_it_on_the_order_and_lifts_both_holds() -> None:
    world, _ = received_twice()
    assert codes(resolve(world, "confirm")) == []
    assert stock(world, SECOND) == {"QUAR-01": "25"}
    assert held(world, FIRST) == held(world, SECOND) == []
    assert world.get(Receipt, "E2").status == "confirmed"
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 50


def test_voiding_takes_the_quantity_out_again_and_lifts_both_holds() -> None:
    world, _ = received_twice()
    assert codes(resolve(world, "void")) == []
    assert stock(world, SECOND) == {}
    assert stock(world, FIRST) == {"QUAR-01": "25"}
    assert held(world, FIRST) == held(world, SECOND) == []
    assert world.get(Receipt, "E2").status == "voided"


def test_resolving_leaves_holds_that_were_placed_for_other_reasons() -> None:
    world, _ = received_twice()
    world.record(PlaceHold(lot=FIRST, photos=(), reason_code="DAMAGED", text="wet"))
    resolve(world, "confirm")
    assert held(world, FIRST) == ["DAMAGED"]


def test_a_confirmed_quantity_above_the_order_is_flagged_as_over_receipt() -> None:
    world, _ = received_twice(quantity=kilograms("80"))
    assert codes(resolve(world, "confirm")) == ["OVER_RECEIPT"]


def test_the_author_does_not_resolve_their_own_receipt() -> None:
    world, _ = received_twice()
    assert codes(resolve(world, "confirm", badge="QH-0002")) == ["AUTHOR_CANNOT_RESOLVE"]
    assert stock(world, SECOND) == {"UNRECONCILED": "25"}


def test_resolving_needs_a_reason() -> None:
    world, _ = received_twice()
    assert codes(resolve(world, "void", reason=" ")) == ["REASON_MISSING"]


@pytest.mark.parametrize("verdict", ["confirm", "void"])
def test_a_second_verdict_is_refused_and_changes_nothing(verdict: str) -> None:
    world, _ = received_twice()
    resolve(world, "confirm")
    assert codes(resolve(world, verdict)) == ["RECEIPT_NOT_IN_DOUBT"]
    assert stock(world, SECOND) == {"QUAR-01": "25"}


def test_an_unknown_receipt_is_not_resolved() -> None:
    assert codes(resolve(company(), "void")) == ["RECEIPT_UNKNOWN"]


def test_undoing_a_doubtful_receipt_keeps_the_holds_until_somebody_else_has_looked() -> None:
    world, _ = received_twice()
    world.record(VoidReceipt(receipt="E2"), badge="QH-0002", reason="scanned twice")
    assert stock(world, SECOND) == {}
    assert held(world, FIRST) == held(world, SECOND) == [DUPLICATE]
    assert codes(resolve(world, "confirm")) == ["RECEIPT_NOT_IN_DOUBT"]
    assert codes(resolve(world, "void")) == []
    assert held(world, FIRST) == held(world, SECOND) == []


def test_a_voided_receipt_is_no_longer_matched() -> None:
    world = company()
    world.record(receipt())
    world.record(VoidReceipt(receipt="E1"), reason="wrong truck")
    assert world.all(ReceiptMatch) == []
    assert codes(world.record(receipt(session="S2", lot=SECOND))) == []


def test_a_correction_that_makes_two_receipts_alike_puts_the_corrected_one_in_doubt() -> None:
    world, _ = received_twice(supplier_lot="F-78")
    fix = CorrectReceipt(receipt="E2", supplier_lot="F-77", quantity=None, expiry=None, production=None, supplier=None)
    assert codes(world.record(fix, badge="QH-0002", reason="misread 8 for 7")) == [DUPLICATE]
    assert stock(world, SECOND) == {"UNRECONCILED": "25"}
    assert held(world, FIRST) == held(world, SECOND) == [DUPLICATE]
    assert world.get(OrderLine, "PO-1", 1).quantity_received == 25
    assert codes(resolve(world, "void")) == []
    assert held(world, FIRST) == held(world, SECOND) == []


def test_the_order_in_which_two_receipts_arrive_changes_only_who_carries_the_code() -> None:
    lots = []
    for order in ((1, 2), (2, 1)):
        world = company()
        for n in order:
            world.record(receipt(lot=f"SZ-26-00000{n}", session=f"S{n}"), device="D1")
        lots.append([held(world, FIRST), held(world, SECOND)])
        assert [msgspec.structs.replace(lot, received_at=None).status for lot in world.all(Lot)] == ["quarantine"] * 2
    assert lots[0] == lots[1]
