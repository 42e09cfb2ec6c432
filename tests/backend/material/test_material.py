from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.log.vocabulary import Context, EventContext
from backend.log.working_set import GroupTouch, Touch, WorkingSet
from backend.material.apply import apply_stock_moved
from backend.material.entries import (
    DeactivateLocation,
    DefineLocation,
    ImportLocations,
    LiftHold,
    PlaceHold,
    ReactivateLocation,
)
from backend.material.events import MovementKind, StockMoved
from backend.material.rules import (
    BELONGS,
    NEXT_STATUS,
    balance,
    belongs,
    factory_day,
    ids,
    measured,
    negative,
    next_status,
)
from backend.material.state import Balance, Hold, Location, Lot
from sync.quantity import NotConvertible, Quantity
from tests.builders.receiving import FEP, codes, company, held, receipt
from tests.builders.world import START

LOT = "SZ-26-000001"
CONTEXT = EventContext(
    entry_id="E1", device="D1", seq=1, site="SZ", badge="QH-0001", occurred_at=START, received_at=START
)


def test_the_life_of_a_lot_is_the_table_and_nothing_else() -> None:
    assert next_status("created", "receive") == "quarantine"
    assert next_status("inspecting", "release") == "released"
    assert next_status("quarantine", "release") is None
    assert next_status("rejected", "release") is None


def test_every_state_of_a_lot_can_be_reached_and_has_a_place_where_it_belongs() -> None:
    reached: set[str] = set()
    found = {"created"}
    while found - reached:
        reached |= found
        found = {after for (before, _), after in NEXT_STATUS.items() if before in reached} | reached
    assert reached == {status for status, _ in NEXT_STATUS} | set(NEXT_STATUS.values())
    homeless = {status for status in reached if not any(belongs(status, kind) for kind in BELONGS)}
    assert homeless == {"depleted", "regraded"}


def test_a_rejected_lot_does_not_belong_among_released_ones_and_anything_may_be_unreconciled() -> None:
    assert not belongs("rejected", "released")
    assert belongs("rejected", "rejected")
    assert belongs("rejected", "unreconciled")


def test_a_day_ends_at_the_factory() -> None:
    assert factory_day(START.replace(hour=15, minute=59)).day == 2
    assert factory_day(START.replace(hour=16)).day == 3


def place(**fields: str) -> DefineLocation:
    given = {"site": "SZ", "code": "REL-02", "name_en": "Rack", "name_zh": "架", "type": "released", "zone": ""}
    return DefineLocation(**(given | fields))  # type: ignore[arg-type]


def test_a_location_is_defined_changed_and_left_alone() -> None:
    world = company()
    assert len(world.record(place()).events) == 1
    assert world.record(place()).events == ()
    world.record(place(zone="RAW"))
    assert world.get(Location, "SZ", "REL-02").zone == "RAW"


CLOSE, OPEN = DeactivateLocation(site="SZ", code="REL-02"), ReactivateLocation(site="SZ", code="REL-02")


def test_an_empty_location_is_closed_and_opened_again_with_a_reason() -> None:
    world = company()
    world.record(place())
    assert codes(world.record(CLOSE)) == ["REASON_MISSING"]
    assert world.record(CLOSE, reason="rack taken down").refusal is None
    assert not world.get(Location, "SZ", "REL-02").active
    assert world.record(CLOSE, reason="rack taken down").events == ()
    world.record(place(zone="RAW"))
    assert not world.get(Location, "SZ", "REL-02").active
    assert codes(world.record(OPEN)) == ["REASON_MISSING"]
    world.record(OPEN, reason="a new rack")
    assert world.get(Location, "SZ", "REL-02").active


def test_a_location_where_something_stands_is_not_closed() -> None:
    world = company()
    world.record(receipt())
    refused = world.record(DeactivateLocation(site="SZ", code="QUAR-01"), reason="rack taken down")
    assert codes(refused) == ["LOCATION_NOT_EMPTY"]
    assert refused.refusal is not None
    assert refused.refusal.detail["count"] == 1


