"""Rows of equipment. What was done to a piece is kept line by line; its row says how it stands after all of them."""

from datetime import date, datetime

from backend.log.row import Row, row_type
from backend.material.state import at_site


@row_type("equipment", key=("code",), rank=42, lock="share", streams=at_site)
class Equipment(Row, frozen=True, kw_only=True):
    """A machine or gauge, and how it stands. ``out_of_tolerance_at``: since when, until it is calibrated again."""

    code: str
    site: str
    name_en: str
    name_zh: str
    kind: str
    equipment_class: str
    critical: bool
    calibration_days: int | None
    maintenance_days: int | None
    cleaning_hours: int | None
    status: str
    calibrated_at: datetime | None
    calibration_due: date | None
    out_of_tolerance_at: datetime | None
    maintained_at: datetime | None
    maintenance_due: date | None
    cleaned_at: datetime | None
    last_at: datetime | None


@row_type("equipment_record", key=("id",), rank=43, lock="parent", part_of=("equipment", ("equipment",)))
class EquipmentRecord(Row, frozen=True, kw_only=True):
    """One thing that was done to a piece of equipment or decided about it; written once."""

    id: str
    site: str
    equipment: str
    record: str
    result: str
    at: datetime
    due: date | None
    certificate: str | None
    laboratory: str
    as_found: str
    as_left: str
    text: str
    files: tuple[str, ...]
    by: str
    entry: str
    received_at: datetime
