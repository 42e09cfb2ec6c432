"""Allocates identifiers: only under the company's own prefixes, only free item references, each for ever."""

import re
from collections.abc import Sequence

from backend.items.entries.identity import AllocateIdentifiers, Allocation, DefineCompanyPrefix
from backend.items.entries.master import Agency, DefineIdentifier
from backend.items.events.identity import CompanyPrefixDefined, ItemReferenceTaken
from backend.items.rules.identifiers import judged_identifiers
from backend.items.state.identity import GS1, CompanyPrefix, base_reference, references, root_of, wanted
from backend.items.state.master import Identifier, Item
from backend.log.vocabulary import Context, Decision, Event, refuse
from backend.log.working_set import WorkingSet
from labels.gs1_keys import item_references

_FORMS = {
    "GS1": re.compile(r"[0-9]{4,12}"),
    "HIBCC": re.compile(r"[A-Z][A-Z0-9]{3}"),
    "MA": re.compile(r"MA\.[0-9]{3}\.[A-Z][0-9A-Z]\.[0-9]{4,10}"),
}
"""GS1 General Specifications 1.4.4; ANSI/HIBC 2.6 (labeler identification code); GB/T MA registrant code."""


def decide_define_company_prefix(rows: WorkingSet, body: DefineCompanyPrefix, _ctx: Context) -> Decision:
    """Take a prefix in the form of its agency that no other prefix begins with and that begins with no other."""
    if _FORMS[body.agency].fullmatch(body.prefix) is None:
        return refuse("PREFIX_FORM_WRONG", agency=body.agency, prefix=body.prefix)
    for other in rows.group(CompanyPrefix, "root", root_of(body.agency, body.prefix)):
        short, long = sorted((other.prefix, body.prefix), key=len)
        if other.prefix != body.prefix and body.agency == GS1 and long.startswith(short):
            return refuse("PREFIX_OVERLAPS", prefix=body.prefix, other=other.prefix)
    known = rows.find(CompanyPrefix, body.agency, body.prefix)
    if known is not None and (known.issued_by, known.valid_from) == (body.issued_by, body.valid_from):
        return Decision()
    event = CompanyPrefixDefined(
        agency=body.agency, prefix=body.prefix, issued_by=body.issued_by, valid_from=body.valid_from
    )
    return Decision(events=(event,))


def decide_allocate(rows: WorkingSet, body: AllocateIdentifiers, ctx: Context) -> Decision:
    """Make the identifiers of a new base, or of more packages around one that exists."""
    if _is_there(rows, body):
        return Decision()
    active = [each for each in rows.group(Identifier, "item", body.item) if is_base(each)]
    if body.allocation.base is None and active:
        return refuse("ITEM_HAS_IDENTIFIER", item=body.item, di=active[0].di)
    return allocated(rows, body.item, body.allocation, ctx)


def _is_there(rows: WorkingSet, body: AllocateIdentifiers) -> bool:
    """Say whether the item has the very identifiers of the reference that is asked for, packed as asked."""
    asked = body.allocation
    prefix = rows.find(CompanyPrefix, GS1, asked.prefix)
    if asked.base is not None or asked.reference is None or prefix is None:
        return False
    dis = [di for reference in references(prefix, asked) for di in wanted(prefix.prefix, reference, asked)]
    if not dis or any(known is None or known.item != body.item for known in (rows.find(Identifier, di) for di in dis)):
        return False
    return judged_identifiers(rows, _bodies(body.item, dis, asked)) == []


def is_base(identifier: Identifier) -> bool:
    """Say whether an identifier is on the market as the base of an item's packages."""
    return identifier.status == "active" and identifier.level == "primary" and identifier.agency == GS1


def allocated(rows: WorkingSet, item: str, body: Allocation, ctx: Context) -> Decision:
    """Return the events of an allocation, or its refusal; needs ``touches_allocation``."""
    if rows.find(Item, item) is None:
        return refuse("ITEM_UNKNOWN", item=item, photos=0)
    prefix = rows.find(CompanyPrefix, GS1, body.prefix)
    if prefix is None:
        return refuse("PREFIX_UNKNOWN", prefix=body.prefix)
    if ctx.received_at.date() < prefix.valid_from:
        return refuse("PREFIX_NOT_VALID_YET", prefix=body.prefix, valid_from=prefix.valid_from.isoformat())
    indicators = [package.indicator for package in body.packages]
    if len(set(indicators)) != len(indicators) or (body.base is not None and not indicators):
        return refuse("PACKAGE_LEVELS_WRONG", indicators=", ".join(map(str, indicators)) or "–")
    if body.base is not None and (
        rows.find(Identifier, body.base) is None or base_reference(body.prefix, body.base) < 0
    ):
        return refuse("BASE_NOT_OF_PREFIX", di=body.base, prefix=body.prefix)
    return _made(rows, item, body, prefix)


def _made(rows: WorkingSet, item: str, body: Allocation, prefix: CompanyPrefix) -> Decision:
    reference = _free(rows, prefix, body)
    if reference is None:
        taken = body.reference is not None or body.base is not None
        code = "REFERENCE_TAKEN" if taken else "PREFIX_EXHAUSTED"
        return refuse(code, prefix=prefix.prefix, capacity=item_references(prefix.prefix), next=prefix.next)
    made = judged_identifiers(rows, _bodies(item, wanted(prefix.prefix, reference, body), body))
    if isinstance(made, Decision):
        return made
    taken_event: tuple[Event, ...] = ()
    if body.base is None:
        after = reference + 1 if body.reference is None else prefix.next
        taken_event = (ItemReferenceTaken(prefix=prefix.prefix, reference=reference, next=after),)
    return Decision(events=(*made, *taken_event))


def _free(rows: WorkingSet, prefix: CompanyPrefix, body: Allocation) -> int | None:
    for reference in references(prefix, body):
        if all(rows.find(Identifier, di) is None for di in wanted(prefix.prefix, reference, body)):
            return reference
    return None


def _bodies(item: str, dis: Sequence[str], body: Allocation) -> list[DefineIdentifier]:
    """Return the identifiers as they would be recorded one by one, from the inside out."""
    inner, made = body.base, []
    if body.base is None:
        inner, *dis = dis
        made.append(body_of(item, inner, agency=GS1, base_quantity=body.base_quantity))
    for package, di in zip(body.packages, dis, strict=True):
        made.append(body_of(item, di, agency=GS1, contains=inner, quantity=package.quantity))
        inner = di
    return made


def body_of(
    item: str,
    di: str,
    *,
    agency: Agency,
    base_quantity: str | None = None,
    contains: str | None = None,
    quantity: int | None = None,
) -> DefineIdentifier:
    """Return an identifier as it would be recorded by itself: a base, or a package of what it contains."""
    return DefineIdentifier(
        agency=agency,
        base_quantity=base_quantity,
        contains=contains,
        di=di,
        item=item,
        level="primary" if contains is None else "package",
        quantity=quantity,
        status="active",
    )