def test_a_location_that_nobody_defined_is_neither_closed_nor_opened() -> None:
    world = company()
    assert codes(world.record(CLOSE, reason="rack taken down")) == ["LOCATION_UNKNOWN"]
    assert codes(world.record(OPEN, reason="a new rack")) == ["LOCATION_UNKNOWN"]


@pytest.mark.parametrize("fields", [{"code": "UNRECONCILED"}, {"type": "unreconciled"}])
def test_unreconciled_is_the_one_location_of_its_type(fields: dict[str, str]) -> None:
    assert codes(company().record(place(**fields))) == ["LOCATION_RESERVED"]
    assert codes(company().record(place(code="UNRECONCILED", type="unreconciled"))) == []


def test_one_wrong_location_refuses_the_whole_file_and_a_second_run_changes_nothing() -> None:
    world = company()
    file = {"sha256": "0" * 64, "source": "x.csv"}
    wrong = world.record(ImportLocations(rows=(place(), place(code="UNRECONCILED")), **file))
    assert codes(wrong) == ["LOCATION_RESERVED"]
    assert wrong.refusal is not None
    assert wrong.refusal.detail["row"] == 2
    assert codes(world.record(ImportLocations(rows=(place(), place()), **file))) == ["IMPORT_ROW_TWICE"]
    good = ImportLocations(rows=(place(), place(code="REL-03")), **file)
    assert len(world.record(good).events) == 2
    assert world.record(good).events == ()


def stop(lot: str = LOT) -> PlaceHold:
    return PlaceHold(lot=lot, photos=(), reason_code="DAMAGED", text="wet")


def test_a_lot_is_held_until_the_last_of_its_holds_is_lifted() -> None:
    world = company()
    world.record(receipt())
    world.record(stop())
    world.record(stop())
    assert codes(world.record(LiftHold(hold="E2/1"), reason="dried and checked")) == []
    assert held(world, LOT) == ["DAMAGED"]
    hold = world.get(Hold, "E2/1")
    assert (hold.lift_reason, hold.lifted_by, hold.text) == ("dried and checked", "QH-0001", "wet")


def test_a_hold_on_an_unknown_lot_is_kept_with_a_flagged_stub() -> None:
    world = company()
    assert codes(world.record(stop("SZ-26-000009"))) == ["LOT_UNKNOWN"]
    assert world.get(Lot, "SZ-26-000009").stub
    assert held(world, "SZ-26-000009") == ["DAMAGED"]


def test_lifting_needs_an_open_hold_and_a_reason() -> None:
    world = company()
    assert codes(world.record(LiftHold(hold="E9/1"), reason="checked")) == ["HOLD_UNKNOWN"]
    world.record(receipt())
    world.record(stop())
    assert codes(world.record(LiftHold(hold="E3/1"), reason="  ")) == ["REASON_MISSING"]
    world.record(LiftHold(hold="E3/1"), reason="checked")
    assert codes(world.record(LiftHold(hold="E3/1"), reason="checked")) == ["HOLD_ALREADY_LIFTED"]


def lot_row(item: str = "") -> Lot:
    return Lot(
        number=LOT,
        site="SZ",
        item=item,
        item_revision="",
        supplier=None,
        supplier_lot=None,
        status="created",
        expiry=None,
        expiry_day_given=False,
        production=None,
        production_day_given=False,
        received_at=None,
        stub=True,
        label_printed=0,
    )


def loaded(*balances: Balance) -> WorkingSet:
    rows = WorkingSet()
    rows.load(type(FEP), ("RM-FEP",), FEP)
    rows.load(Lot, (LOT,), lot_row())
    rows.load_group(GroupTouch(Balance, "lot", LOT), balances)
    rows.load_group(GroupTouch(Hold, "lot", LOT), ())
    return rows


def stand(location: str, quantity: str, unit: str = "kg") -> Balance:
    return Balance(lot=LOT, site="SZ", location=location, quantity=Decimal(quantity), unit=unit)


