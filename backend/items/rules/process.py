"""Decides on structures and routings: drafts may be rewritten, approved revisions never; nobody approves their own."""

from collections.abc import Iterable, Iterator
from datetime import date

from backend.items.entries.process import (
    ApproveProcess,
    DraftRouting,
    DraftStructure,
    Effectivity,
    ImportRoutings,
    ImportStructures,
    StructureLine,
    WithdrawProcess,
)
from backend.items.events.process import ProcessApproved, ProcessWithdrawn, RoutingDrafted, StructureDrafted
from backend.items.rules.steps import steps_problem
from backend.items.state.master import Item
from backend.items.state.process import MAX_LEVELS, STRUCT_OF, Routing, Structure, components
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.people.rules import MIN_REASON, has_reason
from sync.outcome import Flag
from sync.quantity import NotConvertible, Quantity, to_base


def decide_draft_structure(rows: WorkingSet, body: DraftStructure, _ctx: Context) -> Decision:
    """Write the draft, unless its revision is approved or a line of it cannot be."""
    problem = _structure_problem(rows, body)
    return Decision(refusal=problem) if problem is not None else Decision(events=(_structure_drafted(body),))


def decide_draft_routing(rows: WorkingSet, body: DraftRouting, _ctx: Context) -> Decision:
    """Write the draft, unless its revision is approved or a step of it cannot be."""
    problem = _routing_problem(rows, body)
    return Decision(refusal=problem) if problem is not None else Decision(events=(_routing_drafted(body),))


def decide_import_structures(rows: WorkingSet, body: ImportStructures, _ctx: Context) -> Decision:
    """Write the drafts that say something new, or none of the file; a refusal names the item and revision."""
    events: list[StructureDrafted] = []
    for draft in body.rows:
        known = rows.find(Structure, draft.item, draft.revision)
        if known is not None and (known.lines, known.effectivity) == (draft.lines, draft.effectivity):
            continue
        problem = _structure_problem(rows, draft)
        if problem is not None:
            return Decision(refusal=_of_draft(problem, draft))
        events.append(_structure_drafted(draft))
    return Decision(events=tuple(events))


def decide_import_routings(rows: WorkingSet, body: ImportRoutings, _ctx: Context) -> Decision:
    """Write the drafts that say something new, or none of the file; a refusal names the item and revision."""
    events: list[RoutingDrafted] = []
    for draft in body.rows:
        known = rows.find(Routing, draft.item, draft.revision)
        if known is not None and (known.steps, known.effectivity) == (draft.steps, draft.effectivity):
            continue
        problem = _routing_problem(rows, draft)
        if problem is not None:
            return Decision(refusal=_of_draft(problem, draft))
        events.append(_routing_drafted(draft))
    return Decision(events=tuple(events))


def decide_approve_process(rows: WorkingSet, body: ApproveProcess, ctx: Context) -> Decision:
    """Approve what was looked at, by somebody who did not write it (segregation of duties)."""
    draft = rows.find(STRUCT_OF[body.kind], body.item, body.revision)
    if draft is None:
        return refuse("PROCESS_UNKNOWN", item=body.item, revision=body.revision)
    if draft.status != "draft":
        return refuse("PROCESS_NOT_A_DRAFT", item=body.item, revision=body.revision, found=draft.status)
    if draft.drafted_by_entry != body.drafted_by_entry:
        return refuse("PROCESS_DRAFTED_AGAIN", item=body.item, revision=body.revision, by=draft.drafted_by)
    if draft.drafted_by == ctx.badge:
        return refuse("PROCESS_OWN_APPROVAL", item=body.item, revision=body.revision)
    if isinstance(draft, Structure) and (ring := _ring(rows, draft)) is not None:
        return Decision(refusal=ring)
    return Decision(events=(ProcessApproved(kind=body.kind, item=body.item, revision=body.revision),))


def decide_withdraw_process(rows: WorkingSet, body: WithdrawProcess, ctx: Context) -> Decision:
    """Withdraw an approved revision, with a reason."""
    known = rows.find(STRUCT_OF[body.kind], body.item, body.revision)
    if known is None:
        return refuse("PROCESS_UNKNOWN", item=body.item, revision=body.revision)
    if known.status != "approved":
        return refuse("PROCESS_NOT_APPROVED", item=body.item, revision=body.revision, found=known.status)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    reason = (ctx.reason or "").strip()
    withdrawn = ProcessWithdrawn(kind=body.kind, item=body.item, revision=body.revision, reason=reason)
    return Decision(events=(withdrawn,))


def _structure_problem(rows: WorkingSet, body: DraftStructure) -> Flag | None:
    known = rows.find(Structure, body.item, body.revision)
    return _draft_problem(rows, known, body) or _lines_problem(rows, body)


