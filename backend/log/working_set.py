"""The rows that one batch may see and change, in memory: what rules decide on and apply writes to.

Pure. Reading or writing a row that was not touched (loaded and locked) is a bug and raises NotTouched.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

from backend.log.row import Key, R, Row, type_of


class Touch(msgspec.Struct, frozen=True):
    """One row an entry needs: loaded and locked, or, if absent, its key locked so that nobody else can create it."""

    struct: type[Row]
    key: Key
    write: bool = False


class GroupTouch(msgspec.Struct, frozen=True):
    """All rows whose ``field`` is ``value``; consistent because their parent is touched too."""

    struct: type[Row]
    field: str
    value: str | int


AnyTouch = Touch | GroupTouch


class NotTouched(AssertionError):  # noqa: N818 - what is wrong with the rule, not with the data
    """A rule read or wrote a row that its entry did not declare in ``touches``."""


class Change(msgspec.Struct, frozen=True):
    """A row before and after a batch; None is absent. ``fresh``: never looked for, new by construction."""

    struct: type[Row]
    key: Key
    before: Row | None
    after: Row | None
    fresh: bool = False


class WorkingSet:
    """Rows by struct and key. Changes are staged per entry: ``keep`` or ``discard`` ends an entry."""

    def __init__(self) -> None:
        self._loaded: dict[type[Row], dict[Key, Row | None]] = {}
        self._now: dict[type[Row], dict[Key, Row | None]] = {}
        self._staged: dict[tuple[type[Row], Key], Row | None] = {}
        self._groups: dict[tuple[type[Row], str], dict[str | int, set[Key]]] = {}
        self._written: dict[tuple[type[Row], Key], Row] = {}

    # Loading, by intake.

    def load(self, struct: type[Row], key: Key, row: Row | None) -> None:
        """Take in a row as the database has it; None when absent."""
        self._loaded.setdefault(struct, {})[key] = row
        self._now.setdefault(struct, {})[key] = row
        if row is not None:
            self._index(struct, key, None, row)

    def load_group(self, touch: GroupTouch, rows: Iterable[Row]) -> None:
        """Take in all rows of a group; what was loaded of them before stays as it is."""
        known = self._now.setdefault(touch.struct, {})
        members = self._groups.setdefault((touch.struct, touch.field), {}).setdefault(touch.value, set())
        declared = type_of(touch.struct)
        for row in rows:
            key = declared.key_of(row)
            if key not in known:
                self.load(touch.struct, key, row)
            present = known[key]
            if present is not None and getattr(present, touch.field) == touch.value:
                members.add(key)

    def has(self, touch: AnyTouch) -> bool:
        """Say whether this touch has been loaded."""
        if isinstance(touch, GroupTouch):
            return touch.value in self._groups.get((touch.struct, touch.field), ())
        return touch.key in self._now.get(touch.struct, ())

    # Reading, by rules and apply.

    def find(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row, or None when it does not exist; raises NotTouched when it was not declared."""
        found = self._staged.get((struct, key), self)
        if found is self:
            try:
                found = self._now[struct][key]
            except KeyError:
                raise NotTouched(f"{type_of(struct).kind} {key} was read but not touched") from None
        return found  # type: ignore[return-value]  # stored under its own struct

    def get(self, struct: type[R], *key: str | int) -> R:
        """Return the row that must exist; its absence is a bug of the caller."""
        row = self.find(struct, *key)
        assert row is not None, f"{type_of(struct).kind} {key} does not exist"
        return row

    def peek(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row if it is loaded and exists, else None: for ``touches``, which runs before loading ends."""
        if self._staged and (row := self._staged.get((struct, key), self)) is not self:
            return row  # type: ignore[return-value]  # stored under its own struct
        rows = self._now.get(struct)
        return None if rows is None else rows.get(key)  # type: ignore[return-value]  # as above

    def group(self, struct: type[R], field: str, value: str | int) -> list[R]:
        """Return the rows whose ``field`` is ``value``, in key order; raises NotTouched when it was not declared."""
        try:
            keys = self._groups[(struct, field)][value]
        except KeyError:
            raise NotTouched(f"{type_of(struct).kind} with {field}={value!r} was read but not touched") from None
        return [row for key in sorted(keys) if (row := self.find(struct, *key)) is not None]

    # Writing, by apply.

    def put(self, row: Row) -> None:
        """Replace a row, or create it where its absence is known; raises NotTouched when it was not declared."""
        struct = type(row)
        key = type_of(struct).key_of(row)
        if key not in self._now.get(struct, {}) and (struct, key) not in self._staged:
            raise NotTouched(f"{type_of(struct).kind} {key} was written but not touched")
        self._stage(struct, key, row)

    def create(self, row: Row) -> None:
        """Create a row whose key is new by construction (made from an entry's id) or guarded by its loaded parent."""
        struct = type(row)
        key = type_of(struct).key_of(row)
        assert self.peek(struct, *key) is None, f"{type_of(struct).kind} {key} exists already"
        self._stage(struct, key, row)

    def remove(self, struct: type[Row], *key: str | int) -> None:
        """Delete a row that exists."""
        self.get(struct, *key)
        self._stage(struct, key, None)

    def _stage(self, struct: type[Row], key: Key, row: Row | None) -> None:
        before = self.peek(struct, *key)
        self._index(struct, key, before, row)
        self._staged[(struct, key)] = row
        present = row or before
        assert present is not None, "a row that never was cannot be removed"
        self._written[(struct, key)] = present

    def take_written(self) -> list[Row]:
        """Return the rows written since the last call, each once, in order; a removed one as it was."""
        written = list(self._written.values())
        self._written.clear()
        return written

    def _index(self, struct: type[Row], key: Key, before: Row | None, after: Row | None) -> None:
        for (grouped, field), members in self._groups.items():
            if grouped is not struct:
                continue
            value_of = attrgetter(field)
            if before is not None and (keys := members.get(value_of(before))) is not None:
                keys.discard(key)
            if after is not None and (keys := members.get(value_of(after))) is not None:
                keys.add(key)

    # Ending an entry or a batch, by intake.

    def keep(self) -> None:
        """Make the staged changes part of the batch."""
        for (struct, key), row in self._staged.items():
            self._now.setdefault(struct, {})[key] = row
        self._staged.clear()

    def discard(self) -> None:
        """Forget the staged changes."""
        for (struct, key), row in reversed(self._staged.items()):
            self._index(struct, key, row, self._now.get(struct, {}).get(key))
        self._staged.clear()
        self._written.clear()

    def changes(self) -> Iterator[Change]:
        """Yield what the batch changed, each row once, in the order of kinds' ranks and keys."""
        for struct in sorted(self._now, key=lambda s: (type_of(s).rank, type_of(s).kind)):
            loaded = self._loaded.get(struct, {})
            now = self._now[struct]
            for key in sorted(now):
                before, after = loaded.get(key), now[key]
                if before is not after and before != after:
                    yield Change(struct, key, before, after, fresh=key not in loaded)
