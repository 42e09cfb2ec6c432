from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision
from backend.log.working_set import GroupTouch, WorkingSet
from backend.material.events import HoldPlaced, LotStubbed, StockMoved, lot_thing
from backend.material.state import UNRECONCILED, Balance, Hold, Location, Lot, Path
from backend.warehouse.entries import MoveStock
from backend.warehouse.rules import decide_move

AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
ITEM = Item(
    number="I1", revision="A", name_en="", name_zh="", trace="lot", unit="pcs", conversions={"box": (50, 1)},
    shelf_life_days=None, minimum_remaining_days=None, family="", specification=None, certificate_required=False,
    status="active", in_use=True,
)  # fmt: skip
LOT = Lot(
    number="L1", site="SZ", item="I1", item_revision="A", supplier=None, supplier_lot=None, status="quarantine",
    expiry=None, expiry_day_given=False, production=None, production_day_given=False, received_at=AT, stub=False,
    label_printed=0,
)  # fmt: skip
CTX = Context(
    entry_id="e1", device="d", device_code="H1", seq=1, site="SZ", badge="QH-0001", person="P1", roles=frozenset(),
    occurred_at=AT, occurred_error_ms=0, received_at=AT, reason=None, causes=(), seen_position=0,
)  # fmt: skip


def rows(*, lot: Lot | None = LOT, held: bool = False, **stock: int) -> WorkingSet:
    known = WorkingSet()
    known.load(Lot, ("L1",), lot)
    known.load(Item, ("I1",), ITEM)
    balances = [
        Balance(lot="L1", site="SZ", location=place.replace("_", "-"), quantity=Decimal(n), unit="pcs")
        for place, n in stock.items()
    ]
    known.load_group(GroupTouch(Balance, "lot", "L1"), balances)
    hold = Hold(
        id="h1", site="SZ", lot="L1", reason_code="R", text="", placed_by="QH-0004", placed_at=AT, source="e0",
        lifted_at=None, lifted_by=None, lift_reason=None,
    )  # fmt: skip
    known.load_group(GroupTouch(Hold, "lot", "L1"), [hold] if held else [])
    known.load_group(GroupTouch(Path, "descendant", lot_thing("L1").node), [])
    kinds = {"Q-01": "quarantine", "Q-02": "quarantine", "Q-03": "quarantine", "R-01": "released", "X-99": None}
    for code, kind in kinds.items():
        named = {"site": "SZ", "code": code, "name_en": "", "name_zh": "", "zone": ""}
        known.load(Location, ("SZ", code), Location(**named, type=kind, active=code != "Q-03") if kind else None)
    return known


def move(known: WorkingSet, quantity: str = "10", unit: str = "pcs", **changes: Any) -> Decision:  # noqa: ANN401
    fields: dict[str, Any] = {
        "from": None,
        "lot": "L1",
        "quantity": {"unit": unit, "value": quantity},
        "scans": [],
        "to": "Q-02",
    }
    return decide_move(known, msgspec.convert(fields | changes, MoveStock), CTX)


def moved(decision: Decision) -> list[tuple[str | None, str | None, Decimal]]:
    return [(e.from_location, e.to_location, e.quantity) for e in decision.events if isinstance(e, StockMoved)]


def codes(decision: Decision) -> list[str]:
    return [e.code for e in decision.exceptions]


def test_done_stock_leaves_its_only_place_when_nobody_said_where_it_stood() -> None:
    decision = move(rows(Q_01=30))
    assert moved(decision) == [("Q-01", "Q-02", Decimal(10))]
    assert codes(decision) == []


def test_done_a_box_counts_as_what_it_holds() -> None:
    assert moved(move(rows(Q_01=100), "2", "box")) == [("Q-01", "Q-02", Decimal(100))]


def test_flagged_a_source_with_too_little_goes_visibly_below_zero() -> None:
    decision = move(rows(Q_01=4), **{"from": "Q-01"})
    assert moved(decision) == [("Q-01", "Q-02", Decimal(10))]
    assert codes(decision) == ["NOT_IN_SOURCE_BIN", "STOCK_NEGATIVE"]


def test_flagged_an_unclear_source_is_taken_from_unreconciled() -> None:
    decision = move(rows(Q_01=30, Q_02=30), to="R-01")
    assert moved(decision) == [(UNRECONCILED, "R-01", Decimal(10))]
    assert "SOURCE_UNCLEAR" in codes(decision)


def test_flagged_a_lot_nobody_has_received_yet_becomes_a_stub() -> None:
    decision = move(rows(lot=None))
    assert any(isinstance(e, LotStubbed) for e in decision.events)
    assert moved(decision) == [(UNRECONCILED, "Q-02", Decimal(10))]
    assert codes(decision) == ["LOT_UNKNOWN"]


def test_flagged_a_quarantined_lot_in_a_released_place_is_moved_and_held() -> None:
    decision = move(rows(Q_01=30, lot=msgspec.structs.replace(LOT, status="rejected")), to="R-01")
    assert codes(decision) == ["LOCATION_NOT_ALLOWED"]
    assert any(isinstance(e, HoldPlaced) for e in decision.events)


def test_flagged_stock_put_into_a_closed_place_is_there_all_the_same() -> None:
    decision = move(rows(Q_01=30), to="Q-03")
    assert moved(decision) == [("Q-01", "Q-03", Decimal(10))]
    assert codes(decision) == ["LOCATION_INACTIVE"]


def test_flagged_a_held_lot_that_leaves_quarantine() -> None:
    released = msgspec.structs.replace(LOT, status="released")
    assert codes(move(rows(lot=released, held=True, Q_01=30), to="R-01")) == ["HELD_LOT_MOVED"]
    assert codes(move(rows(lot=released, held=True, Q_01=30), to="Q-02")) == []


def test_flagged_an_unknown_location_still_gets_the_stock() -> None:
    decision = move(rows(Q_01=30), to="X-99")
    assert moved(decision) == [("Q-01", "X-99", Decimal(10))]
    assert codes(decision) == ["LOCATION_UNKNOWN"]


def test_flagged_a_quantity_that_cannot_be_counted_moves_nothing() -> None:
    for quantity, unit, code in (("1", "drum", "UNIT_UNKNOWN"), ("0", "pcs", "QUANTITY_NOT_POSITIVE")):
        decision = move(rows(Q_01=30), quantity, unit)
        assert moved(decision) == []
        assert codes(decision) == [code]


def test_done_a_move_to_where_it_stands_changes_nothing() -> None:
    decision = move(rows(Q_02=30))
    assert (moved(decision), codes(decision)) == ([], [])


@given(st.integers(-50, 50), st.integers(-50, 50), st.decimals("0.001", 999, places=3))
def test_a_move_never_makes_or_loses_stock(first: int, second: int, quantity: Decimal) -> None:
    decision = move(rows(Q_01=first, Q_02=second), str(quantity), **{"from": "Q-01"})
    assert sum(q for _, _, q in moved(decision)) == quantity
    assert {None} & {place for a, b, _ in moved(decision) for place in (a, b)} == set()
