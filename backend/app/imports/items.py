"""Items and their device identifiers from CSV. Two files, one entry: an item never appears without its packages."""

from typing import Literal

from backend.app.imports.cells import (
    Code,
    CodeOrBlank,
    CodeOrNone,
    Conversions,
    DecimalOrNone,
    Name,
    UnitCell,
    WholeOrNone,
    YesNo,
)
from backend.app.imports.sheets import Imported, SheetRow, checked, read_sheet, sha256
from backend.items.entries import DefineIdentifier, DefineItem, ImportItems
from sync.quantity import Conversion


class ItemRow(SheetRow):
    """One row of an items file."""

    number: Code
    revision: Code
    name_en: Name
    name_zh: Name
    trace: Literal["lot", "serial", "both", "none"]
    unit: UnitCell
    conversions: Conversions
    shelf_life_days: WholeOrNone
    minimum_remaining_days: WholeOrNone
    family: CodeOrBlank
    specification: CodeOrNone
    certificate_required: YesNo
    status: Literal["active", "inactive"]
    open_minutes: WholeOrNone = None


class IdentifierRow(SheetRow):
    """One row of an identifiers file."""

    di: Code
    agency: Literal["GS1", "HIBCC", "ICCBBA", "NDC", "MA", "AHM"]
    item: Code
    level: Literal["unit_of_use", "primary", "package", "secondary", "direct_mark", "previous"]
    contains: CodeOrNone
    quantity: WholeOrNone
    base_quantity: DecimalOrNone
    status: Literal["active", "discontinued"]


def read_items(data: bytes, source: str, identifiers: bytes | None = None) -> Imported:
    """Return the ImportItems entry of an items file and, if given, its identifiers file."""
    items = read_sheet(data, ItemRow)
    marks = None if identifiers is None else read_sheet(identifiers, IdentifierRow)
    problems = (*items.problems, *(() if marks is None else marks.problems))
    count = len(items.rows) + (0 if marks is None else len(marks.rows))
    if problems:
        return Imported(None, problems, count)
    body = ImportItems(
        items=tuple(_item(row) for _, row in items.rows),
        identifiers=() if marks is None else tuple(DefineIdentifier(**row.model_dump()) for _, row in marks.rows),
        rejects=(),
        sha256=sha256(data, identifiers or b""),
        source=source,
    )
    return checked(body, count)


def _item(row: ItemRow) -> DefineItem:
    conversions = tuple(Conversion(unit=u, numerator=n, denominator=d) for u, n, d in row.conversions)
    return DefineItem(**row.model_dump() | {"conversions": conversions})
