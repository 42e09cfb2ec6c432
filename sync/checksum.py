"""The checksum of a stream (P31): additive, so that server and device keep it as rows come and go."""

from collections.abc import Iterable
from hashlib import sha256

MODULUS = 2**128
OUTCOME = "outcome"


def of_row(kind: str, key: str, row: bytes) -> int:
    """Return one row's share: the first 16 bytes of its hash. ``key`` is the canonical JSON array."""
    return int.from_bytes(sha256(f"{kind}\n{key}\n".encode() + row).digest()[:16], "big")


def of_rows(rows: Iterable[tuple[str, str, bytes]]) -> int:
    """Return the checksum of (kind, key, row) triples; outcomes are not counted."""
    return sum(of_row(*row) for row in rows if row[0] != OUTCOME) % MODULUS


def text(value: int) -> str:
    """Return the checksum as 32 hex digits."""
    return f"{value % MODULUS:032x}"
