"""A small company at which goods are received: one item of each kind, a supplier, an order, a leased range."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from backend.app import (
    registry_devices,
    registry_items,
    registry_label_jobs,
    registry_material,
    registry_people,
    registry_receiving,
    registry_suppliers,
)
from backend.devices.state import Lease
from backend.items.state import Identifier, Item
from backend.log.vocabulary import Decision
from backend.material.state import Balance, Hold, Location
from backend.receiving.entries import ReceiveLot
from backend.suppliers.state import Approval, Order, OrderLine, Supplier
from sync.quantity import DateGiven, Quantity
from tests.builders.world import World

FEP = Item(
    number="RM-FEP",
    revision="B",
    name_en="FEP resin",
    name_zh="FEP 树脂",
    trace="lot",
    unit="kg",
    conversions={"bag": (25, 1)},
    shelf_life_days=730,
    minimum_remaining_days=180,
    open_minutes=None,
    family="polymer",
    specification="SP-11/C",
    certificate_required=True,
    status="active",
    in_use=False,
)
MOTOR = msgspec.structs.replace(
    FEP,
    number="CP-MOTOR",
    trace="serial",
    unit="pcs",
    conversions={},
    shelf_life_days=None,
    specification=None,
    certificate_required=False,
)

GOOD: dict[str, Any] = {
    "certificates": ("0" * 64,),
    "delivery_note": None,
    "di": None,
    "expiry": DateGiven(date=date(2028, 3, 1), day_given=True),
    "item": "RM-FEP",
    "location": "QUAR-01",
    "lot": "SZ-26-000001",
    "order": "PO-1",
    "order_line": 1,
    "package_id": None,
    "photos": (),
    "production": None,
    "quantity": Quantity(unit="kg", value="25"),
    "scans": (),
    "serial": None,
    "session": "S1",
    "specification": "SP-11/C",
    "supplier": "S01",
    "supplier_lot": "F-77",
}


def receipt(**fields: Any) -> ReceiveLot:  # noqa: ANN401 - any field of the entry
    """Return a receipt that is right in every respect, with these fields otherwise."""
    return ReceiveLot(**(GOOD | fields))


def kilograms(value: str) -> Quantity:
    """Return a quantity in kg."""
    return Quantity(unit="kg", value=value)


def company() -> World:
    """Return a company that has ordered 100 kg of FEP resin and two motors, and has received nothing."""
    world = World(
        registry_people.CAPABILITY,
        registry_devices.CAPABILITY,
        registry_items.CAPABILITY,
        registry_material.CAPABILITY,
        registry_suppliers.CAPABILITY,
        registry_receiving.CAPABILITY,
        registry_label_jobs.CAPABILITY,
    )
    world.put(FEP, MOTOR)
    world.put(_identifier("09521234000013", "RM-FEP"), _identifier("09521234000105", "CP-MOTOR"))
    world.put(*(_location(code, kind) for code, kind in (("QUAR-01", "quarantine"), ("REL-01", "released"))))
    world.put(Supplier(number="S01", name_en="Polymer", name_zh="聚合物", status="approved"))
    world.put(_approval("approved", date(2027, 1, 1)))
    world.put(Order(number="PO-1", site="SZ", supplier="S01", status="sent", ordered_on=date(2026, 2, 1)))
    world.put(_line(1, "RM-FEP", 4, "bag"), _line(2, "CP-MOTOR", 2, "pcs"))
    world.put(
        Lease(series="lot", device="D1", prefix="SZ-26-", digits=6, first=1, last=50, suffix="", open=True),
    )
    return world


def _identifier(di: str, item: str) -> Identifier:
    return Identifier(
        di=di,
        agency="GS1",
        item=item,
        level="primary",
        contains=None,
        quantity=None,
        base_quantity=Decimal(1),
        status="active",
    )


def _location(code: str, kind: str) -> Location:
    return Location(site="SZ", code=code, name_en=code, name_zh=code, type=kind, zone="", active=True)


def _approval(status: str, valid_to: date) -> Approval:
    return Approval(supplier="S01", site="SZ", family="polymer", status=status, valid_to=valid_to, conditions="")


def _line(line: int, item: str, quantity: int, unit: str) -> OrderLine:
    return OrderLine(
        order="PO-1",
        line=line,
        site="SZ",
        item=item,
        specification=None,
        quantity_expected=Decimal(quantity),
        unit=unit,
        quantity_received=Decimal(0),
        due=None,
    )


def codes(decision: Decision) -> list[str]:
    """Return the codes of a decision, the refusal's or the exceptions', in order."""
    if decision.refusal is not None:
        return [decision.refusal.code]
    return [each.code for each in decision.exceptions]


def stock(world: World, lot: str) -> dict[str, str]:
    """Return how much of a lot stands where."""
    return {b.location: f"{b.quantity:f}" for b in world.all(Balance) if b.lot == lot}


def held(world: World, lot: str) -> list[str]:
    """Return the reasons for which a lot is on hold."""
    return [h.reason_code for h in world.all(Hold) if h.lot == lot and h.lifted_at is None]
