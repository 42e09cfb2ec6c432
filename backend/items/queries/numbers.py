"""Company prefixes and what is left of them, pools and what became of their numbers, ranges and who holds them."""

from collections.abc import Iterator
from datetime import date, datetime

import asyncpg
import msgspec

from backend.items.entries import Span
from backend.items.state import NumberPool, capacity_of, left_of
from labels.gs1_keys import item_references

_PREFIXES = """
SELECT p.agency, p.prefix, p.issued_by, p.valid_from, p.next,
  (SELECT count(DISTINCT substring(i.di FROM 2 FOR 12)) FROM row_identifier i
    WHERE p.agency = 'GS1' AND i.agency = 'GS1' AND substring(i.di FROM 2 FOR length(p.prefix)) = p.prefix) AS taken
FROM row_company_prefix p ORDER BY p.agency, p.prefix
"""

_POOLS = """
SELECT to_jsonb(p)::text AS pool, i.item,
  coalesce(u.used, 0)::bigint AS used, coalesce(u.voided, 0)::bigint AS voided
FROM row_number_pool p
LEFT JOIN row_identifier i ON p.kind = 'serial' AND i.di = p.of
LEFT JOIN LATERAL (
  SELECT sum(n.last - n.first + 1) FILTER (WHERE n.status = 'used') AS used,
    sum(n.last - n.first + 1) FILTER (WHERE n.status = 'voided') AS voided
  FROM row_number_range r JOIN row_number_use n ON n.range = r.id WHERE r.pool = p.pool
) u ON true
ORDER BY p.kind, p.pool
"""

_RANGES = """
SELECT r.id, r.pool, r.first, r.last, r.device, coalesce(d.code, '') AS device_code,
  coalesce(d.status, '') AS device_status, r.numbers ->> 0 AS first_number, r.numbers ->> -1 AS last_number,
  r.numbers::text AS numbers, r.leased_at, coalesce(u.uses, '[]')::text AS uses
FROM row_number_range r
LEFT JOIN row_device d ON d.id = r.device
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_object('first', n.first, 'last', n.last, 'status', n.status, 'purpose', n.purpose,
    'entry', n.entry, 'at', n.at, 'first_number', r.numbers ->> (n.first - r.first)::int,
    'last_number', r.numbers ->> (n.last - r.first)::int) ORDER BY n.first) AS uses
  FROM row_number_use n WHERE n.range = r.id
) u ON true
WHERE r.pool = $1 AND r.first > $2 ORDER BY r.first LIMIT $3
"""


_STRANDED = """
SELECT d.id AS device, d.code AS device_code, r.id AS range, r.pool, r.first, r.last,
  coalesce(array_agg(n.first ORDER BY n.first) FILTER (WHERE n.first IS NOT NULL), '{}') AS firsts,
  coalesce(array_agg(n.last ORDER BY n.first) FILTER (WHERE n.first IS NOT NULL), '{}') AS lasts
FROM row_number_range r JOIN row_device d ON d.id = r.device AND d.status = 'revoked'
LEFT JOIN row_number_use n ON n.range = r.id
WHERE r.holder <> '' GROUP BY d.id, d.code, r.id, r.pool, r.first, r.last ORDER BY d.code, r.pool, r.first
"""


class PrefixLine(msgspec.Struct, frozen=True):
    """A company prefix. ``capacity`` and ``taken`` count item references; None where the agency has none."""

    agency: str
    prefix: str
    issued_by: str
    valid_from: date
    next: int
    capacity: int | None
    taken: int


class PoolLine(msgspec.Struct, frozen=True, kw_only=True):
    """A pool and its numbers: ``leased`` to devices, of those ``used`` and ``voided``; ``left`` to be leased.

    ``capacity`` and ``left`` are decimal strings, for they may be longer than a browser counts.
    """

    pool: str
    kind: str
    of: str
    item: str | None
    order: str
    prefix: str
    digits: int
    alphabet: str
    period: str
    leased: int
    used: int
    voided: int
    listed: int
    capacity: str
    left: str


