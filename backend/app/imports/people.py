"""People from CSV; roles and sites are separated by semicolons. No secret is ever in the file."""

from typing import Literal

import msgspec

from backend.app.imports.cells import Code, ListCell, Name
from backend.app.imports.sheets import Imported, Problem, SheetRow, checked, read_sheet, sha256
from backend.people.entries import ImportPeople, PersonFields


class PersonRow(SheetRow):
    """One row of a people file."""

    number: Code
    badge: Code
    name_en: Name
    name_zh: Name
    language: Literal["zh", "en"]
    roles: ListCell
    sites: ListCell


def read_people(data: bytes, source: str) -> Imported:
    """Return the ImportPeople entry of a file."""
    sheet = read_sheet(data, PersonRow)
    problems = list(sheet.problems)
    people: list[PersonFields] = []
    for number, row in sheet.rows:
        try:
            people.append(msgspec.convert(row.model_dump(), PersonFields))
        except msgspec.ValidationError as error:
            column = str(error).partition("`$.")[2].partition("`")[0].partition("[")[0]
            problems.append(Problem(number, column, f"expected a person's value: {error}", f"取值不符：{error}"))
    if problems:
        return Imported(None, tuple(problems), len(sheet.rows))
    return checked(ImportPeople(rows=tuple(people), sha256=sha256(data), source=source), len(people))
