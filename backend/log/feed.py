"""What devices are told of a batch: one line for each changed row and stream, or that it left (P28, P30, P31).

Pure, and used live and at a rebuild alike.
"""

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from backend.log.row import Key, Row, RowType, type_of
from backend.log.working_set import Change
from sync import canonical, checksum

_KEYS_KEPT = 10_000
"""A key is written for the feed, for the history and for the checksum of one batch."""


class FeedLine(msgspec.Struct, frozen=True):
    """A row in a stream; ``row`` None: it left. ``delta`` is what it adds to the stream's checksum, modulo 2^128."""

    stream: str
    kind: str
    key: str
    row: str | None
    delta: bytes


@lru_cache(_KEYS_KEPT)
def key_text(key: Key) -> str:
    """Return a key as the feed and the history write it: a canonical JSON array of strings."""
    return canonical.encode([str(part) for part in key]).decode()


def feed_lines(changes: Iterable[Change]) -> list[FeedLine]:
    """Return the lines of a batch's changes, in their order, streams sorted."""
    lines: list[FeedLine] = []
    for change in changes:
        row_type = type_of(change.struct)
        before = _streams(row_type, change.before)
        after = _streams(row_type, change.after)
        if before or after:
            lines += _lines_of(row_type, change, before, after)
    return lines


def _streams(row_type: RowType, row: Row | None) -> tuple[str, ...]:
    return () if row is None else row_type.streams(row)


def _lines_of(row_type: RowType, change: Change, before: tuple[str, ...], after: tuple[str, ...]) -> Iterable[FeedLine]:
    key = key_text(change.key)
    new = canonical.encode(change.after)
    new_share = checksum.of_row(row_type.kind, key, new) if after else 0
    old_share = checksum.of_row(row_type.kind, key, canonical.encode(change.before)) if before else 0
    for stream in sorted({*before, *after}):
        stays = stream in after
        delta = (new_share if stays else 0) - (old_share if stream in before else 0)
        yield FeedLine(
            stream, row_type.kind, key, new.decode() if stays else None, (delta % checksum.MODULUS).to_bytes(16, "big")
        )


def history_keys(written: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """Return (kind, key text) of the things whose history tells of these written rows, each once."""
    subjects = (subject for row in written for subject in type_of(type(row)).subjects_of(row))
    return tuple(dict.fromkeys((kind, key_text(key)) for kind, key in subjects))


OUTCOME = "outcome"
SYSTEM_DEVICE = "system"
_NO_SHARE = bytes(16)


def outcome_lines(outcomes: Iterable[tuple[str, int, int, bytes]]) -> list[FeedLine]:
    """Return the lines that carry outcomes, given as (device, seq, revision, canonical bytes), to their devices (P34).

    Outcomes are no part of a stream's checksum: a device may forget them. The system device pulls nothing.
    """
    return [
        FeedLine(f"device:{device}", OUTCOME, key_text((device, seq)), raw.decode(), _NO_SHARE)
        for device, seq, _, raw in sorted(outcomes)
        if device != SYSTEM_DEVICE
    ]
