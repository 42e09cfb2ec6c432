"""The clock and the source of ids as everything below the composition root sees them: handed in, never imported."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and draws ids."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        ...

    def new_id(self) -> str:
        """Return a new UUIDv7, lower case."""
        ...
