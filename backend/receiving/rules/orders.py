"""What a receipt means for its order line: received so far, and more than was ordered."""

from decimal import Decimal

from backend.items.state import Item
from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.suppliers.events import OrderLineReceived
from backend.suppliers.rules import expected, line_received
from backend.suppliers.state import OrderLine
from sync.quantity import NotConvertible


def counted(
    rows: WorkingSet, line: OrderLine | None, item: str, quantity: Decimal
) -> tuple[list[OrderLineReceived], list[Exceptional]]:
    """Return what ``quantity`` (base unit, negative to take back) does to a line of the same item, and over-receipt."""
    if line is None or line.item != item or not quantity:
        return [], []
    event = line_received(rows, line, quantity)
    over = _over(rows, line, event.quantity_received) if quantity > 0 else []
    return [event], over


def _over(rows: WorkingSet, line: OrderLine, received: Decimal) -> list[Exceptional]:
    item = rows.find(Item, line.item)
    try:
        wanted = None if item is None else expected(line, item)
    except NotConvertible:
        wanted = None
    if item is None or wanted is None or received <= wanted:
        return []
    detail = {
        "order": line.order,
        "line": line.line,
        "expected": f"{wanted:f}",
        "found": f"{received:f}",
        "unit": item.unit,
    }
    return [Exceptional("OVER_RECEIPT", "order", line.order, detail)]


def line_of(rows: WorkingSet, order: str | None, line: int | None) -> OrderLine | None:
    """Return a receipt's order line, or None when it has none or the order does not know it."""
    if order is None or line is None:
        return None
    return next((each for each in rows.group(OrderLine, "order", order) if each.line == line), None)
