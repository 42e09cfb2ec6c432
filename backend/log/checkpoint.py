"""A checkpoint: what the log was at a size, as one signed line that anybody can check with the public key alone.

Pure. Writing them, to file and table, is the checkpointer's work.
"""

from datetime import UTC, datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync import canonical

VERSION = 1


class Checkpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed tree head (P43). ``position`` is the tree's size; key, root and signature are hex; time RFC 3339 UTC."""

    epoch: str
    key: str
    position: int
    root: str
    signature: str
    time: str
    v: int = VERSION

    def signed_bytes(self) -> bytes:
        """Return what is signed: the line without its signature."""
        return _signed_bytes(self.epoch, self.key, self.position, self.root, self.time)

    def line(self) -> bytes:
        """Return the canonical line, without a newline."""
        return canonical.encode(self)

    def is_signed(self) -> bool:
        """Say whether the signature is that of ``key``. Whether that key may be trusted is another question."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), self.signed_bytes())
        except (InvalidSignature, ValueError):
            return False
        return True


class NotACheckpoint(ValueError):  # noqa: N818 - a reason
    """A line that is not a checkpoint; the text says what was expected and found."""


_DECODER = msgspec.json.Decoder(Checkpoint)


def read(line: bytes) -> Checkpoint:
    """Return the checkpoint of a line; raises NotACheckpoint. The signature is not looked at."""
    try:
        checkpoint = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotACheckpoint(f"expected a checkpoint line, found {line[:80]!r} ({error})") from error
    if checkpoint.v != VERSION or checkpoint.line() != line:
        raise NotACheckpoint(f"expected a canonical checkpoint of version {VERSION}, found {line[:80]!r}")
    return checkpoint


def sign(key: Ed25519PrivateKey, *, epoch: str, position: int, root: bytes, time: datetime) -> Checkpoint:
    """Return the signed checkpoint of a tree of ``position`` leaves."""
    public = public_hex(key.public_key())
    at = time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    signature = key.sign(_signed_bytes(epoch, public, position, root.hex(), at))
    return Checkpoint(epoch, public, position, root.hex(), signature.hex(), at)


def public_hex(key: Ed25519PublicKey) -> str:
    """Return the public key as 64 hex digits, as checkpoints and ``LogOpened.checkpoint_key`` write it."""
    return key.public_bytes_raw().hex()


def _signed_bytes(epoch: str, key: str, position: int, root: str, time: str) -> bytes:
    return canonical.encode(
        {"epoch": epoch, "key": key, "position": position, "root": root, "time": time, "v": VERSION}
    )
