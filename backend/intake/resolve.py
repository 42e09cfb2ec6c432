"""Finds, locks and loads the rows a batch needs: keys first, in one order, then rows, in one order.

Absent keys are locked by advisory transaction locks, so that nobody else can create them meanwhile; rows by row locks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from backend.intake import look_up
from backend.intake.hints import Hints
from backend.intake.store import Connection, Locked, lock
from backend.log.row import Key, R, Row, type_of
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet

MAX_ROUNDS = 8


class Grown(Exception):  # noqa: N818 - a reason to start again
    """What a batch touches was more than could be seen before its first entries took effect: ``touches`` as well."""

    def __init__(self, touches: frozenset[AnyTouch]) -> None:
        super().__init__(f"{len(touches)} touches more")
        self.touches = touches


Wanted = Sequence[Callable[[WorkingSet], Iterable[AnyTouch]]]
"""What a batch touches, each entry by itself: told from the rows that it itself touches, as far as they are loaded."""


class ScopeMoved(Exception):  # noqa: N818 - a reason to start again
    """What the batch touches changed between looking and locking; the transaction is retried."""


async def working_set(db: Connection, wanted: Wanted, hints: Hints) -> WorkingSet:
    """Return the rows that ``wanted`` asks for, locked for the rest of the transaction; raises ScopeMoved."""
    seen, touches = await _follow(db, wanted, hints)
    reserved = _absent(seen, touches)
    await _lock_absent(db, reserved)
    writes = _written(touches)
    locked = await _load_locked(db, touches, writes)
    if not _as_seen(seen, locked, touches):
        for touch in _asked(wanted, locked):
            _check_locked(touch, locked, reserved, writes)
    hints.learn(locked, touches)
    return locked


class Seen(WorkingSet):
    """Rows before they are locked: those loaded, else what is guessed. Remembers which kinds it told of."""

    def __init__(self, hints: Hints) -> None:
        super().__init__()
        self._hints = hints
        self.told: set[type[Row]] = set()

    def find(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row as WorkingSet does."""
        self.told.add(struct)
        return super().find(struct, *key)

    def peek(self, struct: type[R], *key: str | int) -> R | None:
        """Return the row as WorkingSet does, or a guess."""
        self.told.add(struct)
        rows = self._now.get(struct, {})
        return rows[key] if key in rows else self._hints.row(struct, key)  # type: ignore[return-value]  # as its key

    def group(self, struct: type[R], field: str, value: str | int) -> list[R]:
        """Return the rows as WorkingSet does."""
        self.told.add(struct)
        return super().group(struct, field, value)


def _as_seen(seen: Seen, locked: WorkingSet, touches: Iterable[AnyTouch]) -> bool:
    """Say whether all that told what to touch is as before it was locked: then every entry would say the same."""
    told = frozenset(seen.told)
    return all(
        seen.group(t.struct, t.field, t.value) == locked.group(t.struct, t.field, t.value)
        if isinstance(t, GroupTouch)
        else seen.peek(t.struct, *t.key) == locked.peek(t.struct, *t.key)
        for t in touches
        if t.struct in told
    )


def _asked(wanted: Wanted, rows: WorkingSet) -> Iterator[AnyTouch]:
    for ask in wanted:
        yield from ask(rows)


def _check_locked(
    touch: AnyTouch, locked: WorkingSet, reserved: set[tuple[type[Row], Key]], writes: set[type[Row]]
) -> None:
    """Raise ScopeMoved if a touch was not loaded, or is to be written under less than a write lock."""
    kind = type_of(touch.struct).kind
    if not locked.has(touch):
        raise ScopeMoved(f"{kind} appeared in the scope while it was being locked")
    if isinstance(touch, Touch) and touch.write and type_of(touch.struct).lock in ("share", "update"):
        absent = locked.peek(touch.struct, *touch.key) is None
        if (absent and (touch.struct, touch.key) not in reserved) or (not absent and touch.struct not in writes):
            raise ScopeMoved(f"{kind} {touch.key} came to be written while it was being locked")


