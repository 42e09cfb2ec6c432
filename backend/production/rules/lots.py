"""Decides on lots that are divided and lots that become one. Holds stay where they were placed: what a held lot flowed
into is held through the genealogy, until the hold is lifted there.
"""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from backend.items.state import Item
from backend.log.vocabulary import Context, Decision, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced, LotCreated, MovementKind, StockMoved, lot_thing
from backend.material.rules import ids, link, negative
from backend.material.state import UNRECONCILED, Balance, Lot
from backend.nonconformance.rules import opened
from backend.production.entries import MergeLots, Part, SplitLot
from backend.production.events import QuantityTransferred, RunsInherited
from backend.production.rules.open_time import as_open
from backend.production.rules.quantities import bucket_short
from backend.production.state import WorkOrder, parts_of, subject_of

WORST_FIRST = ("rejected", "expired", "retest_due", "quarantine", "inspecting", "conditional", "released")
"""Of two statuses a merged lot has the one that stands first here; what is not here counts as quarantine."""
IN_PROCESS = "in_process"


_TWICE = 400
"""Deviation and holds of a lot divided twice are numbered from here, beside those of what else is wrong."""


class Source(msgspec.Struct, frozen=True):
    """Where the parts of a lot come from: a place in stock, or what an order has in process (``order``)."""

    location: str
    unit: str | None
    order: WorkOrder | None


def decide_split_lot(rows: WorkingSet, body: SplitLot, ctx: Context) -> Decision:
    """Divide a lot; parts that are more than there was are kept and said."""
    whole = rows.find(Lot, body.lot)
    if whole is None:
        return Decision(exceptions=(Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot}),))
    source = _source(rows, body)
    unnamed = Exceptional("LOT_UNKNOWN", "lot", body.lot, {"lot": body.lot})
    events, exceptions = divided(rows, ctx, whole, body.parts, source)
    exceptions += negative(rows, [e for e in events if isinstance(e, StockMoved) and e.lot == body.lot])
    made = [each.number for each in events if isinstance(each, LotCreated)]
    events += [opened for part in made for opened in as_open(rows, ctx, [whole], part)]
    return Decision(tuple(events), (*([] if source.unit is not None else [unnamed]), *exceptions))


def divided(
    rows: WorkingSet, ctx: Context, whole: Lot | LotCreated, parts: tuple[Part, ...], source: Source
) -> tuple[list[Event], list[Exceptional]]:
    """Return the parts of a lot with what they inherit, and what is wrong with them."""
    numbers = ids(ctx)
    events: list[Event] = []
    exceptions: list[Exceptional] = []
    for part in parts:
        if rows.find(Lot, part.lot) is not None:
            detail = {"lot": whole.number, "part": part.lot}
            exceptions.append(Exceptional("LOT_PART_TAKEN", "lot", part.lot, detail))
        else:
            events += _part(rows, whole, part, source, numbers)
            events += _behind(source, whole.number, part.lot, first=part is parts[0])
    transferred = sum((e.quantity for e in events if isinstance(e, QuantityTransferred)), Decimal(0))
    if source.order is not None:
        short = bucket_short(rows, source.order.number, whole.number, IN_PROCESS, transferred)
        twice, told = _divided_twice(rows, ctx, whole.number, parts, source.order) if short else ([], [])
        events += twice
        exceptions += [*short, *told]
    return events, exceptions


def _divided_twice(
    rows: WorkingSet, ctx: Context, whole: str, parts: tuple[Part, ...], order: WorkOrder
) -> tuple[list[Event], list[Exceptional]]:
    """Return that a lot was divided in two ways at once: every part of either waits for a recount (C16)."""
    own = {part.lot for part in parts}
    others = [name for name in parts_of(rows, whole) if name not in own]
    if not others:
        return [], []
    every = [*others, *(part.lot for part in parts)]
    detail = {"order": order.number, "lot": whole, "parts": ", ".join(every)}
    broken = Exceptional("LOT_DIVIDED_TWICE", "lot", whole, detail)
    deviation = opened(ctx, broken, n=_TWICE, order=order.number)
    holds = [
        HoldPlaced(id=ctx.new_id(_TWICE + n), lot=lot, reason_code=broken.code, text=deviation.number)
        for n, lot in enumerate(every, 1)
    ]
    return [deviation, *holds], [broken]


def _source(rows: WorkingSet, body: SplitLot) -> Source:
    balances = rows.group(Balance, "lot", body.lot)
    order = None if body.order is None else rows.find(WorkOrder, body.order)
    unit = order.unit if order is not None else _unit(rows, body.lot, balances)
    location = body.location or (balances[0].location if len(balances) == 1 else UNRECONCILED)
    return Source(location, unit, order)


def _unit(rows: WorkingSet, number: str, balances: list[Balance]) -> str | None:
    """Return the unit a lot is counted in; None of one only ever named: stock in a made-up unit fits nothing."""
    if balances:
        return balances[0].unit
    lot = rows.find(Lot, number)
    item = None if lot is None or not lot.item else rows.find(Item, lot.item)
    return None if item is None else item.unit


