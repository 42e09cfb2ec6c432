"""Rows of sterilisation cycles and loads, and what their entries touch. A load's lock guards what is in it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec

from backend.equipment.state import touches_use
from backend.items.state import everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import load_thing, lot_thing
from backend.material.state import (
    at_site,
    touches_link,
    touches_load_holds,
    touches_lot,
    touches_upstream,
)
from backend.people.state import touches_qualified
from backend.production.entries.loads import (
    AdvanceLoad,
    CycleParameter,
    DecideLoad,
    DefineCycle,
    OpenLoad,
    PutInLoad,
    RecordCycleReading,
    RecordIndicator,
    TakeFromLoad,
)
from backend.production.state.rows import MachineMessage, OrderSnapshot, StepRun, scope_of, subject_of


@row_type("cycle", key=("code", "revision"), rank=48, lock="share", streams=everywhere)
class Cycle(Row, frozen=True, kw_only=True):
    """A revision of a validated cycle; written once."""

    code: str
    revision: str
    name_en: str
    name_zh: str
    equipment_class: str
    parameters: tuple[CycleParameter, ...]
    indicators: int
    incubation_hours: int
    exposures: int
    chemical_indicators: int
    skill: str | None

    def parameter(self, code: str) -> CycleParameter | None:
        """Return the parameter of that code, or None."""
        return next((each for each in self.parameters if each.code == code), None)


@row_type("load", key=("number",), rank=49, lock="update", streams=at_site)
class Load(Row, frozen=True, kw_only=True):
    """A sterilisation load. ``observed``, ``failed``: codes of the cycle that were read, and read outside limits."""

    number: str
    site: str
    chamber: str
    cycle: str
    revision: str
    status: str
    observed: tuple[str, ...]
    failed: tuple[str, ...]
    people: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None


class LoadBox(msgspec.Struct, frozen=True, kw_only=True):
    """A box that was scanned into a load, with how much of the lot is in it."""

    container: str
    quantity: Decimal


@row_type(
    "load_member", key=("load", "lot", "position"), rank=50, lock="parent", streams=at_site, part_of=("load", ("load",))
)
class LoadMember(Row, frozen=True, kw_only=True):
    """So much of a lot at a position of a load. ``boxes``: those of it that were scanned one by one."""

    load: str
    lot: str
    position: str
    site: str
    quantity: Decimal
    unit: str
    late: bool
    boxes: tuple[LoadBox, ...] = ()


@row_type(
    "load_indicator", key=("load", "indicator"), rank=50, lock="parent", streams=at_site, part_of=("load", ("load",))
)
class LoadIndicator(Row, frozen=True, kw_only=True):
    """An indicator: where it was, when it was put to incubate, what was read and when."""

    load: str
    indicator: str
    site: str
    kind: str
    position: str | None
    placed_at: datetime | None
    incubated_at: datetime | None
    result: str | None
    read_at: datetime | None


@row_type("cycle_reading", key=("id",), rank=50, lock="parent", part_of=("load", ("load",)))
class CycleReading(Row, frozen=True, kw_only=True):
    """A value of a load's cycle; written once."""

    id: str
    load: str
    code: str
    phase: str
    value: Decimal
    unit: str
    verdict: str
    source: str
    gauge: str | None
    by: str
    at: datetime
    entry: str


def touches_define_cycle(body: DefineCycle, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the revision."""
    return (Touch(Cycle, (body.code, body.revision), write=True),)


def touches_open_load(body: OpenLoad, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the load, its cycle, its chamber, and whether the person is trained for the cycle."""
    yield from _touches_load(body.load, ctx, rows)
    yield from _touches_cycle(body.cycle, body.revision, ctx, rows)
    yield from touches_use(body.chamber, ctx.occurred_at, rows)


def _touches_cycle(code: str, revision: str, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    yield Touch(Cycle, (code, revision))
    cycle = rows.peek(Cycle, code, revision)
    if cycle is not None and cycle.skill is not None:
        yield from touches_qualified(ctx.badge, cycle.skill, rows)


def _touches_load(number: str, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    yield Touch(Load, (number,), write=True)
    yield GroupTouch(LoadMember, "load", number)
    yield GroupTouch(LoadIndicator, "load", number)
    yield from touches_load_holds(number)
    known = rows.peek(Load, number)
    if known is not None:
        yield from _touches_cycle(known.cycle, known.revision, ctx, rows)


def touches_member(body: PutInLoad | TakeFromLoad, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the load, the lot with what holds it back, and the link between them."""
    yield from _touches_load(body.load, ctx, rows)
    yield from touches_lot(body.lot, rows)
    yield from touches_upstream([lot_thing(body.lot)], rows)
    yield from touches_link([load_thing(body.load)], lot_thing(body.lot), rows)
    yield from _touches_steps(body.lot, rows)


def _touches_steps(lot: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the steps that were done for a lot, with what the orders they are of were bound to."""
    group = GroupTouch(StepRun, "subject", subject_of(lot, None))
    yield group
    for order in sorted({run.order for run in rows.group(StepRun, "subject", group.value)} if rows.has(group) else ()):
        yield Touch(OrderSnapshot, (order,))
        yield GroupTouch(StepRun, "scope", scope_of(order, ""))


def touches_load(
    body: AdvanceLoad | RecordCycleReading | RecordIndicator | DecideLoad, ctx: Context, rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the load with what is in it, what holds that back, and the chamber or gauge."""
    yield from _touches_load(body.load, ctx, rows)
    known = rows.peek(Load, body.load)
    if known is not None:
        yield from touches_use(known.chamber, ctx.occurred_at, rows)
    if isinstance(body, RecordCycleReading) and body.gauge is not None:
        yield from touches_use(body.gauge, ctx.occurred_at, rows)
    if isinstance(body, RecordCycleReading) and body.message is not None:
        yield Touch(MachineMessage, (ctx.device, body.message), write=True)
        message = rows.peek(MachineMessage, ctx.device, body.message)
        if message is not None:
            yield Touch(CycleReading, (message.reading,))
    if isinstance(body, AdvanceLoad):
        yield GroupTouch(CycleReading, "load", body.load)
    if isinstance(body, AdvanceLoad | DecideLoad) and rows.has(GroupTouch(LoadMember, "load", body.load)):
        lots = sorted({member.lot for member in rows.group(LoadMember, "load", body.load)})
        yield from touches_upstream([lot_thing(lot) for lot in lots], rows)
        for lot in lots:
            yield from _touches_steps(lot, rows)


def early_entries(body: AdvanceLoad, _ctx: Context, rows: WorkingSet) -> Iterable[str]:
    """Return the entries of values that arrived before the load was recorded as closed: closing may settle them."""
    group = GroupTouch(CycleReading, "load", body.load)
    found = rows.group(CycleReading, "load", group.value) if rows.has(group) else []
    return [reading.entry for reading in found if reading.phase == "building"]