async def _follow(db: Connection, wanted: Wanted, hints: Hints) -> tuple[Seen, set[AnyTouch]]:
    """Guess, or load without locks, again and again, until nothing new is asked for.

    An entry is asked again only while something that it touches was not loaded when it was asked last.
    """
    seen = Seen(hints)
    known: set[AnyTouch] = set()
    for _ in range(MAX_ROUNDS):
        new = [set(ask(seen)) - known for ask in wanted]
        asked = set[AnyTouch]().union(*new)
        hints.guess(seen, _missing(seen, asked))
        missing = set(_missing(seen, asked))
        known |= asked
        if not missing:
            return seen, known
        wanted = [ask for ask, touches in zip(wanted, new, strict=True) if not missing.isdisjoint(touches)]
        await look_up.load(db, seen, missing)
    raise AssertionError(f"touches did not come to rest in {MAX_ROUNDS} rounds")


async def load_grown(db: Connection, judged: WorkingSet, wanted: Wanted) -> frozenset[AnyTouch]:
    """Load, without locks, what a half-judged batch asks for beside what it has, and return it.

    What is judged with that shows what else is asked for and is then thrown away: the transaction starts again (Grown).
    """
    more: set[AnyTouch] = set()
    for _ in range(MAX_ROUNDS):
        missing = _missing(judged, _asked(wanted, judged))
        if not missing:
            return frozenset(more)
        more |= set(missing)
        await look_up.load(db, judged, missing)
    raise AssertionError(f"touches did not come to rest in {MAX_ROUNDS} rounds")


def _missing(seen: WorkingSet, asked: Iterable[AnyTouch]) -> list[AnyTouch]:
    return [touch for touch in asked if not seen.has(touch)]


def _absent(seen: WorkingSet, touches: Iterable[AnyTouch]) -> set[tuple[type[Row], Key]]:
    """Return the keys of rows that are absent and may be created."""
    return {
        (touch.struct, touch.key)
        for touch in touches
        if isinstance(touch, Touch) and touch.write and seen.peek(touch.struct, *touch.key) is None
    }


async def _lock_absent(db: Connection, absent: set[tuple[type[Row], Key]]) -> None:
    if absent:
        keys = sorted({advisory_key(*each) for each in absent})
        await db.fetch("SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS k", keys)


def advisory_key(struct: type[Row], key: Key) -> int:
    """Return the 64-bit advisory lock of a natural key."""
    text = "\x1f".join((type_of(struct).kind, *map(str, key)))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _written(touches: Iterable[AnyTouch]) -> set[type[Row]]:
    """Return the structs that are locked for writing: those that always are, and those that some entry may write."""
    return {
        touch.struct
        for touch in touches
        if type_of(touch.struct).lock == "update" or (isinstance(touch, Touch) and touch.write)
    }


async def _load_locked(db: Connection, touches: Iterable[AnyTouch], writes: set[type[Row]]) -> WorkingSet:
    """Lock and load kind by kind in rank order; then, in a statement of its own, the rows that those locks guard."""
    locked = WorkingSet()
    singles: dict[type[Row], set[Key]] = {}
    guarded: list[AnyTouch] = []
    for touch in touches:
        if isinstance(touch, Touch) and type_of(touch.struct).lock in ("share", "update"):
            singles.setdefault(touch.struct, set()).add(touch.key)
        else:
            guarded.append(touch)
    wanted = [
        Locked(type_of(struct), frozenset(singles[struct]), "FOR NO KEY UPDATE" if struct in writes else "FOR SHARE")
        for struct in sorted(singles, key=lambda s: (type_of(s).rank, type_of(s).kind))
    ]
    for one, rows in zip(wanted, await lock(db, wanted), strict=True):
        found = {one.row_type.key_of(row): row for row in rows}
        for key in one.keys:
            locked.load(one.row_type.struct, key, found.get(key))
    await look_up.load(db, locked, guarded)
    return locked
