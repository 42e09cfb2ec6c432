"""Events as they are stored: one canonical JSON text each, a leaf of the hash tree.

The bytes carry every decided value, id and time, so that a rebuild needs nothing but them.
"""

from datetime import datetime
from hashlib import sha256

import msgspec

from backend.log.vocabulary import Event, EventContext, event, event_type
from backend.log.working_set import WorkingSet
from sync import canonical


class Stored(msgspec.Struct, frozen=True):
    """An event as stored: context, type, body (raw)."""

    badge: str
    body: msgspec.Raw
    device: str
    entry: str
    occurred_at: datetime
    received_at: datetime
    seq: int
    site: str
    type: str
    v: int
    version: int

    def context(self) -> EventContext:
        """Return what apply is handed beside the body."""
        return EventContext(
            entry_id=self.entry,
            device=self.device,
            seq=self.seq,
            site=self.site,
            badge=self.badge,
            occurred_at=self.occurred_at,
            received_at=self.received_at,
        )


_DECODER = msgspec.json.Decoder(Stored)


def write(body: Event, context: EventContext) -> bytes:
    """Return the canonical bytes of an event."""
    declared = event_type(type(body))
    return canonical.encode(
        {
            "badge": context.badge,
            "body": body,
            "device": context.device,
            "entry": context.entry_id,
            "occurred_at": context.occurred_at,
            "received_at": context.received_at,
            "seq": context.seq,
            "site": context.site,
            "type": declared.name,
            "v": 1,
            "version": declared.version,
        }
    )


def read(raw: bytes) -> Stored:
    """Return a stored event; bytes that are none raise msgspec.DecodeError."""
    return _DECODER.decode(raw)


def leaf_hash(raw: bytes) -> bytes:
    """Return the RFC 6962 §2.1 leaf hash of an event's bytes."""
    return sha256(b"\x00" + raw).digest()


@event(version=1)
class LogOpened(Event, frozen=True):
    """The first event of a log, and the first after a restore: keys and epoch, signed into the tree."""

    epoch: str
    reason: str
    checkpoint_key: str
    system_key: str
    server_key: str
    restored_from: int | None


@event(version=1)
class PushStored(Event, frozen=True):
    """The first event of every push: binds the entries it stored and the outcomes it gave (P44).

    ``outcomes_sha256`` is over the outcomes of its own entries, then of those it had judged again: ``rejudged`` names
    them as (device, seq, revision).
    """

    from_seq: int
    to_seq: int
    head_hash: str
    header: str
    entries_sha256: str
    branch_sha256: str
    outcomes_sha256: str
    rejudged: tuple[tuple[str, int, int], ...]


def apply_nothing(_rows: WorkingSet, _event: Event, _ctx: EventContext) -> None:
    """Change no row: the event speaks about the log itself."""


def branch_part(seq: int, code: str, declared_hash: str, raw: bytes) -> bytes:
    """Return what ``branch_sha256`` covers of a line kept beside its chain: how it was sent and why it was kept."""
    return f"{seq} {code} {declared_hash} ".encode() + raw


def digest(parts: list[bytes]) -> str:
    """Return one hash over a list of byte strings, unambiguous about where each ends."""
    sized: list[bytes] = []
    for part in parts:
        sized += (len(part).to_bytes(8, "big"), part)
    return sha256(b"".join(sized)).hexdigest()
