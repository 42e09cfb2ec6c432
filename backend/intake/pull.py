"""Serves the feed (P27-P32): rows of a device's streams after its cursors, and a checkpoint when there is no more."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from backend.log.positions import LAST_POSITION
from sync import canonical
from sync.checksum import text as checksum_text
from sync.cursor import Cursor
from sync.cursor import write as write_cursor

MAX_ROWS = 5000
DEFAULT_ROWS = 1000
_LAST = 2**31 - 1

_PAGE = """
SELECT f.stream, p.first, f.ordinal, f.kind, f.key, f.row
FROM unnest($1::text[], $2::bigint[], $3::int[]) AS c(stream, position, ordinal)
JOIN feed f ON f.stream = c.stream
JOIN position p ON p.batch_id = f.batch_id
WHERE (p.first, f.ordinal) > (c.position, c.ordinal) AND p.first <= $4
  AND NOT EXISTS (
    SELECT 1 FROM feed g JOIN position q ON q.batch_id = g.batch_id
    WHERE g.stream = f.stream AND g.kind = f.kind AND g.key = f.key
      AND (q.first, g.ordinal) > (p.first, f.ordinal) AND q.first <= $4)
ORDER BY p.first, f.ordinal LIMIT $5
"""

_SUMS = """
SELECT DISTINCT ON (stream) stream, sum FROM stream_sum
WHERE stream = ANY($1::text[]) AND position <= $2 ORDER BY stream, position DESC
"""

_DURABLE = """
SELECT e.seq FROM entry e JOIN position p ON p.batch_id = e.batch_id
WHERE e.device = $1 AND p.first + p.count - 1 <= (SELECT coalesce(max(size), 0) FROM checkpoint)
ORDER BY e.seq DESC LIMIT 1
"""


class PullRequest(msgspec.Struct, frozen=True):
    """Who pulls, which streams it may see, and how far it has each (a stream it does not name starts from nothing)."""

    device: str
    streams: tuple[str, ...]
    cursors: tuple[Cursor, ...]
    limit: int
    server_time: str


async def page(db: asyncpg.pool.PoolConnectionProxy, request: PullRequest) -> bytes:
    """Return one page as P28 spells it. The caller has run the sequencer, so that a device sees its own pushes."""
    epoch: str = await db.fetchval("SELECT id FROM epoch ORDER BY number DESC LIMIT 1")
    upto: int = await db.fetchval("SELECT coalesce((SELECT first FROM position ORDER BY first DESC LIMIT 1), 0)")
    position: int = await db.fetchval(LAST_POSITION)
    starts = _starts(request, epoch)
    records = await db.fetch(
        _PAGE,
        list(starts),
        [c.position for c in starts.values()],
        [c.ordinal for c in starts.values()],
        upto,
        request.limit + 1,
    )
    more = len(records) > request.limit
    records = records[: request.limit]
    header = {
        "cursors": [write_cursor(c) for c in _ends(starts, records, None if more else upto)],
        "epoch": epoch,
        "more": more,
        "position": position,
        "server_time": request.server_time,
        "streams": list(request.streams),
        "v": 1,
    }
    lines = [canonical.encode(header).decode()]
    lines += [f"{s}\t{p}\t{o}\t{kind}\t{key}\t{row or ''}" for s, p, o, kind, key, row in records]
    if not more:
        lines.append((await _checkpoint(db, request, upto, position)).decode())
    return ("\n".join(lines) + "\n").encode()


def _starts(request: PullRequest, epoch: str) -> dict[str, Cursor]:
    """Return where each stream goes on; a cursor of another epoch or stream counts for nothing (P30, P32)."""
    given = {c.stream: c for c in request.cursors if c.epoch == epoch}
    return {s: given.get(s, Cursor(epoch, s, 0, 0)) for s in request.streams}


def _ends(starts: dict[str, Cursor], records: Sequence[asyncpg.Record], upto: int | None) -> list[Cursor]:
    """Return the cursors after this page: everything up to ``upto``, or up to the last line served."""
    if upto is not None:
        return [msgspec.structs.replace(c, position=upto, ordinal=_LAST) for c in starts.values()]
    last = (records[-1][1], records[-1][2])
    return [
        c if (c.position, c.ordinal) >= last else msgspec.structs.replace(c, position=last[0], ordinal=last[1])
        for c in starts.values()
    ]


async def _checkpoint(db: asyncpg.pool.PoolConnectionProxy, request: PullRequest, upto: int, position: int) -> bytes:
    sums = await db.fetch(_SUMS, list(request.streams), upto)
    durable = await db.fetchval(_DURABLE, request.device)
    found = {record[0]: int.from_bytes(record[1], "big") for record in sums}
    checksums = {stream: checksum_text(found.get(stream, 0)) for stream in request.streams}
    return canonical.encode(
        {"checkpoint": {"checksums": checksums, "durable_upto": durable or 0, "position": position}}
    )


_STREAM_ROLES = """
SELECT DISTINCT r.role FROM row_grant g
JOIN row_person p ON p.number = g.person AND p.active AND (p.sites ? $3 OR p.sites ? '*')
JOIN row_badge b ON b.badge = g.badge AND b.retired_at IS NULL
CROSS JOIN LATERAL jsonb_array_elements_text(p.roles) AS r(role)
WHERE g.device = $1 AND g.not_after > $2
"""


async def streams_of(db: asyncpg.pool.PoolConnectionProxy, device: str, site: str, at: datetime) -> tuple[str, ...]:
    """Return the streams of a device: everybody's, its site's, its own, and of the roles of people on shift (P30)."""
    roles = sorted(record[0] for record in await db.fetch(_STREAM_ROLES, device, at, site))
    return ("global", f"site:{site}", f"device:{device}", *(f"role:{role}:{site}" for role in roles))
