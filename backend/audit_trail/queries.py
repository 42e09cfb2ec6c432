"""The events that changed a row, and the entries behind them, straight from the log."""

from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from backend.log.events import read
from backend.log.feed import key_text

# The entry that an event came from: a link of a chain, or a line beside one that was adopted (P45).
_BEHIND = """
  (SELECT n.raw FROM entry n WHERE n.id = convert_from(e.raw, 'UTF8')::jsonb->>'entry' AND n.id <> '' LIMIT 1)
  UNION ALL
  (SELECT r.raw FROM row_adopted_entry a JOIN branch_entry r ON (r.batch_id, r.line) = (a.batch, a.line)
   WHERE a.entry = convert_from(e.raw, 'UTF8')::jsonb->>'entry' AND a.entry <> '' LIMIT 1)
  LIMIT 1
"""
_HISTORY = f"""
SELECT p.first + h.ordinal AS position, e.raw, n.raw AS entry_raw
FROM history h
JOIN event e ON e.batch_id = h.batch_id AND e.ordinal = h.ordinal
JOIN position p ON p.batch_id = h.batch_id
LEFT JOIN LATERAL ({_BEHIND}) n ON true
WHERE h.kind = $1 AND h.key = $2 AND ($3::bigint IS NULL OR p.first + h.ordinal < $3)
  AND ($5 OR convert_from(e.raw, 'UTF8')::jsonb->>'site' IN ($6, ''))
  {{of_part}}
ORDER BY position DESC LIMIT $4
"""  # noqa: S608 - made of constants
# A label has no history of its own: its job's, as far as it is about this label.
_OF_LABEL = """
  AND (SELECT (b->>'n')::bigint = $7 OR $7 BETWEEN (b->'span'->>'first')::bigint AND (b->'span'->>'last')::bigint
       FROM (SELECT convert_from(e.raw, 'UTF8')::jsonb->'body' AS b) s)
"""
# What a site's devices were ever sent, they may read the whole history of: a thing of the company, or of this site.
_SERVED = "SELECT EXISTS (SELECT FROM feed WHERE stream = ANY($1::text[]) AND kind = $2 AND key = $3)"

_LOG = f"""
SELECT p.first + e.ordinal AS position, e.raw, n.raw AS entry_raw
FROM position p
JOIN event e ON e.batch_id = p.batch_id
LEFT JOIN LATERAL ({_BEHIND}) n ON true
WHERE convert_from(e.raw, 'UTF8')::jsonb->>'site' IN ($1, '') AND ($2::bigint IS NULL OR p.first + e.ordinal < $2)
ORDER BY p.first DESC, e.ordinal DESC LIMIT $3
"""  # noqa: S608 - as above

_ENTRY = """
SELECT n.raw, n.hash, b.received_at
FROM entry n JOIN batch b ON b.id = n.batch_id JOIN row_device d ON d.id = n.device
WHERE d.site = $1 AND n.device = $2 AND n.seq = $3 AND ($4::text IS NULL OR n.id = $4)
UNION ALL
SELECT r.raw, r.hash, b.received_at
FROM row_adopted_entry a JOIN branch_entry r ON (r.batch_id, r.line) = (a.batch, a.line)
JOIN batch b ON b.id = r.batch_id JOIN row_device d ON d.id = a.device
WHERE d.site = $1 AND a.device = $2 AND a.seq = $3 AND a.entry = $4
LIMIT 1
"""

# A stopped device sends the same lines again and again: each is shown once, as it first came.
_BRANCH = """
SELECT s.seq, s.content, s.code, s.hash, s.raw, s.received_at, s.times,
  a.entry, a.outcome, a.codes, a.adopted_by, a.adopted_at
FROM (
  SELECT DISTINCT ON (r.seq, x.content) r.seq, x.content, r.code, r.hash, r.raw, b.received_at,
    count(*) OVER (PARTITION BY r.seq, x.content) AS times
  FROM branch_entry r JOIN batch b ON b.id = r.batch_id JOIN row_device d ON d.id = r.device
  CROSS JOIN LATERAL (SELECT encode(sha256(r.raw), 'hex') AS content) x
  WHERE d.site = $1 AND r.device = $2 AND (r.seq, x.content) > ($3, $4)
  ORDER BY r.seq, x.content, r.batch_id, r.line LIMIT $5
) s
LEFT JOIN row_adopted_entry a ON (a.device, a.seq, a.content) = ($2, s.seq, s.content)
ORDER BY s.seq, s.content
"""


