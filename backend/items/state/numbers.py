"""The rows of numbers: pools that make them, ranges that devices hold, which were used or voided."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from backend.items.entries import Span
from backend.log.row import Row, row_type
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet

SERIAL, SSCC, LOT = "serial", "sscc", "lot"


@row_type("number_pool", key=("pool",), rank=36, lock="update")
class NumberPool(Row, frozen=True, kw_only=True):
    """How numbers are made and where the making stands. Ranges are given out under its lock.

    ``of``: device identifier, company prefix or pattern name. ``prefix``: what stands before the count, or a lot
    pattern, or an SSCC's extension digit. ``cursor``: how many places of the order are passed (since the ``period``
    of a lot pattern began, or since ``begins`` for a random order). ``issued``: given out; ``listed``: imported.
    """

    pool: str
    kind: str
    of: str
    order: Literal["sequential", "random", "list"]
    prefix: str
    digits: int
    alphabet: Literal["digits", "letters"]
    key: str
    period: str
    cursor: int
    begins: int
    issued: int
    listed: int


def range_streams(row: "NumberRange") -> tuple[str, ...]:
    """Return the stream of the device that may use the numbers; none when nothing is left to use."""
    return (f"device:{row.device}",) if row.holder else ()


@row_type("number_range", key=("id",), rank=37, lock="update", streams=range_streams)
class NumberRange(Row, frozen=True, kw_only=True):
    """Numbers of a pool that one device alone may use, written out; ``first`` to ``last`` count them in the pool.

    ``holder`` is ``<pool>|<device>`` until each is used or voided, then "".
    """

    id: str
    pool: str
    first: int
    last: int
    device: str
    holder: str
    numbers: tuple[str, ...]
    leased_at: datetime


@row_type("number_use", key=("range", "first"), rank=38, lock="parent")
class NumberUse(Row, frozen=True, kw_only=True):
    """What became of the numbers ``first`` to ``last`` of a range; ``purpose``: what for, or why void."""

    range: str
    first: int
    last: int
    status: Literal["used", "voided"]
    purpose: str
    entry: str
    device: str
    at: datetime


@row_type("issued_number", key=("scope", "number"), rank=39, lock="parent")
class IssuedNumber(Row, frozen=True, kw_only=True):
    """A number that is taken for ever in its scope: a device identifier's serials, all lots, all SSCCs.

    ``range`` is "" for one that came from no range: device-scoped, scanned, or (with its ``place``) of a list.
    Written under the lock of its pool, and of its kind where pools share a scope.
    """

    scope: str
    number: str
    pool: str
    range: str
    place: int


@row_type("listed_serial", key=("pool", "place"), rank=39, lock="parent")
class ListedSerial(Row, frozen=True, kw_only=True):
    """An imported serial number that waits to be given out, and its place in the pool's list."""

    pool: str
    place: int
    number: str


def pool_of_serials(di: str) -> str:
    """Return the pool of a device identifier's serial numbers."""
    return f"{SERIAL}:{di}"


def pool_of_sscc(prefix: str, extension: int) -> str:
    """Return the pool of shipping container codes of a company prefix and an extension digit."""
    return f"{SSCC}:{prefix}:{extension}"


def pool_of_lots(name: str) -> str:
    """Return the pool of a lot number pattern."""
    return f"{LOT}:{name}"


def scope_of(pool: str) -> str:
    """Return within what a pool's numbers must differ: serials within their identifier, lots and SSCCs everywhere."""
    kind = pool.partition(":")[0]
    return pool if kind == SERIAL else kind


def holder_of(pool: str, device: str) -> str:
    """Return what marks the open ranges of a pool that a device holds."""
    return f"{pool}|{device}"


def range_id(pool: str, first: int) -> str:
    """Return the id of the range whose first number is the pool's ``first``-th."""
    return f"{pool}#{first}"


def numbers_of(rows: WorkingSet, span: Span) -> tuple[str, ...]:
    """Return the numbers of a span as they are printed, () when its range has not all of them; needs its touches."""
    held = rows.find(NumberRange, span.range)
    if held is None or not held.first <= span.first <= span.last <= held.last:
        return ()
    return held.numbers[span.first - held.first : span.last - held.first + 1]


def touches_pool(pool: str) -> Iterable[AnyTouch]:
    """Return a pool, and the lock that its kind shares where numbers of several pools must differ."""
    yield Touch(NumberPool, (pool,), write=True)
    if scope_of(pool) != pool:
        yield Touch(NumberPool, (scope_of(pool),), write=True)


def touches_spans(spans: Iterable[Span]) -> Iterable[AnyTouch]:
    """Return the ranges of spans, under whose locks numbers are used, and what became of their numbers so far."""
    for name in {span.range for span in spans}:
        yield from touches_range(name)


def touches_lot_number(number: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what says whether a lot number is of a range, and that range, to be used from."""
    yield Touch(IssuedNumber, (LOT, number))
    issued = rows.peek(IssuedNumber, LOT, number)
    if issued is not None and issued.range:
        yield from touches_range(issued.range)


def touches_range(name: str) -> Iterable[AnyTouch]:
    """Return a range to be used from."""
    yield Touch(NumberRange, (name,), write=True)
    yield GroupTouch(NumberUse, "range", name)
