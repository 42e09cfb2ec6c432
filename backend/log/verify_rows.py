"""What is stored under one batch id, read for the verifier: one record a batch, in position order, then the unplaced.

The statements look at every column that a proof depends on; nothing here judges.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.log.reading import Db, rows

_CHUNK = 64
# What is stored is looked up after the (small) rows were sorted, so that no sort ever holds the log itself.
_STORED = """
SELECT x.id, x.first, x.count, x.event_count, x.received_at,
ARRAY(SELECT v.raw FROM event v WHERE v.batch_id = x.id ORDER BY v.ordinal),
(SELECT min(v.ordinal) FROM event v WHERE v.batch_id = x.id),
(SELECT max(v.ordinal) FROM event v WHERE v.batch_id = x.id),
ARRAY(SELECT (n.device, n.seq, n.id, n.hash, n.raw) FROM entry n WHERE n.batch_id = x.id ORDER BY n.device, n.seq),
ARRAY(SELECT (o.device, o.seq, o.revision, o.raw) FROM outcome o WHERE o.batch_id = x.id),
ARRAY(SELECT (r.line, r.device, r.seq, r.code, r.hash, r.raw) FROM branch_entry r
      WHERE r.batch_id = x.id ORDER BY r.line)
FROM
"""
_PLACED = f"""
{_STORED} (
    SELECT p.batch_id AS id, p.first, p.count, b.event_count, b.received_at
    FROM position p LEFT JOIN batch b ON b.id = p.batch_id ORDER BY p.first, p.batch_id OFFSET 0
) x
"""  # noqa: S608 - made of constants
_UNPLACED = f"""
{_STORED} (
    SELECT b.id, 0::bigint AS first, b.event_count AS count, b.event_count, b.received_at FROM batch b
    WHERE NOT EXISTS (SELECT FROM position p WHERE p.batch_id = b.id) ORDER BY b.id OFFSET 0
) x
"""  # noqa: S608 - made of constants


class EntryRow(msgspec.Struct, frozen=True):
    """A row of ``entry``."""

    seq: int
    id: str
    hash: str
    raw: bytes


class BranchRow(msgspec.Struct, frozen=True):
    """A row of ``branch_entry``."""

    line: int
    device: str
    seq: int
    code: str
    hash: str
    raw: bytes


class BatchRows(msgspec.Struct, frozen=True):
    """Everything stored under one batch id; ``first`` is 0 while it has no position.

    ``counted``: events according to ``batch`` (None: no such batch) and to ``position``; ``ordinals``: lowest, highest.
    Outcomes are by device, seq, revision.
    """

    id: int
    first: int
    counted: tuple[int | None, int]
    ordinals: tuple[int | None, int | None]
    received_at: datetime | None
    raws: Sequence[bytes]
    entries: dict[str, list[EntryRow]]
    branch: Sequence[BranchRow]
    outcomes: dict[tuple[str, int, int], bytes]

    def at(self, ordinal: int) -> int | None:
        """Return the position of an event of this batch, if it has one."""
        return self.first + ordinal if self.first else None

    @property
    def last(self) -> int:
        """The position of its last event."""
        return self.first + len(self.raws) - 1


async def placed(db: Db) -> AsyncIterator[BatchRows]:
    """Yield what is stored under each positioned batch, in position order."""
    async for record in rows(db, _PLACED, chunk=_CHUNK):
        yield _batch(record)


async def unplaced(db: Db) -> AsyncIterator[BatchRows]:
    """Yield what is stored under each batch that the sequencer has not placed, by id."""
    async for record in rows(db, _UNPLACED, chunk=_CHUNK):
        yield _batch(record)


def _batch(record: Any) -> BatchRows:  # noqa: ANN401 - an asyncpg record
    batch_id, first, count, event_count, received_at, raws, lowest, highest, entries, outcomes, branch = record
    by_device: dict[str, list[EntryRow]] = {}
    for device, *rest in entries:
        by_device.setdefault(device, []).append(EntryRow(*rest))
    return BatchRows(
        id=batch_id,
        first=first,
        counted=(event_count, count),
        ordinals=(lowest, highest),
        received_at=received_at,
        raws=raws,
        entries=by_device,
        branch=[BranchRow(*row) for row in branch],
        outcomes={(device, seq, revision): raw for device, seq, revision, raw in outcomes},
    )


_STRAY = {
    "event": "SELECT 'event ' || ordinal || ' of batch ' || batch_id FROM event",
    "entry": "SELECT 'entry device ' || device || ' seq ' || seq || ' of batch ' || batch_id FROM entry",
    "branch_entry": "SELECT 'branch line ' || line || ' of batch ' || batch_id FROM branch_entry",
    "outcome": "SELECT 'outcome of device ' || device || ' seq ' || seq || ' of batch ' || batch_id FROM outcome",
}


async def strays(db: Db) -> AsyncIterator[str]:
    """Yield the place of every row whose batch does not exist."""
    for table, select in _STRAY.items():
        query = f"{select} t WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = t.batch_id)"
        async for record in rows(db, query):
            yield f"{table}: {record[0]}"
