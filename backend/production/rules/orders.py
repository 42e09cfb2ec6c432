"""Decides on work orders: what they are bound to at release, and that nothing is unaccounted for when they close."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from backend.items.entries import ProcessKind, SerialSpan
from backend.items.rules import Share, shares
from backend.items.state import Item, Revision, Routing, Run, Structure, run_of
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.material.state import Location, Lot
from backend.people.rules import MIN_REASON, has_reason
from backend.production.entries import ChangeOrder, PlanOrder, ReleaseOrder
from backend.production.events import OrderPlanned, OrderReleased, OrderStatusChanged
from backend.production.rules.serials import serials_problem
from backend.production.state import OrderAccount, OrderSerials, WorkOrder
from sync.outcome import Flag

R = TypeVar("R", bound=Revision)

NEXT_STATUS: dict[tuple[str, str], str] = {
    ("planned", "cancel"): "cancelled",
    ("released", "cancel"): "cancelled",
    ("released", "suspend"): "suspended",
    ("in_progress", "suspend"): "suspended",
    ("suspended", "resume"): "in_progress",
    ("in_progress", "close"): "closed",
}
"""A work order's states: where each act leads. What is not here does not happen."""

OPEN_BUCKETS = ("in_process", "rework")
"""What must be empty before an order closes: everything begun is then good, scrap, sample or retention."""


def decide_plan_order(rows: WorkingSet, body: PlanOrder, ctx: Context) -> Decision:
    """Plan an order that is not there yet."""
    item = rows.find(Item, body.item)
    if rows.find(WorkOrder, body.number) is not None:
        return refuse("WORK_ORDER_THERE", order=body.number)
    if item is None or item.status != "active":
        return refuse("WORK_ORDER_ITEM_UNKNOWN", order=body.number, found=body.item)
    if Decimal(body.quantity) <= 0:
        return refuse("WORK_ORDER_QUANTITY_WRONG", order=body.number, found=body.quantity)
    if rows.find(Location, ctx.site, body.output_location) is None:
        return refuse("WORK_ORDER_LOCATION_UNKNOWN", order=body.number, found=body.output_location)
    problem = _lot_taken(rows, body) or serials_problem(rows, body.number, item, Decimal(body.quantity), body.serials)
    if problem is not None:
        return Decision(refusal=problem)
    planned = OrderPlanned(
        number=body.number,
        item=body.item,
        quantity=Decimal(body.quantity),
        unit=item.unit,
        due=body.due,
        lots=body.lots,
        output_location=body.output_location,
        serials=body.serials,
    )
    return Decision(events=(planned,))


def _lot_taken(rows: WorkingSet, body: PlanOrder) -> Flag | None:
    lots = (lot for number in body.lots if (lot := rows.find(Lot, number)) is not None and not lot.stub)
    taken = next(lots, None)
    return None if taken is None else Flag("WORK_ORDER_LOT_TAKEN", {"order": body.number, "lot": taken.number})


def decide_release_order(rows: WorkingSet, body: ReleaseOrder, ctx: Context) -> Decision:
    """Freeze what holds today for all that the order makes; without an approved structure and routing nothing is.

    An order across two revisions is refused, not divided: which quantity, lots and due date each part has is for
    whoever plans to say.
    """
    order = rows.find(WorkOrder, body.order)
    if order is None:
        return refuse("WORK_ORDER_UNKNOWN", order=body.order)
    if order.status != "planned":
        return refuse("WORK_ORDER_STATE", order=order.number, found=order.status, act="release")
    item = rows.get(Item, order.item)
    problem = serials_problem(rows, order.number, item, order.quantity, body.serials)
    if problem is not None:
        return Decision(refusal=problem)
    bound = _bound(rows, order, body.serials, ctx)
    if isinstance(bound, Flag):
        return Decision(refusal=bound)
    structure, routing = bound
    if not order.lots and any(step.repeat == "lot" for step in routing.steps):
        return refuse("WORK_ORDER_WITHOUT_LOT", order=order.number, revision=routing.revision)
    released = OrderReleased(
        number=order.number,
        item_revision=item.revision,
        structure_revision=structure.revision,
        lines=structure.lines,
        routing_revision=routing.revision,
        steps=routing.steps,
        serials=body.serials,
    )
    return Decision(events=(released,))


