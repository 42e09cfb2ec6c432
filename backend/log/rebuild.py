"""Replays the log into shadow tables and compares them with the live ones: derived tables are tamper-evident too.

The shadows are temporary and go with the transaction; nothing live is written.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec

from backend.log import projection, rebuild_tables
from backend.log.feed import OUTCOME, FeedLine, outcome_lines
from backend.log.findings import Progress
from backend.log.projection import VersionDifference
from backend.log.reading import Db, rows
from backend.log.rebuild_tables import TableDifference
from backend.log.registry import Registry
from backend.log.replay import CannotReplay, Replay
from backend.log.working_set import Change
from sync import checksum

WriteRows = Callable[[Any, Sequence[Change]], Awaitable[None]]
"""Intake's store: writes changed rows in bulk."""

_COLUMNS = {
    "feed": ("batch_id", "ordinal", "stream", "kind", "key", "row", "delta"),
    "history": ("kind", "key", "batch_id", "ordinal"),
    "stream_sum": ("stream", "position", "sum"),
}
_CHUNK = 64
_FLUSH_ROWS = 5_000
_PROGRESS_EVERY = 5_000
_BATCHES = """
SELECT x.id, coalesce(x.first, 0),
       ARRAY(SELECT e.raw FROM event e WHERE e.batch_id = x.id ORDER BY e.ordinal),
       ARRAY(SELECT (o.device, o.seq, o.revision, o.raw) FROM outcome o WHERE o.batch_id = x.id)
FROM (SELECT b.id, p.first FROM batch b LEFT JOIN position p ON p.batch_id = b.id
      ORDER BY p.first NULLS LAST, b.id OFFSET 0) x
"""


class ReplayStopped(msgspec.Struct, frozen=True):
    """The event that could not be applied; nothing after it was compared."""

    batch_id: int
    position: int | None
    found: str


class RebuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """The result. ``different_versions`` not empty: nothing was compared, and that is no sign of tampering."""

    ok: bool
    events: int
    batches: int
    tables: int
    different_versions: tuple[VersionDifference, ...]
    stopped: ReplayStopped | None
    differences: tuple[TableDifference, ...]


def _no_progress(_done: int, _total: int) -> None:
    return


async def check(
    db: Db, registry: Registry, *, write: WriteRows, progress: Progress = _no_progress, limit: int = 10
) -> RebuildReport:
    """Replay everything and compare every derived table, naming up to ``limit`` differing rows of each.

    ``db`` is a connection without a transaction, of a role that may read the tables and make temporary ones.
    ``write`` is `backend.intake.store.write`.
    """
    async with db.transaction(isolation="repeatable_read"):
        await db.execute("SET LOCAL statement_timeout = 0")
        different = await projection.differences(db, registry)
        if different:
            return _report(different=tuple(different))
        schema: str = await db.fetchval("SELECT current_schema()")
        # Named first, so that a statement this connection prepared for the live tables is parsed anew for the shadows.
        await db.execute(f'SET LOCAL search_path TO pg_temp, "{schema}"')
        tables = await rebuild_tables.shadow(db, schema, registry)
        run = _Rebuild(db, registry, write)
        stopped = await run.replay(progress)
        found: list[TableDifference] = []
        if stopped is None:
            await rebuild_tables.analyse(db, tables)
            found = [d for table in tables if (d := await rebuild_tables.compare(db, schema, table, limit)) is not None]
            found += await rebuild_tables.unknown(db, schema, registry)
        await rebuild_tables.drop(db, tables)
    return _report(run=run, tables=len(tables), stopped=stopped, found=tuple(found))


def _report(
    *,
    run: "_Rebuild | None" = None,
    tables: int = 0,
    different: tuple[VersionDifference, ...] = (),
    stopped: ReplayStopped | None = None,
    found: tuple[TableDifference, ...] = (),
) -> RebuildReport:
    return RebuildReport(
        ok=not (different or stopped or found),
        events=run.events if run else 0,
        batches=run.batches if run else 0,
        tables=tables,
        different_versions=different,
        stopped=stopped,
        differences=found,
    )


class _Rebuild:
    """One replay under way: rows in memory, everything else on its way into the shadow tables."""

    def __init__(self, db: Db, registry: Registry, write: WriteRows) -> None:
        self._db = db
        self._write = write
        self._replay = Replay(registry)
        self._sums: dict[str, int] = {}
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
        self._written_once: list[Change] = []
        self.events = 0
        self.batches = 0

    async def replay(self, progress: Progress) -> ReplayStopped | None:
        """Apply every batch; return where it had to stop, if it had to."""
        total: int = await self._db.fetchval("SELECT coalesce(sum(event_count), 0)::bigint FROM batch")
        told = 0
        async for batch_id, first, raws, outcomes in rows(self._db, _BATCHES, chunk=_CHUNK):
            try:
                self._take(batch_id, first, raws, outcomes)
            except CannotReplay as error:
                position = first + error.ordinal if first else None
                return ReplayStopped(batch_id, position, str(error))
            self.events += len(raws)
            self.batches += 1
            if sum(map(len, self._waiting.values())) + len(self._written_once) >= _FLUSH_ROWS:
                await self._flush()
            if self.events - told >= _PROGRESS_EVERY:
                told = self.events
                progress(told, total)
        await self._flush()
        await self._write_kept()
        progress(self.events, total)
        return None

    def _take(self, batch_id: int, first: int, raws: list[bytes], outcomes: list[Any]) -> None:
        effect = self._replay.take(raws)
        self._written_once += effect.written_once
        lines = effect.feed + outcome_lines(tuple(outcome) for outcome in outcomes)
        self._waiting["feed"] += [
            (batch_id, n, line.stream, line.kind, line.key, line.row, line.delta) for n, line in enumerate(lines)
        ]
        self._waiting["history"] += [(kind, key, batch_id, ordinal) for kind, key, ordinal in effect.history]
        if first:
            self._waiting["stream_sum"] += self._summed(first, lines)

    def _summed(self, first: int, lines: Sequence[FeedLine]) -> list[tuple[str, int, bytes]]:
        """Return each touched stream's checksum after a batch, as the sequencer keeps it."""
        touched: dict[str, None] = {}
        for line in lines:
            if line.kind != OUTCOME:
                delta = int.from_bytes(line.delta, "big")
                self._sums[line.stream] = (self._sums.get(line.stream, 0) + delta) % checksum.MODULUS
                touched[line.stream] = None
        return [(stream, first, self._sums[stream].to_bytes(16, "big")) for stream in touched]

    async def _flush(self) -> None:
        for table, records in self._waiting.items():
            if records:
                await self._db.copy_records_to_table(table, records=records, columns=_COLUMNS[table])
                records.clear()
        await self._write(self._db, self._written_once)
        self._written_once.clear()

    async def _write_kept(self) -> None:
        chunk: list[Change] = []
        for change in self._replay.rows.kept():
            chunk.append(change)
            if len(chunk) == _FLUSH_ROWS:
                await self._write(self._db, chunk)
                chunk.clear()
        await self._write(self._db, chunk)
