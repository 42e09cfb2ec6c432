"""What can be recorded about regulators' databases, and about HIBC identifiers, whose product numbers people choose."""

from datetime import date
from typing import Annotated

import msgspec

from backend.items.entries.identity import HibcLevel, PrefixText, ProductNumber, Regime, UnitOfMeasure
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText
from sync.text import Identifier, Line


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class AllocateHibc(Entry, frozen=True, kw_only=True):
    """Give an item HIBC identifiers under a labeler identification code, all or none.

    ``product``: the product or catalogue number as it is to be encoded; ``base_unit``: the base's unit of
    measure digit.
    """

    base_quantity: DecimalText | None
    base_unit: UnitOfMeasure
    item: Identifier
    packages: Annotated[tuple[HibcLevel, ...], msgspec.Meta(max_length=9)]
    prefix: PrefixText
    product: ProductNumber


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class RecordPublication(Entry, frozen=True, kw_only=True):
    """An identifier was submitted to the database of a regime: GUDID, EUDAMED, NMPA UDID.

    ``published_on``: public there since, null for not yet. ``record_key``: what the database calls its
    record, "" for not known yet.
    """

    di: Identifier
    published_on: date | None
    record_key: Line
    regime: Regime
    submitted_on: date
