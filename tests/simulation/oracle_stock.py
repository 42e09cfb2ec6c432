"""Stock and holds as the oracle keeps them: buckets of a lot, what may be taken from where, what is on hold."""

from dataclasses import dataclass, field
from decimal import Decimal

from tests.simulation.company import PLACES

UNRECONCILED = "UNRECONCILED"


@dataclass
class Hold:
    lot: str
    code: str
    source: str
    open: bool = True


@dataclass
class Stock:
    """Buckets by lot and place (a zero one is gone), the item of each lot ("" for a stub), holds by id."""

    items: dict[str, str] = field(default_factory=dict)
    buckets: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)

    def at(self, lot: str, place: str) -> Decimal:
        return self.buckets.get((lot, place), Decimal(0))

    def add(self, lot: str, place: str, amount: Decimal) -> None:
        total = self.at(lot, place) + amount
        self.buckets[lot, place] = total
        if not total:
            del self.buckets[lot, place]

    def move(self, lot: str, source: str, to: str, amount: Decimal) -> None:
        self.add(lot, source, -amount)
        self.add(lot, to, amount)

    def taken(self, lot: str, place: str, amount: Decimal) -> list[str]:
        """Add to a bucket; say if it fell below zero (of UNRECONCILED that is expected)."""
        before = self.at(lot, place)
        self.add(lot, place, amount)
        return ["STOCK_NEGATIVE"] if place != UNRECONCILED and before >= 0 > self.at(lot, place) else []

    def held(self, lot: str) -> bool:
        return any(hold.open and hold.lot == lot for hold in self.holds.values())

    def place_findings(self, lot: str, to: str) -> list[str]:
        if PLACES.get(to) == "released":
            return ["LOCATION_NOT_ALLOWED"]
        return ["HELD_LOT_MOVED"] if self.held(lot) and PLACES.get(to) == "unreconciled" else []

    def source(self, lot: str, named: str | None, amount: Decimal) -> tuple[str, list[str]]:
        if named is not None:
            return named, [] if self.at(lot, named) >= amount else ["NOT_IN_SOURCE_BIN"]
        places = [place for (held, place), quantity in self.buckets.items() if held == lot and quantity > 0]
        if len(places) == 1 and self.at(lot, places[0]) >= amount:
            return places[0], []
        return UNRECONCILED, ["SOURCE_UNCLEAR"]

    def fill(self, lot: str, bucket: str, most: Decimal) -> int:
        filled = min(most, -self.at(lot, UNRECONCILED))
        if filled <= 0:
            return 0
        self.move(lot, bucket, UNRECONCILED, filled)
        return 1
