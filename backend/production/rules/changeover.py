"""Decides on a change of lot at a step: what is made is divided where the old lot ended, so that each lot is tied to
what it really went into. One record, so that nothing is ever half divided; the old lot is found wherever it
was recorded: in the lot itself, or in the whole that the lot is a part of.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from backend.items.entries.process import StepComponent
from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import LotCreated, LotStubbed, StockMoved, Unlinked, lot_thing
from backend.material.rules import link, measured, negative
from backend.material.state import UNRECONCILED, Balance, Edge, Lot, live_edge
from backend.production.entries import ChangeLot
from backend.production.events import MaterialConsumed, StepStarted
from backend.production.rules.consume import DEVIATING, HOLDING, about_input, only_place
from backend.production.rules.floor import Place, begun, consequences, findings, fitting, place_of
from backend.production.rules.lots import Source, divided
from backend.production.rules.open_time import at_use
from backend.production.rules.resources import at_consumption
from backend.production.rules.revisions import at_first, stopped
from backend.production.state import parts_of, subject_of, wholes_of
from sync.quantity import NotConvertible, Quantity

_MOVES = 500
"""Movements of the old lot and the new are numbered from here, beside those of the parts."""


class Share(msgspec.Struct, frozen=True):
    """So many units of a lot; None where nobody can say."""

    lot: str
    units: Decimal | None


class Recorded(msgspec.Struct, frozen=True):
    """Where the old lot is recorded to have gone: ``holder`` is the lot being divided or a whole of it."""

    holder: str
    edge: Edge


def decide_change_lot(rows: WorkingSet, body: ChangeLot, ctx: Context) -> Decision:
    """Divide; tie the old lot to what was made before and the new one to what comes after, whatever is wrong."""
    place = place_of(rows, ctx, order=body.order, step=body.step, lot=body.lot, serial=None)
    after = place_of(rows, ctx, order=body.order, step=body.step, lot=body.after.lot, serial=None)
    means = at_consumption(rows, place).with_those(at_first(rows, place))
    exceptions = [*findings(place), *stopped(rows, place), *means.all]
    events = begun(rows, place)
    parts, said = _divided(rows, body, place, events)
    events += parts
    exceptions += said
    events += _same_goods(rows, body)
    for moved, problems in (_old(rows, body, place), _new(rows, body, after)):
        events += moved
        exceptions += problems
    holding = [*means.holding, *(each for each in exceptions if each.code in HOLDING)]
    deviating = [*means.deviating, *(each for each in exceptions if each.code in DEVIATING)]
    events += consequences(after, holding, deviating=deviating)
    return Decision(tuple(events), tuple(exceptions))


def _divided(
    rows: WorkingSet, body: ChangeLot, place: Place, before: list[Event]
) -> tuple[list[Event], list[Exceptional]]:
    """Return the two parts of the lot, also where it is only now made or only known by its number."""
    whole = rows.find(Lot, body.lot) or next((each for each in before if isinstance(each, LotCreated)), None)
    if whole is None:
        named = [LotStubbed(number=each) for each in (body.lot, body.before.lot, body.after.lot)]
        return [each for each in named if rows.find(Lot, each.number) is None], []
    unit = None if place.order is None else place.order.unit
    return divided(rows, place.ctx, whole, (body.before, body.after), Source(UNRECONCILED, unit, place.order))


def _component(rows: WorkingSet, place: Place, lot: str) -> StepComponent | None:
    known = rows.find(Lot, lot)
    fits = fitting(rows, place)
    if known is None or fits is None or place.step is None:
        return None
    wanted = fits.get(known.item)
    return next((each for each in place.step.components if each.item == wanted), None)


def _amount(rows: WorkingSet, place: Place, lot: str, units: Decimal | None) -> tuple[Decimal, str] | None:
    """Return how much of a lot so many units take, in its own unit; None where nobody can say."""
    component = _component(rows, place, lot)
    if component is None or units is None:
        return None
    value = Quantity(unit=component.unit, value=f"{Decimal(component.quantity) * units:f}")
    try:
        return measured(rows, rows.find(Lot, lot), value)
    except NotConvertible:
        return None


def _others(rows: WorkingSet, body: ChangeLot) -> list[Share]:
    """Return the parts that another device has divided the same lot into: the same goods under other names (C16)."""
    own = (body.before.lot, body.after.lot)
    return [Share(part, None) for part in parts_of(rows, body.lot) if part not in own]


def _same_goods(rows: WorkingSet, body: ChangeLot) -> list[Event]:
    """Return that whatever is in those other parts may be in these too, until somebody has counted."""
    pairs = ((other.lot, part.lot) for other in _others(rows, body) for part in (body.before, body.after))
    links = (link(rows, lot_thing(other), lot_thing(part), "relabel") for other, part in pairs)
    return [joined for joined in links if not isinstance(joined, Exceptional)]


def _old(rows: WorkingSet, body: ChangeLot, place: Place) -> tuple[list[Event], list[Exceptional]]:
    """Return that the old lot went into what was made before the change, and into nothing after it."""
    source, found = lot_thing(body.old_lot), _recorded(rows, body)
    events: list[Event] = [] if rows.find(Lot, body.old_lot) is not None else [LotStubbed(number=body.old_lot)]
    shares = [Share(body.before.lot, Decimal(body.before.quantity)), *_others(rows, body)]
    problems: list[Exceptional] = []
    if found is None:
        problems.append(place.exceptional("CHANGE_OF_LOT_UNRECORDED", input=body.old_lot))
    else:
        shares += _beside(rows, body, found.holder)
        events.append(Unlinked(input=source, output=lot_thing(found.holder), kind="consume", quantity=None))
    for share in shares:
        events += _linked(rows, body.old_lot, share.lot, _amount(rows, place, body.old_lot, share.units))
    if found is not None:
        events += _settled(rows, body, place, found.edge, shares)
    return [*events, *_at_step(rows, body, place, body.before.lot, body.old_lot)], problems


def _recorded(rows: WorkingSet, body: ChangeLot) -> Recorded | None:
    source = lot_thing(body.old_lot)
    for holder in (body.lot, *wholes_of(rows, body.lot)):
        sought = Unlinked(input=source, output=lot_thing(holder), kind="consume", quantity=None)
        edge = live_edge(rows, sought)
        if edge is not None:
            return Recorded(holder, edge)
    return None


def _beside(rows: WorkingSet, body: ChangeLot, holder: str) -> Iterator[Share]:
    """Yield the other parts of the whole that the old lot went into: it stays in those."""
    chain = [body.lot, *wholes_of(rows, body.lot)]
    for inner, outer in pairwise(chain[: chain.index(holder) + 1]):
        edges = rows.group(Edge, "input", lot_thing(outer).node)
        units = {edge.output: edge.quantity for edge in edges if edge.kind == "split"}
        for part in parts_of(rows, outer):
            if part != inner:
                yield Share(part, units[lot_thing(part).node])


def _linked(rows: WorkingSet, lot: str, part: str, amount: tuple[Decimal, str] | None) -> list[Event]:
    joined = link(rows, lot_thing(lot), lot_thing(part), "consume", amount)
    return [] if isinstance(joined, Exceptional) else [joined]


def _settled(rows: WorkingSet, body: ChangeLot, place: Place, edge: Edge, shares: list[Share]) -> list[Event]:
    """Return what of the old lot goes back to stock, or came out of it besides, now that its parts are known."""
    amounts = [_amount(rows, place, body.old_lot, share.units) for share in shares]
    if edge.quantity is None or edge.unit is None or None in amounts:
        return []
    left = edge.quantity - sum((each[0] for each in amounts if each is not None), Decimal(0))
    if left == 0:
        return []
    stands = rows.group(Balance, "lot", body.old_lot)
    at = body.old_location or (stands[0].location if len(stands) == 1 else UNRECONCILED)
    move = StockMoved(
        id=place.ctx.new_id(_MOVES),
        lot=body.old_lot,
        from_location=None if left > 0 else at,
        to_location=at if left > 0 else None,
        quantity=abs(left),
        unit=edge.unit,
        kind="consume",
    )
    return [move]


def _at_step(rows: WorkingSet, body: ChangeLot, place: Place, part: str, lot: str) -> list[Event]:
    """Return that the step goes on for a part, with this lot in."""
    subject = subject_of(part, None)
    revision = "" if place.order is None else place.order.routing_revision
    started = StepStarted(
        order=body.order, step=body.step, subject=subject, revision=revision, equipment=(), unverified=False
    )
    known = rows.find(Lot, lot)
    item = "" if known is None else known.item
    return [started, MaterialConsumed(order=body.order, step=body.step, subject=subject, item=item)]


def _new(rows: WorkingSet, body: ChangeLot, after: Place) -> tuple[list[Event], list[Exceptional]]:
    """Return that the new lot went into what is made after the change, its stock, and what is wrong with it."""
    known = rows.find(Lot, body.new_lot)
    events: list[Event] = [] if known is not None else [LotStubbed(number=body.new_lot)]
    told, late = at_use(rows, after, body.new_lot)
    events += told
    problems = [*about_input(rows, after, lot_thing(body.new_lot)), *late]
    amount: tuple[Decimal, str] | None = None
    try:
        amount = measured(rows, known, body.quantity)
    except NotConvertible as error:
        about = {"lot": body.new_lot, "quantity": body.quantity.value, "found": body.quantity.unit, "expected": "-"}
        problems.append(Exceptional(error.code, "lot", body.new_lot, about))
    joined = link(rows, lot_thing(body.new_lot), lot_thing(body.after.lot), "consume", amount)
    if isinstance(joined, Exceptional):
        return events, [*problems, joined]
    moves = [] if amount is None or amount[0] <= 0 else [_out(rows, body, after.ctx, known, amount)]
    problems += negative(rows, moves) if known is not None else []
    events += [*moves, joined]
    for other in _others(rows, body):
        events += _linked(rows, body.new_lot, other.lot, None)
    return [*events, *_at_step(rows, body, after, body.after.lot, body.new_lot)], problems


def _out(rows: WorkingSet, body: ChangeLot, ctx: Context, known: Lot | None, amount: tuple[Decimal, str]) -> StockMoved:
    return StockMoved(
        id=ctx.new_id(_MOVES + 1),
        lot=body.new_lot,
        from_location=body.new_location or only_place(rows, known, amount[0]),
        to_location=None,
        quantity=amount[0],
        unit=amount[1],
        kind="consume",
    )
