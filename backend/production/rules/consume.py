"""Decides on what goes into what is being made: its stock, the link it becomes, and what is wrong with it."""

from collections.abc import Iterator
from decimal import Decimal

from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import LotStubbed, StockMoved, Thing, UnitMade, UnitStatusChanged, Unlinked, lot_thing
from backend.material.rules import balance, factory_day, link, measured, negative, upstream_holds
from backend.material.state import UNRECONCILED, Balance, Edge, Lot, Unit, live_edge
from backend.production.entries import ConsumeMaterial, TakeBack
from backend.production.events import MaterialConsumed, MaterialTakenBack
from backend.production.rules.floor import Place, begun, consequences, findings, fitting, place_of
from backend.production.rules.open_time import at_mixing, at_use
from backend.production.rules.resources import at_consumption
from backend.production.rules.revisions import at_first, stopped
from backend.production.state import StepRun, input_of, output_of
from sync.quantity import NotConvertible

USABLE = frozenset({"released", "conditional"})
HOLDING = {
    "STEP_BY_STOPPED_REVISION",
    "COMPONENT_WRONG",
    "COMPONENT_EXPIRED",
    "COMPONENT_NOT_RELEASED",
    "COMPONENT_OPEN_TOO_LONG",
    "UNIT_BUILT_IN_TWICE",
}
DEVIATING = {"COMPONENT_ON_HOLD"}


def decide_consume(rows: WorkingSet, body: ConsumeMaterial, ctx: Context) -> Decision:
    """Keep that it went in, whatever it was: wrong, expired, unreleased or held material holds what it went into.

    An input on hold needs no hold of its own on the output: the output is held through the genealogy (C01, C02).
    """
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=body.serial)
    source = input_of(body.input_lot, body.input_item, body.input_serial)
    output = output_of(rows, body.order, body.lot, body.serial)
    means = at_consumption(rows, place).with_those(at_first(rows, place))
    exceptions = [*findings(place), *stopped(rows, place), *means.all]
    if source is None or output is None:
        exceptions.append(place.exceptional("CONSUMPTION_UNCLEAR"))
        told = consequences(place, means.holding, deviating=means.deviating)
        return Decision((*begun(rows, place), *told), tuple(exceptions))
    exceptions += about_input(rows, place, source)
    events = [*begun(rows, place), *_known(rows, source)]
    for opened, late in (at_mixing(rows, place), _opened_by_use(rows, place, source)):
        events += opened
        exceptions += late
    taken, moves, problems = _taken(rows, body, ctx, source)
    joined = link(rows, source, output, "install" if source.kind == "unit" else "consume", taken)
    exceptions += problems
    if isinstance(joined, Exceptional):
        exceptions.append(joined)
    else:
        events += [*moves, joined, *_built_in(rows, source)]
        if source.kind == "unit" and body.input_lot is not None:
            of_lot, doubts = _unit_of_lot(rows, place, body, source, lot_thing(body.input_lot))
            events += of_lot
            exceptions += doubts
    item = _item_of(rows, source)
    events.append(MaterialConsumed(order=body.order, step=body.step, subject=place.subject, item=item))
    holding = [*means.holding, *(each for each in exceptions if each.code in HOLDING)]
    deviating = [*means.deviating, *(each for each in exceptions if each.code in DEVIATING)]
    events += consequences(place, holding, deviating=deviating)
    return Decision(tuple(events), tuple(exceptions))


def _opened_by_use(rows: WorkingSet, place: Place, source: Thing) -> tuple[list[Event], list[Exceptional]]:
    return at_use(rows, place, source.key[0]) if source.kind == "lot" else ([], [])


def about_input(rows: WorkingSet, place: Place, source: Thing) -> Iterator[Exceptional]:
    """Yield what is wrong with something that goes in at this place."""
    item = _item_of(rows, source)
    allowed = fitting(rows, place)
    if allowed is not None and item not in allowed:
        expected = ", ".join(sorted(allowed)) or "-"
        yield place.exceptional("COMPONENT_WRONG", expected=expected, found=item or "-", input=source.key[-1])
    if source.kind == "unit":
        yield from _about_unit(rows, place, source)
    else:
        yield from _about_lot(rows, place, source)