class UseLine(msgspec.Struct, frozen=True):
    """What became of some numbers of a range, and by which entry."""

    first: int
    last: int
    status: str
    purpose: str
    entry: str
    at: datetime
    first_number: str
    last_number: str


class RangeLine(msgspec.Struct, frozen=True):
    """A range: who holds it, its numbers as printed, what became of them."""

    id: str
    pool: str
    first: int
    last: int
    device: str
    device_code: str
    device_status: str
    first_number: str
    last_number: str
    numbers: tuple[str, ...]
    leased_at: datetime
    uses: list[UseLine]


class StrandedLine(msgspec.Struct, frozen=True):
    """Numbers that nothing can use any more: the unused ones of a device whose access was taken away."""

    device: str
    device_code: str
    pools: tuple[str, ...]
    count: int
    spans: tuple[Span, ...]


_USES = msgspec.json.Decoder(list[UseLine])
_NUMBERS = msgspec.json.Decoder(tuple[str, ...])
_POOL = msgspec.json.Decoder(NumberPool)


async def prefixes(db: asyncpg.pool.PoolConnectionProxy) -> list[PrefixLine]:
    """Return every company prefix."""
    return [_prefix(record) for record in await db.fetch(_PREFIXES)]


def _prefix(record: asyncpg.Record) -> PrefixLine:
    capacity = item_references(record["prefix"]) if record["agency"] == "GS1" else None
    return PrefixLine(**record, capacity=capacity)


async def pools(db: asyncpg.pool.PoolConnectionProxy) -> list[PoolLine]:
    """Return every pool with its counts."""
    return [_pool(record) for record in await db.fetch(_POOLS)]


def _pool(record: asyncpg.Record) -> PoolLine:
    pool = _POOL.decode(record["pool"])
    return PoolLine(
        pool=pool.pool,
        kind=pool.kind,
        of=pool.of,
        item=record["item"],
        order=pool.order,
        prefix=pool.prefix,
        digits=pool.digits,
        alphabet=pool.alphabet,
        period=pool.period,
        leased=pool.issued,
        used=record["used"],
        voided=record["voided"],
        listed=pool.listed,
        capacity=str(capacity_of(pool)),
        left=str(left_of(pool)),
    )


async def stranded(db: asyncpg.pool.PoolConnectionProxy) -> list[StrandedLine]:
    """Return the unused numbers of revoked devices, one line for each device."""
    by_device: dict[str, list[asyncpg.Record]] = {}
    for record in await db.fetch(_STRANDED):
        by_device.setdefault(record["device"], []).append(record)
    return [_stranded(records) for records in by_device.values()]


def _stranded(records: list[asyncpg.Record]) -> StrandedLine:
    spans = tuple(span for record in records for span in _unused(record))
    return StrandedLine(
        device=records[0]["device"],
        device_code=records[0]["device_code"],
        pools=tuple(dict.fromkeys(record["pool"] for record in records)),
        count=sum(span.last - span.first + 1 for span in spans),
        spans=spans,
    )


def _unused(record: asyncpg.Record) -> Iterator[Span]:
    at = record["first"]
    for first, last in zip(record["firsts"], record["lasts"], strict=True):
        if first > at:
            yield Span(range=record["range"], first=at, last=first - 1)
        at = last + 1
    if at <= record["last"]:
        yield Span(range=record["range"], first=at, last=record["last"])


async def ranges(db: asyncpg.pool.PoolConnectionProxy, pool: str, *, after: int, limit: int) -> list[RangeLine]:
    """Return ranges of a pool, going on after the one whose first number is the pool's ``after``-th."""
    found = await db.fetch(_RANGES, pool, after, limit)
    return [_range(record) for record in found]


def _range(record: asyncpg.Record) -> RangeLine:
    written = {"uses": _USES.decode(record["uses"]), "numbers": _NUMBERS.decode(record["numbers"])}
    return RangeLine(**{**record, **written})
