"""The hash chain of a device (P07) and the text that one signature covers (P09).

Pure: bytes in, hex digits out. The chain runs over bytes, whatever the judgement.
"""

from hashlib import sha256


def genesis(device: str) -> str:
    """Return hash(0) of a device's chain, 64 lower-case hex digits (P07)."""
    return sha256(f"unitrail:genesis:v1\n{device}".encode()).hexdigest()


def link(previous: str, seq: int, raw: bytes) -> str:
    """Return hash(seq) from hash(seq-1) and the entry's bytes (P07)."""
    return sha256(f"unitrail:entry:v1\n{previous}\n{seq}\n".encode() + raw).hexdigest()


def push_text(*, device: str, from_seq: int, to_seq: int, to_hash: str, head_seq: int, head_hash: str) -> bytes:
    """Return the bytes that a device signs for one push (P09)."""
    lines = ("unitrail-push-v1", device, str(from_seq), str(to_seq), to_hash, str(head_seq), head_hash)
    return "".join(f"{line}\n" for line in lines).encode()


def token_text(*, device: str, time: str, nonce: str) -> bytes:
    """Return the bytes that a device signs to be given a token (P37)."""
    return f"unitrail-token-v1\n{device}\n{time}\n{nonce}\n".encode()