class HistoryEvent(msgspec.Struct, frozen=True):
    """One event about a row: its position in the log, what, when (claimed and received), who, on which device, why."""

    position: int
    type: str
    occurred_at: str
    received_at: str
    badge: str
    device: str
    seq: int
    entry: str
    entry_type: str | None
    reason: str | None
    body: dict[str, Any]


async def history(
    db: asyncpg.pool.PoolConnectionProxy, site: str, kind: str, key: str, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events that changed a row, newest first; ``before`` is the position to go on from.

    Of a thing that this site is not sent, only what happened at this site or at none.
    """
    served = await db.fetchval(_SERVED, ["global", f"site:{site}"], kind, key)
    records = await db.fetch(_HISTORY.format(of_part=""), kind, key, before, limit, served, site)
    return [_event(*record) for record in records]


class LabelOfJob(msgspec.Struct, frozen=True):
    """A label by its job and its place in it."""

    job: str
    n: int


async def label_history(
    db: asyncpg.pool.PoolConnectionProxy, site: str, label: LabelOfJob, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events of a label's job that are about this label, newest first."""
    key, query = key_text((label.job,)), _HISTORY.format(of_part=_OF_LABEL)
    of_every_site = False
    records = await db.fetch(query, "label_job", key, before, limit, of_every_site, site, label.n)
    return [_event(*record) for record in records]


async def site_log(
    db: asyncpg.pool.PoolConnectionProxy, site: str, *, before: int | None, limit: int
) -> list[HistoryEvent]:
    """Return the events of a site and those of no site, newest first; ``before`` is the position to go on from."""
    return [_event(*record) for record in await db.fetch(_LOG, site, before, limit)]


class StoredEntry(msgspec.Struct, frozen=True):
    """An entry as it was sent (``raw``, any bytes that are no text replaced), its link of the chain, when it came."""

    raw: str
    hash: str
    received_at: datetime


async def stored_entry(
    db: asyncpg.pool.PoolConnectionProxy, site: str, device: str, seq: int, entry: str | None
) -> StoredEntry | None:
    """Return a link of the chain of a device of this site, or None if there is none of that number.

    ``entry`` tells a link from a line beside the chain that was adopted under the same number (P45).
    """
    found = await db.fetchrow(_ENTRY, site, device, seq, entry)
    return None if found is None else StoredEntry(found["raw"].decode(errors="replace"), found[1], found[2])


class Adoption(msgspec.Struct, frozen=True):
    """What became of a line that an administrator had judged."""

    entry: str
    outcome: str
    codes: list[dict[str, Any]]
    by: str
    at: datetime


class BranchLine(msgspec.Struct, frozen=True):
    """A line beside a chain: why it was set aside, its bytes (no text: replaced), when it first came and how often."""

    seq: int
    content: str
    code: str
    hash: str
    raw: str
    received_at: datetime
    times: int
    adopted: Adoption | None


async def branch_lines(
    db: asyncpg.pool.PoolConnectionProxy, site: str, device: str, *, after: tuple[int, str], limit: int
) -> list[BranchLine]:
    """Return the lines beside the chain of a device of this site, by number; ``after``: the last one seen."""
    return [_line(record) for record in await db.fetch(_BRANCH, site, device, *after, limit)]


def _line(record: Any) -> BranchLine:  # noqa: ANN401 - an asyncpg record
    judged = record["entry"] is not None
    return BranchLine(
        seq=record["seq"],
        content=record["content"],
        code=record["code"],
        hash=record["hash"],
        raw=record["raw"].decode(errors="replace"),
        received_at=record["received_at"],
        times=record["times"],
        adopted=Adoption(
            record["entry"],
            record["outcome"],
            msgspec.json.decode(record["codes"]),
            record["adopted_by"],
            record["adopted_at"],
        )
        if judged
        else None,
    )


def _event(position: int, raw: bytes, entry: bytes | None) -> HistoryEvent:
    stored = read(raw)
    recorded = msgspec.json.decode(entry) if entry is not None else {}
    return HistoryEvent(
        position=position,
        type=stored.type,
        occurred_at=stored.occurred_at.isoformat(),
        received_at=stored.received_at.isoformat(),
        badge=stored.badge,
        device=stored.device,
        seq=stored.seq,
        entry=stored.entry,
        entry_type=recorded.get("type"),
        reason=recorded.get("reason"),
        body=msgspec.json.decode(stored.body),
    )
