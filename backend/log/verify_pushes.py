"""Checks one batch after another, in log order: what each push bound is stored, and every device's chain goes on.

Pure: rows in, problems out. Knows nothing of capabilities but the one event that gives a device its key.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from backend.log import reading
from backend.log.events import LogOpened, PushStored, Stored, branch_part, digest, read
from backend.log.findings import Findings
from backend.log.verify_rows import BatchRows, EntryRow
from sync import chain, signature
from sync.push_body import PushHeader

SYSTEM_DEVICE = "system"
DEVICE_ENROLLED = b"DeviceEnrolled"
_PUSH_STORED = b"PushStored"


class _Enrolled(msgspec.Struct):
    device: str
    public_key: str


class _OutcomeId(msgspec.Struct):
    id: str


class _Push(msgspec.Struct, frozen=True):
    """A PushStored event with where it stands."""

    device: str
    body: PushStored
    received_at: datetime
    place: str
    position: int | None


_OUTCOME_ID = msgspec.json.Decoder(_OutcomeId)
_PUSH_BODY = msgspec.json.Decoder(PushStored)
_HEADER = msgspec.json.Decoder(PushHeader)


class PushChecker:
    """Holds each device's chain head and key as of the batches checked so far."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.heads: dict[str, tuple[int, str]] = {}
        self._keys: dict[str, list[EllipticCurvePublicKey]] = {}

    def check(self, batch: BatchRows) -> LogOpened | None:
        """Check a batch; return the opening event if the batch is one."""
        pushes: list[_Push] = []
        opening: LogOpened | None = None
        for ordinal, raw in enumerate(batch.raws):
            name = reading.name_of(raw)
            if name == _PUSH_STORED:
                push = self._push(batch, ordinal, raw)
                pushes += [push] if push else []
            elif name == DEVICE_ENROLLED:
                self._enrol(batch, ordinal, raw)
            elif ordinal == 0:
                opening = self._opening(batch, raw)
        if not batch.raws:
            self._findings.add(
                "BATCH_EMPTY", f"batch {batch.id}", expected="events", found="none", position=batch.at(0)
            )
        for push in pushes:
            self._check_push(batch, push)
        self._check_branch(batch, pushes)
        self._check_rest(batch)
        return opening

    def _opening(self, batch: BatchRows, raw: bytes) -> LogOpened | None:
        place = f"event 0 of batch {batch.id}"
        try:
            opening = reading.opened(raw)
            if opening is not None:
                # After a restore, a push under the key before it may yet be placed.
                self._keys.setdefault(SYSTEM_DEVICE, []).append(signature.load_public_key(opening.system_key))
                self._expect_time(batch, read(raw).received_at)
                return opening
        except (msgspec.DecodeError, ValueError) as error:
            self._findings.add("EVENT_UNREADABLE", place, expected="LogOpened", found=str(error), position=batch.at(0))
            return None
        found = f"{raw[:80]!r}"
        self._findings.add(
            "BATCH_UNBOUND", place, expected="PushStored or LogOpened", found=found, position=batch.at(0)
        )
        return None

    def _push(self, batch: BatchRows, ordinal: int, raw: bytes) -> _Push | None:
        place = f"event {ordinal} of batch {batch.id}"
        try:
            stored: Stored = read(raw)
            body = _PUSH_BODY.decode(stored.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._findings.add(
                "EVENT_UNREADABLE", place, expected="PushStored", found=str(error), position=batch.at(ordinal)
            )
            return None
        self._expect_time(batch, stored.received_at)
        place = f"push of device {stored.device} up to seq {body.to_seq} (batch {batch.id})"
        return _Push(stored.device, body, stored.received_at, place, batch.at(ordinal))

    def _expect_time(self, batch: BatchRows, received_at: datetime) -> None:
        self._findings.expect(
            "BATCH_TIME",
            f"received_at of batch {batch.id}",
            expected=received_at,
            found=batch.received_at,
            position=batch.at(0),
        )

    def _enrol(self, batch: BatchRows, ordinal: int, raw: bytes) -> None:
        try:
            enrolled = msgspec.json.decode(read(raw).body, type=_Enrolled)
            self._keys[enrolled.device] = [signature.load_public_key(enrolled.public_key)]
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
            self._findings.add(
                "EVENT_UNREADABLE",
                f"event {ordinal} of batch {batch.id}",
                expected="the key of an enrolled device",
                found=str(error),
                position=batch.at(ordinal),
            )

    def _check_push(self, batch: BatchRows, push: _Push) -> None:
        links = batch.entries.pop(push.device, [])
        has_branch = any(row.device == push.device for row in batch.branch)
        if not links and not has_branch:
            self._findings.add("PUSH_EMPTY", push.place, expected="entries", found="none", position=push.position)
        self._check_chain(push, links)
        self._check_signature(push, {} if has_branch else {row.seq: row.hash for row in links})
        self._digest(push, "entries", push.body.entries_sha256, [row.raw for row in links])
        outcomes = [self._outcome(batch, push, (push.device, row.seq, 0), row) for row in links]
        outcomes += [self._outcome(batch, push, key) for key in push.body.rejudged]
        self._digest(push, "outcomes", push.body.outcomes_sha256, outcomes)

    def _digest(self, push: _Push, what: str, expected: str, parts: list[bytes]) -> None:
        self._findings.expect(
            f"{what.upper()}_DIGEST",
            f"{what} of the {push.place}",
            expected=expected,
            found=digest(parts),
            position=push.position,
        )

    def _outcome(
        self, batch: BatchRows, push: _Push, key: tuple[str, int, int], entry: EntryRow | None = None
    ) -> bytes:
        raw = batch.outcomes.pop(key, b"")
        named = _named(raw)
        if raw and (entry is None or named == entry.id):
            return raw
        place = "outcome of device {} seq {} revision {}".format(*key)
        if not raw:
            self._findings.add(
                "OUTCOME_MISSING", place, expected=f"it in batch {batch.id}", found="none", position=push.position
            )
        elif entry is not None:
            self._findings.add(
                "ENTRY_ID",
                f"id of entry device {push.device} seq {entry.seq}, named by the {place}",
                expected=named,
                found=entry.id,
                position=push.position,
            )
        return raw

    def _check_chain(self, push: _Push, links: Sequence[EntryRow]) -> None:
        seq, head = self.heads.get(push.device) or (0, chain.genesis(push.device))
        for row in links:
            expected = chain.link(head, row.seq, row.raw)
            if row.seq != seq + 1 or row.hash != expected:
                self._broken_link(push, row, seq + 1, expected)
            seq, head = row.seq, row.hash
        bound = (push.body.to_seq, push.body.head_hash)
        self._findings.expect(
            "CHAIN_HEAD", f"chain after the {push.place}", expected=bound, found=(seq, head), position=push.position
        )
        self.heads[push.device] = bound

    def _broken_link(self, push: _Push, row: EntryRow, seq: int, digest_expected: str) -> None:
        place = f"entry device {push.device} seq {row.seq}"
        self._findings.expect("ENTRY_SEQ", place, expected=f"seq {seq}", found=f"seq {row.seq}", position=push.position)
        self._findings.expect(
            "ENTRY_HASH", f"hash of {place}", expected=digest_expected, found=row.hash, position=push.position
        )

    def _check_signature(self, push: _Push, hashes: dict[int, str]) -> None:
        try:
            header = _HEADER.decode(push.body.header)
        except msgspec.DecodeError as error:
            self._findings.add(
                "PUSH_HEADER", push.place, expected="a push header", found=str(error), position=push.position
            )
            return
        text = chain.push_text(
            device=header.device,
            from_seq=header.from_seq,
            to_seq=header.to_seq,
            to_hash=header.to_hash,
            head_seq=header.head_seq,
            head_hash=header.head_hash,
        )
        keys = self._keys.get(push.device, [])
        valid = any(signature.is_valid(key, header.signature, text) for key in reversed(keys))
        if not valid or header.device != push.device:
            found = "one that is not its" if keys else "no event that enrolled the device"
            self._findings.add(
                "PUSH_SIGNATURE",
                push.place,
                expected="a signature of the device's key",
                found=found,
                position=push.position,
            )
        signed = hashes.get(header.to_seq, header.to_hash)
        self._findings.expect(
            "PUSH_HEAD",
            f"signed head of the {push.place}",
            expected=header.to_hash,
            found=signed,
            position=push.position,
        )

    def _check_branch(self, batch: BatchRows, pushes: Sequence[_Push]) -> None:
        """Check the lines kept beside chains: numbered in the order of pushes, and bound by them."""
        ordered = sorted(batch.branch, key=lambda row: row.line)
        in_order = [row for push in pushes for row in ordered if row.device == push.device]
        numbered = [(n, row) for n, row in enumerate(in_order)]
        if numbered != [(row.line, row) for row in ordered]:
            self._findings.add(
                "BRANCH_LINES",
                f"branch lines of batch {batch.id}",
                expected="lines numbered from 0 in the order of the pushes",
                found=", ".join(f"{row.line} of {row.device}" for row in ordered),
                position=batch.at(0),
            )
        for push in pushes:
            rows = [row for row in ordered if row.device == push.device]
            parts = [branch_part(row.seq, row.code, row.hash, row.raw) for row in rows]
            self._digest(push, "branch", push.body.branch_sha256, parts)

    def _check_rest(self, batch: BatchRows) -> None:
        """Name what no push of the batch speaks of."""
        extra = [f"entry device {device} seq {row.seq}" for device, rows in batch.entries.items() for row in rows]
        extra += [f"outcome of device {d} seq {s} revision {r}" for d, s, r in batch.outcomes]
        for place in extra:
            self._findings.add(
                "ROW_UNBOUND",
                place,
                expected=f"no such row in batch {batch.id}",
                found="one",
                position=batch.at(0),
            )


def _named(outcome: bytes) -> str:
    """Return the entry id that an outcome names."""
    try:
        return _OUTCOME_ID.decode(outcome).id if outcome else ""
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"unreadable ({error})"
