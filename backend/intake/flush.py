"""Writes a judged batch under its locks: id, entries, events, outcomes, rows, feed, history, heads; all or nothing.

The batch id is drawn here, after the last row lock, so that its order agrees with the order of judgement.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.intake import store
from backend.intake.chain_plan import ChainHead, ChainPlan
from backend.intake.judge import AppliedEvent, Judged
from backend.log import events
from backend.log.feed import feed_lines, history_keys, outcome_lines
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from sync.push_body import Push


class JudgedPush(msgspec.Struct, frozen=True):
    """A push with its chain plan, the verdicts on its new links, and what the door itself noticed about its chain."""

    push: Push
    header_line: str
    plan: ChainPlan
    before: ChainHead
    judged: tuple[Judged, ...]
    noticed: tuple[AppliedEvent, ...]
    app: str


class ChainMoved(Exception):  # noqa: N818 - a reason to start again
    """Another transaction advanced a device's chain meanwhile."""


class Written(msgspec.Struct, frozen=True):
    """An event of the batch: its bytes and the rows it wrote, as (kind, key text)."""

    raw: bytes
    rows: tuple[tuple[str, str], ...]


async def flush(db: store.Connection, pushes: Sequence[JudgedPush], rows: WorkingSet, received_at: datetime) -> int:
    """Write the batch and return its id; raises ChainMoved, or what the database refuses."""
    written = [line for push in pushes for line in _events_of(push, received_at)]
    (record,) = await db.fetch(
        "INSERT INTO batch (event_count, received_at) VALUES ($1, $2) RETURNING id", len(written), received_at
    )
    batch_id: int = record[0]
    await _insert_entries(db, batch_id, pushes)
    await _insert_branch(db, batch_id, pushes)
    await _insert_outcomes(db, batch_id, pushes)
    await _insert_events(db, batch_id, written)
    changes = list(rows.changes())
    await store.write(db, changes)
    await _insert_feed(db, batch_id, pushes, changes)
    for push in pushes:
        await _advance(db, push, received_at)
    return batch_id


def _events_of(push: JudgedPush, received_at: datetime) -> list[Written]:
    header, head = push.push.header, push.plan.head or push.before
    binding = events.PushStored(
        from_seq=header.from_seq,
        to_seq=head.seq,
        head_hash=head.hash,
        header=push.header_line,
        entries_sha256=events.digest([link.raw for link in push.plan.links]),
        branch_sha256=events.digest(
            [events.branch_part(line.seq, line.code, line.line.hash, line.line.raw) for line in push.plan.branch]
        ),
        outcomes_sha256=events.digest([j.raw for j in push.judged]),
        rejudged=tuple((j.item.device, j.item.seq, j.outcome.revision) for j in push.judged if j.outcome.revision),
    )
    context = EventContext(
        entry_id="",
        device=header.device,
        seq=head.seq,
        site="",
        badge="",
        occurred_at=received_at,
        received_at=received_at,
    )
    first = Written(events.write(binding, context), ())
    applied = [*push.noticed, *(event for j in push.judged for event in j.events)]
    return [first, *(Written(events.write(event, ctx), history_keys(wrote)) for event, ctx, wrote in applied)]


async def _insert_entries(db: store.Connection, batch_id: int, pushes: Sequence[JudgedPush]) -> None:
    ids = {(j.item.device, j.item.seq): j.item.entry_id for p in pushes for j in p.judged}
    lines = [(p.push.header.device, link) for p in pushes for link in p.plan.links]
    if lines:
        await db.execute(
            "INSERT INTO entry (device, seq, id, hash, raw, batch_id) "
            "SELECT d, s, i, h, r, $6 FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bytea[]) "
            "AS u(d, s, i, h, r)",
            [device for device, _ in lines],
            [link.seq for _, link in lines],
            [ids[(device, link.seq)] for device, link in lines],
            [link.hash for _, link in lines],
            [link.raw for _, link in lines],
            batch_id,
        )


