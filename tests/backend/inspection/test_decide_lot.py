from datetime import date

import pytest

from backend.app import registry_inspection, registry_items, registry_material
from backend.inspection.entries import DecideLot
from backend.material.entries import LiftHold, PlaceHold
from backend.material.events import lot_thing
from backend.material.state import Hold, Lot, Node, Path
from tests.builders.production import stocked
from tests.builders.receiving import codes
from tests.builders.world import World

REASON = "certificate agrees"


def company(status: str = "quarantine", expiry: date | None = None) -> World:
    world = World(registry_items.CAPABILITY, registry_material.CAPABILITY, registry_inspection.CAPABILITY)
    world.put(*stocked("L1", "FEP", status, expiry=expiry), *stocked("RAW", "RESIN"))
    return world


def decided(world: World, verdict: str = "release", lot: str = "L1", reason: str | None = REASON) -> list[str]:
    return codes(world.record(DecideLot(lot=lot, verdict=verdict), reason=reason))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [("release", "released"), ("release_conditionally", "conditional"), ("reject", "rejected")],
)
def test_a_lot_in_quarantine_is_decided_on(verdict: str, status: str) -> None:
    world = company()
    assert decided(world, verdict) == []
    assert world.get(Lot, "L1").status == status
    assert decided(world, "release_conditionally") == ["LOT_NOT_WAITING"]


def test_a_conditional_release_becomes_a_full_one() -> None:
    world = company("conditional")
    assert decided(world) == []
    assert world.get(Lot, "L1").status == "released"


def test_nothing_is_released_that_is_on_hold_itself_or_through_what_it_was_made_of() -> None:
    world = company()
    for number in ("L1", "RAW"):
        world.put(Node(id=lot_thing(number).node, kind="lot", key=(number,)))
    world.put(Path(ancestor=lot_thing("RAW").node, descendant=lot_thing("L1").node, ways=1))  # type: ignore[arg-type]
    world.record(PlaceHold(lot="RAW", photos=(), reason_code="DAMAGED", text=""))
    assert decided(world) == ["LOT_RELEASE_ON_HOLD"]
    assert decided(world, "reject", lot="L1") == []
    (hold,) = world.all(Hold)
    world.record(LiftHold(hold=hold.id), reason="looked at again")
    again = company()
    again.record(PlaceHold(lot="L1", photos=(), reason_code="DAMAGED", text=""))
    assert decided(again) == ["LOT_RELEASE_ON_HOLD"]


def test_a_decision_wants_a_lot_a_reason_and_a_future() -> None:
    assert decided(company(), lot="NONE") == ["LOT_NOT_RECEIVED"]
    assert decided(company(), reason=None) == ["REASON_MISSING"]
    assert decided(company(expiry=date(2026, 3, 1))) == ["LOT_RELEASE_EXPIRED"]