def _about_lot(rows: WorkingSet, place: Place, source: Thing) -> Iterator[Exceptional]:
    lot = rows.find(Lot, *source.key)
    if lot is None or lot.stub:
        yield place.exceptional("COMPONENT_UNKNOWN", input=source.key[-1])
        return
    if lot.status not in USABLE:
        yield place.exceptional("COMPONENT_NOT_RELEASED", input=lot.number, found=lot.status)
    if lot.expiry is not None and factory_day(place.ctx.occurred_at) > lot.expiry:
        yield place.exceptional("COMPONENT_EXPIRED", input=lot.number, found=lot.expiry.isoformat())
    holds = upstream_holds(rows, lot.number)
    if holds:
        first = holds[0]
        late = place.ctx.occurred_at < min(hold.placed_at for hold in holds)
        detail = {"input": lot.number, "held": first.held, "hold": first.reason_code, "before": "yes" if late else "no"}
        yield place.exceptional("COMPONENT_ON_HOLD", **detail)


def _about_unit(rows: WorkingSet, place: Place, source: Thing) -> Iterator[Exceptional]:
    unit = rows.find(Unit, *source.key)
    if unit is None or unit.stub:
        yield place.exceptional("COMPONENT_UNKNOWN", input=source.key[-1])
    elif unit.holds:
        detail = {"input": unit.serial, "held": unit.serial, "hold": unit.holds[0], "before": "no"}
        yield place.exceptional("COMPONENT_ON_HOLD", **detail)
    elif unit.status in ("scrapped", "void"):
        yield place.exceptional("COMPONENT_NOT_RELEASED", input=unit.serial, found=unit.status)


def _item_of(rows: WorkingSet, source: Thing) -> str:
    if source.kind == "unit":
        return source.key[0]
    lot = rows.find(Lot, *source.key)
    return "" if lot is None else lot.item


def _known(rows: WorkingSet, source: Thing) -> list[Event]:
    """Return the stub of an input that nobody has received or made yet."""
    if source.kind == "lot":
        return [] if rows.find(Lot, *source.key) is not None else [LotStubbed(number=source.key[0])]
    known = rows.find(Unit, *source.key)
    made = UnitMade(item=source.key[0], serial=source.key[1], lot=None, status="built", stub=True)
    return [] if known is not None else [made]


def _taken(
    rows: WorkingSet, body: ConsumeMaterial, ctx: Context, source: Thing
) -> tuple[tuple[Decimal, str] | None, list[Event], list[Exceptional]]:
    """Return the quantity in the lot's own unit, its movement out of stock, and what is wrong with it."""
    if source.kind == "unit":
        return None, [], []
    lot = rows.find(Lot, *source.key)
    about = {"lot": source.key[0], "quantity": body.quantity.value, "found": body.quantity.unit, "expected": "-"}
    try:
        amount, unit = measured(rows, lot, body.quantity)
    except NotConvertible as error:
        return None, [], [Exceptional(error.code, "lot", source.key[0], about)]
    if amount <= 0:
        return None, [], [Exceptional("QUANTITY_NOT_POSITIVE", "lot", source.key[0], about)]
    place = body.location or only_place(rows, lot, amount)
    move = StockMoved(
        id=ctx.new_id(1),
        lot=source.key[0],
        from_location=place,
        to_location=None,
        quantity=amount,
        unit=unit,
        kind="consume",
    )
    return (amount, unit), [move], negative(rows, [move]) if lot is not None else []


def only_place(rows: WorkingSet, lot: Lot | None, amount: Decimal) -> str:
    """Return where a lot must have been taken from, if it stands in one place only; else it is to be reconciled."""
    if lot is None:
        return UNRECONCILED
    places = [b.location for b in rows.group(Balance, "lot", lot.number) if b.quantity > 0]
    return places[0] if len(places) == 1 and balance(rows, lot.number, places[0]) >= amount else UNRECONCILED