def move(source: str | None, target: str | None, quantity: str, kind: MovementKind = "move", n: int = 1) -> StockMoved:
    return StockMoved(
        id=f"E1/{n}",
        lot=LOT,
        from_location=source,
        to_location=target,
        quantity=Decimal(quantity),
        unit="kg",
        kind=kind,
    )


def test_stock_goes_below_zero_visibly_and_a_bucket_at_zero_disappears() -> None:
    rows = loaded(stand("A", "5"))
    apply_stock_moved(rows, move("A", "B", "8"), CONTEXT)
    assert (balance(rows, LOT, "A"), balance(rows, LOT, "B")) == (Decimal(-3), Decimal(8))
    apply_stock_moved(rows, move("B", "A", "3", n=2), CONTEXT)
    assert [b.location for b in rows.group(Balance, "lot", LOT)] == ["B"]


def test_a_bucket_that_turns_negative_is_named_once_and_unreconciled_is_not() -> None:
    rows = loaded(stand("A", "5"), stand("C", "-1"))
    found = negative(rows, [move("A", "B", "8"), move("C", "B", "1"), move("UNRECONCILED", "B", "2")])
    assert [(each.code, each.detail["location"], each.detail["found"]) for each in found] == [
        ("STOCK_NEGATIVE", "A", "-3")
    ]


def test_a_bucket_that_is_filled_again_in_the_same_record_is_not_negative() -> None:
    assert negative(loaded(), [move("A", "B", "2"), move(None, "A", "2")]) == []


def test_a_lot_of_a_known_item_is_measured_in_its_base_unit_and_a_stub_in_the_unit_it_was_first_moved_in() -> None:
    rows = loaded(stand("A", "2", "bag"))
    two_bags = Quantity(unit="bag", value="2")
    assert measured(rows, lot_row("RM-FEP"), two_bags) == (Decimal(50), "kg")
    assert measured(rows, lot_row(), two_bags) == (Decimal(2), "bag")
    assert measured(rows, None, two_bags) == (Decimal(2), "bag")
    with pytest.raises(NotConvertible):
        measured(rows, lot_row(), Quantity(unit="kg", value="1"))


def test_the_ids_of_an_entry_are_numbered() -> None:
    context = msgspec.structs.replace(_context(), entry_id="E7")
    numbers = ids(context)
    assert [next(numbers), next(numbers)] == ["E7/1", "E7/2"]


def _context() -> Context:
    return Context(
        entry_id="E1",
        device="D1",
        device_code="D1",
        seq=1,
        site="SZ",
        badge="QH-0001",
        person=None,
        roles=frozenset(),
        occurred_at=START,
        occurred_error_ms=0,
        received_at=START,
        reason=None,
        causes=(),
        seen_position=0,
    )


BUCKETS = st.sampled_from([None, "A", "B", "UNRECONCILED"])
AMOUNTS = st.integers(1, 10**27 - 1).map(lambda n: Decimal(n).scaleb(-9))


@given(steps=st.lists(st.tuples(BUCKETS, BUCKETS, AMOUNTS), max_size=12))
def test_movements_between_buckets_neither_make_nor_lose_nor_round_anything(
    steps: list[tuple[str | None, str | None, Decimal]],
) -> None:
    rows = loaded()
    outside = Fraction(0)
    for n, (source, target, quantity) in enumerate(steps):
        if source != target:
            apply_stock_moved(rows, msgspec.structs.replace(move(source, target, "1", n=n), quantity=quantity), CONTEXT)
            outside += Fraction(quantity) * ((source is None) - (target is None))
    assert sum(Fraction(b.quantity) for b in rows.group(Balance, "lot", LOT)) == outside


def test_a_movement_of_a_lot_whose_balances_were_not_loaded_is_a_bug() -> None:
    rows = WorkingSet()
    rows.load(Lot, (LOT,), lot_row())
    assert rows.has(Touch(Lot, (LOT,)))
    with pytest.raises(AssertionError):
        apply_stock_moved(rows, move(None, "A", "1"), CONTEXT)
