"""The effect of number events on the rows; nothing is decided here."""

from msgspec.structs import replace

from backend.items.events import (
    LooseNumbersUsed,
    NumberPoolDefined,
    NumbersUsed,
    NumbersVoided,
    RangeLeased,
    SerialsImported,
)
from backend.items.state import (
    IssuedNumber,
    ListedSerial,
    NumberPool,
    NumberRange,
    NumberUse,
    holder_of,
    range_id,
    scope_of,
)
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_number_pool_defined(rows: WorkingSet, event: NumberPoolDefined, _ctx: EventContext) -> None:
    """Put the pool; a known one goes on where it stands, a new random order begins there."""
    known = rows.find(NumberPool, event.pool)
    made = NumberPool(
        pool=event.pool,
        kind=event.kind,
        of=event.of,
        order=event.order,  # type: ignore[arg-type]  # stored as it was decided
        prefix=event.prefix,
        digits=event.digits,
        alphabet=event.alphabet,  # type: ignore[arg-type]  # as above
        key=event.key,
        period=known.period if known else "",
        cursor=known.cursor if known else 0,
        begins=known.cursor if known and event.order == "random" else 0,
        issued=known.issued if known else 0,
        listed=known.listed if known else 0,
    )
    rows.put(made)


def apply_serials_imported(rows: WorkingSet, event: SerialsImported, _ctx: EventContext) -> None:
    """Put the numbers at the end of the pool's list; each is taken from now on."""
    pool = rows.get(NumberPool, event.pool)
    rows.put(replace(pool, listed=event.first + len(event.serials) - 1))
    for place, number in enumerate(event.serials, event.first):
        rows.create(ListedSerial(pool=event.pool, place=place, number=number))
        rows.put(_issued(event.pool, number, place=place))


def apply_range_leased(rows: WorkingSet, event: RangeLeased, ctx: EventContext) -> None:
    """Give the device the range and move the pool beyond it."""
    pool = rows.get(NumberPool, event.pool)
    last = event.first + len(event.numbers) - 1
    rows.put(replace(pool, issued=last, cursor=event.cursor, period=event.period))
    held = NumberRange(
        id=range_id(event.pool, event.first),
        pool=event.pool,
        first=event.first,
        last=last,
        device=event.device,
        holder=holder_of(event.pool, event.device),
        numbers=event.numbers,
        leased_at=ctx.received_at,
    )
    rows.create(held)
    if pool.order == "list":
        for place in range(event.first, last + 1):
            rows.remove(ListedSerial, event.pool, place)
        return
    for place, number in enumerate(event.numbers, event.first):
        rows.create(_issued(event.pool, number, held.id, place))


def _issued(pool: str, number: str, range_of: str = "", place: int = 0) -> IssuedNumber:
    return IssuedNumber(scope=scope_of(pool), number=number, pool=pool, range=range_of, place=place)


def apply_numbers_used(rows: WorkingSet, event: NumbersUsed, ctx: EventContext) -> None:
    """Note what the numbers are for."""
    _spend(rows, event, "used", event.purpose, ctx)


def apply_numbers_voided(rows: WorkingSet, event: NumbersVoided, ctx: EventContext) -> None:
    """Note that the numbers will not be used, and why."""
    _spend(rows, event, "voided", event.reason, ctx)


def apply_loose_numbers_used(rows: WorkingSet, event: LooseNumbersUsed, _ctx: EventContext) -> None:
    """Take the numbers for ever."""
    for number in event.numbers:
        rows.put(_issued(event.pool, number))


def _spend(rows: WorkingSet, event: NumbersUsed | NumbersVoided, status: str, purpose: str, ctx: EventContext) -> None:
    """Create the use under its range's lock, and close the range when nothing is left."""
    rows.create(
        NumberUse(
            range=event.range,
            first=event.first,
            last=event.last,
            status=status,  # type: ignore[arg-type]  # one of the two above
            purpose=purpose,
            entry=ctx.entry_id,
            device=ctx.device,
            at=ctx.received_at,
        )
    )
    held = rows.get(NumberRange, event.range)
    if (event.first, event.last) == (held.first, held.last) or _spent(rows, held) == len(held.numbers):
        rows.put(replace(held, holder=""))


def _spent(rows: WorkingSet, held: NumberRange) -> int:
    """Return how many of its numbers are spent; not asked of a range spent whole, which may be new in this entry."""
    return sum(use.last - use.first + 1 for use in rows.group(NumberUse, "range", held.id))
