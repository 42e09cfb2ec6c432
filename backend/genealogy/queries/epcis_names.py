"""What things and amounts are called in EPCIS: a GS1 Digital Link URI where there is a GS1 key, else a urn of ours."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from backend.genealogy.queries.connection import Db
from backend.material.events import Thing
from labels.check_digits import has_check_digit
from labels.digital_link import build_link

# UN/CEFACT Recommendation 20, which EPCIS asks for; a count has no unit (EPCIS 2.0, 7.3.3.3).
_REC20 = {
    "kg": "KGM",
    "g": "GRM",
    "mg": "MGM",
    "t": "TNE",
    "L": "LTR",
    "mL": "MLT",
    "uL": "4G",
    "m": "MTR",
    "cm": "CMT",
    "mm": "MMT",
    "km": "KMT",
    "m2": "MTK",
    "cm2": "CMK",
    "cm3": "CMQ",
    "m3": "MTQ",
    "h": "HUR",
    "set": "SET",
    "pair": "PR",
}
_COUNTED = frozenset({"pcs", "EA", "1"})
_SSCC_LENGTH = 18
_GTINS = """
SELECT item, min(di) FROM row_identifier
WHERE agency = 'GS1' AND level IN ('primary', 'unit_of_use') AND base_quantity = 1 AND di ~ '^[0-9]{14}$' GROUP BY item
"""


def urn(*parts: str) -> str:
    """Return a name of ours: kind and key."""
    return ":".join(("urn:unitrail", *(quote(part, safe="") for part in parts)))


class Names(msgspec.Struct, frozen=True):
    """``gtins``: of items, that of one base unit."""

    gtins: Mapping[str, str]

    def of(self, thing: Thing, item: str | None = None) -> str:
        """Return the URI of a thing; ``item``: of a lot."""
        return self._link(thing, item) or urn(thing.kind, *thing.key)

    def _link(self, thing: Thing, item: str | None) -> str | None:
        number = thing.key[-1]
        if thing.kind == "container":
            digits = len(number) == _SSCC_LENGTH and number.isascii() and number.isdigit()
            return build_link([("00", number)]) if digits and has_check_digit(number) else None
        gtin = self.gtins.get(thing.key[0] if thing.kind == "unit" else item or "")
        if gtin is None:
            return None
        try:
            return build_link([("01", gtin), ("21" if thing.kind == "unit" else "10", number)])
        except ValueError:  # a number that no label could carry
            return None


async def names(db: Db) -> Names:
    """Return the names of everything that has a GS1 key."""
    return Names(dict(await db.fetch(_GTINS)))


def amount(quantity: str | None, unit: str | None) -> dict[str, Any]:
    """Return quantity and unit as EPCIS has them; of a unit it has no code for, nothing, and the amount as ours."""
    if quantity is None:
        return {}
    number = msgspec.Raw(quantity.encode())  # a JSON number, digit by digit as it was recorded
    if unit in _COUNTED:
        return {"quantity": number}
    return {"quantity": number, "uom": _REC20[unit]} if unit in _REC20 else {}


def told(quantity: str | None, unit: str | None) -> str | None:
    """Return the amount in words where EPCIS has no code for its unit."""
    return f"{quantity} {unit}" if quantity is not None and not amount(quantity, unit) else None
