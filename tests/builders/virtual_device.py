"""A device for tests: records entries into a chain and pushes them, as the app does."""

import itertools
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from backend.app.clock import SystemClock
from sync import canonical, chain, push_body, signature
from sync.push_body import EntryLine, Push, PushHeader

_numbers = itertools.count(1)


class VirtualDevice:
    """Keeps its chain in memory; ``entries[n-1]`` is seq n."""

    def __init__(self, device: str | None = None, *, site: str = "SZ", badge: str = "QH-0001") -> None:
        self.device = device or f"device-{next(_numbers)}"
        self.site = site
        self.badge = badge
        self.grant: str | None = None
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.lines: list[EntryLine] = []
        self.clock = SystemClock()

    @property
    def public_key(self) -> str:
        return signature.public_point(self.key.public_key())

    def hash_at(self, seq: int) -> str:
        return chain.genesis(self.device) if seq == 0 else self.lines[seq - 1].hash

    def record(self, entry_type: str, body: Mapping[str, Any], **changes: object) -> str:
        """Append an entry and return its id; ``changes`` replace envelope keys."""
        envelope = self.envelope(entry_type, body) | changes
        self.append_raw(canonical.encode(envelope))
        return str(envelope["id"])

    def envelope(self, entry_type: str, body: Mapping[str, Any]) -> dict[str, Any]:
        now = datetime.now(UTC).isoformat()  # noqa: TID251 - the device's own clock
        return {
            "app": "test",
            "auth": {"badge": self.badge, "grant": self.grant, "method": "badge", "offline": True},
            "body": dict(body),
            "causes": [],
            "clock": {"boot": "b1", "mono_ms": 1000, "sync": None, "wall": now},
            "device": self.device,
            "id": self.clock.new_id(),
            "reason": None,
            "seen": {"epoch": None, "position": 0},
            "seq": len(self.lines) + 1,
            "site": self.site,
            "type": entry_type,
            "v": 1,
            "version": 1,
        }

    def append_raw(self, raw: bytes) -> None:
        seq = len(self.lines) + 1
        self.lines.append(EntryLine(chain.link(self.hash_at(seq - 1), seq, raw), raw))

    def push_bytes(self, from_seq: int = 1, to_seq: int | None = None, **changes: object) -> bytes:
        """Return the body of a signed push; ``changes`` replace header fields after signing."""
        last = len(self.lines) if to_seq is None else to_seq
        head = len(self.lines)
        fields: dict[str, Any] = {
            "device": self.device,
            "from_seq": from_seq,
            "to_seq": last,
            "to_hash": self.hash_at(last),
            "head_seq": head,
            "head_hash": self.hash_at(head),
        }
        signed = signature.sign(self.key, chain.push_text(**fields))
        header = PushHeader(
            **(fields | {"epoch": None, "prev_hash": self.hash_at(from_seq - 1), "signature": signed, "v": 1} | changes)
        )
        return push_body.write(header, self.lines[from_seq - 1 : last])

    def push(self, from_seq: int = 1, to_seq: int | None = None) -> tuple[Push, str]:
        body = self.push_bytes(from_seq, to_seq)
        return push_body.read(body), body.split(b"\n", 1)[0].decode()


def outcomes(raws: tuple[bytes, ...]) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in raws]
