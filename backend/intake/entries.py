"""The inbox as entries and events: an exception is opened with the entry that broke a rule, resolved by another person.

Judging a quarantined entry again is recorded like anything else.
"""

from typing import Annotated, Any, Literal

import msgspec

from backend.log.vocabulary import Entry, Event, Kind, entry, event

Resolution = Literal["confirmed", "corrected", "void", "noted"]
Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=90)]


@entry(version=1, kind=Kind.DECISION, action="resolve_exception")
class ResolveException(Entry, frozen=True):
    """Close an inbox item with a reason (the envelope's); never by the author of the entry it came from."""

    exception: Identifier
    resolution: Resolution


@entry(version=1, kind=Kind.DECISION, action="manage_devices")
class RejudgeEntry(Entry, frozen=True):
    """Judge a quarantined entry again (P21): after an upgrade, or after what it needs has been repaired."""

    device: Identifier
    seq: int


@event(version=1)
class ExceptionOpened(Event, frozen=True):
    """A broken rule wants a person's look."""

    id: str
    code: str
    subject_kind: str
    subject_key: str
    detail: dict[str, Any]


@event(version=1)
class ExceptionResolved(Event, frozen=True):
    """A second person has looked."""

    id: str
    resolution: Resolution
    reason: str


@event(version=1)
class ChainBroken(Event, frozen=True):
    """A device sent lines that do not continue its chain (P16, P17); a fork freezes the device."""

    device: str
    seq: int
    code: str
