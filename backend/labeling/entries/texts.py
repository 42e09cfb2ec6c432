"""What can be recorded about texts that labels print and no other record has: the maker's name, the certificates."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier

TextField = Literal[
    "registration", "licence", "manufacturer_zh", "manufacturer_en", "manufacturer_address_zh",
    "manufacturer_address_en", "eu_representative", "ref", "sterile", "storage_min", "storage_max", "ship_from",
    "manufacturer_contact", "notified_body", "humidity_min", "humidity_max", "service_life",
]  # fmt: skip
TextValue = Annotated[str, msgspec.Meta(min_length=1, max_length=400, pattern=r"^[^\x00-\x1f\x7f]+$(?!\n)")]


class LabelText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of labels and what it prints."""

    field: TextField
    value: TextValue


@entry(version=3, kind=Kind.DECISION, action="manage_master_data")
class DefineLabelTexts(Entry, frozen=True, kw_only=True):
    """What the labels of an item print (``item`` null: of all items that say nothing else); replaces what was there."""

    item: Identifier | None
    texts: Annotated[tuple[LabelText, ...], msgspec.Meta(max_length=20)]
