"""Purchase orders from CSV: one row for each line, the order's own columns repeated."""

from typing import Literal

from backend.app.imports.cells import Code, CodeOrNone, Day, DayOrNone, DecimalCell, UnitCell, Whole
from backend.app.imports.sheets import Imported, Problem, SheetRow, checked, read_sheet, sha256
from backend.suppliers.entries import ImportOrders, OrderLineFields, PlaceOrder
from sync.quantity import Quantity


class OrderRow(SheetRow):
    """One line of an order."""

    order: Code
    site: Code
    supplier: Code
    status: Literal["approved", "sent", "closed", "cancelled"]
    ordered_on: Day
    line: Whole
    item: Code
    specification: CodeOrNone
    quantity: DecimalCell
    unit: UnitCell
    due: DayOrNone


def read_orders(data: bytes, source: str) -> Imported:
    """Return the ImportOrders entry of a file; the lines of one order must agree on the order's own columns."""
    sheet = read_sheet(data, OrderRow)
    problems = list(sheet.problems)
    heads: dict[str, OrderRow] = {}
    lines: dict[str, list[OrderLineFields]] = {}
    for number, row in sheet.rows:
        head = heads.setdefault(row.order, row)
        problems += _differences(number, head, row)
        if any(line.line == row.line for line in lines.get(row.order, ())):
            problems.append(Problem(number, "line", f"line {row.line} is there twice", f"行号 {row.line} 重复"))
        lines.setdefault(row.order, []).append(_line(row))
    if problems:
        return Imported(None, tuple(problems), len(sheet.rows))
    rows = tuple(_order(head, lines[number]) for number, head in heads.items())
    return checked(ImportOrders(rows=rows, sha256=sha256(data), source=source), len(sheet.rows))


def _differences(number: int, head: OrderRow, row: OrderRow) -> list[Problem]:
    return [
        Problem(
            number,
            column,
            f"expected {getattr(head, column)} as in the first line of {row.order}, found {getattr(row, column)}",
            f"与 {row.order} 首行不一致：应为 {getattr(head, column)}，实际为 {getattr(row, column)}",
        )
        for column in ("site", "supplier", "status", "ordered_on")
        if getattr(head, column) != getattr(row, column)
    ]


def _line(row: OrderRow) -> OrderLineFields:
    return OrderLineFields(
        due=row.due,
        item=row.item,
        line=row.line,
        quantity=Quantity(unit=row.unit, value=row.quantity),
        specification=row.specification,
    )


def _order(head: OrderRow, lines: list[OrderLineFields]) -> PlaceOrder:
    return PlaceOrder(
        lines=tuple(lines),
        number=head.order,
        ordered_on=head.ordered_on,
        site=head.site,
        status=head.status,
        supplier=head.supplier,
    )