async def _insert_branch(db: store.Connection, batch_id: int, pushes: Sequence[JudgedPush]) -> None:
    lines = [(p.push.header.device, line) for p in pushes for line in p.plan.branch]
    if lines:
        await db.execute(
            "INSERT INTO branch_entry (batch_id, line, device, seq, code, hash, raw) "
            "SELECT $7, l, d, s, c, h, r FROM "
            "unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[]) AS u(l, d, s, c, h, r)",
            list(range(len(lines))),
            [device for device, _ in lines],
            [line.seq for _, line in lines],
            [line.code for _, line in lines],
            [line.line.hash for _, line in lines],
            [line.line.raw for _, line in lines],
            batch_id,
        )


async def _insert_outcomes(db: store.Connection, batch_id: int, pushes: Sequence[JudgedPush]) -> None:
    judged = [j for p in pushes for j in p.judged]
    if judged:
        await db.execute(
            "INSERT INTO outcome (device, seq, revision, raw, batch_id) "
            "SELECT d, s, v, r, $5 FROM unnest($1::text[], $2::bigint[], $3::int[], $4::bytea[]) AS u(d, s, v, r)",
            [j.item.device for j in judged],
            [j.item.seq for j in judged],
            [j.outcome.revision for j in judged],
            [j.raw for j in judged],
            batch_id,
        )


async def _insert_events(db: store.Connection, batch_id: int, written: Sequence[Written]) -> None:
    await db.execute(
        "INSERT INTO event (batch_id, ordinal, raw) SELECT $3, o, r FROM unnest($1::int[], $2::bytea[]) AS u(o, r)",
        list(range(len(written))),
        [line.raw for line in written],
        batch_id,
    )
    touched = [(kind, key, n) for n, line in enumerate(written) for kind, key in line.rows]
    if touched:
        await db.execute(
            "INSERT INTO history (kind, key, batch_id, ordinal) "
            "SELECT k, y, $4, o FROM unnest($1::text[], $2::text[], $3::int[]) AS u(k, y, o)",
            *(list(column) for column in zip(*touched, strict=True)),
            batch_id,
        )


async def _insert_feed(
    db: store.Connection, batch_id: int, pushes: Sequence[JudgedPush], changes: Sequence[Any]
) -> None:
    outcomes = [(j.item.device, j.item.seq, j.outcome.revision, j.raw) for p in pushes for j in p.judged]
    lines = feed_lines(changes) + outcome_lines(outcomes)
    if lines:
        await db.execute(
            "INSERT INTO feed (batch_id, ordinal, stream, kind, key, row, delta) "
            "SELECT $7, o, s, k, y, r, d FROM "
            "unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[]) AS u(o, s, k, y, r, d)",
            list(range(len(lines))),
            [line.stream for line in lines],
            [line.kind for line in lines],
            [line.key for line in lines],
            [line.row for line in lines],
            [line.delta for line in lines],
            batch_id,
        )


async def _advance(db: store.Connection, push: JudgedPush, received_at: datetime) -> None:
    """Move the chain head by compare-and-swap and note the newest head the device claims."""
    header, head = push.push.header, push.plan.head or push.before
    moved = await db.fetch(
        "INSERT INTO device_chain AS c (device, head_seq, head_hash, claimed_seq, claimed_hash, last_push_at, app) "
        "VALUES ($1, $2, $3, $4, $5, $6, $9) ON CONFLICT (device) DO UPDATE SET head_seq = EXCLUDED.head_seq, "
        "head_hash = EXCLUDED.head_hash, claimed_seq = EXCLUDED.claimed_seq, claimed_hash = EXCLUDED.claimed_hash, "
        "last_push_at = EXCLUDED.last_push_at, app = EXCLUDED.app "
        "WHERE c.head_seq = $7 AND c.head_hash = $8 RETURNING 1",
        header.device,
        head.seq,
        head.hash,
        header.head_seq,
        header.head_hash,
        received_at,
        push.before.seq,
        push.before.hash,
        push.app,
    )
    if not moved:
        raise ChainMoved(header.device)