def _routing_problem(rows: WorkingSet, body: DraftRouting) -> Flag | None:
    known = rows.find(Routing, body.item, body.revision)
    named = {component.item for step in body.steps for component in step.components}
    return (
        _draft_problem(rows, known, body)
        or _unknown(rows, body.item, sorted(named))
        or steps_problem(body.steps)
        or next(_component_problems(rows, body), None)
    )


def _structure_drafted(body: DraftStructure) -> StructureDrafted:
    return StructureDrafted(item=body.item, revision=body.revision, effectivity=body.effectivity, lines=body.lines)


def _routing_drafted(body: DraftRouting) -> RoutingDrafted:
    return RoutingDrafted(item=body.item, revision=body.revision, effectivity=body.effectivity, steps=body.steps)


def _of_draft(problem: Flag, draft: DraftStructure | DraftRouting) -> Flag:
    return Flag(problem.code, {**problem.detail, "item": draft.item, "revision": draft.revision})


def _draft_problem(
    rows: WorkingSet, known: Structure | Routing | None, body: DraftStructure | DraftRouting
) -> Flag | None:
    if known is not None and known.status != "draft":
        return Flag("PROCESS_REVISION_APPROVED", {"item": body.item, "revision": body.revision})
    return _unknown(rows, body.item, [body.item]) or _effectivity_problem(body.effectivity, body.item)


def _unknown(rows: WorkingSet, product: str, items: Iterable[str]) -> Flag | None:
    """Return why one of these items cannot be part of a process: the master data lack it, or have only its number."""
    for number in items:
        item = rows.find(Item, number)
        if item is None or item.status == "stub":
            return Flag("PROCESS_ITEM_UNKNOWN", {"item": product, "found": number})
    return None


def _effectivity_problem(effectivity: Effectivity, item: str) -> Flag | None:
    wants = effectivity.kind in ("date", "lot", "serial")
    wrong = wants != (effectivity.start is not None)
    if effectivity.kind == "date" and effectivity.start is not None:
        try:
            wrong = date.fromisoformat(effectivity.start).isoformat() != effectivity.start
        except ValueError:
            wrong = True
    if not wrong:
        return None
    return Flag("EFFECTIVITY_WRONG", {"item": item, "kind": effectivity.kind, "found": effectivity.start or "-"})


def _lines_problem(rows: WorkingSet, body: DraftStructure) -> Flag | None:
    if not body.lines:
        return Flag("STRUCTURE_EMPTY", {"item": body.item})
    seen: set[str] = set()
    for line in body.lines:
        for number in (line.item, *line.substitutes):
            if number == body.item:
                return Flag("STRUCTURE_OF_ITSELF", {"item": body.item})
            if number in seen:
                return Flag("STRUCTURE_LINE_TWICE", {"item": body.item, "found": number})
            seen.add(number)
        problem = _unknown(rows, body.item, (line.item, *line.substitutes)) or _quantity_problem(rows, body.item, line)
        if problem is not None:
            return problem
    return None


def _quantity_problem(rows: WorkingSet, product: str, line: StructureLine) -> Flag | None:
    """Return why a line cannot be counted: for the component and each substitute, in its own base unit."""
    quantity = Quantity(value=line.quantity, unit=line.unit)
    for number in (line.item, *line.substitutes):
        item = rows.get(Item, number)
        detail = {"item": product, "component": number, "quantity": line.quantity, "unit": line.unit}
        try:
            amount = to_base(quantity, base_unit=item.unit, conversions=item.conversions)
        except NotConvertible:
            return Flag("STRUCTURE_UNIT_WRONG", {**detail, "expected": item.unit})
        if amount <= 0:
            return Flag("STRUCTURE_QUANTITY_WRONG", detail)
    return None


def _component_problems(rows: WorkingSet, body: DraftRouting) -> Iterator[Flag]:
    """Yield why a step's component cannot be taken: it is the product, or its unit is none of the component's."""
    for step in body.steps:
        for component in step.components:
            detail = {"step": step.number, "component": component.item}
            if component.item == body.item:
                yield Flag("STEP_COMPONENT_OF_ITSELF", detail)
                continue
            item = rows.get(Item, component.item)
            quantity = Quantity(value=component.quantity, unit=component.unit)
            try:
                to_base(quantity, base_unit=item.unit, conversions=item.conversions)
            except NotConvertible:
                told = {"quantity": component.quantity, "unit": component.unit, "expected": item.unit}
                yield Flag("STEP_UNIT_WRONG", {**detail, **told})


def _ring(rows: WorkingSet, draft: Structure) -> Flag | None:
    """Return why a structure cannot hold: its item goes into itself, or there are too many levels to know."""
    level = {line.item for line in draft.lines}
    for _ in range(MAX_LEVELS - 1):
        if draft.item in level:
            return Flag("STRUCTURE_CYCLE", {"item": draft.item, "revision": draft.revision})
        level = {part for item in level for part in components(rows, item)}
        if not level:
            return None
    return Flag("STRUCTURE_TOO_DEEP", {"item": draft.item, "revision": draft.revision, "expected": MAX_LEVELS})
