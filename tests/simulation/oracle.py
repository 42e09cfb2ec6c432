"""What must come of the entries, in the log's order: a second statement of the rules, without SQL or product code.

Knows only the company of `company.py` and what its devices do; anything else it meets is an error.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tests.simulation.company import BOX, ITEMS, PLACES
from tests.simulation.oracle_flags import Event, Verdict, alike, clock_flags, ended, keys, refusal, standing_flags
from tests.simulation.oracle_stock import UNRECONCILED, Hold, Stock

DECISIONS = {"LiftHold", "ResolveReceipt"}
IN_DOUBT = {"POSSIBLE_DUPLICATE_RECEIPT", "PACKAGE_RECEIVED_TWICE"}
BLOCK, OPEN_BLOCKS = 50, 8
LEASED = re.compile(r"SZ-\d\d-(\d{6})")


@dataclass(frozen=True)
class Stored:
    """An entry as the log has it."""

    device: str
    seq: int
    raw: bytes
    received_at: datetime


@dataclass
class Receipt:
    lot: str
    item: str
    badge: str
    session: str
    keys: tuple[str, ...]
    note: str | None
    package: str | None
    line: int | None
    location: str
    amount: Decimal
    status: str
    against: tuple[str, ...]


@dataclass
class Oracle:
    """The company's state as it must be after the entries given so far."""

    stock: Stock = field(default_factory=Stock)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    ordered: dict[int, Decimal] = field(default_factory=dict)
    leased: int = 0
    blocks: Counter[str] = field(default_factory=Counter)

    def take(self, stored: Stored) -> Verdict:
        """Judge one entry and take its effect."""
        envelope = json.loads(stored.raw)
        kind = envelope["type"]
        if kind == "Poison":
            return Verdict("quarantined", ("UNKNOWN_TYPE",))
        flags = clock_flags(envelope["clock"], stored.received_at)
        if kind in DECISIONS:
            why = refusal(kind, envelope["auth"]) or self._decide(kind, envelope)
            return Verdict("refused", (why,)) if why else ended(flags)
        flags += standing_flags(kind, envelope["auth"])
        if kind == "LeaseNumbers":
            why = self._lease(envelope["device"], envelope["body"]["count"])
            return Verdict("refused", (why,)) if why else ended(flags)
        if kind == "ReportIncident":
            return ended([*flags, "DEVICE_INCIDENT"])
        return ended([*flags, *getattr(self, f"_{kind}")(envelope)])

    # Numbers.

    def _lease(self, device: str, count: int) -> str | None:
        wanted = min(-(-count // BLOCK), OPEN_BLOCKS - self.blocks[device])
        if wanted <= 0:
            return "LEASE_LIMIT_REACHED"
        self.blocks[device] += wanted
        self.leased += wanted * BLOCK
        return None

    # Receiving.

    def _ReceiveLot(self, envelope: Event) -> list[str]:  # noqa: N802 - the type's name
        body, entry = envelope["body"], envelope["id"]
        lot, item = body["lot"], body["item"]
        codes = self._receipt_findings(body)
        amount = Decimal(body["quantity"]["value"]) * (BOX if body["quantity"]["unit"] == "BX" else 1)
        receipt = Receipt(
            lot=lot,
            item=item,
            badge=envelope["auth"]["badge"],
            session=body["session"],
            keys=keys(body),
            note=body["delivery_note"],
            package=body["package_id"],
            line=None if body["order"] is None else ITEMS.index(item) + 1,
            location=body["location"],
            amount=amount,
            status="posted",
            against=(),
        )
        doubt, against = self._doubt(receipt)
        receipt.status, receipt.against = ("unreconciled", against) if doubt else ("posted", ())
        self.receipts[entry] = receipt
        self.stock.items[lot] = item
        moves = self._post(receipt, amount)
        if doubt:
            for n, held in enumerate(dict.fromkeys((lot, *against)), moves + 1):
                self.stock.holds[f"{entry}/{n}"] = Hold(held, doubt, entry)
            return [*codes, doubt]
        self._order(receipt, amount)
        return codes

    def _receipt_findings(self, body: Event) -> list[str]:
        found = []
        if not self.stock.items.get(body["lot"]):
            number = LEASED.fullmatch(body["lot"])
            if number is None or int(number[1]) > self.leased:
                found.append("NUMBER_NOT_LEASED")
        if body["location"] not in PLACES:
            found.append("LOCATION_UNKNOWN")
        return found

    def _doubt(self, new: Receipt) -> tuple[str, tuple[str, ...]]:
        """Return why the goods may have been received before, and under which lots."""
        code, lots = "", dict[str, None]()
        for key in new.keys:
            for old in self.receipts.values():
                if old.status != "voided" and key in old.keys and alike(old, new, key):
                    code = code or ("POSSIBLE_DUPLICATE_RECEIPT" if key[0] == "d" else "PACKAGE_RECEIVED_TWICE")
                    lots[old.lot] = None
        return code, tuple(lots)

    def _post(self, receipt: Receipt, amount: Decimal) -> int:
        """Post into the receipt's bucket, fill what was moved on before; return how many movements that gave."""
        bucket = UNRECONCILED if receipt.status == "unreconciled" else receipt.location
        self.stock.add(receipt.lot, bucket, amount)
        return 1 + (0 if bucket == UNRECONCILED else self.stock.fill(receipt.lot, bucket, amount))

    def _order(self, receipt: Receipt, amount: Decimal) -> None:
        if receipt.line is not None:
            self.ordered[receipt.line] = self.ordered.get(receipt.line, Decimal(0)) + amount

    def _CorrectReceipt(self, envelope: Event) -> list[str]:  # noqa: N802 - the type's name
        receipt, codes = self._known_receipt(envelope)
        if receipt is None:
            return codes
        quantity = envelope["body"]["quantity"]
        change = Decimal(quantity["value"]) - receipt.amount
        bucket = UNRECONCILED if receipt.status == "unreconciled" else receipt.location
        codes += self.stock.taken(receipt.lot, bucket, change)
        receipt.amount += change
        if receipt.status != "unreconciled":
            self._order(receipt, change)
        return codes

    def _VoidReceipt(self, envelope: Event) -> list[str]:  # noqa: N802 - the type's name
        receipt, codes = self._known_receipt(envelope)
        if receipt is None:
            return codes
        bucket = UNRECONCILED if receipt.status == "unreconciled" else receipt.location
        codes += self.stock.taken(receipt.lot, bucket, -receipt.amount)
        if receipt.status != "unreconciled":
            self._order(receipt, -receipt.amount)
        receipt.status = "voided"
        return codes

    def _known_receipt(self, envelope: Event) -> tuple[Receipt | None, list[str]]:
        codes = [] if envelope["reason"] else ["REASON_MISSING"]
        receipt = self.receipts.get(envelope["body"]["receipt"])
        if receipt is None:
            return None, [*codes, "RECEIPT_UNKNOWN"]
        if receipt.status == "voided":
            return None, [*codes, "RECEIPT_ALREADY_VOIDED"]
        return receipt, codes

    # Stock and holds.

    def _MoveStock(self, envelope: Event) -> list[str]:  # noqa: N802 - the type's name
        body, entry = envelope["body"], envelope["id"]
        lot, to, amount = body["lot"], body["to"], Decimal(body["quantity"]["value"])
        known = lot in self.stock.items
        codes = [] if known else ["LOT_UNKNOWN"]
        codes += ["LOCATION_UNKNOWN" for place in (body["from"], to) if place is not None and place not in PLACES]
        codes += self.stock.place_findings(lot, to) if known else []
        source, doubts = self.stock.source(lot, body["from"], amount) if known else (UNRECONCILED, [])
        codes += doubts
        self.stock.items.setdefault(lot, "")
        if source != to:
            codes += self.stock.taken(lot, source, -amount)
            self.stock.add(lot, to, amount)
        if "LOCATION_NOT_ALLOWED" in codes:
            self.stock.holds[f"{entry}/2"] = Hold(lot, "LOCATION_NOT_ALLOWED", entry)
        return codes

    def _PlaceHold(self, envelope: Event) -> list[str]:  # noqa: N802 - the type's name
        lot, entry = envelope["body"]["lot"], envelope["id"]
        codes = [] if lot in self.stock.items else ["LOT_UNKNOWN"]
        self.stock.items.setdefault(lot, "")
        self.stock.holds[f"{entry}/1"] = Hold(lot, envelope["body"]["reason_code"], entry)
        return codes

    # Decisions: a refusal's code, or None and their effect.

    def _decide(self, kind: str, envelope: Event) -> str | None:
        return self._lift(envelope) if kind == "LiftHold" else self._resolve(envelope)

    def _lift(self, envelope: Event) -> str | None:
        hold = self.stock.holds.get(envelope["body"]["hold"])
        if hold is None:
            return "HOLD_UNKNOWN"
        if not hold.open:
            return "HOLD_ALREADY_LIFTED"
        hold.open = False
        return None

    def _resolve(self, envelope: Event) -> str | None:
        number, verdict = envelope["body"]["receipt"], envelope["body"]["verdict"]
        receipt = self.receipts.get(number)
        if receipt is None:
            return "RECEIPT_UNKNOWN"
        if receipt.badge == envelope["auth"]["badge"]:
            return "AUTHOR_CANNOT_RESOLVE"
        doubts = [h for h in self.stock.holds.values() if h.open and h.source == number and h.code in IN_DOUBT]
        if receipt.status != "unreconciled":
            if receipt.status == "voided" and verdict == "void" and doubts:
                _lift_all(doubts)
                return None
            return "RECEIPT_NOT_IN_DOUBT"
        self.stock.add(receipt.lot, UNRECONCILED, -receipt.amount)
        receipt.status = "voided"
        if verdict == "confirm":
            receipt.status = "confirmed"
            self.stock.add(receipt.lot, receipt.location, receipt.amount)
            self.stock.fill(receipt.lot, receipt.location, receipt.amount)
            self._order(receipt, receipt.amount)
        _lift_all(doubts)
        return None


def _lift_all(holds: list[Hold]) -> None:
    for hold in holds:
        hold.open = False
