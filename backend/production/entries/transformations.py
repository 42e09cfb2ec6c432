"""What becomes of material beside being consumed: thrown away, sampled, relabelled, reworked. Each with a reason."""

from typing import Literal

from backend.items.entries.process import StepNumber
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText, Quantity
from sync.text import Identifier


@entry(version=1, kind=Kind.FACT, action="transform")
class ScrapStock(Entry, frozen=True, kw_only=True):
    """So much of a lot was thrown away from where it stood."""

    location: Identifier
    lot: Identifier
    quantity: Quantity


@entry(version=1, kind=Kind.FACT, action="transform")
class ScrapUnit(Entry, frozen=True, kw_only=True):
    """A unit was thrown away."""

    item: Identifier
    serial: Identifier


@entry(version=1, kind=Kind.FACT, action="transform")
class TakeSample(Entry, frozen=True, kw_only=True):
    """So much of a lot in stock was taken as a sample or to be retained.

    It is kept under its own number ``sample`` at ``store`` (null: where the lot stood); without one a test used it up.
    """

    location: Identifier
    lot: Identifier
    purpose: Literal["sample", "retention"]
    quantity: Quantity
    sample: Identifier | None
    store: Identifier | None


@entry(version=1, kind=Kind.FACT, action="transform")
class RelabelLot(Entry, frozen=True, kw_only=True):
    """So much of a lot in stock has another lot number on it from now on; it has all of the first one's past."""

    location: Identifier
    lot: Identifier
    output: Identifier
    quantity: Quantity


@entry(version=1, kind=Kind.FACT, action="transform")
class RelabelUnit(Entry, frozen=True, kw_only=True):
    """A unit has another serial on it from now on: the old one is void. ``order``: the one that made it."""

    item: Identifier
    order: Identifier | None
    output: Identifier
    serial: Identifier


@entry(version=1, kind=Kind.FACT, action="work")
class ReworkLot(Entry, frozen=True, kw_only=True):
    """Units of an order's lot go back to ``step`` as lot ``output``: it and all that follow are done and checked again.

    ``deviation``: the one whose disposition says that they are to be reworked.
    """

    deviation: Identifier | None
    from_bucket: Literal["in_process", "rework"]
    lot: Identifier
    order: Identifier
    output: Identifier
    quantity: DecimalText
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work")
class ReworkUnit(Entry, frozen=True, kw_only=True):
    """A unit goes back to ``step``: it and all that follow are done and checked again."""

    deviation: Identifier | None
    order: Identifier
    serial: Identifier
    step: StepNumber
