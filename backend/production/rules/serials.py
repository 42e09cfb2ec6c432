"""Whether an order may name these serials for its units: as many as there are units, and nobody else's."""

from collections.abc import Sequence
from decimal import Decimal

from backend.items.entries import SerialSpan
from backend.items.state import Item, run_of, spelled
from backend.log.working_set import WorkingSet
from backend.material.state import Unit
from backend.production.state import MAX_SERIALS, NamedSerial
from sync.outcome import Flag


def serials_problem(
    rows: WorkingSet, order: str, item: Item, quantity: Decimal, spans: Sequence[SerialSpan]
) -> Flag | None:
    """Return the first reason why the order cannot name them; an order that names none has no reason."""
    if not spans:
        return None
    if item.trace not in ("serial", "both"):
        return Flag("WORK_ORDER_WITHOUT_SERIALS", {"order": order, "item": item.number, "found": item.trace})
    runs = [run_of(span) for span in spans]
    uncounted = next((span for span, run in zip(spans, runs, strict=True) if run is None), None)
    if uncounted is not None:
        return Flag("SERIALS_NOT_COUNTED", {"order": order, "first": uncounted.first, "last": uncounted.last})
    count = sum(run.count for run in runs if run is not None)
    if count != quantity or count > MAX_SERIALS:
        detail = {"order": order, "found": count, "expected": f"{quantity.normalize():f}", "limit": MAX_SERIALS}
        return Flag("WORK_ORDER_SERIAL_COUNT", detail)
    return _taken(rows, order, item, spans)


def _taken(rows: WorkingSet, order: str, item: Item, spans: Sequence[SerialSpan]) -> Flag | None:
    """Return that a serial is named twice, is another order's, or that its unit is there already."""
    seen: set[str] = set()
    for serial in spelled(spans, limit=MAX_SERIALS):
        named = rows.find(NamedSerial, item.number, serial)
        unit = rows.find(Unit, item.number, serial)
        other = named.order if named is not None and named.order != order else None
        if serial in seen or other is not None or (unit is not None and not unit.stub):
            by = order if serial in seen else other
            return Flag("WORK_ORDER_SERIAL_TAKEN", {"order": order, "serial": serial, "by": by or "–"})
        seen.add(serial)
    return None
