"""What is then true of equipment."""

from datetime import date, datetime
from typing import Literal

from backend.log.vocabulary import Event, event

Record = Literal["status", "calibration", "maintenance", "cleaning"]


@event(version=1)
class EquipmentDefined(Event, frozen=True, kw_only=True):
    """A machine or gauge was created or changed."""

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


@event(version=1)
class EquipmentRecorded(Event, frozen=True, kw_only=True):
    """Something was done to it or decided about it. ``result``: the status it then has, pass or out_of_tolerance,
    done, clean or dirty. ``due``: the last day on which that still counts; None follows the interval.
    """

    id: str
    equipment: str
    record: Record
    result: str
    at: datetime
    due: date | None
    certificate: str | None
    laboratory: str
    as_found: str
    as_left: str
    text: str
    files: tuple[str, ...]
