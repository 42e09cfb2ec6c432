"""Decides on device identifiers: whose one is, how many base units a package holds, what never changes under it."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

import msgspec

from backend.items.entries.master import DefineIdentifier
from backend.items.events.master import IdentifierDefined
from backend.items.state.master import DeviceDescription, Identifier, Item
from backend.log.vocabulary import Context, Decision, Event
from backend.log.working_set import WorkingSet
from labels.check_digits import has_check_digit
from labels.device_identifiers import FORMS, has_form, has_sound_check
from sync.outcome import Flag
from sync.quantity import NotConvertible, exact

GTIN_LENGTH = 14
FROZEN_IN_IDENTIFIER = ("agency", "item", "level", "contains", "quantity", "base_quantity")
"""What never changes under one device identifier: a change of any of them needs a new one (21 CFR 830.50)."""


def decide_define_identifier(rows: WorkingSet, body: DefineIdentifier, _ctx: Context) -> Decision:
    """Define an identifier of an item that exists."""
    contained = None if body.contains is None else rows.find(Identifier, body.contains)
    item_known = rows.find(Item, body.item) is not None
    known = rows.find(Identifier, body.di)
    judged = _judged_identifier(body, known, contained, item_known=item_known)
    return one(judged if isinstance(judged, Flag) else _retired(rows, body, known) or judged)


def malformed(agency: str, di: str) -> Flag | None:
    """Return why an identifier does not have the form of its agency, or fails its check digit or character, or None.

    GS1: a GTIN-14 (General Specifications 7.9.1; GUDID stores 14 digits). NDC and AHM pass as they are.
    """
    if agency != "GS1":
        return _malformed_elsewhere(agency, di)
    if len(di) != GTIN_LENGTH or not (di.isascii() and di.isdigit()):
        return Flag("IDENTIFIER_LENGTH", {"di": di, "expected": GTIN_LENGTH, "found": len(di)})
    if not has_check_digit(di):
        return Flag("IDENTIFIER_CHECK_DIGIT", {"di": di})
    return None


def _malformed_elsewhere(agency: str, di: str) -> Flag | None:
    if not has_form(agency, di):
        return Flag("IDENTIFIER_FORM", {"di": di, "agency": agency, "expected": FORMS[agency]})
    return None if has_sound_check(agency, di) else Flag("IDENTIFIER_CHECK_DIGIT", {"di": di})


def one(judged: Event | Flag | None) -> Decision:
    """Return the decision for one judged thing."""
    if isinstance(judged, Flag):
        return Decision(refusal=judged)
    return Decision(events=() if judged is None else (judged,))


def refused(flag: Flag, row: int, key: str) -> Decision:
    """Return the refusal of a whole file for one row of it."""
    return Decision(refusal=Flag(flag.code, {**flag.detail, "row": row, "key": key}))


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


def judged_identifiers(
    rows: WorkingSet, identifiers: Sequence[DefineIdentifier], *, new_items: AbstractSet[str] = frozenset()
) -> list[IdentifierDefined] | Decision:
    """Return the new or changed identifiers, contained ones first whatever their order; or the refusal.

    ``new_items``: items that the same entry creates.
    """
    placed: dict[str, Identifier] = {}
    events: list[IdentifierDefined] = []
    waiting = list(enumerate(identifiers, 1))
    names = {identifier.di for identifier in identifiers}
    if len(names) != len(waiting):
        return Decision(refusal=Flag("IMPORT_ROW_TWICE", {"key": twice(i.di for i in identifiers)}))
    while waiting:
        ready = [(row, each) for row, each in waiting if each.contains not in names or each.contains in placed]
        if not ready:
            return refused(Flag("IDENTIFIER_CYCLE", {"di": waiting[0][1].di}), waiting[0][0], waiting[0][1].di)
        for row, each in ready:
            known = rows.find(Identifier, each.di)
            contained = _contained(rows, each, placed)
            item_known = each.item in new_items or rows.find(Item, each.item) is not None
            judged = _judged_identifier(each, known, contained, item_known=item_known)
            if not isinstance(judged, Flag):
                judged = _retired(rows, each, known) or judged
            if isinstance(judged, Flag):
                return refused(judged, row, each.di)
            events += () if judged is None else (judged,)
            placed[each.di] = _identifier(each, contained)
        waiting = [(row, each) for row, each in waiting if each.di not in placed]
    return events


def _retired(rows: WorkingSet, body: DefineIdentifier, known: Identifier | None) -> Flag | None:
    """Refuse to take back into use what stands for the device as it was before a new identifier was needed."""
    described = rows.find(DeviceDescription, body.item)
    back = known is not None and known.status == "discontinued" and body.status == "active"
    if not back or described is None or body.di in described.identifiers:
        return None
    return Flag("IDENTIFIER_RETIRED", {"di": body.di, "item": body.item})


def _contained(rows: WorkingSet, body: DefineIdentifier, placed: Mapping[str, Identifier]) -> Identifier | None:
    if body.contains is None:
        return None
    return placed.get(body.contains) or rows.find(Identifier, body.contains)


def twice(keys: Iterable[str]) -> str:
    """Return the first key that is there twice."""
    seen: set[str] = set()
    return next(key for key in keys if key in seen or seen.add(key))  # type: ignore[func-returns-value]
