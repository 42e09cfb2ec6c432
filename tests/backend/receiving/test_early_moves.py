"""A lot that was moved by another device before its receipt arrived."""

from decimal import Decimal

import pytest

from backend.log.vocabulary import Capability, Context, Decision, Entry, Kind, entry, on_entry
from backend.log.working_set import WorkingSet
from backend.material.events import LotStubbed, StockMoved
from backend.material.state import Lot, touches_lot
from tests.builders.receiving import codes, company, held, kilograms, receipt, stock
from tests.builders.world import World

LOT = "SZ-26-000001"


@entry(version=1, kind=Kind.FACT)
class MoveEarly(Entry, frozen=True, kw_only=True):
    """A stand-in for a move: a lot nobody knows yet was put somewhere."""

    lot: str
    to: str
    quantity: Decimal
    unit: str


def decide_early(rows: WorkingSet, body: MoveEarly, ctx: Context) -> Decision:
    moved = StockMoved(
        id=ctx.new_id(),
        lot=body.lot,
        from_location="UNRECONCILED",
        to_location=body.to,
        quantity=body.quantity,
        unit=body.unit,
        kind="move",
    )
    stub = () if rows.find(Lot, body.lot) else (LotStubbed(number=body.lot),)
    return Decision(events=(*stub, moved))


MOVES = Capability("moves", entries=(on_entry(MoveEarly, lambda b, _c, rows: touches_lot(b.lot, rows), decide_early),))


def moved_first(quantity: str, unit: str = "kg") -> World:
    base = company()
    world = World(*base.registry.capabilities, MOVES)
    world.rows = base.rows
    world.record(MoveEarly(lot=LOT, to="RACK-A", quantity=Decimal(quantity), unit=unit))
    return world


def test_p05_a_lot_moved_by_its_label_before_its_receipt_came_is_completed_by_the_receipt() -> None:
    world = moved_first("10")
    assert world.get(Lot, LOT).stub
    assert codes(world.record(receipt())) == []
    lot = world.get(Lot, LOT)
    assert (lot.stub, lot.status, lot.item) == (False, "quarantine", "RM-FEP")
    assert stock(world, LOT) == {"QUAR-01": "15", "RACK-A": "10"}


def test_what_was_moved_beyond_the_receipt_stays_visibly_missing_until_the_next_carton() -> None:
    world = moved_first("40")
    world.record(receipt())
    assert stock(world, LOT) == {"RACK-A": "40", "UNRECONCILED": "-15"}
    world.record(receipt(quantity=kilograms("25")))
    assert stock(world, LOT) == {"QUAR-01": "10", "RACK-A": "40"}


def test_a_move_in_another_unit_is_restated_in_the_base_unit() -> None:
    world = moved_first("2", "bag")
    assert codes(world.record(receipt(quantity=kilograms("60")))) == []
    assert stock(world, LOT) == {"QUAR-01": "10", "RACK-A": "50"}


def test_a_move_in_a_unit_that_has_no_conversion_leaves_stock_flagged_and_held() -> None:
    world = moved_first("2", "drum")
    assert set(codes(world.record(receipt()))) == {"UNIT_UNKNOWN"}
    assert stock(world, LOT) == {"QUAR-01": "25"}
    assert held(world, LOT) == ["UNIT_UNKNOWN"]


@pytest.mark.parametrize("quantity", ["5", "25"])
def test_a_doubtful_receipt_of_a_moved_lot_is_netted_in_unreconciled(quantity: str) -> None:
    world = moved_first(quantity)
    world.record(receipt(lot="SZ-26-000002", session="S2"))
    world.record(receipt())
    left = 25 - int(quantity)
    expected = {"RACK-A": quantity} | ({"UNRECONCILED": str(left)} if left else {})
    assert stock(world, LOT) == expected
