"""What happened at the demo company in March: three work orders of 12,000 catheters, their sterilisation, and fifteen
pumps whose sensors are of one lot. Everything is recorded as entries, as the floor would.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from backend.app.cli_failure import CommandFailed
from backend.app.demo_company.equipment import found_wrong
from backend.app.demo_company.making import PLANNER, QUALITY, SITE, SUPERVISOR, drafts
from backend.app.demo_company.story_catheters import CATHETER, TYVEK, catheters, planned
from backend.app.demo_company.story_loads import SKILL as STERILISATION
from backend.app.demo_company.story_loads import sterilised
from backend.app.demo_company.story_rework import REASONS
from backend.app.demo_company.story_steps import OPERATOR, STORE, Told, begun, fed, lot_of, seen
from backend.app.running import Running
from backend.inspection.entries import DecideLot
from backend.items.entries import ImportRoutings, Step
from backend.log.vocabulary import Entry
from backend.material.rules import factory_day
from backend.production.entries import FinishStep, ReleaseOrder, StartStep
from backend.receiving.entries import ReceiveLot
from backend.suppliers.entries import ApproveSupplier
from sync.quantity import DateGiven, Quantity

PUMP, SENSOR, MOTOR = "FG-PX1", "CP-PRS-01", "CP-MOT-01"
RECEIVER = "QH-0007"
SENSOR_LOT = "SL-2603"
PUMPS = 15
PUMP_ORDER: Final = "WO-2603-P"
SUPPLIER_OF: Final = {
    "polymer": "S01",
    "metal": "S03",
    "moulded": "S03",
    "adhesive": "S04",
    "packaging": "S05",
    "film": "S05",
    "print": "S08",
    "silicone": "S09",
    "electronic": "S10",
}


async def load_story(server: Running) -> int:
    """Record all of it; return how many entries there were. Raises CommandFailed when one is refused."""
    count = 0
    floor = await _floor(server)
    async for told in _story(server, floor):
        body, badge = floor.staffed(*told)
        reason = REASONS.get(type(body), "as it happened · 如实记录")
        outcome = await server.door.record(body, site=SITE, badge=badge, reason=reason)
        if outcome.outcome not in ("accepted", "flagged"):
            raise CommandFailed(f"{type(body).__name__}: {outcome.codes}")
        count += 1
    return count


class Floor(msgspec.Struct, frozen=True):
    """Who is trained in which skill, which machine is of which class, and what each step of a product asks for."""

    badges: dict[str, str]
    machines: dict[str, str]
    steps: dict[tuple[bool, int], Step]

    def staffed(self, body: Entry, badge: str) -> Told:
        """Return a record of a step as made by somebody trained, and its beginning as on a machine of its class."""
        number = getattr(body, "step", None)
        step = None if number is None else self.steps.get((getattr(body, "order", None) == PUMP_ORDER, number))
        if step is None:
            return body, badge
        machine = self.machines.get(step.equipment_class or "")
        if isinstance(body, StartStep) and machine is not None:
            body = msgspec.structs.replace(body, equipment=(machine,))
        return body, self.badges.get(step.skill or "", badge)


_TRAINED = """
SELECT DISTINCT ON (t.skill) t.skill, p.badge FROM row_training t JOIN row_person p ON p.number = t.person
JOIN row_skill s ON s.code = t.skill
WHERE t.qualified_at IS NOT NULL AND t.revoked_at IS NULL AND t.revision = s.revision AND p.active
  AND p.roles ?| ARRAY['operator', 'inspector', 'supervisor']
  AND (t.valid_to IS NULL OR t.valid_to > $1)
