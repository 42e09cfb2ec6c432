"""Decides on work orders: what they are bound to at release, and that nothing is unaccounted for when they close."""

from collections.abc import Iterable
from decimal import Decimal

from backend.items.state import Item, Routing, Structure, effective
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from backend.material.rules import factory_day
from backend.material.state import Location, Lot
from backend.people.rules import MIN_REASON, has_reason
from backend.production.entries import ChangeOrder, PlanOrder, ReleaseOrder
from backend.production.events import OrderPlanned, OrderReleased, OrderStatusChanged
from backend.production.state import OrderAccount, WorkOrder
from sync.outcome import Flag

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
    taken = next((lot for lot in body.lots if _is_made(rows, lot)), None)
    if taken is not None:
        return refuse("WORK_ORDER_LOT_TAKEN", order=body.number, lot=taken)
    planned = OrderPlanned(
        number=body.number,
        item=body.item,
        quantity=Decimal(body.quantity),
        unit=item.unit,
        due=body.due,
        lots=body.lots,
        output_location=body.output_location,
    )
    return Decision(events=(planned,))


def _is_made(rows: WorkingSet, number: str) -> bool:
    lot = rows.find(Lot, number)
    return lot is not None and not lot.stub


def decide_release_order(rows: WorkingSet, body: ReleaseOrder, ctx: Context) -> Decision:
    """Freeze what holds today; without an approved structure and routing nothing is released."""
    order = rows.find(WorkOrder, body.order)
    if order is None:
        return refuse("WORK_ORDER_UNKNOWN", order=body.order)
    if order.status != "planned":
        return refuse("WORK_ORDER_STATE", order=order.number, found=order.status, act="release")
    first = order.lots[0] if order.lots else None
    day = factory_day(ctx.received_at)
    structure = effective(rows.group(Structure, "item", order.item), day=day, lot=first)
    routing = effective(rows.group(Routing, "item", order.item), day=day, lot=first)
    if structure is None or routing is None:
        missing = "structure" if structure is None else "routing"
        return refuse("WORK_ORDER_UNBOUND", order=order.number, item=order.item, missing=missing)
    stray = _not_in_structure(structure, routing)
    if stray is not None:
        return refuse("ROUTING_BESIDE_STRUCTURE", order=order.number, item=stray, revision=structure.revision)
    if not order.lots and any(step.repeat == "lot" for step in routing.steps):
        return refuse("WORK_ORDER_WITHOUT_LOT", order=order.number, revision=routing.revision)
    released = OrderReleased(
        number=order.number,
        item_revision=rows.get(Item, order.item).revision,
        structure_revision=structure.revision,
        lines=structure.lines,
        routing_revision=routing.revision,
        steps=routing.steps,
    )
    return Decision(events=(released,))


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
