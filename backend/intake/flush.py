"""Writes a judged batch under its locks, in one statement: id, entries, events, outcomes, rows, feed, history, heads.

The batch id is drawn here, after the last row lock, so that its order agrees with the order of judgement.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from backend.intake.chain_plan import ChainHead, ChainPlan
from backend.intake.judge import AppliedEvent, Judged
from backend.intake.statement import Part, together
from backend.intake.store import Connection, writes
from backend.log import events
from backend.log.feed import feed_lines, history_keys, outcome_lines
from backend.log.vocabulary import EventContext
from backend.log.working_set import Change, WorkingSet
from sync.push_body import Push


class JudgedPush(msgspec.Struct, frozen=True):
    """A push with its chain plan, the verdicts on its new links and on the branch lines that it adopts (P45), and what
    the door itself noticed about its chain.
    """

    push: Push
    header_line: str
    plan: ChainPlan
    before: ChainHead
    judged: tuple[Judged, ...]
    adopted: tuple[Judged, ...]
    noticed: tuple[AppliedEvent, ...]
    app: str


class ChainMoved(Exception):  # noqa: N818 - a reason to start again
    """Another transaction advanced a device's chain meanwhile."""


class Written(msgspec.Struct, frozen=True):
    """An event of the batch: its bytes and the rows it wrote, as (kind, key text)."""

    raw: bytes
    rows: tuple[tuple[str, str], ...]


async def flush(db: Connection, pushes: Sequence[JudgedPush], rows: WorkingSet, received_at: datetime) -> int:
    """Write the batch in one statement and return its id; raises ChainMoved, or what the database refuses."""
    written = [line for push in pushes for line in _events_of(push, received_at)]
    changes = list(rows.changes())
    parts = [
        _batch(len(written), received_at),
        *_entries(pushes),
        *_branch(pushes),
        *_outcomes(pushes),
        *_events(written),
        *writes(changes),
        *_feed(pushes, changes),
        *_heads(pushes, received_at),
    ]
    query, arguments = together(parts, _WRITTEN)
    ((batch_id, heads),) = await db.fetch(query, *arguments)
    if heads != len(pushes):
        raise ChainMoved(", ".join(push.push.header.device for push in pushes))
    return int(batch_id)


_WRITTEN = "SELECT drawn.id, (SELECT count(*) FROM advanced) + (SELECT count(*) FROM begun) FROM drawn"


def _batch(event_count: int, received_at: datetime) -> Part:
    sql = "INSERT INTO batch (event_count, received_at) VALUES ($1, $2) RETURNING id"
    return Part("drawn", sql, (event_count, received_at))


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
    applied = [*push.noticed, *(event for j in (*push.judged, *push.adopted) for event in j.events)]
    return [first, *(Written(events.write(event, ctx), history_keys(wrote)) for event, ctx, wrote in applied)]


def _entries(pushes: Sequence[JudgedPush]) -> Iterator[Part]:
    ids = {(j.item.device, j.item.seq): j.item.entry_id for p in pushes for j in p.judged}
    lines = [(p.push.header.device, link) for p in pushes for link in p.plan.links]
    if lines:
        yield Part(
            "entries",
            "INSERT INTO entry (device, seq, id, hash, raw, batch_id) SELECT d, s, i, h, r, drawn.id FROM drawn, "
            "unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bytea[]) AS u(d, s, i, h, r)",
            (
                [device for device, _ in lines],
                [link.seq for _, link in lines],
                [ids[(device, link.seq)] for device, link in lines],
                [link.hash for _, link in lines],
                [link.raw for _, link in lines],
            ),
        )


def _branch(pushes: Sequence[JudgedPush]) -> Iterator[Part]:
    lines = [(p.push.header.device, line) for p in pushes for line in p.plan.branch]
    if lines:
        yield Part(
            "branch",
            "INSERT INTO branch_entry (batch_id, line, device, seq, code, hash, raw) "
            "SELECT drawn.id, l, d, s, c, h, r FROM drawn, "
            "unnest($1::int[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bytea[]) AS u(l, d, s, c, h, r)",
            (
                list(range(len(lines))),
                [device for device, _ in lines],
                [line.seq for _, line in lines],
                [line.code for _, line in lines],
                [line.line.hash for _, line in lines],
                [line.line.raw for _, line in lines],
            ),
        )


