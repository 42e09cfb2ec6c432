"""What a row of the derived tables is: a frozen struct with a kind, a key, a lock and the streams it is seen in.

Rules and apply work on rows; only intake's store reads and writes them.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Literal, TypeVar

import msgspec

Key = tuple[str | int, ...]
Lock = Literal["share", "update", "parent", "none"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every row struct. Its JSON is what devices are sent and what checksums are taken over."""


R = TypeVar("R", bound=Row)


def nowhere(_row: Any) -> tuple[str, ...]:  # noqa: ANN401 - any row struct
    """Return no stream: the row stays on the server."""
    return ()


class RowType(msgspec.Struct, frozen=True):
    """How rows of one kind are stored, locked and served.

    ``lock``: "share" for master data (FOR SHARE when only read), "update" (FOR NO KEY UPDATE always),
    "parent" (guarded by the lock of the row they belong to), "none" (written once, never read by a rule).
    ``rank`` orders locking across kinds; ``streams`` names the pull streams a row is in (P30). ``part_of``: kind and
    key fields of the thing whose history a change of this row belongs to, beside its own.
    """

    kind: str
    struct: type[Row]
    key: tuple[str, ...]
    rank: int
    lock: Lock
    streams: Callable[[Any], tuple[str, ...]]
    part_of: tuple[str, tuple[str, ...]] | None = None

    def key_of(self, row: Row) -> Key:
        """Return the row's key, one value per key field."""
        return _key_getter(self.key)(row)

    def subjects_of(self, row: Row) -> list[tuple[str, Key]]:
        """Return the things, as kind and key, in whose history a change of this row is told."""
        own = [(self.kind, self.key_of(row))] if self.lock in ("share", "update") else []
        return own if self.part_of is None else [*own, (self.part_of[0], _key_getter(self.part_of[1])(row))]


def _key_getter(fields: tuple[str, ...]) -> Callable[[Row], Key]:
    if fields not in _GETTERS:
        _GETTERS[fields] = _single_key(fields[0]) if len(fields) == 1 else attrgetter(*fields)
    return _GETTERS[fields]


def _single_key(field: str) -> Callable[[Row], Key]:
    read = attrgetter(field)
    return lambda row: (read(row),)


_GETTERS: dict[tuple[str, ...], Callable[[Row], Key]] = {}
_TYPES: dict[type[Row], RowType] = {}


def row_type(
    kind: str,
    *,
    key: tuple[str, ...],
    rank: int,
    lock: Lock,
    streams: Callable[[Any], tuple[str, ...]] = nowhere,
    part_of: tuple[str, tuple[str, ...]] | None = None,
) -> Callable[[type[R]], type[R]]:
    """Declare a struct as a kind of row (class decorator)."""

    def declare(struct: type[R]) -> type[R]:
        _TYPES[struct] = RowType(kind, struct, key, rank, lock, streams, part_of)
        return struct

    return declare


def type_of(struct: type[Row]) -> RowType:
    """Return the declaration of a row struct; a struct without one is a bug (KeyError)."""
    return _TYPES[struct]
