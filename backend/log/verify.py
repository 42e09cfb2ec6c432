"""Recomputes everything that makes the log tamper-evident and names the first broken position, chain or row.

Reads one snapshot through server-side cursors in bounded memory; writes nothing, and may run beside the server.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from backend.log import verify_attachments, verify_rows
from backend.log.checkpoint_file import CheckpointFile
from backend.log.checkpointer import CHECKPOINT_LOCK
from backend.log.events import LogOpened
from backend.log.findings import Findings, Progress, Report
from backend.log.positions import LAST_POSITION
from backend.log.reading import Db, rows
from backend.log.verify_checkpoints import CheckpointStream
from backend.log.verify_pushes import PushChecker
from backend.log.verify_rows import BatchRows
from backend.log.verify_tree import TreeChecker

DEFAULT_LIMIT = 100
_PROGRESS_EVERY = 20_000


def _no_progress(_done: int, _total: int) -> None:
    return


async def verify(
    db: Db,
    *,
    file: Path | None,
    public_key: str | None = None,
    attachments: Path | None = None,
    progress: Progress = _no_progress,
    limit: int = DEFAULT_LIMIT,
) -> Report:
    """Verify the whole log. ``db`` is a connection without a transaction, of any role that may read the tables.

    ``file`` None: truncation cannot be seen, and the report says so. ``public_key`` (64 hex digits) is the checkpoint
    key as known outside the database; without it the key that the log itself names is believed. ``attachments``: their
    folder; None leaves them unchecked. At most ``limit``
    problems are listed, all are counted.
    """
    findings = Findings(limit)
    # While this lock is held no checkpoint is being written, so that file and snapshot fit together.
    await db.execute("SELECT pg_advisory_lock($1)", CHECKPOINT_LOCK)
    try:
        transaction = db.transaction(isolation="repeatable_read", readonly=True)
        await transaction.start()
        await db.execute("SET LOCAL statement_timeout = 0")
        total: int = await db.fetchval(LAST_POSITION)
        in_file = CheckpointFile(file) if file else None
        checkpoints = await asyncio.to_thread(CheckpointStream, db, in_file, findings)
    finally:
        await db.execute("SELECT pg_advisory_unlock($1)", CHECKPOINT_LOCK)
    try:
        run = _Run(db, findings, checkpoints)
        await run.log(progress, total)
        await run.tables(public_key)
        if attachments is not None:
            await run.attachments(attachments)
    finally:
        await transaction.rollback()
    if file is None:
        findings.notes.append("no checkpoint file was given: a log cut off at its end would not be noticed")
    return run.report()


class _Run:
    """One verification under way."""

    def __init__(self, db: Db, findings: Findings, checkpoints: CheckpointStream) -> None:
        self._db = db
        self._findings = findings
        self._pushes = PushChecker(findings)
        self._tree = TreeChecker(findings, checkpoints)
        self._counts = {"events": 0, "batches": 0, "entries": 0, "branch_entries": 0, "outcomes": 0, "attachments": 0}
        self._not_positioned = 0

    async def log(self, progress: Progress, total: int) -> None:
        """Check batch by batch, in position order, then those without a position."""
        told = 0
        async for batch in verify_rows.placed(self._db):
            await self._batch(batch)
            if self._counts["events"] - told >= _PROGRESS_EVERY:
                told = self._counts["events"]
                progress(told, total)
        await self._tree.end()
        progress(self._counts["events"], total)
        async for batch in verify_rows.unplaced(self._db):
            self._not_positioned += 1
            self._count(batch)
            self._pushes.check(batch)

    async def _batch(self, batch: BatchRows) -> None:
        self._count(batch)
        opening = self._pushes.check(batch)
        if opening is not None:
            self._tree.open_epoch(opening, batch)
        elif not self._tree.epochs and self._tree.size == 0:
            self._findings.add(
                "LOG_NOT_OPENED", "the first event", expected="LogOpened", found="another event", position=1
            )
        await self._tree.take(batch)

    def _count(self, batch: BatchRows) -> None:
        self._counts["events"] += len(batch.raws)
        self._counts["batches"] += 1
        self._counts["entries"] += sum(map(len, batch.entries.values()))
        self._counts["branch_entries"] += len(batch.branch)
        self._counts["outcomes"] += len(batch.outcomes)

    async def tables(self, public_key: str | None) -> None:
        """Check what is not reached batch by batch: rows without a batch, chain heads, epochs, the key."""
        async for place in verify_rows.strays(self._db):
            self._findings.add("ROW_STRAY", place, expected="its batch", found="no such batch")
        await self._chain_heads()
        await self._epochs(self._tree.epochs)
        if public_key is not None:
            newest = self._tree.epochs[-1][0].checkpoint_key if self._tree.epochs else None
            self._findings.expect(
                "CHECKPOINT_KEY", "checkpoint key named by the log", expected=public_key, found=newest
            )

    async def _chain_heads(self) -> None:
        expected = {device: head for device, head in self._pushes.heads.items() if head[0] > 0}
        async for device, seq, digest in rows(
            self._db, "SELECT device, head_seq, head_hash FROM device_chain WHERE head_seq > 0"
        ):
            self._findings.expect(
                "DEVICE_HEAD",
                f"chain head of device {device}",
                expected=expected.pop(device, (0, "no entry")),
                found=(seq, digest),
            )
        for device, head in expected.items():
            self._findings.add("DEVICE_HEAD", f"chain head of device {device}", expected=head, found="none")

    async def _epochs(self, openings: Sequence[tuple[LogOpened, datetime | None]]) -> None:
        stored = [
            tuple(record) async for record in rows(self._db, "SELECT id, number, opened_at FROM epoch ORDER BY number")
        ]
        expected = [(one.epoch, number, at) for number, (one, at) in enumerate(openings, 1)]
        self._findings.expect("EPOCHS", "table epoch", expected=expected, found=stored)

    async def attachments(self, folder: Path) -> None:
        """Check the bytes of attachments."""
        self._counts["attachments"] = await verify_attachments.check(self._db, folder, self._findings)

    def report(self) -> Report:
        """Return the result."""
        findings, tree, counts = self._findings, self._tree, self._counts
        return Report(
            ok=findings.count == 0,
            events=counts["events"],
            batches=counts["batches"],
            entries=counts["entries"],
            branch_entries=counts["branch_entries"],
            outcomes=counts["outcomes"],
            attachments=counts["attachments"],
            devices=len(self._pushes.heads),
            checkpoints=tree.checked,
            covered=tree.covered,
            not_covered=max(0, tree.size - tree.covered),
            not_positioned=self._not_positioned,
            epoch=tree.epochs[-1][0].epoch if tree.epochs else "",
            restores=tuple(tree.restores),
            first=findings.first,
            problems=tuple(findings.kept),
            problem_count=findings.count,
            notes=tuple(findings.notes),
        )
