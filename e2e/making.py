"""A small order of each product, released on a running server: two catheters step by step, one pump with its motor."""

from datetime import date

from backend.log.vocabulary import Entry
from backend.production.entries import PlanOrder
from e2e.filling import PLANNER, Filling, filled
from e2e.server import Server
from tests.builders.processes import check, component, line, parameter, routing, step, structure

CATHETER, PUMP = "FG-PIVC-20", "FG-PX1"
HUB, CLIP, TUBE, MOTOR = "CP-HUB-20", "CP-CLP-01", "RM-FEP-01", "CP-MOT-01"
LOT, LOT_ORDER, PUMP_ORDER = "FG-E2E-1", "WO-E2E-1", "WO-E2E-2"
HUBS, CLIPS, RESIN = "HUB-1", "CLIP-1", "FEP-1"


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


async def _fill(to: Filling) -> None:
    for lot, item, unit in ((HUBS, HUB, "pcs"), (CLIPS, CLIP, "pcs"), (RESIN, TUBE, "kg")):
        await to.stock(lot, item, unit)
    for body in _processes():
        await to.record(body, PLANNER)
    await to.approve()
    for number, item, lots, quantity in ((LOT_ORDER, CATHETER, (LOT,), "2"), (PUMP_ORDER, PUMP, (), "1")):
        plan = PlanOrder(
            due=date(2027, 1, 31),
            item=item,
            lots=lots,
            number=number,
            output_location="QUAR-01",
            quantity=quantity,
            serials=(),
        )
        await to.order(plan)


def fill_with_orders(server: Server) -> None:
    """Receive and release material, approve how both products are made, and release an order of each."""
    filled(server, _fill)
