"""Locations from CSV."""

from typing import Literal

from backend.app.imports.cells import Code, CodeOrBlank, Name
from backend.app.imports.sheets import Imported, SheetRow, checked, read_sheet, sha256
from backend.material.entries import DefineLocation, ImportLocations


class LocationRow(SheetRow):
    """One row of a locations file."""

    site: Code
    code: Code
    name_en: Name
    name_zh: Name
    type: Literal["quarantine", "released", "rejected", "returned", "production", "dispatch", "unreconciled"]
    zone: CodeOrBlank


def read_locations(data: bytes, source: str) -> Imported:
    """Return the ImportLocations entry of a file."""
    sheet = read_sheet(data, LocationRow)
    if sheet.problems:
        return Imported(None, sheet.problems, 0)
    rows = tuple(DefineLocation(**row.model_dump()) for _, row in sheet.rows)
    return checked(ImportLocations(rows=rows, sha256=sha256(data), source=source), len(rows))
