"""C25: an expiry that passed before anybody here could know it holds the lot, and with it what was made of it."""

from datetime import timedelta

import pytest

from backend.app import (
    registry_devices,
    registry_label_jobs,
    registry_people,
    registry_receiving,
    registry_suppliers,
)
from backend.log.registry import Registry
from backend.log.vocabulary import Decision
from backend.material.events import lot_thing
from backend.material.rules import upstream_holds
from backend.material.state import touches_upstream
from backend.receiving.entries import CorrectReceipt
from sync.quantity import DateGiven
from tests.backend.receiving.test_amended_receipts import LOT, correction, received
from tests.backend.receiving.test_early_moves import moved_first
from tests.builders import production
from tests.builders.receiving import codes, company, held, receipt
from tests.builders.world import START, World

RECEIVING = (
    registry_people.CAPABILITY,
    registry_devices.CAPABILITY,
    registry_suppliers.CAPABILITY,
    registry_receiving.CAPABILITY,
    registry_label_jobs.CAPABILITY,
)
DAY = START.date()
MONTH = timedelta(days=30)
LATE = ["EXPIRY_KNOWN_LATE"]


def expiring(in_days: int) -> DateGiven:
    return DateGiven(date=DAY + timedelta(days=in_days), day_given=True)


def receipt_comes(world: World, in_days: int, *, late: timedelta) -> Decision:
    """A receipt of ``START`` whose goods expire so many days later arrives."""
    world.late = late
    return world.record(receipt(expiry=expiring(in_days)))


def without_short_life(decision: Decision) -> list[str]:
    return [code for code in codes(decision) if code != "SHELF_LIFE_SHORT"]


def test_a_lot_used_before_its_receipt_arrived_is_held_when_its_expiry_passed_meanwhile() -> None:
    world = moved_first("10")
    assert without_short_life(receipt_comes(world, 10, late=MONTH)) == LATE
    assert held(world, LOT) == LATE


@pytest.mark.parametrize(("days", "late"), [(30, MONTH), (31, MONTH), (10, timedelta(minutes=5))])
def test_an_expiry_that_has_not_passed_holds_nothing(days: int, late: timedelta) -> None:
    world = moved_first("10")
    assert without_short_life(receipt_comes(world, days, late=late)) == []
    assert held(world, LOT) == []


def test_a_lot_that_nobody_knew_before_its_receipt_cannot_have_been_used() -> None:
    world = company()
    assert without_short_life(receipt_comes(world, 10, late=MONTH)) == []


def test_a_lot_that_had_expired_when_it_came_in_is_held_for_that_alone() -> None:
    world = moved_first("10")
    assert codes(receipt_comes(world, -1, late=MONTH)) == ["LOT_EXPIRED_ON_RECEIPT"]
    assert held(world, LOT) == ["LOT_EXPIRED_ON_RECEIPT"]


def corrected(world: World, expiry: DateGiven) -> Decision:
    body: CorrectReceipt = correction(expiry=expiry)
    world.late = MONTH
    return world.record(body, reason="read again")


def test_papers_corrected_to_an_earlier_expiry_that_has_passed_hold_the_lot() -> None:
    world = received()
    assert without_short_life(corrected(world, expiring(10))) == LATE
    assert held(world, LOT) == LATE


def test_papers_corrected_to_a_later_expiry_hold_nothing() -> None:
    world = company()
    world.record(receipt(expiry=expiring(5)))
    assert without_short_life(corrected(world, expiring(10))) == []
    assert held(world, LOT) == []


def test_what_was_made_of_it_is_held_through_the_genealogy() -> None:
    world = production.running()
    world.registry = Registry((*world.registry.capabilities, *RECEIVING))
    assert "COMPONENT_UNKNOWN" in codes(world.record(production.consumes(LOT)))
    world.late = MONTH
    bare = {"di": None, "order": None, "order_line": None, "item": production.TUBE}
    assert "EXPIRY_KNOWN_LATE" in codes(world.record(receipt(expiry=expiring(10), **bare)))
    rows = world.load(lambda seen: touches_upstream([lot_thing(production.LOT)], seen))
    assert (LOT, *LATE) in [(hold.held, hold.reason_code) for hold in upstream_holds(rows, production.LOT)]
