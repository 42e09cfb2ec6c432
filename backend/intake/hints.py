"""Guesses about what a push touches, from master data seen lately; all of it is checked once the locks are held."""

from collections.abc import Iterable

from backend.log.row import Key, R, Row, type_of
from backend.log.working_set import AnyTouch, Touch, WorkingSet

_ROWS_KEPT = 20_000


class Hints:
    """Master data as it was last locked. A wrong guess costs a second try of the transaction, never more."""

    def __init__(self) -> None:
        self._rows: dict[tuple[type[Row], Key], Row] = {}

    def row(self, struct: type[R], key: Key) -> R | None:
        """Return a row as it was last locked, or None."""
        return self._rows.get((struct, key))  # type: ignore[return-value]  # kept under its own struct

    def guess(self, into: WorkingSet, touches: Iterable[AnyTouch]) -> None:
        """Take what is known of these touches into a working set that only says what is to be locked."""
        for touch in touches:
            if isinstance(touch, Touch) and (row := self._rows.get((touch.struct, touch.key))) is not None:
                into.load(touch.struct, touch.key, row)

    def learn(self, locked: WorkingSet, touches: Iterable[AnyTouch]) -> None:
        """Keep master data as it was found under its lock."""
        if len(self._rows) > _ROWS_KEPT:
            self._rows.clear()
        for touch in touches:
            if isinstance(touch, Touch) and type_of(touch.struct).lock == "share":
                row = locked.peek(touch.struct, *touch.key)
                if row is not None:
                    self._rows[(touch.struct, touch.key)] = row

    def forget(self) -> None:
        """Guess nothing: something was not as it had been seen."""
        self._rows.clear()
