"""The body of a push (P10): one header line, then one line per entry; read and written.

Reading checks only the form of the lines. Chain, signature and judgement are the door's business.
"""

from collections.abc import Sequence

import msgspec

from sync import canonical

MAX_ENTRIES = 500
MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_ENTRY_BYTES = 256 * 1024
HASH_DIGITS = 64


class PushHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of a push (P10)."""

    device: str
    epoch: str | None
    from_seq: int
    head_hash: str
    head_seq: int
    prev_hash: str
    signature: str
    to_hash: str
    to_seq: int
    v: int


class EntryLine(msgspec.Struct, frozen=True):
    """One entry as sent: the hash its device declares and its bytes."""

    hash: str
    raw: bytes


class Push(msgspec.Struct, frozen=True):
    """A push as sent."""

    header: PushHeader
    lines: tuple[EntryLine, ...]


class MalformedPush(ValueError):  # noqa: N818 - a reason
    """The body is not a push (P10, P11); the text says what was expected and found."""


_DECODER = msgspec.json.Decoder(PushHeader)


def read(body: bytes) -> Push:
    """Return the push in ``body``; raises MalformedPush. Bytes of entries are not looked into."""
    head, newline, rest = body.partition(b"\n")
    if not newline:
        raise MalformedPush("expected a header line ended by a newline, found none")
    header = _read_header(head)
    lines = rest.split(b"\n")
    if lines.pop() != b"":
        raise MalformedPush("expected every line ended by a newline, found a cut-off last line")
    expected = header.to_seq - header.from_seq + 1
    if expected != len(lines):
        raise MalformedPush(f"expected {expected} entry lines from seq {header.from_seq} on, found {len(lines)}")
    return Push(header, tuple(_read_line(line) for line in lines))


def _read_header(line: bytes) -> PushHeader:
    try:
        header = _DECODER.decode(line)
        canonical.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, canonical.NotCanonical) as error:
        raise MalformedPush(f"expected a push header, found: {error}") from error
    if header.v != 1:
        raise MalformedPush(f"expected push version 1, found {header.v}")
    if not (1 <= header.from_seq <= header.to_seq + 1 <= header.head_seq + 1):
        raise MalformedPush(
            f"expected 1 <= from_seq <= to_seq + 1 <= head_seq + 1, "
            f"found {header.from_seq}, {header.to_seq}, {header.head_seq}"
        )
    if header.to_seq - header.from_seq >= MAX_ENTRIES:
        raise MalformedPush(f"expected at most {MAX_ENTRIES} entries, found {header.to_seq - header.from_seq + 1}")
    return header


def _read_line(line: bytes) -> EntryLine:
    declared, space, raw = line.partition(b" ")
    if not space or len(declared) != HASH_DIGITS or not declared.isalnum():
        raise MalformedPush(f"expected 64 hex digits, a space and an entry, found {line[:80]!r}")
    return EntryLine(declared.decode(), raw)


def write(header: PushHeader, lines: Sequence[EntryLine]) -> bytes:
    """Return the body of a push."""
    parts = [canonical.encode(header)]
    parts += (line.hash.encode() + b" " + line.raw for line in lines)
    return b"\n".join(parts) + b"\n"
