"""One entry on its way through the door: read, then judged. Reading never raises; it says why it could not."""

from datetime import datetime

import msgspec

from backend.intake.time_estimate import estimate
from backend.log.registry import Registry, UnknownType
from backend.log.vocabulary import Context, Entry, EntryBinding
from sync.envelope import UNKNOWN_TYPE, UNREADABLE, Envelope, Unreadable, read, unreadable
from sync.outcome import Flag, Outcome
from sync.push_body import MAX_ENTRY_BYTES

ENTRY_TOO_LARGE = "ENTRY_TOO_LARGE"
ENVELOPE_MISMATCH = "ENVELOPE_MISMATCH"
CLOCK_SUSPECT = "CLOCK_SUSPECT"


class Readable(msgspec.Struct, frozen=True):
    """An entry that was read: envelope, body at its newest version, its binding, its time."""

    envelope: Envelope
    body: Entry
    binding: EntryBinding
    occurred_at: datetime
    occurred_error_ms: int | None
    flags: tuple[Flag, ...]


class BranchPlace(msgspec.Struct, frozen=True):
    """Where a line beside a chain is stored, and the SHA-256 of its bytes."""

    batch: int
    line: int
    content: str


class Item(msgspec.Struct, frozen=True):
    """An entry of a push. ``problem`` quarantines it; ``carried`` repeats an outcome; else ``readable`` is judged.

    ``asked_by`` is the entry that asks for it to be judged (P21, P45), ``branch`` where it lies beside its chain;
    ``refusal`` is why the door refuses a decision before its rules are asked.
    """

    device: str
    seq: int
    raw: bytes
    hash: str
    received_at: datetime
    entry_id: str = ""
    problem: Flag | None = None
    readable: Readable | None = None
    revision: int = 0
    carried: Outcome | None = None
    asked_by: "Item | None" = None
    branch: BranchPlace | None = None
    refusal: Flag | None = None


def read_item(registry: Registry, item: Item, *, trusted_size: bool = False) -> Item:
    """Return the item with its entry read, or with the reason why it cannot be (P02, P03, P06, P11)."""
    if len(item.raw) > MAX_ENTRY_BYTES and not trusted_size:
        return _with_problem(item, ENTRY_TOO_LARGE, f"expected at most {MAX_ENTRY_BYTES} bytes, found {len(item.raw)}")
    try:
        envelope = read(item.raw)
    except Unreadable as error:
        return _with_problem(item, error.code, str(error))
    if (envelope.device, envelope.seq) != (item.device, item.seq):
        found = f"expected device {item.device} seq {item.seq}, found {envelope.device} seq {envelope.seq}"
        return _with_problem(item, ENVELOPE_MISMATCH, found)
    try:
        body = registry.read_entry(envelope.type, envelope.version, bytes(envelope.body))
    except (UnknownType, msgspec.ValidationError) as error:
        code = UNKNOWN_TYPE if isinstance(error, UnknownType) else UNREADABLE
        why = unreadable(item.raw, code, str(error))
        return _with_problem(item, why.code, str(why), envelope.id)
    time = estimate(envelope.clock, item.received_at)
    readable = Readable(
        envelope=envelope,
        body=body,
        binding=registry.entry(envelope.type),
        occurred_at=time.occurred_at,
        occurred_error_ms=time.error_ms,
        flags=(Flag(CLOCK_SUSPECT, {"wall": envelope.clock.wall}),) if time.suspect else (),
    )
    return msgspec.structs.replace(item, entry_id=envelope.id, readable=readable)


def _with_problem(item: Item, code: str, text: str, entry_id: str = "") -> Item:
    return msgspec.structs.replace(item, problem=Flag(code, {"found": text[:400]}), entry_id=entry_id[:80])


def context_of(
    readable: Readable, received_at: datetime, *, person: str | None, roles: frozenset[str], device_code: str
) -> Context:
    """Return what the rules are handed for this entry."""
    envelope = readable.envelope
    return Context(
        entry_id=envelope.id,
        device=envelope.device,
        device_code=device_code,
        seq=envelope.seq,
        site=envelope.site,
        badge=envelope.auth.badge,
        person=person,
        roles=roles,
        occurred_at=readable.occurred_at,
        occurred_error_ms=readable.occurred_error_ms,
        received_at=received_at,
        reason=envelope.reason,
        causes=envelope.causes,
        seen_position=envelope.seen.position,
    )
