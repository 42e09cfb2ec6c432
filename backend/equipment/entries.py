"""What can be recorded about equipment: what it is and whether it may be used are decisions, what was done is a fact.

``performed_at`` is when the work was done, perhaps long before it is recorded: a certificate comes later.
"""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, Line, Note, Sha256

EquipmentKind = Literal["machine", "gauge"]
EquipmentAct = Literal["qualify", "take_out_of_service", "retire"]
CalibrationResult = Literal["pass", "out_of_tolerance"]
MAX_DAYS = 36_500
MAX_HOURS = 87_600
Days = Annotated[int, msgspec.Meta(ge=1, le=MAX_DAYS)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=MAX_HOURS)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
UsedOnes = Annotated[tuple["UsedOn", ...], msgspec.Meta(min_length=1, max_length=1_000)]
Files = Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=20)]


@entry(version=1, kind=Kind.DECISION, action="manage_equipment")
class DefineEquipment(Entry, frozen=True, kw_only=True):
    """Create or change a machine or gauge. An interval that is null is not asked of it.

    ``critical``: nothing made on it, or measured by it, goes on by itself when it was not ready.
    """

    calibration_days: Days | None
    cleaning_hours: Hours | None
    code: Identifier
    critical: bool
    equipment_class: Identifier
    kind: EquipmentKind
    maintenance_days: Days | None
    name_en: Line
    name_zh: Line
    site: Identifier


@entry(version=1, kind=Kind.DECISION, action="manage_equipment")
class ImportEquipment(Entry, frozen=True, kw_only=True):
    """The machines and gauges of one file; all take effect or none."""

    rows: Annotated[tuple[DefineEquipment, ...], msgspec.Meta(max_length=5_000)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="qualify_equipment")
class ChangeEquipment(Entry, frozen=True, kw_only=True):
    """Qualify it for use, take it out of service or retire it for good, with the envelope's reason."""

    act: EquipmentAct
    equipment: Identifier


@entry(version=1, kind=Kind.FACT, action="maintain_equipment")
class CalibrateEquipment(Entry, frozen=True, kw_only=True):
    """It was calibrated: what it was found at, and the result.

    ``due`` (that day included): null follows the interval.
    """

    as_found: Line
    as_left: Line
    certificate: Identifier
    due: date | None
    equipment: Identifier
    files: Files
    laboratory: Line
    performed_at: Moment
    result: CalibrationResult


class PastCalibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A calibration that found the piece good. One that found it wrong is recorded by itself: it asks what follows."""

    as_found: Line
    as_left: Line
    certificate: Identifier
    due: date | None
    equipment: Identifier
    laboratory: Line
    performed_at: Moment


@entry(version=1, kind=Kind.DECISION, action="manage_equipment")
class ImportCalibrations(Entry, frozen=True, kw_only=True):
    """The good calibrations of one file, of before the records were kept here; all take effect or none."""

    rows: Annotated[tuple[PastCalibration, ...], msgspec.Meta(max_length=5_000)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.FACT, action="maintain_equipment")
class MaintainEquipment(Entry, frozen=True, kw_only=True):
    """It was maintained. ``due`` (that day included): null follows the interval."""

    due: date | None
    equipment: Identifier
    files: Files
    performed_at: Moment
    text: Note


@entry(version=1, kind=Kind.FACT, action="work")
class CleanEquipment(Entry, frozen=True, kw_only=True):
    """It was cleaned, or found dirty."""

    equipment: Identifier
    performed_at: Moment
    result: Literal["clean", "dirty"]
    text: Note


class UsedOn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a piece was used on: a lot, a unit of ``item``, or the order or load as such where both are null."""

    item: Identifier | None
    lot: Identifier | None
    order: Identifier
    serial: Identifier | None


@entry(version=1, kind=Kind.DECISION, action="assess_equipment")
class AssessUses(Entry, frozen=True, kw_only=True):
    """Ask of each thing that a piece was used on what becomes of it (ISO 13485 7.6): the piece was found wrong later.

    ``calibration``: the record that found it so. ``hold``: until it is decided, lots and units wait.
    """

    calibration: Identifier
    equipment: Identifier
    hold: bool
    uses: UsedOnes
