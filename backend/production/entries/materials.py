"""What becomes of material: counted, split, merged, taken back, taken out again."""

from typing import Annotated, Literal

import msgspec

from backend.items.entries.process import StepNumber
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText, Quantity, Scan
from sync.text import Identifier

Scans = Annotated[tuple[Scan, ...], msgspec.Meta(max_length=20)]
Bucket = Literal["in_process", "good", "scrap", "rework", "sample", "retention"]


@entry(version=1, kind=Kind.FACT, action="work")
class ReportQuantity(Entry, frozen=True, kw_only=True):
    """So many units of an order's lot went from one bucket to another; from null: they were begun.

    Good ones go to stock at ``location`` (null: the order's output location). ``defect`` says why they are scrap.
    """

    defect: Identifier | None
    from_bucket: Bucket | None
    location: Identifier | None
    lot: Identifier
    order: Identifier
    quantity: DecimalText
    to_bucket: Bucket


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a lot that was split: its number, and how much of what stands in stock goes over to it."""

    lot: Identifier
    quantity: DecimalText


@entry(version=1, kind=Kind.FACT, action="work")
class OpenContainer(Entry, frozen=True, kw_only=True):
    """A new container of a lot was opened: its open time begins now."""

    lot: Identifier
    scans: Scans


@entry(version=1, kind=Kind.FACT, action="transform")
class SplitLot(Entry, frozen=True, kw_only=True):
    """A lot was divided, at a change-over or on the shelf: the parts inherit status, expiry, holds and history."""

    location: Identifier | None
    lot: Identifier
    order: Identifier | None
    parts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1, max_length=100)]


@entry(version=1, kind=Kind.FACT, action="work")
class ChangeLot(Entry, frozen=True, kw_only=True):
    """At a step another lot of a component goes in from now on: what is made is divided there (ISO 13485 7.5.9).

    ``before`` was made with ``old_lot``, ``after`` is made with ``new_lot``, of which ``quantity`` goes in.
    """

    after: Part
    before: Part
    lot: Identifier
    new_location: Identifier | None
    new_lot: Identifier
    old_location: Identifier | None
    old_lot: Identifier
    order: Identifier
    quantity: Quantity
    scans: Scans
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work")
class BeginLot(Entry, frozen=True, kw_only=True):
    """A lot of an order is begun with so many units: a statement, which another device may make too."""

    lot: Identifier
    order: Identifier
    quantity: DecimalText


@entry(version=1, kind=Kind.FACT, action="transform")
class MergeLots(Entry, frozen=True, kw_only=True):
    """Lots of one item and revision became one: it has the worst status and the earliest expiry among them."""

    lots: Annotated[tuple[Identifier, ...], msgspec.Meta(min_length=1, max_length=50)]
    location: Identifier
    output: Identifier


@entry(version=1, kind=Kind.FACT, action="work")
class TakeBack(Entry, frozen=True, kw_only=True):
    """What was recorded as consumed did not go in, or came out again: so much of a lot, or a unit; with a reason."""

    input_item: Identifier | None
    input_lot: Identifier | None
    input_serial: Identifier | None
    location: Identifier | None
    lot: Identifier | None
    order: Identifier
    quantity: Quantity | None
    serial: Identifier | None
    step: StepNumber | None
