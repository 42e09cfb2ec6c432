"""Skills from CSV, and who was trained in them on which day."""

from datetime import datetime, time

from backend.app.imports.cells import Code, Day, DayOrNone, Name, WholeOrNone, YesNo
from backend.app.imports.process_cells import TextCell
from backend.app.imports.sheets import Imported, SheetRow, checked, read_sheet, sha256
from backend.people.entries import DefineSkill, ImportSkills, ImportTraining, RecordTraining
from backend.people.rules import FACTORY_TIME


class SkillRow(SheetRow):
    """One skill: the document it is taught from, the revision that counts and from when."""

    code: Code
    name_en: Name
    name_zh: Name
    document: Code
    revision: Code
    effective_from: Day
    valid_months: WholeOrNone
    assessed: YesNo = True


class TrainingRow(SheetRow):
    """One training that somebody was given; it counts from the beginning of that day at the factory."""

    person: Code
    skill: Code
    revision: Code
    trained_on: Day
    valid_to: DayOrNone
    text: TextCell


def read_skills(data: bytes, source: str) -> Imported:
    """Return the ImportSkills entry of a file."""
    sheet = read_sheet(data, SkillRow)
    if sheet.problems:
        return Imported(None, sheet.problems, len(sheet.rows))
    rows = tuple(DefineSkill(**row.model_dump()) for _, row in sheet.rows)
    return checked(ImportSkills(rows=rows, sha256=sha256(data), source=source), len(rows))


def read_training(data: bytes, source: str) -> Imported:
    """Return the ImportTraining entry of a file."""
    sheet = read_sheet(data, TrainingRow)
    if sheet.problems:
        return Imported(None, sheet.problems, len(sheet.rows))
    rows = tuple(_training(row) for _, row in sheet.rows)
    return checked(ImportTraining(rows=rows, sha256=sha256(data), source=source), len(rows))


def _training(row: TrainingRow) -> RecordTraining:
    given = row.model_dump(exclude={"trained_on"})
    at = datetime.combine(row.trained_on, time(), FACTORY_TIME)
    return RecordTraining(**given, evidence=(), performed_at=at)
