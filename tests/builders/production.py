"""A company that makes a catheter and a pump: items, released material, approved structures and routings, orders."""

from decimal import Decimal
from typing import Any

from backend.app import registry_items, registry_material, registry_nonconformance, registry_production
from backend.log.vocabulary import Capability
from backend.material.events import lot_thing
from backend.material.state import Balance, Hold, Location, Lot, Path
from backend.production.entries import (
    ChangeLot,
    ConsumeMaterial,
    FinishStep,
    Part,
    PlanOrder,
    RecordCheck,
    RecordReading,
    ReleaseOrder,
    ReportQuantity,
    StartStep,
)
from sync.quantity import Quantity
from tests.builders.processes import (
    PLANNER,
    approve,
    check,
    component,
    item,
    line,
    parameter,
    routing,
    step,
    structure,
)
from tests.builders.world import START, World

CATHETER, TUBE, HUB, PUMP, SENSOR = "FG-A", "FEP", "HUB", "PX-1", "SENSOR"
ORDER, LOT, ROLL = "WO-1", "FG-260301", "TYV-7741"
PUMP_ORDER = "WO-P"
OPERATOR = "QH-0010"


def company(*more: Capability) -> World:
    """Everything before an order: a routing of two steps for the catheter, the second after the first."""
    world = World(
        registry_items.CAPABILITY,
        registry_material.CAPABILITY,
        registry_nonconformance.CAPABILITY,
        registry_production.CAPABILITY,
        *more,
    )
    for number in (CATHETER, TUBE, HUB, "CLIP"):
        world.record(item(number))
    world.record(item(PUMP, trace="serial"))
    world.record(item(SENSOR, trace="serial"))
    for code, kind in (("QUAR-01", "quarantine"), ("LINE-1", "production")):
        world.put(Location(site="SZ", code=code, name_en="", name_zh="", type=kind, zone="", active=True))
    for number, of in ((ROLL, HUB), ("FEP-1", TUBE), ("CLIP-1", "CLIP")):
        world.put(*stocked(number, of))
    _catheter(world)
    _pump(world)
    return world


def stocked(
    number: str,
    of: str,
    status: str = "released",
    quantity: int = 50_000,
    **fields: Any,  # noqa: ANN401 - fields of the lot
) -> tuple[Lot, Balance]:
    """A lot in stock at the line."""
    known: dict[str, Any] = {
        "expiry": None,
        "expiry_day_given": False,
        "item": of,
        "item_revision": "A",
        "label_printed": 0,
        "number": number,
        "production": None,
        "production_day_given": False,
        "received_at": START,
        "site": "SZ",
        "status": status,
        "stub": False,
        "supplier": "S05",
        "supplier_lot": f"S-{number}",
    }
    balance = Balance(lot=number, site="SZ", location="LINE-1", quantity=Decimal(quantity), unit="pcs")
    return Lot(**(known | fields)), balance


def _catheter(world: World) -> None:
    world.record(structure(CATHETER, line(TUBE), line(HUB, substitutes=("CLIP",))), badge=PLANNER)
    approve(world, "structure", CATHETER)
    steps = (
        step(10, components=(component(TUBE),)),
        step(
            90,
            predecessors=(10,),
            components=(component(HUB),),
            parameters=(
                parameter(),
                parameter("DWELL", "1.0", "1.6", unit="s", second="entered_twice"),
                parameter("PEEL", "1.2", "4.0", unit="N", second="second_person"),
            ),
            checks=(check(), check("PHOTO", kind="photo")),
        ),
    )
    world.record(routing(CATHETER, *steps), badge=PLANNER)
    approve(world, "routing", CATHETER)


def _pump(world: World) -> None:
    world.record(structure(PUMP, line(SENSOR)), badge=PLANNER)
    approve(world, "structure", PUMP)
    world.record(routing(PUMP, step(10, repeat="unit", components=(component(SENSOR, scan="serial"),))), badge=PLANNER)
    approve(world, "routing", PUMP)


