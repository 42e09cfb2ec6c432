"""What can be recorded about packing: facts, whatever they break."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText, Scan
from sync.text import Identifier

Level = Literal["box", "carton", "pallet", "tray"]


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So much of a lot, a unit by item and serial, or a container; exactly one of the three."""

    container: Identifier | None
    item: Identifier | None
    lot: Identifier | None
    quantity: DecimalText | None
    serial: Identifier | None


@entry(version=1, kind=Kind.FACT, action="pack")
class PackContainer(Entry, frozen=True, kw_only=True):
    """These things went into a container (an SSCC or a tray's own number)."""

    container: Identifier
    contents: Annotated[tuple[Content, ...], msgspec.Meta(min_length=1, max_length=500)]
    level: Level
    scans: Annotated[tuple[Scan, ...], msgspec.Meta(max_length=50)]


@entry(version=1, kind=Kind.FACT, action="pack")
class UnpackContainer(Entry, frozen=True, kw_only=True):
    """These things were taken out of a container again; null: everything."""

    container: Identifier
    contents: Annotated[tuple[Content, ...], msgspec.Meta(max_length=500)] | None
