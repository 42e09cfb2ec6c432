"""Machines and gauges from CSV, and calibrations that were done before: one row each, all of a file or none."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from backend.app.imports.cells import Code, DayOrNone, Line, MomentCell, Name, WholeOrNone, YesNo, wrong
from backend.app.imports.sheets import Imported, SheetRow, checked, read_sheet, sha256
from backend.equipment.entries import (
    MAX_DAYS,
    MAX_HOURS,
    DefineEquipment,
    ImportCalibrations,
    ImportEquipment,
    PastCalibration,
)


def _at_most(limit: int) -> BeforeValidator:
    def check(text: str) -> str:
        if text.isdecimal() and int(text) > limit:
            raise wrong("interval", text)
        return text

    return BeforeValidator(check)


DaysCell = Annotated[WholeOrNone, _at_most(MAX_DAYS)]
HoursCell = Annotated[WholeOrNone, _at_most(MAX_HOURS)]


class EquipmentRow(SheetRow):
    """One row of an equipment file."""

    site: Code
    code: Code
    name_en: Name
    name_zh: Name
    kind: Literal["machine", "gauge"]
    equipment_class: Code
    critical: YesNo
    calibration_days: DaysCell
    maintenance_days: DaysCell
    cleaning_hours: HoursCell


class CalibrationRow(SheetRow):
    """One row of a calibrations file: a calibration that found the piece good."""

    equipment: Code
    performed_at: MomentCell
    certificate: Code
    laboratory: Line
    as_found: Line
    as_left: Line
    due: DayOrNone


def read_equipment(data: bytes, source: str) -> Imported:
    """Return the ImportEquipment entry of a file."""
    sheet = read_sheet(data, EquipmentRow)
    if sheet.problems:
        return Imported(None, sheet.problems, 0)
    rows = tuple(DefineEquipment(**row.model_dump()) for _, row in sheet.rows)
    return checked(ImportEquipment(rows=rows, sha256=sha256(data), source=source), len(rows))


def read_calibrations(data: bytes, source: str) -> Imported:
    """Return the ImportCalibrations entry of a file."""
    sheet = read_sheet(data, CalibrationRow)
    if sheet.problems:
        return Imported(None, sheet.problems, 0)
    rows = tuple(PastCalibration(**row.model_dump()) for _, row in sheet.rows)
    return checked(ImportCalibrations(rows=rows, sha256=sha256(data), source=source), len(rows))
