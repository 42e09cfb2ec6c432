"""What a bad set has in common that a good set has not, and two things side by side."""

from collections.abc import Sequence
from math import comb

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.reach import reached_lots
from backend.material.events import Thing


class Factor(msgspec.Struct, frozen=True):
    """A lot in the making: in how many of the bad and of the good things it is.

    ``chance``: how likely so many or more of the bad have it if it means nothing (Fisher's exact test, one-sided).
    """

    kind: str
    number: str
    item: str
    bad: int
    bad_of: int
    good: int
    good_of: int
    chance: float


class Compared(msgspec.Struct, frozen=True):
    """The lots of one item in two things."""

    item: str
    left: list[str]
    right: list[str]
    same: bool


_NAMES = """
SELECT n.id, n.kind, n.key->>0, coalesce(l.item, '') FROM row_node n
LEFT JOIN row_lot l ON n.kind = 'lot' AND l.number = n.key->>0 WHERE n.id = ANY ($1::bigint[])
"""


async def common_factors(db: Db, bad: Sequence[Thing], good: Sequence[Thing]) -> list[Factor]:
    """Return every lot and load in any of the bad things, the most telling first."""
    in_bad, in_good = [await _lots(db, thing) for thing in bad], [await _lots(db, thing) for thing in good]
    nodes = set().union(*in_bad)
    found = [
        Factor(
            kind=kind,
            number=number,
            item=item,
            bad=(hits := sum(node in lots for lots in in_bad)),
            bad_of=len(bad),
            good=(misses := sum(node in lots for lots in in_good)),
            good_of=len(good),
            chance=chance(hits, len(bad), misses, len(good)),
        )
        for node, kind, number, item in await db.fetch(_NAMES, sorted(nodes))
    ]
    return sorted(found, key=lambda f: (f.chance, -f.bad, f.item, f.number))


def chance(bad: int, bad_of: int, good: int, good_of: int) -> float:
    """Return the probability of ``bad`` or more of ``bad_of``, given the totals (Fisher's exact test, one-sided)."""
    having, everybody = bad + good, bad_of + good_of
    total = comb(everybody, bad_of)
    ways = sum(comb(having, k) * comb(everybody - having, bad_of - k) for k in range(bad, min(having, bad_of) + 1))
    return ways / total


async def compared(db: Db, left: Thing, right: Thing) -> list[Compared]:
    """Return the lots of two things, item by item."""
    sides = (await _lots(db, left), await _lots(db, right))
    by_item: dict[str, tuple[list[str], list[str]]] = {}
    for node, _, number, item in await db.fetch(_NAMES, sorted(sides[0] | sides[1])):
        for side, lots in zip(by_item.setdefault(item, ([], [])), sides, strict=True):
            if node in lots:
                side.append(number)
    return [Compared(item, sorted(a), sorted(b), sorted(a) == sorted(b)) for item, (a, b) in sorted(by_item.items())]


async def _lots(db: Db, thing: Thing) -> set[int]:
    lots, _ = await reached_lots(db, thing, "back")
    return {*lots, thing.node} if thing.kind != "unit" else set(lots)
