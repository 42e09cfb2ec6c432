"""Decides on item master data: what may still change. One broken rule refuses the entry, and an import whole."""

import msgspec

from backend.items.entries.master import DefineItem, ImportItems
from backend.items.events.master import ImportRowRejected, ItemDefined
from backend.items.rules.identifiers import judged_identifiers, one, refused, twice
from backend.items.state.master import ImportReject, Item
from backend.log.vocabulary import Context, Decision, Event
from backend.log.working_set import WorkingSet
from sync.outcome import Flag

FROZEN_IN_REVISION = (
    "trace",
    "shelf_life_days",
    "minimum_remaining_days",
    "open_minutes",
    "specification",
    "certificate_required",
)
"""What a new revision is needed for, beside the conversions."""


def decide_define_item(rows: WorkingSet, body: DefineItem, _ctx: Context) -> Decision:
    """Create or revise an item; unchanged fields give no event."""
    return one(_judged_item(rows, body))


def decide_import_items(rows: WorkingSet, body: ImportItems, _ctx: Context) -> Decision:
    """Take a whole file or refuse it with the first row that is wrong; rows without a change give no event."""
    events: list[Event] = []
    for row, item in enumerate(body.items, 1):
        judged = _judged_item(rows, item)
        if isinstance(judged, Flag):
            return refused(judged, row, item.number)
        events += () if judged is None else (judged,)
    numbers = [item.number for item in body.items]
    if len(set(numbers)) != len(numbers):
        return Decision(refusal=Flag("IMPORT_ROW_TWICE", {"key": twice(numbers)}))
    identified = judged_identifiers(rows, body.identifiers, new_items=set(numbers))
    if isinstance(identified, Decision):
        return identified
    return Decision(events=(*events, *identified, *_rejected(rows, body)))


def _judged_item(rows: WorkingSet, body: DefineItem) -> ItemDefined | Flag | None:
    known = rows.find(Item, body.number)
    units = [c.unit for c in body.conversions]
    if body.unit in units or len(set(units)) != len(units):
        return Flag("ITEM_CONVERSIONS_INVALID", {"item": body.number, "unit": body.unit})
    if known is not None and (problem := _frozen(known, body)):
        return problem
    event = ItemDefined(**msgspec.structs.asdict(body))
    return event if known is None or _changed(known, body) else None


def _frozen(known: Item, body: DefineItem) -> Flag | None:
    stub = known.status == "stub"
    if known.unit != body.unit and (known.in_use or not stub):
        return Flag("ITEM_UNIT_FROZEN", {"item": body.number, "expected": known.unit, "found": body.unit})
    if known.trace != body.trace and known.in_use and not stub:
        return Flag("ITEM_TRACE_FROZEN", {"item": body.number, "expected": known.trace, "found": body.trace})
    if known.revision != body.revision or stub:
        return None
    changed = [name for name in FROZEN_IN_REVISION if getattr(known, name) != getattr(body, name)]
    changed += ["conversions"] if _ratios(body) != known.conversions else []
    if changed:
        detail = {"item": body.number, "revision": body.revision, "fields": ", ".join(changed)}
        return Flag("ITEM_REVISION_NEEDED", detail)
    return None


def _ratios(body: DefineItem) -> dict[str, tuple[int, int]]:
    return {c.unit: (c.numerator, c.denominator) for c in body.conversions}


def _changed(known: Item, body: DefineItem) -> bool:
    fields = msgspec.structs.asdict(body) | {"conversions": _ratios(body)}
    return any(getattr(known, name) != value for name, value in fields.items())


def _rejected(rows: WorkingSet, body: ImportItems) -> list[ImportRowRejected]:
    return [
        ImportRowRejected(sha256=body.sha256, source=body.source, **msgspec.structs.asdict(reject))
        for reject in body.rejects
        if rows.find(ImportReject, body.sha256, reject.line) is None
    ]
