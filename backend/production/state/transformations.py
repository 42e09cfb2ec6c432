"""What scrapping, sampling, relabelling and rework read and write."""

from collections.abc import Iterable

from backend.items.state import Item
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.events import lot_thing, unit_thing
from backend.material.state import Location, touches_link, touches_lot, touches_unit
from backend.nonconformance.state import Deviation
from backend.production.entries import (
    RelabelLot,
    RelabelUnit,
    ReworkLot,
    ReworkUnit,
    ScrapStock,
    ScrapUnit,
    TakeSample,
)
from backend.production.state.rows import StepRun, WorkOrder, subject_of
from backend.production.state.touches import touches_inherited, touches_order


def touches_scrap_stock(body: ScrapStock, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot and where it stands."""
    yield from touches_lot(body.lot, rows)
    yield Touch(Location, (ctx.site, body.location))


def touches_scrap_unit(body: ScrapUnit, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the unit."""
    yield Touch(Item, (body.item,))
    yield from touches_unit(body.item, body.serial, rows)


def touches_take_sample(body: TakeSample, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot, the sample, the link between them and both places."""
    yield from touches_lot(body.lot, rows)
    for code in {body.location, body.store or body.location}:
        yield Touch(Location, (ctx.site, code))
    if body.sample is not None:
        yield from touches_lot(body.sample, rows)
        yield from touches_link([lot_thing(body.lot)], lot_thing(body.sample), rows)


def touches_relabel_lot(body: RelabelLot, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return both lots, the link and the place."""
    for lot in (body.lot, body.output):
        yield from touches_lot(lot, rows)
    yield from touches_link([lot_thing(body.lot)], lot_thing(body.output), rows)
    yield Touch(Location, (ctx.site, body.location))


def touches_relabel_unit(body: RelabelUnit, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return both units, the link, and the steps that go over to the new serial."""
    yield Touch(Item, (body.item,))
    for serial in (body.serial, body.output):
        yield from touches_unit(body.item, serial, rows)
    yield from touches_link([unit_thing(body.item, body.serial)], unit_thing(body.item, body.output), rows)
    if body.order is not None:
        yield Touch(WorkOrder, (body.order,))
        yield from touches_inherited(rows, body.order, subject_of(None, body.serial), subject_of(None, body.output))


def touches_rework_lot(body: ReworkLot, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order with its accounts, both lots, the link, the steps that stay done and the deviation."""
    yield from touches_order(body.order, write=True)
    for lot in (body.lot, body.output):
        yield from touches_lot(lot, rows)
    yield from touches_link([lot_thing(body.lot)], lot_thing(body.output), rows)
    yield from touches_inherited(rows, body.order, subject_of(body.lot, None), subject_of(body.output, None))
    yield Touch(StepRun, (body.order, body.step, subject_of(body.output, None)), write=True)
    if body.deviation is not None:
        yield Touch(Deviation, (body.deviation,))


def touches_rework_unit(body: ReworkUnit, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order, the unit with its steps and the deviation."""
    yield from touches_order(body.order, write=True)
    known = rows.peek(WorkOrder, body.order)
    if known is not None:
        yield Touch(Item, (known.item,))
        yield from touches_unit(known.item, body.serial, rows)
    subject = subject_of(None, body.serial)
    yield from touches_inherited(rows, body.order, subject, subject)
    if body.deviation is not None:
        yield Touch(Deviation, (body.deviation,))
