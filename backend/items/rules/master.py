"""Decides on item master data: what may still change, whose an identifier is, how many base units a package holds.
All are decisions: one broken rule refuses the entry, and for an import the whole file.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import msgspec

from backend.items.entries.master import DefineIdentifier, DefineItem, ImportItems
from backend.items.events.master import IdentifierDefined, ImportRowRejected, ItemDefined
from backend.items.state.master import Identifier, ImportReject, Item
from backend.log.vocabulary import Context, Decision, Event
from backend.log.working_set import WorkingSet
from labels.check_digits import has_check_digit
from sync.outcome import Flag
from sync.quantity import NotConvertible, exact

GTIN_LENGTH = 14
FROZEN_IN_REVISION = ("trace", "shelf_life_days", "minimum_remaining_days", "specification", "certificate_required")
"""What a new revision is needed for, beside the conversions."""
FROZEN_IN_IDENTIFIER = ("agency", "item", "level", "contains", "quantity", "base_quantity")
"""What never changes under one device identifier: a change of any of them needs a new one (21 CFR 830.50)."""


def decide_define_item(rows: WorkingSet, body: DefineItem, _ctx: Context) -> Decision:
    """Create or revise an item; unchanged fields give no event."""
    return _one(_judged_item(rows, body))


def decide_define_identifier(rows: WorkingSet, body: DefineIdentifier, _ctx: Context) -> Decision:
    """Define an identifier of an item that exists."""
    contained = None if body.contains is None else rows.find(Identifier, body.contains)
    item_known = rows.find(Item, body.item) is not None
    return _one(_judged_identifier(body, rows.find(Identifier, body.di), contained, item_known=item_known))


def decide_import_items(rows: WorkingSet, body: ImportItems, _ctx: Context) -> Decision:
    """Take a whole file or refuse it with the first row that is wrong; rows without a change give no event."""
    events: list[Event] = []
    for row, item in enumerate(body.items, 1):
        judged = _judged_item(rows, item)
        if isinstance(judged, Flag):
            return _refused(judged, row, item.number)
        events += () if judged is None else (judged,)
    identified = _judged_identifiers(rows, body)
    if isinstance(identified, Decision):
        return identified
    return Decision(events=(*events, *identified, *_rejected(rows, body)))


def malformed(agency: str, di: str) -> Flag | None:
    """Return why a GS1 identifier is no GTIN-14 (length, then check digit), or None; other agencies pass as they are.

    GS1 General Specifications 7.9.1; GUDID stores 14 digits.
    """
    if agency != "GS1":
        return None
    if len(di) != GTIN_LENGTH or not (di.isascii() and di.isdigit()):
        return Flag("IDENTIFIER_LENGTH", {"di": di, "expected": GTIN_LENGTH, "found": len(di)})
    if not has_check_digit(di):
        return Flag("IDENTIFIER_CHECK_DIGIT", {"di": di})
    return None


def _one(judged: Event | Flag | None) -> Decision:
    if isinstance(judged, Flag):
        return Decision(refusal=judged)
    return Decision(events=() if judged is None else (judged,))


def _refused(flag: Flag, row: int, key: str) -> Decision:
    return Decision(refusal=Flag(flag.code, {**flag.detail, "row": row, "key": key}))


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


def _judged_identifier(
    body: DefineIdentifier,
    known: Identifier | None,
    contained: Identifier | None,
    *,
    item_known: bool,
) -> IdentifierDefined | Flag | None:
    problem = malformed(body.agency, body.di) or _misplaced(body, contained, item_known=item_known)
    if problem:
        return problem
    try:
        row = _identifier(body, contained)
    except NotConvertible:
        return Flag("IDENTIFIER_QUANTITY_UNCLEAR", {"di": body.di})
    if known is not None and known.item != row.item:
        return Flag("IDENTIFIER_OF_OTHER_ITEM", {"di": body.di, "expected": known.item, "found": body.item})
    changed = [n for n in FROZEN_IN_IDENTIFIER if known is not None and getattr(known, n) != getattr(row, n)]
    if changed:
        return Flag("IDENTIFIER_FROZEN", {"di": body.di, "fields": ", ".join(changed)})
    return None if known == row else IdentifierDefined(**msgspec.structs.asdict(row))


def _misplaced(body: DefineIdentifier, contained: Identifier | None, *, item_known: bool) -> Flag | None:
    if not item_known:
        return Flag("IDENTIFIER_ITEM_UNKNOWN", {"di": body.di, "item": body.item})
    if _unclear(body):
        return Flag("IDENTIFIER_QUANTITY_UNCLEAR", {"di": body.di})
    if body.contains == body.di:
        return Flag("IDENTIFIER_CYCLE", {"di": body.di})
    if body.contains is not None and contained is None:
        return Flag("IDENTIFIER_CONTAINS_UNKNOWN", {"di": body.di, "contains": body.contains})
    if contained is not None and contained.item != body.item:
        return Flag("IDENTIFIER_CONTAINS_OTHER_ITEM", {"di": body.di, "contains": body.contains})
    return None


def _unclear(body: DefineIdentifier) -> bool:
    """Say whether the quantity is given twice, half or not above zero."""
    if (body.contains is None) != (body.quantity is None):
        return True
    return body.base_quantity is not None and (body.contains is not None or Fraction(body.base_quantity) <= 0)


def _identifier(body: DefineIdentifier, contained: Identifier | None) -> Identifier:
    if contained is None or body.quantity is None:
        base: Decimal = exact(Fraction(body.base_quantity or "1"))
    else:
        base = exact(Fraction(contained.base_quantity) * body.quantity)
    return Identifier(**msgspec.structs.asdict(body) | {"base_quantity": base})


def _judged_identifiers(rows: WorkingSet, body: ImportItems) -> list[IdentifierDefined] | Decision:
    """Return the new or changed identifiers, contained ones first whatever their order in the file."""
    items = {item.number for item in body.items}
    placed: dict[str, Identifier] = {}
    events: list[IdentifierDefined] = []
    waiting = list(enumerate(body.identifiers, 1))
    names = {identifier.di for identifier in body.identifiers}
    if len(names) != len(waiting):
        return Decision(refusal=Flag("IMPORT_ROW_TWICE", {"key": _twice(i.di for i in body.identifiers)}))
    if len(items) != len(body.items):
        return Decision(refusal=Flag("IMPORT_ROW_TWICE", {"key": _twice(i.number for i in body.items)}))
    while waiting:
        ready = [(row, each) for row, each in waiting if each.contains not in names or each.contains in placed]
        if not ready:
            return _refused(Flag("IDENTIFIER_CYCLE", {"di": waiting[0][1].di}), waiting[0][0], waiting[0][1].di)
        for row, each in ready:
            known = rows.find(Identifier, each.di)
            contained = _contained(rows, each, placed)
            item_known = each.item in items or rows.find(Item, each.item) is not None
            judged = _judged_identifier(each, known, contained, item_known=item_known)
            if isinstance(judged, Flag):
                return _refused(judged, row, each.di)
            events += () if judged is None else (judged,)
            placed[each.di] = _identifier(each, contained)
        waiting = [(row, each) for row, each in waiting if each.di not in placed]
    return events


def _contained(rows: WorkingSet, body: DefineIdentifier, placed: Mapping[str, Identifier]) -> Identifier | None:
    if body.contains is None:
        return None
    return placed.get(body.contains) or rows.find(Identifier, body.contains)


def _twice(keys: Iterable[str]) -> str:
    seen: set[str] = set()
    return next(key for key in keys if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def _rejected(rows: WorkingSet, body: ImportItems) -> list[ImportRowRejected]:
    return [
        ImportRowRejected(sha256=body.sha256, source=body.source, **msgspec.structs.asdict(reject))
        for reject in body.rejects
        if rows.find(ImportReject, body.sha256, reject.line) is None
    ]
