"""What the people in a schedule could know: lots and receipts that anybody has recorded, and what they do next."""

from random import Random
from typing import Any

from tests.simulation.company import ITEMS, ORDER, SUPPLIER

Act = tuple[str, dict[str, Any], dict[str, Any]]
"""Entry type, body, and further fields of the append."""


class World:
    """Draws acts from the seed; ``note`` what was saved, so that later acts refer to it."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.lots: list[str] = ["LOT-M-1-0"]
        self.receipts: list[str] = ["00000000-0000-7000-8000-000000000000"]
        self.holds: list[str] = ["00000000-0000-7000-8000-000000000000/1"]
        self.doubtful: list[str] = []
        self.sessions = 0

    def note(self, entry_type: str, entry: str, lot: str) -> None:
        """Remember what was recorded."""
        if entry_type == "ReceiveLot":
            self.receipts.append(entry)
            self.lots.append(lot)
        elif entry_type == "PlaceHold":
            self.holds.append(f"{entry}/1")

    def act(self, device: str) -> Act:
        """Return what a person does next on a device."""
        draw = self._chance.random()
        if draw < 0.45:
            return self.receive(device)
        if draw < 0.62:
            return self._move()
        if draw < 0.80:
            return self._amend()
        if draw < 0.94:
            return self._hold()
        return ("Poison", {}, {}) if draw < 0.97 else ("ReportIncident", {"code": "TEST", "detail": {}}, {})

    def receive(self, device: str, **fields: object) -> Act:
        """Return a receipt; some share a supplier lot, a package or a label with others."""
        chance = self._chance
        self.sessions += chance.random() < 0.5
        item = chance.choice(ITEMS)
        shared = chance.random() < 0.25
        lot = f"LOT-{item}-{chance.randrange(2)}" if shared else "$number"
        alike = f"SL-{item}-{chance.randrange(3)}" if chance.random() < 0.4 else f"SL-{chance.randrange(10**9)}"
        boxes = chance.random() < 0.3
        body: dict[str, Any] = {
            "certificates": [],
            "delivery_note": chance.choice((None, None, "DN-1", "DN-2")),
            "di": None,
            "expiry": None,
            "item": item,
            "location": "QUAR-01" if chance.random() < 0.95 else "NOWHERE",
            "lot": lot,
            "order": chance.choice((None, ORDER)),
            "order_line": None,
            "package_id": f"PK-{chance.randrange(6)}" if chance.random() < 0.15 else None,
            "photos": [],
            "production": None,
            "quantity": {"unit": "BX" if boxes else "EA", "value": str(chance.randrange(1, 20))},
            "scans": [{"entered": "wedge", "text": f"10{lot}\u001d37{chance.randrange(9)}"}],
            "serial": None,
            "session": f"S-{device}-{self.sessions}",
            "specification": None,
            "supplier": SUPPLIER,
            "supplier_lot": f"SL-{lot}" if shared else alike,
        }
        body |= fields
        number = {} if body["lot"] != "$number" else {"number": {"series": "lot", "given": None}}
        return "ReceiveLot", body, number

    def _move(self) -> Act:
        chance = self._chance
        body: dict[str, Any] = {
            "from": chance.choice(("QUAR-01", "QUAR-01", "QUAR-02", None)),
            "lot": chance.choice(self.lots[-12:]),
            "quantity": {"unit": "EA", "value": str(chance.randrange(1, 15))},
            "scans": [],
            "to": chance.choice(("QUAR-02", "QUAR-02", "QUAR-01", "REL-01", "NOWHERE")),
        }
        return "MoveStock", body, {}

    def _amend(self) -> Act:
        chance = self._chance
        receipt = chance.choice(self.receipts[-10:])
        reason = chance.choice(("counted again", "counted again", None))
        if chance.random() < 0.5:
            return "VoidReceipt", {"receipt": receipt}, {"reason": reason, "causes": [receipt]}
        unchanged = dict.fromkeys(("expiry", "production", "supplier", "supplier_lot"))
        quantity = {"unit": "EA", "value": str(chance.randrange(0, 25))}
        body = {"quantity": quantity, "receipt": receipt, **unchanged}
        return "CorrectReceipt", body, {"reason": reason, "causes": [receipt]}

    def _hold(self) -> Act:
        chance = self._chance
        draw = chance.random()
        if draw < 0.4:
            lot = chance.choice(self.lots[-12:])
            return "PlaceHold", {"lot": lot, "photos": [], "reason_code": "DAMAGED", "text": "<b>wet</b>"}, {}
        if draw < 0.7 or not self.doubtful:
            return "LiftHold", {"hold": chance.choice(self.holds)}, {"reason": "looked at it"}
        body: dict[str, Any] = {"receipt": chance.choice(self.doubtful), "verdict": chance.choice(("confirm", "void"))}
        return "ResolveReceipt", body, {"reason": "looked at it"}
