"""What an entry would be answered and would change now: judged by the same rules on rows that are only looked at."""

from datetime import datetime
from typing import Any

import msgspec

from backend.intake.look_up import load
from backend.intake.store import Connection
from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.registry import Registry
from backend.log.row import type_of
from backend.log.vocabulary import Context, Entry, EventContext
from backend.log.working_set import Change, WorkingSet
from sync.outcome import Flag


class RowChange(msgspec.Struct, frozen=True):
    """A row that would change: its kind and key, and by field what it was (null: not there) and would be."""

    kind: str
    key: tuple[str | int, ...]
    new: bool
    fields: dict[str, tuple[Any, Any]]


class DryRun(msgspec.Struct, frozen=True):
    """What the rules answer: a refusal, or the changes."""

    refusal: Flag | None
    changes: tuple[RowChange, ...]


async def dry_run(
    db: Connection, registry: Registry, body: Entry, *, who: PersonIdentity, caller: DeviceIdentity, now: datetime
) -> DryRun:
    """Judge an entry without recording it. Another device may change the rows before it is really recorded."""
    context, rows = _context(who, caller, now), WorkingSet()
    binding = registry.entry(type(body).__name__)
    while missing := [touch for touch in binding.touches(body, context, rows) if not rows.has(touch)]:
        await load(db, rows, missing)
    decision = binding.decide(rows, body, context)
    if decision.refusal is not None:
        return DryRun(decision.refusal, ())
    applied = EventContext(
        entry_id="", device=caller.device, seq=0, site=caller.site, badge=who.badge, occurred_at=now, received_at=now
    )
    for event in decision.events:
        registry.event_binding(event).apply(rows, event, applied)
    rows.keep()
    return DryRun(None, tuple(_row_change(change) for change in rows.changes()))


def _row_change(change: Change) -> RowChange:
    before, after = _fields(change.before), _fields(change.after)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    fields = {name: (before.get(name), after.get(name)) for name in names}
    return RowChange(type_of(change.struct).kind, change.key, change.before is None, fields)


def _fields(row: msgspec.Struct | None) -> dict[str, Any]:
    return {} if row is None else dict(msgspec.to_builtins(row))


def _context(who: PersonIdentity, caller: DeviceIdentity, now: datetime) -> Context:
    return Context(
        entry_id="",
        device=caller.device,
        device_code="",
        seq=0,
        site=caller.site,
        badge=who.badge,
        person=who.person,
        roles=who.roles,
        occurred_at=now,
        occurred_error_ms=None,
        received_at=now,
        reason="-" * 3,
        causes=(),
        seen_position=0,
    )
