"""What happens at a step: facts, each naming the order, the step and what is being made (a lot, a unit, or neither)."""

from typing import Annotated, Literal

import msgspec

from backend.items.entries.process import StepNumber
from backend.log.vocabulary import Entry, Kind, entry
from backend.production.entries.materials import Scans
from sync.quantity import DecimalText, Quantity, Unit
from sync.text import Identifier, Line, Note, Sha256

Photos = Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=20)]
Equipment = Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=10)]


@entry(version=1, kind=Kind.FACT, action="work")
class StartStep(Entry, frozen=True, kw_only=True):
    """Work on a step began, on this equipment. ``revision``: the routing revision the device had."""

    equipment: Equipment
    lot: Identifier | None
    order: Identifier
    revision: Identifier
    scans: Scans
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work")
class ConsumeMaterial(Entry, frozen=True, kw_only=True):
    """So much of a lot, or one unit (``input_item``, ``input_serial``), went into what is being made."""

    input_item: Identifier | None
    input_lot: Identifier | None
    input_serial: Identifier | None
    location: Identifier | None
    lot: Identifier | None
    order: Identifier
    quantity: Quantity
    scans: Scans
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work", measured=True)
class RecordReading(Entry, frozen=True, kw_only=True):
    """A parameter or a reading check was read. ``message``: the machine's own id of it, by which a repeat is known.

    ``second_value``: the same value keyed again; ``second_badge``: the person who saw it too.
    """

    code: Identifier
    gauge: Identifier | None
    lot: Identifier | None
    message: Identifier | None
    order: Identifier
    second_badge: Identifier | None
    second_value: DecimalText | None
    serial: Identifier | None
    source: Literal["manual", "device"]
    step: StepNumber
    unit: Unit
    value: DecimalText


@entry(version=1, kind=Kind.FACT, action="work")
class RecordCheck(Entry, frozen=True, kw_only=True):
    """Something was looked at and passed or failed; a photo or a document is its evidence."""

    code: Identifier
    defect: Identifier | None
    document: Identifier | None
    lot: Identifier | None
    order: Identifier
    passed: bool
    photos: Photos
    second_badge: Identifier | None
    serial: Identifier | None
    step: StepNumber
    text: Note


@entry(version=2, kind=Kind.FACT, action="work")
class FinishStep(Entry, frozen=True, kw_only=True):
    """Work on a step is done. ``second_badge``: the person who looked at it too, where it takes two."""

    lot: Identifier | None
    order: Identifier
    second_badge: Identifier | None
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.DECISION, action="system")
class EndDoubt(Entry, frozen=True, kw_only=True):
    """So many hours have passed since a step was found out of sequence (C23); the server's clock says so."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=8760)]
    lot: Identifier | None
    order: Identifier
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work")
class ReportBlocked(Entry, frozen=True, kw_only=True):
    """The device stopped somebody beforehand: by which code, and what was scanned. Nothing was done."""

    code: Identifier
    detail: Line
    lot: Identifier | None
    order: Identifier
    scans: Scans
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="skip_step")
class SkipStep(Entry, frozen=True, kw_only=True):
    """A step is left out, for the envelope's reason: it opens a deviation, and what comes after it may go on."""

    lot: Identifier | None
    order: Identifier
    serial: Identifier | None
    step: StepNumber


@entry(version=1, kind=Kind.FACT, action="work")
class CorrectReading(Entry, frozen=True, kw_only=True):
    """A reading was written down wrongly: the value that was meant, with the envelope's reason; the first one stays."""

    reading: Identifier
    value: DecimalText


@entry(version=1, kind=Kind.FACT, action="work")
class CorrectCheck(Entry, frozen=True, kw_only=True):
    """A check was answered wrongly: the answer that was meant, with the envelope's reason; the first one stays."""

    defect: Identifier | None
    passed: bool
    reading: Identifier
