"""What is flagged or refused before a rule is asked: who acted, with which right, by which clock; and what is alike."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from tests.simulation.company import ITEMS, PEOPLE, SUPPLIER

Event = dict[str, Any]
TWO_MINUTES = timedelta(minutes=2)
RIGHTS = {
    "ReceiveLot": {"receiver", "warehouse"},
    "CorrectReceipt": {"receiver", "warehouse"},
    "VoidReceipt": {"receiver", "warehouse"},
    "MoveStock": {"receiver", "warehouse"},
    "PlaceHold": {"receiver", "warehouse", "quality"},
    "LiftHold": {"quality"},
    "ResolveReceipt": {"quality"},
}


class Delivery(Protocol):
    """The part of a receipt that says which goods it is about."""

    session: str
    note: str | None
    package: str | None


@dataclass(frozen=True)
class Verdict:
    """What an entry must be answered: the word and the codes, in any order."""

    word: str
    codes: tuple[str, ...]


def ended(codes: list[str]) -> Verdict:
    return Verdict("flagged" if codes else "accepted", tuple(sorted(codes)))


def keys(body: Event) -> tuple[str, ...]:
    line = None if body["order"] is None else ITEMS.index(body["item"]) + 1
    delivery = json.dumps([SUPPLIER, body["item"], body["supplier_lot"], body["order"], line])
    return (f"d{delivery}", *([] if body["package_id"] is None else [f"p{body['package_id']}"]))


def alike(old: Delivery, new: Delivery, key: str) -> bool:
    """Say whether two receipts under one key may be the same goods; every receipt here names its supplier's lot."""
    if key[0] == "p":
        return True
    differ = (old.note, new.note), (old.package, new.package)
    return old.session != new.session and all(None in pair or pair[0] == pair[1] for pair in differ)


def refusal(kind: str, auth: Event) -> str | None:
    """Return why a decision may not take effect: who it is, then whether they logged in, then their right."""
    if auth["badge"] not in PEOPLE:
        return "BADGE_UNKNOWN"
    if not auth["grant"]:
        return "GRANT_MISSING"
    return None if RIGHTS[kind] & set(PEOPLE[auth["badge"]]) else "PERMISSION_NOT_HELD"


def standing_flags(kind: str, auth: Event) -> list[str]:
    """Return what is flagged on a fact; one that needs no right is nobody's in particular."""
    if kind not in RIGHTS:
        return []
    if auth["badge"] not in PEOPLE:
        return ["BADGE_UNKNOWN"]
    flags = [] if auth["grant"] else ["GRANT_MISSING"]
    return flags if RIGHTS[kind] & set(PEOPLE[auth["badge"]]) else [*flags, "PERMISSION_NOT_HELD"]


def clock_flags(clock: Event, received_at: datetime) -> list[str]:
    """P26: a claim from the future, or a wall clock that contradicts the server's time as learnt."""
    wall = datetime.fromisoformat(clock["wall"])
    best = wall
    if clock["sync"] is not None:
        span = clock["mono_ms"] - clock["sync"]["mono_ms"]
        best = datetime.fromisoformat(clock["sync"]["server"]) + timedelta(milliseconds=span)
    suspect = best > received_at + TWO_MINUTES or abs(wall - best) > TWO_MINUTES
    return ["CLOCK_SUSPECT"] if suspect else []
