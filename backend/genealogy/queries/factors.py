"""What a bad set has in common that a good set has not, and two things side by side."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import comb

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.making import Made, making
from backend.genealogy.queries.reach import reach
from backend.genealogy.queries.reached import Reach
from backend.genealogy.queries.units import named_units
from backend.genealogy.queries.worth import Worth
from backend.material.events import Thing
from backend.material.rules import FACTORY_TIME, factory_day


class Trait(msgspec.Struct, frozen=True, order=True):
    """Something in the making of a thing: a lot, a load, an order, or a step's equipment, person, revision, hour."""

    kind: str
    number: str
    item: str


class Factor(msgspec.Struct, frozen=True):
    """In how many of the bad and of the good things a trait is.

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
    """The traits of one kind and item (or step) in two things."""

    kind: str
    item: str
    left: list[str]
    right: list[str]
    same: bool


_NAMES = """
SELECT n.kind, n.key->>0, coalesce(l.item, '') FROM row_node n
LEFT JOIN row_lot l ON n.kind = 'lot' AND l.number = n.key->>0 WHERE n.id = ANY ($1::bigint[])
"""


class Factors(msgspec.Struct, frozen=True):
    """Every trait of any of the bad things, the most telling first, and what that is worth."""

    worth: Worth
    factors: list[Factor]


class SideBySide(msgspec.Struct, frozen=True):
    """The traits of two things, and what that is worth."""

    worth: Worth
    rows: list[Compared]


Reaches = Mapping[Thing, Reach]


async def reach_each(db: Db, things: Sequence[Thing], *, at: datetime | None = None) -> Reaches:
    """Return what is in each of these things, now or at a moment."""
    return {thing: await reach(db, thing, "back", at=at) for thing in things}


async def common_factors(db: Db, reaches: Reaches, bad: Sequence[Thing], good: Sequence[Thing]) -> list[Factor]:
    """Return every trait of any of the bad things, the most telling first. ``reaches``: what is in each thing."""
    in_bad = [await traits(db, thing, reaches[thing]) for thing in bad]
    in_good = [await traits(db, thing, reaches[thing]) for thing in good]
    found = []
    for trait in set().union(*in_bad):
        hits, misses = (sum(trait in each for each in group) for group in (in_bad, in_good))
        found.append(
            Factor(
                kind=trait.kind,
                number=trait.number,
                item=trait.item,
                bad=hits,
                bad_of=len(bad),
                good=misses,
                good_of=len(good),
                chance=chance(hits, len(bad), misses, len(good)),
            )
        )
    return sorted(found, key=lambda f: (f.chance, -f.bad, f.kind, f.item, f.number))


def chance(bad: int, bad_of: int, good: int, good_of: int) -> float:
    """Return the probability of ``bad`` or more of ``bad_of``, given the totals (Fisher's exact test, one-sided)."""
    having, everybody = bad + good, bad_of + good_of
    total = comb(everybody, bad_of)
    ways = sum(comb(having, k) * comb(everybody - having, bad_of - k) for k in range(bad, min(having, bad_of) + 1))
    return ways / total


async def compared(db: Db, reaches: Reaches, left: Thing, right: Thing) -> list[Compared]:
    """Return the traits of two things, kind by kind and item by item."""
    sides = [await traits(db, thing, reaches[thing]) for thing in (left, right)]
    groups: Mapping[tuple[str, str], tuple[list[str], list[str]]] = {
        (trait.kind, trait.item): ([], []) for trait in sorted(sides[0] | sides[1])
    }
    for n, side in enumerate(sides):
        for trait in sorted(side):
            groups[trait.kind, trait.item][n].append(trait.number)
    return [Compared(kind, item, a, b, a == b) for (kind, item), (a, b) in groups.items()]


async def traits(db: Db, thing: Thing, found: Reach) -> set[Trait]:
    """Return everything in the making of a thing that another may have too. ``found``: what is in it."""
    lots = await db.fetch(_NAMES, [*found.lots, *([thing.node] if thing.kind != "unit" else [])])
    kinds = {Trait(kind, number, item) for kind, number, item in lots if kind in ("lot", "load")}
    numbers = {number for kind, number, _ in lots if kind == "lot"} | set(found.named.values())
    numbers |= {thing.key[0]} if thing.kind == "lot" else set()
    units = [(unit.item, unit.serial) for unit in await named_units(db, found.units)]
    kinds |= {Trait("lot", number, "") for number in found.named.values() if not _named_among(number, kinds)}
    return kinds.union(*(_of_made(made) for made in await making(db, sorted(numbers), units)))


def _named_among(number: str, known: set[Trait]) -> bool:
    return any(trait.kind == "lot" and trait.number == number for trait in known)


def _of_made(made: Made) -> set[Trait]:
    found = {Trait("order", made.order, made.item)}
    for step in made.steps:
        where = f"{made.item} / {step.number}"
        found |= {Trait("equipment", each, where) for each in step.equipment}
        found |= {Trait("person", each, where) for each in step.people}
        found |= {Trait("gauge", gauge, where) for read in step.read for gauge in read.gauges}
        found |= {Trait("revision", step.revision, where)} if step.revision else set()
        hour = step.started_at.astimezone(FACTORY_TIME).hour
        found |= {Trait("hour", f"{hour:02}:00", where), Trait("day", factory_day(step.started_at).isoformat(), where)}
    return found