def _unit_of_lot(
    rows: WorkingSet, place: Place, body: ConsumeMaterial, unit: Thing, lot: Thing
) -> tuple[list[Event], list[Exceptional]]:
    """Return that a unit is one of its lot, and what is wrong with that lot; a unit says so once."""
    if any(edge.ended_at is None and edge.input == lot.node for edge in rows.group(Edge, "output", unit.node)):
        return [], []
    known = rows.find(Lot, *lot.key)
    base = next((b.unit for b in rows.group(Balance, "lot", lot.key[0])), body.quantity.unit)
    joined = link(rows, lot, unit, "consume", (Decimal(1), base))
    assert not isinstance(joined, Exceptional), "a lot is never made of a unit"
    move = StockMoved(
        id=place.ctx.new_id(2),
        lot=lot.key[0],
        from_location=body.location or only_place(rows, known, Decimal(1)),
        to_location=None,
        quantity=Decimal(1),
        unit=base,
        kind="consume",
    )
    doubts = list(_about_lot(rows, place, lot))
    return [*_known(rows, lot), move, joined], [*doubts, *(negative(rows, [move]) if known is not None else [])]


def _built_in(rows: WorkingSet, source: Thing) -> list[Event]:
    """Return the new state of a unit that is now part of another."""
    unit = rows.find(Unit, *source.key) if source.kind == "unit" else None
    if unit is None or unit.status in ("built", "scrapped", "void"):
        return []
    return [UnitStatusChanged(item=unit.item, serial=unit.serial, status="built")]


def decide_take_back(rows: WorkingSet, body: TakeBack, ctx: Context) -> Decision:
    """End the link, or take some of it off, and put the material back where it is said to be."""
    place = place_of(rows, ctx, order=body.order, step=body.step or 0, lot=body.lot, serial=body.serial)
    source = input_of(body.input_lot, body.input_item, body.input_serial)
    output = output_of(rows, body.order, body.lot, body.serial)
    if source is None or output is None:
        return Decision(exceptions=(place.exceptional("CONSUMPTION_UNCLEAR"),))
    kind: str = "install" if source.kind == "unit" else "consume"
    whole = Unlinked(input=source, output=output, kind=kind, quantity=None)  # type: ignore[arg-type]  # two of them
    edge = live_edge(rows, whole)
    if edge is None:
        return Decision(exceptions=(place.exceptional("NOTHING_TO_TAKE_BACK", input=source.key[-1]),))
    reopened = _reopened(rows, body, place, source)
    reasons = [] if (ctx.reason or "").strip() else [place.exceptional("CORRECTION_WITHOUT_REASON", name="-")]
    if body.quantity is None or source.kind == "unit":
        back = _returned(body, ctx, source, edge.quantity, edge.unit)
        return Decision((whole, *back, *reopened), tuple(reasons))
    lot = rows.find(Lot, *source.key)
    try:
        amount, unit = measured(rows, lot, body.quantity)
    except NotConvertible as error:
        return Decision(exceptions=(*reasons, place.exceptional(error.code, **_measure(body, source))))
    if edge.quantity is not None and not 0 < amount <= edge.quantity:
        detail = {"input": source.key[-1], "expected": f"{edge.quantity:f}", "found": f"{amount:f}"}
        return Decision(exceptions=(*reasons, place.exceptional("TAKE_BACK_TOO_MUCH", **detail)))
    part = Unlinked(input=source, output=output, kind="consume", quantity=amount)
    gone = reopened if amount == edge.quantity else []
    return Decision((part, *_returned(body, ctx, source, amount, unit), *gone), tuple(reasons))


def _reopened(rows: WorkingSet, body: TakeBack, place: Place, source: Thing) -> list[Event]:
    """Return that the step it was taken back from goes on without it, where the step has it."""
    run = None if body.step is None else rows.find(StepRun, body.order, body.step, place.subject)
    item = _item_of(rows, source)
    if run is None or item not in run.consumed:
        return []
    return [MaterialTakenBack(order=run.order, step=run.step, subject=run.subject, item=item)]


def _measure(body: TakeBack, source: Thing) -> dict[str, str]:
    assert body.quantity is not None
    return {
        "lot": source.key[-1],
        "quantity": body.quantity.value,
        "found": body.quantity.unit,
        "expected": "-",
    }


def _returned(
    body: TakeBack, ctx: Context, source: Thing, amount: Decimal | None, unit: str | None
) -> tuple[Event, ...]:
    if source.kind != "lot" or amount is None or unit is None:
        return ()
    move = StockMoved(
        id=ctx.new_id(1),
        lot=source.key[0],
        from_location=None,
        to_location=body.location or UNRECONCILED,
        quantity=amount,
        unit=unit,
        kind="consume",
    )
    return (move,)