def _outcomes(pushes: Sequence[JudgedPush]) -> Iterator[Part]:
    judged = [j for p in pushes for j in p.judged]
    if judged:
        yield Part(
            "outcomes",
            "INSERT INTO outcome (device, seq, revision, raw, batch_id) SELECT d, s, v, r, drawn.id FROM drawn, "
            "unnest($1::text[], $2::bigint[], $3::int[], $4::bytea[]) AS u(d, s, v, r)",
            (
                [j.item.device for j in judged],
                [j.item.seq for j in judged],
                [j.outcome.revision for j in judged],
                [j.raw for j in judged],
            ),
        )


def _events(written: Sequence[Written]) -> Iterator[Part]:
    yield Part(
        "events",
        "INSERT INTO event (batch_id, ordinal, raw) SELECT drawn.id, o, r FROM drawn, "
        "unnest($1::int[], $2::bytea[]) AS u(o, r)",
        (list(range(len(written))), [line.raw for line in written]),
    )
    touched = [(kind, key, n) for n, line in enumerate(written) for kind, key in line.rows]
    if touched:
        yield Part(
            "histories",
            "INSERT INTO history (kind, key, batch_id, ordinal) SELECT k, y, drawn.id, o FROM drawn, "
            "unnest($1::text[], $2::text[], $3::int[]) AS u(k, y, o)",
            tuple(list(column) for column in zip(*touched, strict=True)),
        )


def _feed(pushes: Sequence[JudgedPush], changes: Sequence[Change]) -> Iterator[Part]:
    outcomes = [(j.item.device, j.item.seq, j.outcome.revision, j.raw) for p in pushes for j in p.judged]
    lines = feed_lines(changes) + outcome_lines(outcomes)
    if lines:
        yield Part(
            "told",
            "INSERT INTO feed (batch_id, ordinal, stream, kind, key, row, delta) "
            "SELECT drawn.id, o, s, k, y, r, d FROM drawn, "
            "unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[]) AS u(o, s, k, y, r, d)",
            (
                list(range(len(lines))),
                [line.stream for line in lines],
                [line.kind for line in lines],
                [line.key for line in lines],
                [line.row for line in lines],
                [line.delta for line in lines],
            ),
        )


_HEADS = (
    "unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[]) "
    "AS u(device, seq, hash, claimed_seq, claimed_hash, app, was_seq, was_hash)"
)


def _heads(pushes: Sequence[JudgedPush], received_at: datetime) -> tuple[Part, Part]:
    """Move chain heads by compare-and-swap, or begin chains; note the newest head that each device claims."""
    columns = [
        (
            p.push.header.device,
            (p.plan.head or p.before).seq,
            (p.plan.head or p.before).hash,
            p.push.header.head_seq,
            p.push.header.head_hash,
            p.app,
            p.before.seq,
            p.before.hash,
        )
        for p in pushes
    ]
    arguments = (*(list(column) for column in zip(*columns, strict=True)), received_at)
    return (
        Part(
            "advanced",
            "UPDATE device_chain c SET head_seq = u.seq, head_hash = u.hash, claimed_seq = u.claimed_seq, "  # noqa: S608 - our own words
            f"claimed_hash = u.claimed_hash, last_push_at = $9, app = u.app FROM {_HEADS} "
            "WHERE c.device = u.device AND c.head_seq = u.was_seq AND c.head_hash = u.was_hash RETURNING 1",
            arguments,
        ),
        Part(
            "begun",
            "INSERT INTO device_chain (device, head_seq, head_hash, claimed_seq, claimed_hash, last_push_at, app) "  # noqa: S608 - as above
            f"SELECT u.device, u.seq, u.hash, u.claimed_seq, u.claimed_hash, $9, u.app FROM {_HEADS} "
            "WHERE u.was_seq = 0 AND NOT EXISTS (SELECT FROM device_chain c WHERE c.device = u.device) "
            "ON CONFLICT DO NOTHING RETURNING 1",
            arguments,
        ),
    )
