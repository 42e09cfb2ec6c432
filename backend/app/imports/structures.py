"""Structures from CSV: one row for each line, the revision's own columns repeated."""

from backend.app.imports.cells import Code, DecimalCell, ListCell, UnitCell
from backend.app.imports.process_cells import EffectivityCell
from backend.app.imports.sheets import Imported, Problem, SheetRow, checked, read_sheet, sha256
from backend.items.entries import DraftStructure, ImportStructures, StructureLine


class StructureRow(SheetRow):
    """One line: so much of a component goes into one base unit of the item."""

    item: Code
    revision: Code
    effectivity: EffectivityCell
    component: Code
    quantity: DecimalCell
    unit: UnitCell
    substitutes: ListCell


def read_structures(data: bytes, source: str) -> Imported:
    """Return the ImportStructures entry of a file; the lines of one revision must agree on when it holds."""
    sheet = read_sheet(data, StructureRow)
    problems = list(sheet.problems)
    heads: dict[tuple[str, str], StructureRow] = {}
    lines: dict[tuple[str, str], list[StructureLine]] = {}
    places: dict[tuple[str, ...], int] = {}
    for number, row in sheet.rows:
        revision = (row.item, row.revision)
        head = heads.setdefault(revision, row)
        if head.effectivity != row.effectivity:
            problems.append(effectivity_differs(number, row.item))
        for each in (row.component, *row.substitutes):
            if (*revision, each) in places:
                problems.append(Problem(number, "component", f"{each} is there twice", f"{each} 重复"))
            places[(*revision, each)] = number
        places.setdefault(revision, number)
        lines.setdefault(revision, []).append(_line(row))
    if problems:
        return Imported(None, tuple(problems), len(sheet.rows))
    rows = tuple(
        DraftStructure(effectivity=head.effectivity, item=item, lines=tuple(lines[item, revision]), revision=revision)
        for (item, revision), head in heads.items()
    )
    return checked(ImportStructures(rows=rows, sha256=sha256(data), source=source), len(sheet.rows), places)


def _line(row: StructureRow) -> StructureLine:
    return StructureLine(item=row.component, quantity=row.quantity, substitutes=tuple(row.substitutes), unit=row.unit)


def effectivity_differs(row: int, item: str) -> Problem:
    """Return the problem of a row that says another start than the first of its revision."""
    return Problem(
        row,
        "effectivity",
        f"expected the same effectivity for {item} as in its first row",
        f"{item} 的生效方式与首次出现的行不一致",
    )
