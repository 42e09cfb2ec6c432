"""What each production entry reads and writes."""

from collections.abc import Iterable

from backend.equipment.state import records_of, touches_asked, touches_use
from backend.items.entries import SerialSpan
from backend.items.state import Item, Routing, Structure, spelled
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import Thing, lot_thing, unit_thing
from backend.material.state import Location, Lot, Unit, touches_link, touches_lot, touches_unit, touches_upstream
from backend.people.state import Badge, touches_qualified
from backend.production.entries import (
    ChangeOrder,
    ConsumeMaterial,
    CorrectCheck,
    CorrectReading,
    FinishStep,
    PlanOrder,
    RecordCheck,
    RecordReading,
    ReleaseOrder,
    ReportBlocked,
    ReportQuantity,
    SkipStep,
    StartStep,
    TakeBack,
)
from backend.production.state.open_time import touches_opening
from backend.production.state.open_time import touches_use as touches_use_of_lot
from backend.production.state.rows import (
    MachineMessage,
    NamedSerial,
    OrderAccount,
    OrderSerials,
    OrderSnapshot,
    Reading,
    StepDoubt,
    StepRun,
    Trend,
    WorkOrder,
    scope_of,
    subject_of,
)

MAX_SERIALS = 10_000
"""How many units one order names by their serials: as many as a label job has labels."""

Seconded = RecordReading | RecordCheck | FinishStep
"""What a second person may see too."""
StepEntry = StartStep | RecordReading | RecordCheck | FinishStep | ReportBlocked | ConsumeMaterial | SkipStep


def output_of(rows: WorkingSet, order: str, lot: str | None, serial: str | None) -> Thing | None:
    """Return what is being made, by its name in the genealogy; None for work on the order itself."""
    if serial is not None:
        known = rows.peek(WorkOrder, order)
        return None if known is None else unit_thing(known.item, serial)
    return None if lot is None else lot_thing(lot)


