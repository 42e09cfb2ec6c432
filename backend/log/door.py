"""The door as the layers below intake see it: the server's own system device records an entry like any other device.

Implemented by intake; handed to whoever answers a login, an enrolment or the command line.
"""

from typing import Protocol

from backend.log.vocabulary import Entry
from sync.outcome import Outcome


class Door(Protocol):
    """Records entries of the system device."""

    async def record(
        self,
        body: Entry,
        *,
        site: str = "",
        badge: str = "SYSTEM",
        reason: str | None = None,
        causes: tuple[str, ...] = (),
    ) -> Outcome:
        """Record one entry and return its outcome once it is committed."""
        ...