ORDER BY t.skill, t.qualified_at DESC, p.number
"""
_MACHINES = """
SELECT DISTINCT ON (equipment_class) equipment_class, code FROM row_equipment
WHERE status = 'qualified' AND out_of_tolerance_at IS NULL ORDER BY equipment_class, code
"""


async def _floor(server: Running) -> Floor:
    routings = _routings()
    return Floor(
        {row[0]: row[1] for row in await server.pool.fetch(_TRAINED, factory_day(server.clock.now()))},
        {row[0]: row[1] for row in await server.pool.fetch(_MACHINES)},
        {(item == PUMP, step.number): step for item in (CATHETER, PUMP) for step in routings[item]},
    )


def _routings() -> dict[str, tuple[Step, ...]]:
    body = drafts()[1]
    assert isinstance(body, ImportRoutings)
    return {routing.item: routing.steps for routing in body.rows}


async def _story(server: Running, floor: Floor) -> AsyncIterator[Told]:
    families = {
        number: (family, unit)
        for number, family, unit in await server.pool.fetch("SELECT number, family, unit FROM row_item")
    }
    steps = _routings()
    today = factory_day(server.clock.now())
    yield _film_from(SUPPLIER_OF["film"], today + timedelta(days=365)), PLANNER
    for item, lot, quantity in _materials(steps):
        family, unit = families[item]
        received = _received(item, lot, quantity, unit, SUPPLIER_OF.get(family, "S05"))
        expiry = DateGiven(date=today + timedelta(days=1095), day_given=True)
        yield msgspec.structs.replace(received, expiry=expiry), RECEIVER
        yield DecideLot(lot=lot, verdict="release"), QUALITY
    async for told in catheters(server, steps[CATHETER]):
        yield told
    for told in sterilised(floor.badges[STERILISATION]):
        yield told
    for told in _pumps(steps[PUMP]):
        yield told
    yield found_wrong(server.clock.now())


def _materials(steps: dict[str, tuple[Step, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield every component with the lots of it that are used, in a quantity that is enough."""
    items = dict.fromkeys(c.item for product in (CATHETER, PUMP) for step in steps[product] for c in step.components)
    for item in items:
        if item == TYVEK:
            yield from ((TYVEK, roll, "1000") for roll in ("TYV-7741", "TYV-7742"))
        elif item == SENSOR:
            yield SENSOR, SENSOR_LOT, str(PUMPS)
        elif item != MOTOR:
            yield item, lot_of(item), "50000"


def _film_from(supplier: str, valid_to: date) -> ApproveSupplier:
    """The film's own supplier is suspended: another one is approved for it."""
    return ApproveSupplier(
        conditions="", family="film", site=SITE, status="approved", supplier=supplier, valid_to=valid_to
    )


def _received(item: str, lot: str, quantity: str, unit: str, supplier: str) -> ReceiveLot:
    return ReceiveLot(
        certificates=(hashlib.sha256(lot.encode()).hexdigest(),),
        delivery_note=f"DN-{lot}",
        di=None,
        expiry=None,
        item=item,
        location=STORE,
        lot=lot,
        order=None,
        order_line=None,
        package_id=None,
        photos=(),
        production=None,
        quantity=Quantity(unit=unit, value=quantity),
        scans=(),
        serial=None,
        session="story",
        specification=None,
        supplier=supplier,
        supplier_lot=f"S-{lot}",
    )


def _pumps(steps: tuple[Step, ...]) -> Iterator[Told]:
    order = PUMP_ORDER
    yield planned(order, PUMP, PUMPS, ()), PLANNER
    yield ReleaseOrder(order=order, serials=()), SUPERVISOR
    for step in steps:
        if step.repeat == "order":
            yield begun(step, order), OPERATOR
            yield from seen(step, order)
            yield FinishStep(lot=None, order=order, second_badge=None, serial=None, step=step.number), OPERATOR
    for n in range(1, PUMPS + 1):
        for step in (each for each in steps if each.repeat == "unit"):
            yield from _pump_step(step, order, f"{n:04}")


def _pump_step(step: Step, order: str, serial: str) -> Iterator[Told]:
    yield begun(step, order, serial=serial), OPERATOR
    for component in step.components:
        is_unit = component.scan == "serial"
        given = fed(step, order, component, lot_of(component.item), Decimal(component.quantity))
        yield (
            msgspec.structs.replace(
                given,
                serial=serial,
                input_item=component.item if is_unit else None,
                input_serial=f"{component.item[3:6]}-{serial}" if is_unit else None,
                input_lot=SENSOR_LOT if component.item == SENSOR else None if is_unit else given.input_lot,
            ),
            OPERATOR,
        )
    yield from seen(step, order, serial=serial)
    yield FinishStep(lot=None, order=order, second_badge=None, serial=serial, step=step.number), OPERATOR
