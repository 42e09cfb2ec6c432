"""A small company and the bodies of entries about it, for tests through the whole server."""

from datetime import date
from typing import Any

from backend.app.running import Running
from backend.items.entries import DefineIdentifier, DefineItem
from backend.material.entries import DefineLocation
from backend.people.entries import DefinePerson
from backend.suppliers.entries import ApproveSupplier, DefineSupplier

SITE = "SZ"


async def small_company(server: Running) -> None:
    """Two people, one item with its GTIN, an approved supplier, two quarantine places and a released one."""
    bodies = [
        _person("QH-0001", "receiver", "warehouse"),
        _person("QH-0002", "receiver", "warehouse"),
        _person("QH-0004", "quality", "supervisor"),
        DefineLocation(code="QUAR-01", name_en="", name_zh="待检货架", site=SITE, type="quarantine", zone=""),
        DefineLocation(code="QUAR-02", name_en="", name_zh="待检货架", site=SITE, type="quarantine", zone=""),
        DefineLocation(code="REL-01", name_en="", name_zh="合格品货架", site=SITE, type="released", zone=""),
        DefineItem(
            certificate_required=False,
            conversions=(),
            family="polymer",
            minimum_remaining_days=None,
            open_minutes=None,
            name_en="FEP resin for catheter tube",
            name_zh="FEP 树脂（导管用）",
            number="RM-FEP-01",
            revision="B",
            shelf_life_days=None,
            specification=None,
            status="active",
            trace="lot",
            unit="kg",
        ),
        DefineIdentifier(
            agency="GS1",
            base_quantity="25",
            contains=None,
            di="09521234000013",
            item="RM-FEP-01",
            level="primary",
            quantity=None,
            status="active",
        ),
        DefineSupplier(name_en="Huayuan", name_zh="华源", number="S01", status="approved"),
        ApproveSupplier(
            conditions="", family="polymer", site=SITE, status="approved", supplier="S01", valid_to=date(2099, 1, 1)
        ),
    ]
    for body in bodies:
        outcome = await server.door.record(body, site=SITE)
        assert outcome.outcome == "accepted", (body, outcome)


def _person(badge: str, *roles: Any) -> DefinePerson:  # noqa: ANN401 - role words
    return DefinePerson(
        number=badge, badge=badge, name_en=badge, name_zh="李伟", language="zh", roles=roles, sites=(SITE,)
    )


def receipt(lot: str, **changes: object) -> dict[str, Any]:
    """Return the body of a ReceiveLot of 25 kg of the item."""
    body: dict[str, Any] = {
        "certificates": [],
        "delivery_note": "DN-1",
        "di": "09521234000013",
        "expiry": {"date": "2099-02-28", "day_given": True},
        "item": "RM-FEP-01",
        "location": "QUAR-01",
        "lot": lot,
        "order": None,
        "order_line": None,
        "package_id": None,
        "photos": [],
        "production": None,
        "quantity": {"unit": "kg", "value": "25"},
        "scans": [{"entered": "wedge", "text": "0109521234000013\u001d10X1"}],
        "serial": None,
        "session": "0190a000-0000-7000-8000-000000000001",
        "specification": None,
        "supplier": "S01",
        "supplier_lot": "SUP-77",
    }
    return body | changes
