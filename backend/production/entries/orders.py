"""What can be decided about work orders."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from backend.items.entries import SerialSpan
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText
from sync.text import Identifier

SerialSpans = Annotated[tuple[SerialSpan, ...], msgspec.Meta(max_length=200)]


@entry(version=2, kind=Kind.DECISION, action="plan_order")
class PlanOrder(Entry, frozen=True, kw_only=True):
    """Plan to make so much of an item (base units), as these lots; goods go to ``output_location`` (quarantine).

    ``serials``: those of the units, one for each, where they are known beforehand; empty: named as units are made.
    """

    due: date | None
    item: Identifier
    lots: Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=100)]
    number: Identifier
    output_location: Identifier
    quantity: DecimalText
    serials: SerialSpans


@entry(version=2, kind=Kind.DECISION, action="release_order")
class ReleaseOrder(Entry, frozen=True, kw_only=True):
    """Bind the order for good to the structure and routing that hold now; the floor begins (ISO 13485 7.5.1).

    They must be the same for all its lots and serials. ``serials``: in place of those planned; empty: as planned.
    """

    order: Identifier
    serials: SerialSpans


@entry(version=1, kind=Kind.DECISION, action="release_order")
class ChangeOrder(Entry, frozen=True, kw_only=True):
    """Suspend, resume, close or cancel an order, with the envelope's reason. Closing wants every unit accounted for."""

    act: Literal["suspend", "resume", "close", "cancel"]
    order: Identifier
