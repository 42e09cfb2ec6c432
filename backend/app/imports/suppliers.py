"""Suppliers and their approvals from CSV: one row for each approval, or one without for a supplier that has none."""

from typing import Literal

import msgspec

from backend.app.imports.cells import Code, CodeOrNone, DayOrNone, Line, Name
from backend.app.imports.sheets import Imported, Problem, SheetRow, checked, read_sheet, sha256
from backend.suppliers.entries import ApprovalStatus, ApproveSupplier, DefineSupplier, ImportSuppliers


class SupplierRow(SheetRow):
    """One row: the supplier, and one approval (site, family, approval, valid_to) or none of these four."""

    number: Code
    name_en: Name
    name_zh: Name
    status: Literal["prospect", "evaluating", "approved", "conditional", "suspended", "disqualified"]
    site: CodeOrNone
    family: CodeOrNone
    approval: Literal["approved", "conditional", "suspended", "disqualified", ""]
    valid_to: DayOrNone
    conditions: Line


def read_suppliers(data: bytes, source: str) -> Imported:
    """Return the ImportSuppliers entry of a file; rows of one supplier must agree on its names and status."""
    sheet = read_sheet(data, SupplierRow)
    problems = list(sheet.problems)
    suppliers: dict[str, DefineSupplier] = {}
    approvals: list[ApproveSupplier] = []
    for number, row in sheet.rows:
        supplier = DefineSupplier(number=row.number, name_en=row.name_en, name_zh=row.name_zh, status=row.status)
        if suppliers.setdefault(row.number, supplier) != supplier:
            problems.append(_differs(number, row.number))
        approval = _approval(number, row)
        if isinstance(approval, Problem):
            problems.append(approval)
        elif approval is not None:
            approvals.append(approval)
    if problems:
        return Imported(None, tuple(problems), len(sheet.rows))
    body = ImportSuppliers(
        suppliers=tuple(suppliers.values()), approvals=tuple(approvals), sha256=sha256(data), source=source
    )
    return checked(body, len(sheet.rows))


def _differs(row: int, supplier: str) -> Problem:
    return Problem(
        row,
        "number",
        f"expected the same names and status for {supplier} as in its first row",
        f"{supplier} 的名称和状态与首次出现的行不一致",
    )


def _approval(number: int, row: SupplierRow) -> ApproveSupplier | Problem | None:
    if row.site is None and row.family is None and row.valid_to is None and not row.approval:
        return None
    if row.site is None or row.family is None or row.valid_to is None or not row.approval:
        return Problem(
            number,
            "site",
            "expected site, family, approval and valid_to together or none of them",
            "site、family、approval、valid_to 要么全填，要么全空",
        )
    return ApproveSupplier(
        supplier=row.number,
        site=row.site,
        family=row.family,
        status=msgspec.convert(row.approval, ApprovalStatus),
        valid_to=row.valid_to,
        conditions=row.conditions,
    )
