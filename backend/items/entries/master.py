"""What can be recorded about items and their device identifiers: all decisions, one by one or a whole file at once.
An import is one entry, so that it takes effect completely or not at all.
"""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import Conversion, DecimalText, Unit
from sync.text import Identifier, IdentifierOrBlank, Line, Sha256

Trace = Literal["lot", "serial", "both", "none"]
Agency = Literal["GS1", "HIBCC", "ICCBBA", "NDC", "MA", "AHM"]
Level = Literal["unit_of_use", "primary", "package", "secondary", "direct_mark", "previous"]
Days = Annotated[int, msgspec.Meta(ge=1, le=36_500)]


@entry(version=2, kind=Kind.DECISION, action="manage_master_data")
class DefineItem(Entry, frozen=True, kw_only=True):
    """Create or revise an item. ``conversions`` say how many base units (``unit``) another unit holds.

    ``open_minutes``: how long it may be used once it is mixed or its container is opened.
    """

    certificate_required: bool
    conversions: Annotated[tuple[Conversion, ...], msgspec.Meta(max_length=20)]
    family: IdentifierOrBlank
    minimum_remaining_days: Days | None
    name_en: Line
    name_zh: Line
    number: Identifier
    open_minutes: Annotated[int, msgspec.Meta(ge=1, le=525_600)] | None
    revision: Identifier
    shelf_life_days: Days | None
    specification: Identifier | None
    status: Literal["active", "inactive"]
    trace: Trace
    unit: Unit


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineIdentifier(Entry, frozen=True, kw_only=True):
    """Give an item a device identifier, for ever. A package says what it ``contains`` and how many (``quantity``);
    anything else says how many base units it is (``base_quantity``, null for one).
    """

    agency: Agency
    base_quantity: DecimalText | None
    contains: Identifier | None
    di: Identifier
    item: Identifier
    level: Level
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None
    status: Literal["active", "discontinued"]


class Reject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of an import that was set aside: its line in the file, the value, the code of the reason."""

    code: Identifier
    line: Annotated[int, msgspec.Meta(ge=1)]
    text: Line
    value: Line


@entry(version=2, kind=Kind.DECISION, action="manage_master_data")
class ImportItems(Entry, frozen=True, kw_only=True):
    """Items, identifiers and set-aside rows of one file; all take effect or none. Unchanged rows change nothing."""

    identifiers: tuple[DefineIdentifier, ...]
    items: tuple[DefineItem, ...]
    rejects: tuple[Reject, ...]
    sha256: Sha256
    source: Line