def running(quantity: str = "12000") -> World:
    """The company with a released order for catheters and one for pumps."""
    world = company()
    for number, product, lots in ((ORDER, CATHETER, (LOT,)), (PUMP_ORDER, PUMP, ())):
        world.record(
            PlanOrder(
                due=None,
                item=product,
                lots=lots,
                number=number,
                output_location="QUAR-01",
                quantity=quantity,
                serials=(),
            )
        )
        world.record(ReleaseOrder(order=number, serials=()))
    return world


def begins(number: int = 10, **fields: Any) -> StartStep:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {"equipment": (), "lot": LOT, "order": ORDER, "revision": "A", "scans": (), "serial": None}
    return StartStep(**(given | fields), step=number)


def ends(number: int = 10, **fields: Any) -> FinishStep:  # noqa: ANN401 - as above
    given: dict[str, Any] = {"lot": LOT, "order": ORDER, "second_badge": None, "serial": None}
    return FinishStep(**(given | fields), step=number)


def consumes(source: str | None, number: int = 10, quantity: str = "100", **fields: Any) -> ConsumeMaterial:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "input_item": None,
        "input_lot": source,
        "input_serial": None,
        "location": "LINE-1",
        "lot": LOT,
        "order": ORDER,
        "quantity": Quantity(unit="pcs", value=quantity),
        "scans": (),
        "serial": None,
    }
    return ConsumeMaterial(**(given | fields), step=number)


def reads(value: str, code: str = "SEAL_TEMP", number: int = 90, **fields: Any) -> RecordReading:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "gauge": None,
        "lot": LOT,
        "message": None,
        "order": ORDER,
        "second_badge": None,
        "second_value": None,
        "serial": None,
        "source": "manual",
        "unit": "Cel",
    }
    return RecordReading(**(given | fields), code=code, step=number, value=value)


def looks(*, passed: bool, code: str = "LOOKS", number: int = 90, **fields: Any) -> RecordCheck:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "defect": None,
        "document": None,
        "lot": LOT,
        "order": ORDER,
        "photos": (),
        "second_badge": None,
        "serial": None,
        "text": "",
    }
    return RecordCheck(**(given | fields), code=code, passed=passed, step=number)


def counts(quantity: str, to_bucket: str, from_bucket: str | None = "in_process", **fields: Any) -> ReportQuantity:  # noqa: ANN401 - as above
    given: dict[str, Any] = {"defect": None, "location": None, "lot": LOT, "order": ORDER}
    return ReportQuantity(**(given | fields), from_bucket=from_bucket, quantity=quantity, to_bucket=to_bucket)  # type: ignore[arg-type]  # a test names a bucket


def held_by_itself(world: World, lot: str) -> list[str]:
    """The reasons for which a lot is on hold, not counting what flowed into it."""
    return [hold.reason_code for hold in world.all(Hold) if hold.lot == lot and hold.lifted_at is None]


def flowed_into(world: World, lot: str) -> set[str]:
    """The lots that a lot flowed into, by the closure."""
    nodes = {lot_thing(each.number).node: each.number for each in world.all(Lot)}
    return {nodes[p.descendant] for p in world.all(Path) if p.ancestor == lot_thing(lot).node}


def changes(old: str, new: str, before: int, after: int, lot: str = LOT, **fields: Any) -> ChangeLot:  # noqa: ANN401 - as above
    """A change from one lot of the hub to another: so many units before it, so many after it."""
    names = fields.pop("parts", (f"{lot}/1", f"{lot}/2"))
    given: dict[str, Any] = {
        "new_location": "LINE-1",
        "old_location": "LINE-1",
        "order": ORDER,
        "quantity": Quantity(unit="pcs", value=str(after)),
        "scans": (),
        "step": 90,
    }
    parts = {
        "before": Part(lot=names[0], quantity=str(before)),
        "after": Part(lot=names[1], quantity=str(after)),
    }
    return ChangeLot(**(given | parts | fields), lot=lot, new_lot=new, old_lot=old)
