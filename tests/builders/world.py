"""Rows in memory behind the same touches, rules and apply as the door: for tests of capabilities without a database.
Rows an entry did not touch are not there, so a forgotten touch fails as it would in the door.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from backend.log.registry import Registry
from backend.log.row import Key, Row, type_of
from backend.log.vocabulary import Capability, Context, Decision, Entry, EventContext
from backend.log.working_set import AnyTouch, GroupTouch, WorkingSet
from sync import canonical, catalogue

R = TypeVar("R", bound=Row)
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MAX_ROUNDS = 8


class World:
    """One company's rows. ``record`` judges an entry as the door would and keeps its effect."""

    def __init__(self, *capabilities: Capability) -> None:
        self.registry = Registry(capabilities)
        self.rows: dict[type[Row], dict[Key, Row]] = {}
        self.count = 0
        self.roles: frozenset[str] = frozenset()
        self.late = timedelta(minutes=5)
        """How long after it was recorded an entry arrives."""

    def put(self, *rows: Row) -> None:
        """Take rows as given."""
        for row in rows:
            self.rows.setdefault(type(row), {})[type_of(type(row)).key_of(row)] = row

    def all(self, struct: type[R]) -> list[R]:
        """Return every row of a kind, in key order."""
        rows = self.rows.get(struct, {})
        return [rows[key] for key in sorted(rows)]  # type: ignore[misc]  # stored under its own struct

    def get(self, struct: type[R], *key: str | int) -> R:
        """Return a row that exists."""
        return self.rows[struct][key]  # type: ignore[return-value]  # stored under its own struct

    def record(
        self,
        body: Entry,
        *,
        badge: str = "QH-0001",
        device: str = "D1",
        site: str = "SZ",
        at: datetime = START,
        reason: str | None = None,
    ) -> Decision:
        """Return the decision on an entry after its effect; the entry's id is ``E<count>``."""
        self.count += 1
        binding = self.registry.entry(type(body).__name__)
        body = self.registry.read_entry(binding.type.name, binding.type.version, canonical.encode(body))
        context = Context(
            entry_id=f"E{self.count}",
            device=device,
            device_code=device,
            seq=self.count,
            site=site,
            badge=badge,
            person=None,
            roles=self.roles,
            occurred_at=at,
            occurred_error_ms=0,
            received_at=at + self.late,
            reason=reason,
            causes=(),
            seen_position=0,
        )
        working_set = self.load(lambda rows: binding.touches(body, context, rows))
        decision = binding.decide(working_set, body, context)
        for flag in (*decision.exceptions, *(() if decision.refusal is None else (decision.refusal,))):
            explained(flag.code, flag.detail)
        event_context = msgspec.convert(context, EventContext, from_attributes=True)
        for event in decision.events:
            kind = self.registry.event_binding(event)
            again = self.registry.read_event(kind.type.name, kind.type.version, canonical.encode(event))[1]
            kind.apply(working_set, again, event_context)
        working_set.keep()
        for change in working_set.changes():
            if change.after is None:
                del self.rows[change.struct][change.key]
            else:
                self.put(change.after)
        return decision

    def load(self, wanted: Callable[[WorkingSet], Iterable[AnyTouch]]) -> WorkingSet:
        """Return what these touches load."""
        rows = WorkingSet()
        for _ in range(MAX_ROUNDS):
            missing = [touch for touch in wanted(rows) if not rows.has(touch)]
            if not missing:
                return rows
            for touch in missing:
                self._take(rows, touch)
        raise AssertionError("touches did not come to rest")

    def _take(self, rows: WorkingSet, touch: AnyTouch) -> None:
        known = self.rows.get(touch.struct, {})
        if isinstance(touch, GroupTouch):
            rows.load_group(touch, [row for row in known.values() if getattr(row, touch.field) == touch.value])
        else:
            rows.load(touch.struct, touch.key, known.get(touch.key))


def explained(code: str, detail: dict[str, Any]) -> str:
    """Return the texts of a code with its values filled in; a value that the detail lacks raises KeyError."""
    known = catalogue.code(code)
    texts = (text for each in (known.en, known.zh) for text in (each.what, each.why, each.now))
    return " ".join(text.format_map(detail) for text in texts)
