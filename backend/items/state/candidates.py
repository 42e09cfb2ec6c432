"""The next numbers of a pool, written out: a count, a shuffled count, a list, an SSCC, a lot pattern."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from backend.items.entries import LeaseRange
from backend.items.state.numbers import (
    LOT,
    SSCC,
    IssuedNumber,
    ListedSerial,
    NumberPool,
    NumberRange,
    holder_of,
    scope_of,
    touches_pool,
)
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from labels.gs1_keys import MAX_SERIAL, is_serial, shipping_containers, sscc
from labels.serial_order import shuffled

ALPHABETS = {"digits": "0123456789", "letters": "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"}
"""Letters: without those that look like a digit."""

SPARE = 64
"""How many numbers that are already taken by other means one lease passes over."""

_SEQUENCE = re.compile(r"\{seq:0([1-9])\}")
_PLACES = re.compile(r"\{(YYYY|YY|MM|DD|site)\}")
_DEVICE_SCOPED = re.compile(r"[A-HJ-NP-Z][A-HJ-NP-Z0-9]{1,7}-[0-9]{1,5}", re.ASCII)


def capacity_of(pool: NumberPool) -> int:
    """Return how many places the pool's order has (for a lot pattern: in one period)."""
    if pool.order == "list":
        return pool.listed
    if pool.order == "random":
        return int(len(ALPHABETS[pool.alphabet]) ** pool.digits)
    if pool.kind == SSCC:
        return shipping_containers(pool.of) - 1
    return int(10**pool.digits) - 1


def left_of(pool: NumberPool) -> int:
    """Return how many places are left."""
    return max(capacity_of(pool) - (pool.cursor - pool.begins), 0)


def at_place(pool: NumberPool, cursor: int, period: str) -> str:
    """Return the number after ``cursor`` places; not for a list."""
    if pool.kind == SSCC:
        return sscc(int(pool.prefix), pool.of, cursor + 1)
    if pool.kind == LOT:
        return _SEQUENCE.sub(f"{cursor + 1:0{pool.digits}d}", period)
    if pool.order == "random":
        return pool.prefix + _written(shuffled(cursor - pool.begins, size=capacity_of(pool), key=pool.key), pool)
    return f"{pool.prefix}{cursor + 1:0{pool.digits}d}"


def _written(value: int, pool: NumberPool) -> str:
    if pool.alphabet == "digits":
        return f"{value:0{pool.digits}d}"
    letters = ALPHABETS[pool.alphabet]
    found = []
    for _ in range(pool.digits):
        value, at = divmod(value, len(letters))
        found.append(letters[at])
    return "".join(reversed(found))


def period_of(pattern: str, site: str, at: datetime) -> str:
    """Return a lot pattern with its date and site filled in, the count still open."""
    filled = {"YYYY": f"{at.year:04d}", "YY": f"{at.year % 100:02d}", "MM": f"{at.month:02d}", "DD": f"{at.day:02d}"}
    return _PLACES.sub(lambda match: (filled | {"site": site})[match[1]], pattern)


def sequence_digits(pattern: str) -> int | None:
    """Return how many digits a lot pattern's one count has, None if it has no count or several."""
    found = _SEQUENCE.findall(pattern)
    return int(found[0]) if len(found) == 1 else None


def writing_problem(sample: str) -> str:
    """Return "" when ``sample`` can be a serial or lot number and no device's own number, else what is wrong."""
    if len(sample) > MAX_SERIAL:
        return "length"
    if not is_serial(sample):
        return "characters"
    return ""


def looks_device_scoped(sample: str) -> bool:
    """Say whether a number could be a device's own ``<device code>-<n>`` (P40), up to the 99,999th it makes.

    ``sample`` has as many digits as every number of its kind; a device's own count has no leading zeros.
    """
    return _DEVICE_SCOPED.fullmatch(sample) is not None


def standing(pool: NumberPool, site: str, at: datetime) -> tuple[str, int]:
    """Return the period and the cursor at which the next number is made."""
    period = period_of(pool.prefix, site, at) if pool.kind == LOT else ""
    return period, pool.cursor if period == pool.period else 0


def candidates(pool: NumberPool, rows: WorkingSet, count: int, place: tuple[str, int]) -> list[tuple[int, str]]:
    """Return the next numbers, each with the cursor after it; a few more than ``count`` because some may be taken."""
    period, cursor = place
    if pool.order == "list":
        listed = (rows.peek(ListedSerial, pool.pool, at) for at in range(cursor + 1, cursor + count + 1))
        return [(serial.place, serial.number) for serial in listed if serial is not None]
    end = min(cursor + count + SPARE, pool.begins + capacity_of(pool))
    return _made(pool, period, cursor, end)


@lru_cache(maxsize=4)  # an entry looks at its numbers several times: seeking, locking, deciding
def _made(pool: NumberPool, period: str, first: int, end: int) -> list[tuple[int, str]]:
    return [(at + 1, at_place(pool, at, period)) for at in range(first, end)]


def touches_draw(pool_name: str, count: int, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the pool, what the device already holds of it, and the numbers that may be given."""
    yield from touches_pool(pool_name)
    yield GroupTouch(NumberRange, "holder", holder_of(pool_name, ctx.device))
    pool = rows.peek(NumberPool, pool_name)
    if pool is None:
        return
    if pool.order == "list":
        yield GroupTouch(ListedSerial, "pool", pool_name)
    scope = scope_of(pool_name)
    for _, number in candidates(pool, rows, count, standing(pool, ctx.site, ctx.received_at)):
        yield Touch(IssuedNumber, (scope, number))


def touches_lease_range(body: LeaseRange, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what a lease reads and writes."""
    return touches_draw(body.pool, body.count, ctx, rows)
