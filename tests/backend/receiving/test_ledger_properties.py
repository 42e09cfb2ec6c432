"""Whatever is received, moved early, corrected, undone and resolved: nothing is lost, invented or clamped."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.material.state import Balance, Hold, Movement
from backend.receiving.entries import CorrectReceipt, ResolveReceipt, VoidReceipt
from backend.receiving.state import Receipt, ReceiptMatch
from backend.suppliers.state import OrderLine
from sync.quantity import Quantity
from tests.builders.receiving import company, receipt
from tests.builders.world import World

QUANTITIES = st.sampled_from(["0", "1", "2.5", "25", "99.999999999", "1000000"])
UNITS = st.sampled_from(["kg", "kg", "bag"])
AMOUNTS = st.builds(Quantity, value=QUANTITIES, unit=UNITS)
WHICH = st.integers(0, 7)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("receive"),
            st.fixed_dictionaries(
                {
                    "lot": st.sampled_from(["SZ-26-000001", "SZ-26-000002", "SZ-26-000003"]),
                    "session": st.sampled_from(["S1", "S2", "S3"]),
                    "delivery_note": st.sampled_from([None, "DN-1", "DN-2"]),
                    "package_id": st.sampled_from([None, None, "P1", "P2"]),
                    "supplier_lot": st.sampled_from(["F-77", "F-78"]),
                    "order": st.sampled_from(["PO-1", None]),
                    "quantity": AMOUNTS,
                }
            ),
        ),
        st.tuples(st.just("correct"), WHICH, AMOUNTS, st.sampled_from([None, "F-77", "F-78"])),
        st.tuples(st.just("void"), WHICH),
        st.tuples(st.just("resolve"), WHICH, st.sampled_from(["confirm", "void"])),
    ),
    max_size=14,
)


def run(steps: list[Any]) -> World:
    world = company()
    for step in steps:
        receipts = world.all(Receipt)
        if step[0] == "receive":
            line = 1 if step[1]["order"] else None
            world.record(receipt(**step[1], order_line=line), badge="QH-0001")
        elif receipts:
            number = receipts[step[1] % len(receipts)].id
            _amend(world, step, number)
    return world


def _amend(world: World, step: tuple[Any, ...], number: str) -> None:
    if step[0] == "correct":
        body = CorrectReceipt(
            receipt=number, quantity=step[2], supplier_lot=step[3], expiry=None, production=None, supplier=None
        )
        world.record(body, reason="counted again")
    elif step[0] == "void":
        world.record(VoidReceipt(receipt=number), reason="undo")
    else:
        world.record(ResolveReceipt(receipt=number, verdict=step[2]), badge="QH-0009", reason="looked")


def balances(world: World) -> dict[tuple[str, str], Decimal]:
    return {(b.lot, b.location): b.quantity for b in world.all(Balance)}


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_a_lots_buckets_sum_to_its_receipts_that_were_not_voided(steps: list[Any]) -> None:
    world = run(steps)
    stands: dict[str, Decimal] = defaultdict(Decimal)
    for each in world.all(Receipt):
        stands[each.lot] += each.quantity_base if each.status != "voided" else 0
    found: dict[str, Decimal] = defaultdict(Decimal)
    for (lot, _), quantity in balances(world).items():
        found[lot] += quantity
    assert {lot: q for lot, q in stands.items() if q} == {lot: q for lot, q in found.items() if q}


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_every_balance_is_the_sum_of_its_movements_and_each_movement_has_two_sides(steps: list[Any]) -> None:
    world = run(steps)
    ledger: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for move in world.all(Movement):
        assert move.quantity > 0
        assert move.from_location != move.to_location
        if move.from_location is not None:
            ledger[(move.lot, move.from_location)] -= move.quantity
        if move.to_location is not None:
            ledger[(move.lot, move.to_location)] += move.quantity
    assert {key: q for key, q in ledger.items() if q} == balances(world)


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_an_order_line_has_received_what_stands_on_it_without_doubt(steps: list[Any]) -> None:
    world = run(steps)
    counted = [
        each.quantity_base
        for each in world.all(Receipt)
        if each.order == "PO-1" and each.status in ("posted", "confirmed")
    ]
    assert world.get(OrderLine, "PO-1", 1).quantity_received == sum(counted, Decimal(0))


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_a_receipt_in_doubt_holds_every_lot_concerned_and_voided_receipts_leave_no_key(steps: list[Any]) -> None:
    world = run(steps)
    stopped = {(h.lot, h.source) for h in world.all(Hold) if h.lifted_at is None}
    for each in world.all(Receipt):
        if each.status == "unreconciled":
            assert {(lot, each.dispute) for lot in (each.lot, *each.against)} <= stopped
    noted = sum(carton.count for row in world.all(ReceiptMatch) for carton in row.cartons)
    assert noted == sum(len(each.matches) for each in world.all(Receipt) if each.status != "voided")
