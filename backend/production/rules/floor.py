"""What every record of a step has in common: which order and step it is for, whether that may go on now, and that what
is being made exists. A fact is kept whatever is wrong; what is wrong is said.
"""

from collections.abc import Iterable, Iterator

import msgspec

from backend.items.entries.process import Step
from backend.items.events import ItemTakenIntoUse
from backend.items.state import Item
from backend.log.vocabulary import Context, Event, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.events import HoldPlaced, LotCompleted, LotCreated, UnitHeld, UnitMade
from backend.material.rules import factory_day
from backend.material.state import Lot, Unit
from backend.nonconformance.rules import opened
from backend.people.state import Badge
from backend.production.events import OrderStatusChanged, StepStarted
from backend.production.state import PASSED_BY, OrderSnapshot, StepRun, WorkOrder, scope_of, subject_of

RUNNING = ("released", "in_progress")


class Place(msgspec.Struct, frozen=True):
    """Where a record belongs: ``order`` and ``step`` are None where the server does not know them."""

    ctx: Context
    order_number: str
    number: int
    order: WorkOrder | None
    step: Step | None
    lot: str | None
    serial: str | None

    @property
    def subject(self) -> str:
        """What the step is done for, as its run names it."""
        return subject_of(self.lot, self.serial)

    @property
    def about(self) -> tuple[str, str]:
        """Kind and key of what is being made, or of the order where it is neither lot nor unit."""
        kind = "unit" if self.serial is not None else "lot" if self.lot is not None else "work_order"
        return kind, self.serial or self.lot or self.order_number

    def exceptional(self, code: str, **detail: object) -> Exceptional:
        """Return an exception about what is being made."""
        kind, key = self.about
        return Exceptional(code, kind, key, {"order": self.order_number, "step": self.number, "subject": key, **detail})


def place_of(rows: WorkingSet, ctx: Context, *, order: str, step: int, lot: str | None, serial: str | None) -> Place:
    """Return where a record belongs."""
    snapshot = rows.find(OrderSnapshot, order)
    found = None if snapshot is None else snapshot.step(step)
    return Place(ctx, order, step, rows.find(WorkOrder, order), found, lot, serial)


def fitting(rows: WorkingSet, place: Place) -> dict[str, str] | None:
    """Return what may go in at this step, and the component it is or stands in for; None where nothing is known."""
    snapshot = rows.find(OrderSnapshot, place.order_number)
    if place.step is None or snapshot is None:
        return None
    named = {component.item for component in place.step.components}
    stand_ins = {other: line.item for line in snapshot.lines if line.item in named for other in line.substitutes}
    return stand_ins | {item: item for item in named}


def findings(place: Place) -> Iterator[Exceptional]:
    """Yield what is wrong with recording anything at this step now."""
    if place.order is None:
        yield place.exceptional("WORK_ORDER_NOT_KNOWN")
        return
    if place.order.status not in RUNNING:
        yield place.exceptional("WORK_ORDER_NOT_RUNNING", found=place.order.status)
    if place.step is None:
        yield place.exceptional("STEP_NOT_IN_ROUTING", revision=place.order.routing_revision or "-")
        return
    wanted = place.step.repeat
    given = "unit" if place.serial is not None else "lot" if place.lot is not None else "order"
    if wanted != given:
        yield place.exceptional("STEP_SUBJECT_WRONG", expected=wanted, found=given)


def is_alone(rows: WorkingSet, ctx: Context, second: str | None) -> bool:
    """Say whether nobody else saw it: no badge, one nobody has, or another badge of the same person."""
    if second is None or second == ctx.badge:
        return True
    own, other = rows.find(Badge, ctx.badge), rows.find(Badge, second)
    return own is not None and (other is None or other.person == own.person)


def undone_before(rows: WorkingSet, place: Place) -> list[int]:
    """Return the steps before this one that are not recorded as done: it is then out of sequence (C23)."""
    if place.step is None:
        return []
    done = {
        run.step
        for subject in {"", place.subject, subject_of(place.lot, None)}
        for run in rows.group(StepRun, "scope", scope_of(place.order_number, subject))
        if run.status in PASSED_BY
    }
    return [number for number in place.step.predecessors if number not in done]


def begun(rows: WorkingSet, place: Place, *, equipment: tuple[str, ...] = (), revision: str = "") -> list[Event]:
    """Return what makes the order, the output and the run exist for what is recorded next."""
    events = [*begun_order(place), *made(rows, place)]
    known = rows.find(StepRun, place.order_number, place.number, place.subject)
    if known is None or equipment or place.ctx.badge not in known.people:
        bound = "" if place.order is None else place.order.routing_revision
        events.append(
            StepStarted(
                order=place.order_number,
                step=place.number,
                subject=place.subject,
                revision=revision or bound,
                equipment=equipment,
                unverified=bool(undone_before(rows, place)),
            )
        )
    return events


def begun_order(place: Place) -> list[Event]:
    """Return that work on a released order has begun."""
    if place.order is None or place.order.status != "released":
        return []
    return [OrderStatusChanged(number=place.order.number, status="in_progress", reason=None)]


def made(rows: WorkingSet, place: Place) -> list[Event]:
    """Return the creation of the lot or unit that is being made, where it is not there yet."""
    if place.order is None:
        return []
    item = rows.find(Item, place.order.item)
    events: list[Event] = []
    if item is not None and not item.in_use and (place.lot is not None or place.serial is not None):
        events.append(ItemTakenIntoUse(number=item.number))
    if place.lot is not None:
        events += _lot_made(rows, place, place.order, place.lot)
    if place.serial is not None:
        unit = rows.find(Unit, place.order.item, place.serial)
        if unit is None or unit.stub:
            events.append(
                UnitMade(item=place.order.item, serial=place.serial, lot=place.lot, status="built", stub=False)
            )
    return events


def _lot_made(rows: WorkingSet, place: Place, order: WorkOrder, number: str) -> list[Event]:
    known = rows.find(Lot, number)
    if known is not None and not known.stub:
        return []
    snapshot = rows.find(OrderSnapshot, order.number)
    make = LotCreated if known is None else LotCompleted
    return [
        make(
            number=number,
            item=order.item,
            item_revision="" if snapshot is None else snapshot.item_revision,
            supplier=None,
            supplier_lot=None,
            status="quarantine",
            expiry=None,
            expiry_day_given=False,
            production=factory_day(place.ctx.occurred_at),
            production_day_given=True,
        )
    ]


def consequences(place: Place, broken: Iterable[Exceptional], *, deviating: Iterable[Exceptional] = ()) -> list[Event]:
    """Return a deviation for each broken rule, and a hold on what is being made (R08, R36: in the same transaction).

    ``deviating``: what else is asked about by a deviation, and holds nothing.
    """
    holding = tuple(broken)
    events: list[Event] = []
    for n, each in enumerate((*holding, *deviating), 1):
        deviation = opened(place.ctx, each, n=n, order=place.order_number, step=place.number)
        events.append(deviation)
        if n > len(holding):
            continue
        if place.serial is not None and place.order is not None:
            events.append(
                UnitHeld(item=place.order.item, serial=place.serial, reason_code=each.code, source=deviation.number)
            )
        elif place.lot is not None and place.order is not None:
            hold = place.ctx.new_id(100 + n)
            events.append(HoldPlaced(id=hold, lot=place.lot, reason_code=each.code, text=deviation.number))
    return events
