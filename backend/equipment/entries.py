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
Days = Annotated[int, msgspec.Meta(ge=1, le=36_500)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=87_600)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
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
