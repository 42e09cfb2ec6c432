"""The company the simulated devices work in: two items, one supplier and order, four places, four people.
Made once through the door into a database that every schedule gets a copy of.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from backend.app.running import running
from backend.app.settings import Settings
from backend.items.entries import DefineItem
from backend.log.vocabulary import Entry
from backend.material.entries import DefineLocation
from backend.people.entries import DefinePerson
from backend.suppliers.entries import ApproveSupplier, DefineSupplier, OrderLineFields, PlaceOrder
from sync.quantity import Conversion, Quantity

SITE = "SZ"
ITEMS = ("M-1", "M-2")
ORDER = "PO-1"
SUPPLIER = "S-1"
BOX = 10
"""Pieces (EA) in a box (BX)."""
PLACES = {"QUAR-01": "quarantine", "QUAR-02": "quarantine", "REL-01": "released", "UNRECONCILED": "unreconciled"}
PEOPLE: dict[str, tuple[str, ...]] = {
    "QH-01": ("receiver", "warehouse"),
    "QH-02": ("warehouse",),
    "QH-03": ("quality", "receiver"),
    "QH-04": ("quality",),
}
"""Badges and roles; a person's number is P and the badge."""


def bodies() -> Sequence[Entry]:
    """Return the entries that make the company, in order."""
    lines = tuple(
        OrderLineFields(due=None, item=item, line=n, quantity=Quantity(unit="EA", value="1000000"), specification=None)
        for n, item in enumerate(ITEMS, 1)
    )
    return (
        *(person(badge, roles) for badge, roles in PEOPLE.items()),
        *(_item(number) for number in ITEMS),
        *(
            DefineLocation(code=code, name_en=code, name_zh=code, site=SITE, type=kind, zone="")  # type: ignore[arg-type]  # the words of LocationType
            for code, kind in PLACES.items()
        ),
        DefineSupplier(name_en="Metal", name_zh="金属", number=SUPPLIER, status="approved"),
        ApproveSupplier(
            conditions="", family="metal", site=SITE, status="approved", supplier=SUPPLIER, valid_to=date(2099, 1, 1)
        ),
        PlaceOrder(lines=lines, number=ORDER, ordered_on=date(2026, 1, 5), site=SITE, status="sent", supplier=SUPPLIER),
    )


def _item(number: str) -> DefineItem:
    return DefineItem(
        certificate_required=False,
        conversions=(Conversion(denominator=1, numerator=BOX, unit="BX"),),
        family="metal",
        minimum_remaining_days=None,
        open_minutes=None,
        name_en=number,
        name_zh=number,
        number=number,
        revision="A",
        shelf_life_days=None,
        specification=None,
        status="active",
        trace="lot",
        unit="EA",
    )


def person(badge: str, roles: tuple[str, ...]) -> DefinePerson:
    return DefinePerson(
        number=f"P{badge}",
        badge=badge,
        name_en=badge,
        name_zh=badge,
        language="zh",
        roles=roles,  # type: ignore[arg-type]  # the words of Role
        sites=(SITE,),
    )


async def found(database_url: str, folder: Path) -> None:
    """Record the company in a migrated, empty database; ``folder`` gets the keys and the checkpoint file."""
    async with running(Settings(data=folder), database_url) as server:
        for body in bodies():
            outcome = await server.door.record(body, site=SITE)
            assert outcome.outcome == "accepted", outcome
