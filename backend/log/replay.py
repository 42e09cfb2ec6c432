"""Replays events as they once took effect: the same apply functions, on all rows in memory instead of those touched.

Pure. Kinds that are written once and never read are handed out and forgotten.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter

import msgspec

from backend.log.events import read
from backend.log.feed import FeedLine, feed_lines, history_keys
from backend.log.registry import Registry
from backend.log.row import Key, R, Row, type_of
from backend.log.working_set import AnyTouch, Change, WorkingSet


class EveryRow(WorkingSet):
    """A working set that has everything loaded, and tells batch by batch what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[type[Row], dict[Key, Row]] = {}
        self._before: dict[tuple[type[Row], Key], Row | None] = {}
        self._indexes: dict[tuple[type[Row], str], dict[object, set[Key]]] = {}
        self._indexed: dict[type[Row], list[str]] = {}

    def has(self, touch: AnyTouch) -> bool:  # noqa: ARG002 - whatever it is
        """Say yes: everything is loaded."""
        return True

    def find(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row, or None."""
        return self._rows.get(struct, {}).get(key)  # type: ignore[return-value]  # stored under its own struct

    def peek(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row, or None."""
        return self.find(struct, *key)

    def group(self, struct: type[R], field: str, value: str | int) -> list[R]:
        """Return the rows whose ``field`` is ``value``, in key order."""
        keys = self._index_of(struct, field).get(value, set())
        return [self.get(struct, *key) for key in sorted(keys)]

    def put(self, row: Row) -> None:
        """Create or replace a row."""
        self._stage(type(row), type_of(type(row)).key_of(row), row)

    def _stage(self, struct: type[Row], key: Key, row: Row | None) -> None:
        rows = self._rows.setdefault(struct, {})
        before = rows.get(key)
        self._before.setdefault((struct, key), before)
        present = row or before
        assert present is not None, "a row that never was cannot be removed"
        self._written[(struct, key)] = present
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
        for field in self._indexed.get(struct, ()):
            index = self._indexes[(struct, field)]
            if before is not None:
                index[getattr(before, field)].discard(key)
            if row is not None:
                index.setdefault(getattr(row, field), set()).add(key)

    def _index_of(self, struct: type[Row], field: str) -> dict[object, set[Key]]:
        index = self._indexes.get((struct, field))
        if index is None:
            index = self._indexes[(struct, field)] = {}
            self._indexed.setdefault(struct, []).append(field)
            value_of = attrgetter(field)
            for key, row in self._rows.get(struct, {}).items():
                index.setdefault(value_of(row), set()).add(key)
        return index

    def end_batch(self) -> list[Change]:
        """Return what changed since the last call, as ``changes`` orders it, and forget rows written once."""
        changed: list[Change] = []
        for (struct, key), before in self._before.items():
            after = self._rows[struct].get(key)
            if before is after:
                continue
            if before == after and before is not None:
                self._rows[struct][key] = before  # the database was not told either
                continue
            changed.append(Change(struct, key, before, after, fresh=before is None))
            if type_of(struct).lock == "none" and after is not None:
                del self._rows[struct][key]
        self._before.clear()
        return sorted(changed, key=_order)

    def kept(self) -> Iterator[Change]:
        """Yield every row that was kept, as created."""
        for struct, rows in self._rows.items():
            for key, row in rows.items():
                yield Change(struct, key, None, row, fresh=True)


def _order(change: Change) -> tuple[int, str, Key]:
    declared = type_of(change.struct)
    return declared.rank, declared.kind, change.key


class Effect(msgspec.Struct, frozen=True):
    """What a batch did: rows written once, feed lines, and (kind, key text, ordinal) of the history."""

    written_once: list[Change]
    feed: list[FeedLine]
    history: list[tuple[str, str, int]]


class CannotReplay(Exception):  # noqa: N818 - what is wrong
    """An event cannot be applied: unknown to this program, unreadable, or its effect does not fit the rows."""

    def __init__(self, ordinal: int, text: str) -> None:
        super().__init__(text)
        self.ordinal = ordinal


class Replay:
    """Takes batches in position order."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.rows = EveryRow()

    def take(self, raws: Sequence[bytes]) -> Effect:
        """Apply a batch's events; raises CannotReplay."""
        history: list[tuple[str, str, int]] = []
        for ordinal, raw in enumerate(raws):
            try:
                self._apply(raw)
            except Exception as error:
                raise CannotReplay(ordinal, f"{type(error).__name__}: {error}") from error
            history += [(kind, key, ordinal) for kind, key in history_keys(self.rows.take_written())]
        changes = self.rows.end_batch()
        written_once = [change for change in changes if type_of(change.struct).lock == "none"]
        return Effect(written_once, feed_lines(changes), history)

    def _apply(self, raw: bytes) -> None:
        stored = read(raw)
        binding, body = self._registry.read_event(stored.type, stored.version, bytes(stored.body))
        binding.apply(self.rows, body, stored.context())
