"""Decides on how many units of an order became what."""

from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import StockMoved
from backend.production.entries import BeginLot, ReportQuantity
from backend.production.events import QuantityReported
from backend.production.rules.floor import begun_order, findings, made, place_of
from backend.production.state import OrderAccount


def decide_report_quantity(rows: WorkingSet, body: ReportQuantity, ctx: Context) -> Decision:
    """Count; good ones enter stock, in quarantine. A bucket below zero is kept and said."""
    place = place_of(rows, ctx, order=body.order, step=0, lot=body.lot, serial=None)
    exceptions = [each for each in findings(place) if each.code != "STEP_NOT_IN_ROUTING"]
    quantity = Decimal(body.quantity)
    if quantity <= 0:
        return Decision(exceptions=(*exceptions, place.exceptional("COUNT_NOT_POSITIVE", found=body.quantity)))
    events: list[Event] = [*begun_order(place), *made(rows, place)]
    counted = QuantityReported(
        number=body.order,
        lot=body.lot,
        from_bucket=body.from_bucket,
        to_bucket=body.to_bucket,
        quantity=quantity,
        defect=body.defect,
    )
    if place.order is None:
        return Decision(exceptions=tuple(exceptions))
    if body.from_bucket is not None:
        exceptions += bucket_short(rows, body.order, body.lot, body.from_bucket, quantity)
    location = body.location or place.order.output_location
    events += [counted, *_stock(ctx, body, quantity, place.order.unit, location)]
    return Decision(tuple(events), tuple(exceptions))


def bucket_short(rows: WorkingSet, order: str, lot: str, bucket: str, quantity: Decimal) -> list[Exceptional]:
    """Return that more leaves a bucket than is in it."""
    account = rows.peek(OrderAccount, order, lot, bucket)
    held = Decimal(0) if account is None else account.quantity
    if held >= quantity:
        return []
    detail = {"order": order, "lot": lot, "bucket": bucket, "found": f"{held - quantity:f}"}
    return [Exceptional("BUCKET_NEGATIVE", "work_order", order, detail)]


def _stock(ctx: Context, body: ReportQuantity, quantity: Decimal, unit: str, location: str) -> list[Event]:
    """Return the movement into stock of good ones, or out of it when good ones turn out to be something else."""
    if "good" not in (body.from_bucket, body.to_bucket) or body.from_bucket == body.to_bucket:
        return []
    enters = body.to_bucket == "good"
    move = StockMoved(
        id=ctx.new_id(1),
        lot=body.lot,
        from_location=None if enters else location,
        to_location=location if enters else None,
        quantity=quantity,
        unit=unit,
        kind="make" if enters else body.to_bucket,  # type: ignore[arg-type]  # a bucket is a kind of movement too
    )
    return [move]


def decide_begin_lot(rows: WorkingSet, body: BeginLot, ctx: Context) -> Decision:
    """Count the lot's units in, once: a second device that says the same adds nothing, and another number is said."""
    place = place_of(rows, ctx, order=body.order, step=0, lot=body.lot, serial=None)
    exceptions = [each for each in findings(place) if each.code != "STEP_NOT_IN_ROUTING"]
    quantity = Decimal(body.quantity)
    if quantity <= 0:
        return Decision(exceptions=(*exceptions, place.exceptional("COUNT_NOT_POSITIVE", found=body.quantity)))
    if place.order is None:
        return Decision(exceptions=tuple(exceptions))
    accounts = [each for each in rows.group(OrderAccount, "order", body.order) if each.lot == body.lot]
    begun_with = sum((each.quantity for each in accounts), Decimal(0))
    if accounts:
        differs = begun_with not in (0, quantity)
        told = place.exceptional("LOT_BEGUN_WITH_ANOTHER_COUNT", expected=f"{begun_with:f}", found=body.quantity)
        return Decision(exceptions=(*exceptions, *([told] if differs else [])))
    counted = QuantityReported(
        number=body.order,
        lot=body.lot,
        from_bucket=None,
        to_bucket="in_process",
        quantity=quantity,
        defect=None,
    )
    return Decision((*begun_order(place), *made(rows, place), counted), tuple(exceptions))
