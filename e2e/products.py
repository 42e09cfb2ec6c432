"""The demo company ready to make five catheters and one pump on a running server: how both are made, material,
machines, trained people; two machines whose calibration has lapsed, one person whose training has ended.
"""

from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from backend.app.demo_company.making import drafts
from backend.app.demo_company.resources import resources
from backend.equipment.entries import CalibrateEquipment
from backend.items.entries import ImportRoutings, Step
from backend.log.vocabulary import Entry
from backend.material.rules import factory_day
from backend.production.entries import PlanOrder
from e2e.filling import PLANNER, Filling, filled
from e2e.server import Server

CATHETER, PUMP = "FG-PIVC-20", "FG-PX1"
LOT, LOT_ORDER, PUMP_ORDER = "FG-E2E-1", "WO-E2E-1", "WO-E2E-2"
TIPPER, SEALER, GOOD_SEALER = "TIP-01", "SEAL-01", "SEAL-02"
"""The first two have lapsed: there is no other tipper, and another sealer."""
GTINS = {"CP-MOT-01": "09521234012108", "CP-PRS-01": "09521234012207"}


def steps_of(product: str) -> tuple[Step, ...]:
    """What the routing of a product asks for."""
    body = drafts()[1]
    assert isinstance(body, ImportRoutings)
    return next(routing.steps for routing in body.rows if routing.item == product)


def material_of(item: str) -> str:
    """The lot of a component that is in stock."""
    return f"L-{item}"


def tag_of(item: str) -> str:
    """What is scanned as a component: a lot, or the label with the serial of a unit."""
    return material_of(item) if item not in GTINS else f"]d201{GTINS[item]}21SN-{item}"


def _bought() -> Iterator[str]:
    """Every component that is scanned by its lot, once."""
    scanned = [part for product in (CATHETER, PUMP) for step in steps_of(product) for part in step.components]
    yield from dict.fromkeys(part.item for part in scanned if part.scan == "lot")


async def _fill(to: Filling) -> None:
    now = to.server.clock.now()
    for body, badge in resources(now):
        await to.record(_lapsed(body, factory_day(now) - timedelta(days=1)), badge)
    units = {row["number"]: row["unit"] for row in await to.server.pool.fetch("SELECT number, unit FROM row_item")}
    for item in _bought():
        await to.stock(material_of(item), item, units[item])
    for body in drafts():
        await to.record(body, PLANNER)
    await to.approve()
    for number, item, lots, quantity in ((LOT_ORDER, CATHETER, (LOT,), "5"), (PUMP_ORDER, PUMP, (), "1")):
        plan = PlanOrder(
            due=None, item=item, lots=lots, number=number, output_location="QUAR-FG", quantity=quantity, serials=()
        )
        await to.order(plan)


def _lapsed(body: Entry, due: object) -> Entry:
    lapses = isinstance(body, CalibrateEquipment) and body.equipment in (TIPPER, SEALER)
    return replace(body, due=due) if lapses else body


def fill_with_products(server: Server) -> None:
    """Receive and release material, approve how both products are made, and release an order of each."""
    filled(server, _fill)
