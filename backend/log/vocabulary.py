"""How a capability says what can be recorded and what is then true: entry types, event types, decisions.

Everything here is declared once per type and read by intake; capabilities contribute pure functions, never sessions.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from backend.log.row import RowType
from backend.log.working_set import AnyTouch, WorkingSet
from sync.outcome import Flag


class Kind(StrEnum):
    """What an entry may be answered with: a fact is never refused, a decision or allocation may be."""

    FACT = "fact"
    DECISION = "decision"
    ALLOCATION = "allocation"


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of entry bodies. Every field is required on the wire; null says "not given"."""


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of event bodies."""


E = TypeVar("E", bound=type[Entry])
V = TypeVar("V", bound=type[Event])


class EntryType(msgspec.Struct, frozen=True):
    """A recordable thing. ``action`` is the permission it needs ("" for none); ``measured``: machines record it."""

    name: str
    version: int
    kind: Kind
    action: str
    struct: type[Entry]
    measured: bool = False


class EventType(msgspec.Struct, frozen=True):
    """A thing that is then true."""

    name: str
    version: int
    struct: type[Event]


_ENTRY_TYPES: dict[type[Entry], EntryType] = {}
_EVENT_TYPES: dict[type[Event], EventType] = {}


def entry(*, version: int, kind: Kind, action: str = "", measured: bool = False) -> Callable[[E], E]:
    """Declare an entry body (class decorator). The type's name is the class's."""

    def declare(struct: E) -> E:
        _ENTRY_TYPES[struct] = EntryType(struct.__name__, version, kind, action, struct, measured)
        return struct

    return declare


def event(*, version: int) -> Callable[[V], V]:
    """Declare an event body (class decorator). The type's name is the class's."""

    def declare(struct: V) -> V:
        _EVENT_TYPES[struct] = EventType(struct.__name__, version, struct)
        return struct

    return declare


def entry_type(struct: type[Entry]) -> EntryType:
    """Return the declaration of an entry body."""
    return _ENTRY_TYPES[struct]


def event_type(struct: type[Event]) -> EventType:
    """Return the declaration of an event body."""
    return _EVENT_TYPES[struct]


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is handed to a rule beside the body: who, where, when, why; nothing here is read from a clock.

    ``occurred_error_ms`` is None when the uncertainty is unknown (P26). ``person`` is None for an unknown badge;
    ``roles`` are those held now. Ids that a rule needs are ``new_id(n)``, unique because entry ids are.
    """

    entry_id: str
    device: str
    device_code: str
    seq: int
    site: str
    badge: str
    person: str | None
    roles: frozenset[str]
    occurred_at: datetime
    occurred_error_ms: int | None
    received_at: datetime
    reason: str | None
    causes: tuple[str, ...]
    seen_position: int

    def new_id(self, n: int = 1) -> str:
        """Return the n-th id of this entry."""
        return f"{self.entry_id}/{n}"


class Exceptional(msgspec.Struct, frozen=True):
    """A broken rule on a fact: its code, named values, and the thing that wants looking at."""

    code: str
    subject_kind: str
    subject_key: str
    detail: dict[str, Any] = {}


class Settled(msgspec.Struct, frozen=True):
    """What an earlier entry raised under ``code`` needs nobody's look any more; ``reason``: what took its place."""

    entry: str
    code: str
    reason: str


class Decision(msgspec.Struct, frozen=True):
    """What a rule answers: events to append, exceptions to raise and to settle, or one refusal (then nothing else)."""

    events: tuple[Event, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    refusal: Flag | None = None
    settled: tuple[Settled, ...] = ()


def refuse(code: str, **detail: Any) -> Decision:  # noqa: ANN401 - any JSON value
    """Return a refusal; for decisions and allocations only."""
    return Decision(refusal=Flag(code, detail))


Touches = Callable[[Any, Context, WorkingSet], Iterable[AnyTouch]]
Decide = Callable[[WorkingSet, Any, Context], Decision]
Settles = Callable[[Any, Context, WorkingSet], Iterable[str]]


class EventContext(msgspec.Struct, frozen=True, kw_only=True):
    """What an event carries beside its body; the same at a rebuild as it was live."""

    entry_id: str
    device: str
    seq: int
    site: str
    badge: str
    occurred_at: datetime
    received_at: datetime


Apply = Callable[[WorkingSet, Any, EventContext], None]
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


class EntryBinding(msgspec.Struct, frozen=True):
    """An entry type with its pure functions. ``settles``: the entries of which it may settle what they raised."""

    type: EntryType
    touches: Touches
    decide: Decide
    settles: Settles | None = None


class EventBinding(msgspec.Struct, frozen=True):
    """An event type with its one pure function."""

    type: EventType
    apply: Apply


class Capability(msgspec.Struct, frozen=True):
    """What one folder contributes: the registry holds a tuple of these.

    ``projection`` is raised whenever its apply functions or rows change what a rebuild gives.
    """

    name: str
    entries: tuple[EntryBinding, ...] = ()
    events: tuple[EventBinding, ...] = ()
    rows: tuple[RowType, ...] = ()
    upcasters: Mapping[tuple[str, int], Upcast] = {}
    projection: int = 1


def on_entry(struct: type[Entry], touches: Touches, decide: Decide, settles: Settles | None = None) -> EntryBinding:
    """Bind an entry type to its rules."""
    return EntryBinding(_ENTRY_TYPES[struct], touches, decide, settles)


def on_event(struct: type[Event], apply: Apply) -> EventBinding:
    """Bind an event type to its effect."""
    return EventBinding(_EVENT_TYPES[struct], apply)