def _part(rows: WorkingSet, whole: Lot | LotCreated, part: Part, source: Source, numbers: Iterator[str]) -> list[Event]:
    quantity = Decimal(part.quantity)
    joined = link(
        rows,
        lot_thing(whole.number),
        lot_thing(part.lot),
        "split",
        None if source.unit is None else (quantity, source.unit),
    )
    assert not isinstance(joined, Exceptional), "a new lot is part of nothing"
    events: list[Event] = [inheriting(whole, part.lot), joined]
    if quantity <= 0 or source.unit is None:
        return events
    if source.order is not None:
        events.append(_transfer(source.order.number, whole.number, part.lot, quantity))
        return events
    over = Over(source.location, source.location, quantity, source.unit, "split")
    return [*events, *over.moves(whole.number, part.lot, numbers)]


def _behind(source: Source, whole: str, part: str, *, first: bool) -> list[Event]:
    """Return that the part has the whole's steps behind it; what was going on is read anew for the later ones."""
    if source.order is None:
        return []
    subjects = {"from_subject": subject_of(whole, None), "to_subject": subject_of(part, None)}
    return [RunsInherited(order=source.order.number, **subjects, running=first)]


def _transfer(order: str, source: str, output: str, quantity: Decimal) -> QuantityTransferred:
    return QuantityTransferred(number=order, from_lot=source, to_lot=output, bucket=IN_PROCESS, quantity=quantity)


def inheriting(whole: Lot | LotCreated, number: str) -> LotCreated:
    """Return another lot of the same goods: item, status, expiry and supplier stay."""
    known = {name: getattr(whole, name) for name in LotCreated.__struct_fields__}
    return LotCreated(**(known | {"number": number}))


class Over(msgspec.Struct, frozen=True):
    """A quantity that leaves one lot at a place and enters another at a place."""

    from_location: str
    to_location: str
    quantity: Decimal
    unit: str
    kind: MovementKind

    def moves(self, source: str, output: str, numbers: Iterator[str]) -> list[Event]:
        """Return the two lines of the ledger."""
        return [
            StockMoved(
                id=next(numbers),
                lot=lot,
                from_location=out,
                to_location=into,
                quantity=self.quantity,
                unit=self.unit,
                kind=self.kind,
            )
            for lot, out, into in ((source, self.from_location, None), (output, None, self.to_location))
        ]


def decide_merge_lots(rows: WorkingSet, body: MergeLots, ctx: Context) -> Decision:
    """Make one lot of several of the same item and revision: worst status, earliest expiry."""
    lots = [lot for number in body.lots if (lot := rows.find(Lot, number)) is not None]
    problem = _unmergeable(rows, body, lots)
    if problem is not None:
        return Decision(exceptions=(problem,))
    numbers = ids(ctx)
    events: list[Event] = [_merged(body.output, lots)]
    for lot in lots:
        stock = rows.group(Balance, "lot", lot.number)
        for held in stock:
            over = Over(held.location, body.location, held.quantity, held.unit, "merge")
            events += over.moves(lot.number, body.output, numbers)
        total = sum((held.quantity for held in stock), Decimal(0))
        amount = (total, stock[0].unit) if stock else None
        joined = link(rows, lot_thing(lot.number), lot_thing(body.output), "merge", amount)
        assert not isinstance(joined, Exceptional), "a new lot is part of nothing"
        events.append(joined)
    return Decision((*events, *as_open(rows, ctx, lots, body.output)))


def _merged(number: str, lots: list[Lot]) -> LotCreated:
    expiries = [(lot.expiry, lot.expiry_day_given) for lot in lots if lot.expiry is not None]
    expiry, day_given = min(expiries) if expiries else (None, False)
    return LotCreated(
        number=number,
        item=lots[0].item,
        item_revision=lots[0].item_revision,
        supplier=None,
        supplier_lot=None,
        status=min((lot.status for lot in lots), key=_badness),
        expiry=expiry,
        expiry_day_given=day_given,
        production=None,
        production_day_given=False,
    )


def _badness(status: str) -> int:
    return WORST_FIRST.index(status if status in WORST_FIRST else "quarantine")


def _unmergeable(rows: WorkingSet, body: MergeLots, lots: list[Lot]) -> Exceptional | None:
    detail = {"output": body.output, "lots": ", ".join(body.lots)}
    if len(lots) != len(body.lots) or any(lot.stub for lot in lots):
        return Exceptional("MERGE_LOT_UNKNOWN", "lot", body.output, detail)
    if rows.find(Lot, body.output) is not None:
        return Exceptional("LOT_PART_TAKEN", "lot", body.output, {"lot": body.lots[0], "part": body.output})
    if len({(lot.item, lot.item_revision) for lot in lots}) > 1:
        return Exceptional("MERGE_OF_DIFFERENT", "lot", body.output, detail)
    stock = [held for lot in lots for held in rows.group(Balance, "lot", lot.number)]
    if any(held.quantity < 0 for held in stock):
        return Exceptional("MERGE_OF_NEGATIVE", "lot", body.output, detail)
    return None
