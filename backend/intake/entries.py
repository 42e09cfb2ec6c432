"""The inbox as entries and events: an exception is opened with the entry that broke a rule, resolved by another person.

Judging a quarantined entry again is recorded like anything else.
"""

from typing import Annotated, Any, Literal

import msgspec

from backend.log.vocabulary import Entry, Event, Kind, entry, event
from sync.outcome import Flag, OutcomeWord

Resolution = Literal["confirmed", "corrected", "void", "noted"]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
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


@entry(version=1, kind=Kind.DECISION, action="manage_devices")
class AdoptBranchEntry(Entry, frozen=True):
    """Judge a line that is kept beside its device's chain, as an entry that came late (P45); with a reason.

    ``content`` is the SHA-256 of the line's bytes: device and seq may name another entry of the chain.
    """

    device: Identifier
    seq: int
    content: Sha256


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
class ExceptionSettled(Event, frozen=True):
    """What came later answers it: nobody need look. ``reason``: the code of what took its place."""

    id: str
    reason: str


@event(version=1)
class ChainBroken(Event, frozen=True):
    """A device sent lines that do not continue its chain (P16, P17); a fork freezes the device."""

    device: str
    seq: int
    code: str


@event(version=1)
class BranchEntryJudged(Event, frozen=True):
    """An administrator had a line beside a chain judged (P45): where it is stored, whose id it bears, its outcome."""

    device: str
    seq: int
    content: str
    batch: int
    line: int
    entry: str
    revision: int
    outcome: OutcomeWord
    codes: tuple[Flag, ...]