def _bound(
    rows: WorkingSet, order: WorkOrder, serials: Sequence[SerialSpan], ctx: Context
) -> tuple[Structure, Routing] | Flag:
    """Return what holds for all of the order, or why it cannot be bound."""
    known = rows.find(OrderSerials, order.number)
    spans = serials or (() if known is None else known.spans)
    runs = [run for span in spans if (run := run_of(span)) is not None]
    structure = _one(rows.group(Structure, "item", order.item), "structure", order, runs, ctx)
    routing = _one(rows.group(Routing, "item", order.item), "routing", order, runs, ctx)
    if isinstance(structure, Flag):
        return structure
    if isinstance(routing, Flag):
        return routing
    stray = _not_in_structure(structure, routing)
    if stray is not None:
        detail = {"order": order.number, "item": stray, "revision": structure.revision}
        return Flag("ROUTING_BESIDE_STRUCTURE", detail)
    return structure, routing


def _one(revisions: Sequence[R], kind: ProcessKind, order: WorkOrder, runs: Sequence[Run], ctx: Context) -> R | Flag:
    """Return the one revision that holds for all lots and serials of the order, or why there is none."""
    found = shares(revisions, day=factory_day(ctx.received_at), lots=order.lots, serials=runs)
    if len(found) > 1:
        told = {"order": order.number, "kind": kind, "split": "; ".join(map(_told, found))}
        return Flag("WORK_ORDER_ACROSS_REVISIONS", told)
    revision = found[0].revision
    return revision or Flag("WORK_ORDER_UNBOUND", {"order": order.number, "item": order.item, "missing": kind})


def _told(share: Share[R]) -> str:
    """Return a share as people read it: its revision (a dash where none holds) and what it holds for."""
    names = ", ".join(share.names)
    return f"{'–' if share.revision is None else share.revision.revision}: {names}"


def _not_in_structure(structure: Structure, routing: Routing) -> str | None:
    """Return a component that a step scans and the structure does not have."""
    known = {line.item for line in structure.lines}
    scanned: Iterable[str] = (component.item for step in routing.steps for component in step.components)
    return next((item for item in scanned if item not in known), None)


def decide_change_order(rows: WorkingSet, body: ChangeOrder, ctx: Context) -> Decision:
    """Move an order on, with a reason."""
    order = rows.find(WorkOrder, body.order)
    if order is None:
        return refuse("WORK_ORDER_UNKNOWN", order=body.order)
    after = NEXT_STATUS.get((order.status, body.act))
    if after is None:
        return refuse("WORK_ORDER_STATE", order=order.number, found=order.status, act=body.act)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    problem = _unaccounted(rows, order) if body.act in ("close", "cancel") else None
    if problem is not None:
        return Decision(refusal=problem)
    reason = (ctx.reason or "").strip()
    return Decision(events=(OrderStatusChanged(number=order.number, status=after, reason=reason),))


def _unaccounted(rows: WorkingSet, order: WorkOrder) -> Flag | None:
    """Return the first quantity that stands in the way: not yet accounted for, or accounted for twice."""
    for account in rows.group(OrderAccount, "order", order.number):
        if account.quantity < 0 or (account.bucket in OPEN_BUCKETS and account.quantity):
            detail = {
                "order": order.number,
                "lot": account.lot,
                "bucket": account.bucket,
                "found": f"{account.quantity.normalize():f}",
            }
            return Flag("WORK_ORDER_NOT_BALANCED", detail)
    return None
