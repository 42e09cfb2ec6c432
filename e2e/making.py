"""A small order of each product, released on a running server: two catheters step by step, one pump with its motor."""

from datetime import date

from backend.app.demo_company.company import SITE
from backend.app.running import Running, running
from backend.inspection.entries import DecideLot
from backend.items.entries import ApproveProcess
from backend.log.vocabulary import Entry
from backend.material.entries import LiftHold
from backend.production.entries import PlanOrder, ReleaseOrder
from backend.receiving.entries import ReceiveLot
from e2e.server import RECEIVER, Server, apart
from sync.quantity import Quantity
from tests.builders.processes import check, component, line, parameter, routing, step, structure

CATHETER, PUMP = "FG-PIVC-20", "FG-PX1"
HUB, CLIP, TUBE, MOTOR = "CP-HUB-20", "CP-CLP-01", "RM-FEP-01", "CP-MOT-01"
LOT, LOT_ORDER, PUMP_ORDER = "FG-E2E-1", "WO-E2E-1", "WO-E2E-2"
HUBS, CLIPS, RESIN = "HUB-1", "CLIP-1", "FEP-1"
PLANNER, QUALITY, SUPERVISOR = "QH-0023", "QH-0004", "QH-0003"


def _named(name_en: str, name_zh: str) -> dict[str, str]:
    return {"name_en": name_en, "name_zh": name_zh}


def _processes() -> list[Entry]:
    join = step(
        10,
        components=(component(HUB),),
        checks=(check("JOINT", **_named("Joint straight and closed", "接合平直无缝")),),
        instruction_en="Press the hub onto the tube until it clicks. Look at the joint all around.",
        instruction_zh="将针座压入导管至发出咔嗒声，沿圆周查看接合处。",
        **_named("Join hub", "针座接合"),
    )
    seal = step(
        90,
        predecessors=(10,),
        components=(component(CLIP),),
        parameters=(parameter("SEAL_TEMP", **_named("Seal temperature", "封口温度")),),
        checks=(check("SEAL", **_named("Seal closed all around", "封口四周完整")),),
        instruction_en="Put the clip on, form the blister and seal it.",
        instruction_zh="装上安全夹，成型并封口。",
        **_named("Form and seal", "成型封口"),
    )
    pump = step(
        10,
        repeat="unit",
        components=(component(MOTOR, scan="serial"),),
        checks=(check("RUNS", **_named("Motor runs", "电机运转")),),
        instruction_en="Screw the motor in and let it run for ten seconds.",
        instruction_zh="装入电机，运转十秒。",
        **_named("Build in motor", "装入电机"),
    )
    return [
        structure(CATHETER, line(HUB), line(CLIP)),
        routing(CATHETER, join, seal),
        structure(PUMP, line(MOTOR)),
        routing(PUMP, pump),
    ]


def _received(lot: str, item: str, unit: str) -> ReceiveLot:
    return ReceiveLot(
        certificates=(),
        delivery_note=None,
        di=None,
        expiry=None,
        item=item,
        location="QUAR-01",
        lot=lot,
        order=None,
        order_line=None,
        package_id=None,
        photos=(),
        production=None,
        quantity=Quantity(unit=unit, value="500"),
        scans=(),
        serial=None,
        session="making",
        specification=None,
        supplier="S02",
        supplier_lot=None,
    )


async def _fill(server: Running) -> None:
    async def record(body: Entry, badge: str) -> None:
        outcome = await server.door.record(body, site=SITE, badge=badge, reason="made for a test")
        assert outcome.outcome in ("accepted", "flagged"), (body, outcome)

    for lot, item, unit in ((HUBS, HUB, "pcs"), (CLIPS, CLIP, "pcs"), (RESIN, TUBE, "kg")):
        await record(_received(lot, item, unit), RECEIVER)
        for hold in await server.pool.fetch("SELECT id FROM row_hold WHERE lot = $1", lot):
            await record(LiftHold(hold=hold["id"]), QUALITY)
        await record(DecideLot(lot=lot, verdict="release"), QUALITY)
    for body in _processes():
        await record(body, PLANNER)
    for kind in ("structure", "routing"):
        found = await server.pool.fetch(f"SELECT item, revision, drafted_by_entry FROM row_{kind}")  # noqa: S608 - one of two
        for item, revision, drafted in found:
            approve = ApproveProcess(drafted_by_entry=drafted, item=item, kind=kind, revision=revision)
            await record(approve, QUALITY)
    for number, item, lots, quantity in ((LOT_ORDER, CATHETER, (LOT,), "2"), (PUMP_ORDER, PUMP, (), "1")):
        plan = PlanOrder(
            due=date(2027, 1, 31), item=item, lots=lots, number=number, output_location="QUAR-01", quantity=quantity
        )
        await record(plan, PLANNER)
        await record(ReleaseOrder(order=number), SUPERVISOR)


def fill_with_orders(server: Server) -> None:
    """Receive and release material, approve how both products are made, and release an order of each."""

    async def fill() -> None:
        async with running(server.settings, server.database_url) as inside:
            await _fill(inside)

    apart(fill())
