"""Everything this server can judge, apply and store, by name; built once from the capabilities at start-up."""

from collections.abc import Iterable
from typing import Any

import msgspec

from backend.log.row import Row, RowType, type_of
from backend.log.vocabulary import Capability, Entry, EntryBinding, Event, EventBinding, Upcast


class UnknownType(LookupError):  # noqa: N818 - a reason
    """An entry or event type, or a version of it, that this server does not know."""


class Registry:
    """Entry and event bindings by name, row types by kind. Two capabilities claiming one name is a bug."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self.capabilities = tuple(capabilities)
        self._entries: dict[str, EntryBinding] = {}
        self._events: dict[str, EventBinding] = {}
        self._upcasters: dict[tuple[str, int], Upcast] = {}
        self.row_types: dict[str, RowType] = {}
        self._by_event: dict[type[Event], EventBinding] = {}
        for capability in self.capabilities:
            self._add(capability)
        self._entry_decoders = {b.type.name: msgspec.json.Decoder(b.type.struct) for b in self._entries.values()}
        self._event_decoders = {b.type.name: msgspec.json.Decoder(b.type.struct) for b in self._events.values()}

    def _add(self, capability: Capability) -> None:
        for entry_binding in capability.entries:
            assert entry_binding.type.name not in self._entries, entry_binding.type.name
            self._entries[entry_binding.type.name] = entry_binding
        for event_binding in capability.events:
            assert event_binding.type.name not in self._events, event_binding.type.name
            self._events[event_binding.type.name] = event_binding
            self._by_event[event_binding.type.struct] = event_binding
        for row_type in capability.rows:
            assert row_type.kind not in self.row_types, row_type.kind
            self.row_types[row_type.kind] = row_type
        self._upcasters |= capability.upcasters

    @property
    def entries(self) -> tuple[EntryBinding, ...]:
        """Every entry binding, in registration order."""
        return tuple(self._entries.values())

    @property
    def events(self) -> tuple[EventBinding, ...]:
        """Every event binding, in registration order."""
        return tuple(self._events.values())

    def entry(self, name: str) -> EntryBinding:
        """Return the binding of an entry type; raises UnknownType."""
        try:
            return self._entries[name]
        except KeyError:
            raise UnknownType(f"expected a known entry type, found {name[:80]!r}") from None

    def read_entry(self, name: str, version: int, body: bytes) -> Entry:
        """Return the body at its newest version; raises UnknownType or msgspec.ValidationError (P03, P06)."""
        binding = self.entry(name)
        lifted = self._lift(name, version, binding.type.version, body)
        return self._entry_decoders[name].decode(lifted)

    def read_event(self, name: str, version: int, body: bytes) -> tuple[EventBinding, Event]:
        """Return an event's binding and body at its newest version; raises UnknownType."""
        try:
            binding = self._events[name]
        except KeyError:
            raise UnknownType(f"expected a known event type, found {name[:80]!r}") from None
        lifted = self._lift(name, version, binding.type.version, body)
        return binding, self._event_decoders[name].decode(lifted)

    def _lift(self, name: str, version: int, newest: int, body: bytes) -> bytes:
        if version == newest:
            return body
        if not 1 <= version < newest:
            raise UnknownType(f"expected {name} version 1 to {newest}, found {version}")
        value: dict[str, Any] = msgspec.json.decode(body)
        for step in range(version, newest):
            value = self._upcasters[(name, step)](value)
        return msgspec.json.encode(value)

    def event_binding(self, body: Event) -> EventBinding:
        """Return the binding of an event that a rule made; an unregistered one is a bug (KeyError)."""
        return self._by_event[type(body)]

    def row_type(self, struct: type[Row]) -> RowType:
        """Return the row type of a struct, which must be registered."""
        declared = type_of(struct)
        assert self.row_types.get(declared.kind) is declared, f"{declared.kind} is not in the registry"
        return declared
