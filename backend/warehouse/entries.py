"""What can be recorded about moving stock."""

from typing import Annotated

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import Quantity, Scan
from sync.text import Identifier


@entry(version=1, kind=Kind.FACT, action="move")
class MoveStock(Entry, frozen=True, kw_only=True):
    """So much of a lot went to a location. ``to`` was scanned; ``from_`` is null when nobody said where it stood."""

    from_: Identifier | None = msgspec.field(name="from")
    lot: Identifier
    quantity: Quantity
    scans: Annotated[tuple[Scan, ...], msgspec.Meta(max_length=20)]
    to: Identifier
