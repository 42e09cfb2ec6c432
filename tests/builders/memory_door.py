"""Judges entries against rows held in memory, as the door does: touches until at rest, decide, apply.

For rules' unit tests: a row that a rule reads or writes without having declared it raises NotTouched.
"""

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from backend.log.registry import Registry
from backend.log.row import Key, R, Row, type_of
from backend.log.vocabulary import Capability, Context, Decision, Entry, EventContext
from backend.log.working_set import AnyTouch, GroupTouch, WorkingSet
from sync import canonical

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_MAX_ROUNDS = 8


class MemoryDoor:
    """``now`` is when the next entry happens and arrives."""

    def __init__(self, *capabilities: Capability) -> None:
        self.registry = Registry(capabilities)
        self.rows: dict[type[Row], dict[Key, Row]] = {}
        self.now = NOON
        self._numbers = itertools.count(1)

    def wait(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def put(self, *rows: Row) -> None:
        for row in rows:
            self.rows.setdefault(type(row), {})[type_of(type(row)).key_of(row)] = row

    def find(self, struct: type[R], *key: str | int) -> R | None:
        return self.rows.get(struct, {}).get(key)  # type: ignore[return-value]  # stored under its own struct

    def get(self, struct: type[R], *key: str | int) -> R:
        found = self.find(struct, *key)
        assert found is not None, f"no {struct.__name__} {key}"
        return found

    def context(self, **changes: object) -> Context:
        number = next(self._numbers)
        made = Context(
            entry_id=f"entry-{number}",
            device="desk-1",
            device_code="D01",
            seq=number,
            site="SZ",
            badge="ADMIN",
            person="ADMIN",
            roles=frozenset({"administrator"}),
            occurred_at=self.now,
            occurred_error_ms=None,
            received_at=self.now,
            reason=None,
            causes=(),
            seen_position=0,
        )
        return replace(made, **changes)

    def record(self, body: Entry, **changes: object) -> Decision:
        """Judge an entry; its body goes through its wire form first, so that it is one that can be sent."""
        ctx = self.context(**changes)
        name = type(body).__name__
        binding = self.registry.entry(name)
        read = self.registry.read_entry(name, binding.type.version, canonical.encode(body))
        rows = self._load(lambda known: binding.touches(read, ctx, known))
        decision = binding.decide(rows, read, ctx)
        if decision.refusal is None:
            for event in decision.events:
                self.registry.event_binding(event).apply(rows, event, event_context(ctx))
            rows.keep()
            self._store(rows)
        return decision

    def load(self, touches: Iterable[AnyTouch]) -> WorkingSet:
        """Return a working set of what is asked for."""
        wanted = list(touches)
        return self._load(lambda _known: wanted)

    def _load(self, wanted: Callable[[WorkingSet], Iterable[AnyTouch]]) -> WorkingSet:
        rows = WorkingSet()
        for _ in range(_MAX_ROUNDS):
            missing = [touch for touch in set(wanted(rows)) if not rows.has(touch)]
            if not missing:
                return rows
            for touch in missing:
                self._take(rows, touch)
        raise AssertionError("touches did not come to rest")

    def _take(self, rows: WorkingSet, touch: AnyTouch) -> None:
        held = self.rows.get(touch.struct, {})
        if isinstance(touch, GroupTouch):
            rows.load_group(touch, [row for row in held.values() if getattr(row, touch.field) == touch.value])
        else:
            rows.load(touch.struct, touch.key, held.get(touch.key))

    def _store(self, rows: WorkingSet) -> None:
        for change in rows.changes():
            held = self.rows.setdefault(change.struct, {})
            if change.after is None:
                del held[change.key]
            else:
                held[change.key] = change.after


def event_context(ctx: Context) -> EventContext:
    return EventContext(
        entry_id=ctx.entry_id,
        device=ctx.device,
        seq=ctx.seq,
        site=ctx.site,
        badge=ctx.badge,
        occurred_at=ctx.occurred_at,
        received_at=ctx.received_at,
    )


def refusal(decision: Decision) -> str:
    """Return the code of a refusal; an accepted entry fails the test."""
    assert decision.refusal is not None, f"expected a refusal, found {decision.events}"
    assert not decision.events
    return decision.refusal.code
