"""Who is given which numbers: whole ranges, each number once for ever (P40)."""

from backend.items.entries import LeaseRange
from backend.items.events import NumbersUsed, RangeLeased
from backend.items.state import (
    IssuedNumber,
    NumberPool,
    NumberRange,
    candidates,
    holder_of,
    left_of,
    range_id,
    scope_of,
    standing,
)
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from sync.outcome import Flag

RANGE_SIZE = 500
"""Numbers in a range at most: what a device reads again when one of its ranges changes."""

MAX_HELD = 20_000
"""Numbers of one pool in a device's open ranges at most; a lost device wastes no more than these."""


def decide_lease_range(rows: WorkingSet, body: LeaseRange, ctx: Context) -> Decision:
    """Give the device the next numbers, fewer when the pool has no more."""
    leased = _leased(rows, body.pool, body.count, ctx)
    return Decision(refusal=leased) if isinstance(leased, Flag) else Decision(events=tuple(leased))


def draw(rows: WorkingSet, pool: str, count: int, *, purpose: str, ctx: Context) -> Decision:
    """Give exactly ``count`` numbers and use them at once, for what is decided on the server; needs ``touches_draw``.

    The numbers are those of the ``RangeLeased`` events; refused when the pool has fewer.
    """
    leased = _leased(rows, pool, count, ctx)
    if isinstance(leased, Flag):
        return Decision(refusal=leased)
    found = sum(len(event.numbers) for event in leased)
    if found < count:
        return refuse("POOL_EXHAUSTED", pool=pool, left=found, wanted=count)
    used = [
        NumbersUsed(
            range=range_id(pool, event.first),
            first=event.first,
            last=event.first + len(event.numbers) - 1,
            purpose=purpose,
        )
        for event in leased
    ]
    return Decision(events=(*leased, *used))


def _leased(rows: WorkingSet, name: str, count: int, ctx: Context) -> list[RangeLeased] | Flag:
    pool = rows.find(NumberPool, name)
    if pool is None:
        return Flag("POOL_UNKNOWN", {"pool": name})
    held = sum(len(each.numbers) for each in rows.group(NumberRange, "holder", holder_of(name, ctx.device)))
    if held + count > MAX_HELD:
        return Flag("RANGE_LIMIT_REACHED", {"held": held, "limit": MAX_HELD, "pool": name})
    period, cursor = standing(pool, ctx.site, ctx.received_at)
    free = _free(rows, pool, count, (period, cursor))
    if not free:
        return Flag("POOL_EXHAUSTED", {"pool": name, "left": left_of(pool) if cursor else 0, "wanted": count})
    return [
        RangeLeased(
            pool=name,
            device=ctx.device,
            first=pool.issued + at + 1,
            numbers=tuple(number for _, number in free[at : at + RANGE_SIZE]),
            cursor=free[min(at + RANGE_SIZE, len(free)) - 1][0],
            period=period,
        )
        for at in range(0, len(free), RANGE_SIZE)
    ]


def _free(rows: WorkingSet, pool: NumberPool, count: int, place: tuple[str, int]) -> list[tuple[int, str]]:
    """Return up to ``count`` numbers that nothing else has taken, each with the cursor after it.

    A number that another entry of the same batch moved out of what was loaded is new: its key guards it in storage.
    """
    found = candidates(pool, rows, count, place)
    if pool.order == "list":
        return found
    scope = scope_of(pool.pool)
    return [each for each in found if rows.peek(IssuedNumber, scope, each[1]) is None][:count]