def touches_plan_order(body: PlanOrder, ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order, its item, its lots and where the goods go."""
    yield Touch(WorkOrder, (body.number,), write=True)
    yield Touch(Item, (body.item,), write=bool(body.serials))
    yield Touch(Location, (ctx.site, body.output_location))
    for lot in body.lots:
        yield Touch(Lot, (lot,))
    yield from _touches_named(body.number, body.item, body.serials)


def _touches_named(order: str, item: str, spans: Iterable[SerialSpan]) -> Iterable[AnyTouch]:
    """Return serials that an order names or named: whether another one does, and whether their units are there."""
    yield Touch(OrderSerials, (order,))
    for serial in spelled(spans, limit=MAX_SERIALS):
        yield Touch(NamedSerial, (item, serial))
        yield Touch(Unit, (item, serial))


def touches_release_order(body: ReleaseOrder, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order and every revision that might hold for its item."""
    yield from touches_order(body.order, write=True)
    known = rows.peek(WorkOrder, body.order)
    if known is not None:
        yield Touch(Item, (known.item,), write=bool(body.serials))
        yield from _touches_named(body.order, known.item, _named(rows, body.order))
        yield from _touches_named(body.order, known.item, body.serials)
        yield GroupTouch(Structure, "item", known.item)
        yield GroupTouch(Routing, "item", known.item)


def touches_change_order(body: ChangeOrder, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order with its accounts; a cancelled one names no serials any more."""
    yield from touches_order(body.order, write=True)
    known = rows.peek(WorkOrder, body.order)
    if known is not None and body.act == "cancel":
        yield Touch(Item, (known.item,), write=True)
        yield from _touches_named(body.order, known.item, _named(rows, body.order))


def _named(rows: WorkingSet, order: str) -> tuple[SerialSpan, ...]:
    known = rows.peek(OrderSerials, order)
    return () if known is None else known.spans


def touches_order(order: str, *, write: bool = False) -> Iterable[AnyTouch]:
    """Return an order, what it is bound to, and its accounts, which its lock guards."""
    yield Touch(WorkOrder, (order,), write=write)
    yield Touch(OrderSnapshot, (order,))
    if write:
        yield GroupTouch(OrderAccount, "order", order)


def touches_step(body: StepEntry, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order, the step's run with those of the steps before it, and what is being made."""
    known = rows.peek(WorkOrder, body.order)
    yield Touch(WorkOrder, (body.order,), write=known is not None and known.status == "released")
    yield Touch(OrderSnapshot, (body.order,))
    yield Touch(OrderSerials, (body.order,))
    subject = subject_of(body.lot, body.serial)
    yield Touch(StepRun, (body.order, body.step, subject), write=True)
    yield Touch(StepDoubt, (body.order, body.step, subject), write=True)
    for each in {"", subject, subject_of(body.lot, None)}:
        yield GroupTouch(StepRun, "scope", scope_of(body.order, each))
    yield from touches_output(body.order, body.lot, body.serial, rows)
    yield from _touches_means(body, ctx, rows)
    if known is not None:
        yield GroupTouch(Routing, "item", known.item)
        yield GroupTouch(Structure, "item", known.item)
    if known is not None and body.serial is not None:
        yield Touch(NamedSerial, (known.item, body.serial))
    if isinstance(body, Seconded) and body.second_badge is not None:
        yield Touch(Badge, (ctx.badge,))
        yield Touch(Badge, (body.second_badge,))
    if isinstance(body, RecordReading):
        yield Touch(Trend, (body.order, body.step, body.code), write=True)
    if isinstance(body, RecordReading) and body.message is not None:
        yield Touch(MachineMessage, (ctx.device, body.message), write=True)
        message = rows.peek(MachineMessage, ctx.device, body.message)
        if message is not None:
            yield Touch(Reading, (message.reading,))


def _touches_means(body: StepEntry, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what says whether the person was trained and the equipment was ready, then and when the step began."""
    snapshot = rows.peek(OrderSnapshot, body.order)
    step = None if snapshot is None else snapshot.step(body.step)
    if step is not None and step.skill is not None:
        for badge in _badges(body, ctx):
            yield from touches_qualified(badge, step.skill, rows)
    run = rows.peek(StepRun, body.order, body.step, subject_of(body.lot, body.serial))
    at = ctx.occurred_at if run is None else min(run.started_at, ctx.occurred_at)
    used = {*(() if run is None else run.equipment)}
    if isinstance(body, StartStep):
        used |= {*body.equipment}
    if isinstance(body, RecordReading) and body.gauge is not None:
        used.add(body.gauge)
    for code in sorted(used):
        yield from touches_use(code, at, rows)
        if rows.has(records_of(code)):
            yield from touches_asked(body.serial or body.lot or body.order)


def _badges(body: StepEntry, ctx: Context) -> Iterable[str]:
    """Return who does it, and who checks it."""
    second = body.second_badge if isinstance(body, Seconded) else None
    return (ctx.badge,) if second is None else (ctx.badge, second)


def touches_output(order: str, lot: str | None, serial: str | None, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot or unit that is being made, to be created if it is not there, and its item."""
    known = rows.peek(WorkOrder, order)
    if known is not None:
        yield Touch(Item, (known.item,), write=_not_in_use(rows, known.item))
    if lot is not None:
        yield from touches_lot(lot, rows)
    if serial is not None and known is not None:
        yield from touches_unit(known.item, serial, rows)


def _not_in_use(rows: WorkingSet, number: str) -> bool:
    item = rows.peek(Item, number)
    return item is not None and not item.in_use


def touches_consume(body: ConsumeMaterial, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the step's touches and the input with everything that may hold it back."""
    yield from touches_step(body, ctx, rows)
    source = _input(body)
    yield from touches_input(body.order, body.lot, body.serial, source, rows)
    yield from touches_use_of_lot(body.input_lot, ctx, rows)
    order = rows.peek(WorkOrder, body.order)
    if order is not None and body.lot is not None and body.serial is None:
        yield from touches_opening(body.lot, order.item, ctx.occurred_at, rows)
    if source is not None and source.kind == "unit" and body.input_lot is not None:
        whole = lot_thing(body.input_lot)
        yield from touches_lot(body.input_lot, rows)
        yield from touches_upstream([whole], rows)
        yield from touches_link([whole], source, rows)
    if body.location is not None:
        yield Touch(Location, (ctx.site, body.location))


def touches_input(
    order: str, lot: str | None, serial: str | None, source: Thing | None, rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the input, its holds and those upstream, and the link to what it goes into."""
    output = output_of(rows, order, lot, serial)
    if source is not None and source.kind == "lot":
        yield from touches_lot(source.key[0], rows)
        yield from touches_upstream([source], rows)
    if source is not None and source.kind == "unit":
        yield from touches_unit(source.key[0], source.key[1], rows)
    if source is not None and output is not None:
        yield from touches_link([source], output, rows)


def _input(body: ConsumeMaterial | TakeBack) -> Thing | None:
    return input_of(body.input_lot, body.input_item, body.input_serial)


def input_of(lot: str | None, item: str | None, serial: str | None) -> Thing | None:
    """Return what went in, by its name in the genealogy: the unit where a serial was scanned, else the lot, or None."""
    if item is not None and serial is not None:
        return unit_thing(item, serial)
    return None if lot is None else lot_thing(lot)


def touches_correct(body: CorrectReading | CorrectCheck, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the reading with its second entry, its order and the step it belongs to."""
    yield Touch(Reading, (body.reading,))
    yield Touch(Reading, (second_of(body.reading),))
    known = rows.peek(Reading, body.reading)
    if known is not None:
        yield Touch(WorkOrder, (known.order,))
        yield Touch(OrderSnapshot, (known.order,))
        yield Touch(StepRun, (known.order, known.step, known.subject), write=True)
        yield from touches_output(known.order, known.lot, known.serial, rows)


def second_of(reading: str) -> str:
    """Return the id that the second entry of a value has, where it was entered twice and differently."""
    entry, _, _ = reading.rpartition("/")
    return f"{entry}/2"


def touches_report_quantity(body: ReportQuantity, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order with its accounts and the lot."""
    yield from touches_order(body.order, write=True)
    yield from touches_output(body.order, body.lot, None, rows)
    if body.location is not None:
        yield Touch(Location, (ctx.site, body.location))


def touches_inherited(rows: WorkingSet, order: str, source: str, output: str) -> Iterable[AnyTouch]:
    """Return a subject's runs, and those that another one will have of them, under its own name.

    Any step may have been begun earlier in the same push, so every step of the order is named.
    """
    yield Touch(OrderSnapshot, (order,))
    for subject in (source, output):
        yield GroupTouch(StepRun, "scope", scope_of(order, subject))
    snapshot = rows.peek(OrderSnapshot, order)
    for step in () if snapshot is None else snapshot.steps:
        yield Touch(StepRun, (order, step.number, output), write=True)
    group = GroupTouch(StepRun, "scope", scope_of(order, source))
    if rows.has(group):
        for run in rows.group(StepRun, "scope", group.value):
            yield Touch(StepRun, (order, run.step, output), write=True)


def touches_take_back(body: TakeBack, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the order, the link, and the stock that it goes back to."""
    yield Touch(WorkOrder, (body.order,))
    yield Touch(OrderSnapshot, (body.order,))
    yield from touches_output(body.order, body.lot, body.serial, rows)
    yield from touches_input(body.order, body.lot, body.serial, _input(body), rows)
    if body.step is not None:
        yield Touch(StepRun, (body.order, body.step, subject_of(body.lot, body.serial)), write=True)
    if body.location is not None:
        yield Touch(Location, (ctx.site, body.location))
    if body.input_item is not None and body.input_serial is not None:
        yield Touch(Unit, (body.input_item, body.input_serial), write=True)
