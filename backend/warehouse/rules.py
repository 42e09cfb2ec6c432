"""Decides on moves: the scan at the destination is evidence, so stock goes there; its source may be in doubt."""

from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced, LotStubbed, StockMoved
from backend.material.rules import balance, belongs, measured, negative, upstream_holds
from backend.material.state import UNRECONCILED, Balance, Location, Lot
from backend.warehouse.entries import MoveStock
from sync.quantity import NotConvertible

QUARANTINE = "quarantine"
WRONG_PLACE = "LOCATION_NOT_ALLOWED"


def decide_move(rows: WorkingSet, body: MoveStock, ctx: Context) -> Decision:
    """Move the stock. Never refused: a wrong place holds the lot, a wrong source shows as a discrepancy."""
    lot = rows.find(Lot, body.lot)
    events: list[Event] = [] if lot is not None else [LotStubbed(number=body.lot)]
    exceptions = [] if lot is not None else [_about(body, "LOT_UNKNOWN")]
    exceptions += _place_findings(rows, body, ctx, lot)
    try:
        amount, unit = measured(rows, lot, body.quantity)
    except NotConvertible as error:
        exceptions.append(_quantity_problem(rows, body, error.code, lot))
        return Decision(tuple(events), tuple(exceptions))
    if amount <= 0:
        exceptions.append(_quantity_problem(rows, body, "QUANTITY_NOT_POSITIVE", lot))
        return Decision(tuple(events), tuple(exceptions))
    source, doubts = _source(rows, body, amount, lot)
    exceptions += doubts
    if source != body.to:
        move = StockMoved(
            id=ctx.new_id(1),
            lot=body.lot,
            from_location=source,
            to_location=body.to,
            quantity=amount,
            unit=unit,
            kind="move",
        )
        events.append(move)
        exceptions += negative(rows, [move]) if lot is not None else []
    if any(e.code == WRONG_PLACE for e in exceptions):
        events.append(HoldPlaced(id=ctx.new_id(2), lot=body.lot, reason_code=WRONG_PLACE, text=""))
    return Decision(tuple(events), tuple(exceptions))


def _source(rows: WorkingSet, body: MoveStock, amount: Decimal, lot: Lot | None) -> tuple[str, list[Exceptional]]:
    """Return where the stock is taken from: as scanned, or its only place; in doubt it is taken from UNRECONCILED."""
    if lot is None:
        return UNRECONCILED, []
    if body.from_ is not None:
        held = balance(rows, body.lot, body.from_)
        short = [] if held >= amount else [_about(body, "NOT_IN_SOURCE_BIN", source=body.from_, found=f"{held:f}")]
        return body.from_, short
    places = [b.location for b in rows.group(Balance, "lot", body.lot) if b.quantity > 0]
    if len(places) == 1 and balance(rows, body.lot, places[0]) >= amount:
        return places[0], []
    return UNRECONCILED, [_about(body, "SOURCE_UNCLEAR", places=", ".join(places) or "-")]


def _place_findings(rows: WorkingSet, body: MoveStock, ctx: Context, lot: Lot | None) -> list[Exceptional]:
    """Return what is wrong with the places: unknown, or not for a lot of this status or on hold."""
    named = [body.to] if body.from_ is None else [body.from_, body.to]
    found = [
        Exceptional("LOCATION_UNKNOWN", "location", code, {"site": ctx.site, "location": code})
        for code in named
        if rows.find(Location, ctx.site, code) is None
    ]
    target = rows.find(Location, ctx.site, body.to)
    if target is not None and not target.active:
        detail = {"site": ctx.site, "location": body.to}
        found.append(Exceptional("LOCATION_INACTIVE", "location", body.to, detail))
    if lot is None or target is None:
        return found
    if not belongs(lot.status, target.type):
        found.append(_about(body, WRONG_PLACE, status=lot.status, type=target.type))
    elif upstream_holds(rows, lot.number) and target.type not in (QUARANTINE, "rejected", "returned"):
        found.append(_about(body, "HELD_LOT_MOVED", type=target.type))
    return found


def _quantity_problem(rows: WorkingSet, body: MoveStock, code: str, lot: Lot | None) -> Exceptional:
    units = [b.unit for b in rows.group(Balance, "lot", body.lot)] if lot is not None else []
    detail = {"quantity": body.quantity.value, "found": body.quantity.unit, "expected": units[0] if units else "-"}
    return _about(body, code, **detail)


def _about(body: MoveStock, code: str, **detail: str) -> Exceptional:
    return Exceptional(code, "lot", body.lot, {"lot": body.lot, "location": body.to, **detail})
