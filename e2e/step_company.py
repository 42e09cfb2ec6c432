"""A catheter whose four steps ask for everything a step can ask for, and a released order of a hundred of them."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from backend.app.demo_company.company import SITE
from backend.app.running import Running, running
from backend.inspection.entries import DecideLot
from backend.intake.attachments import store
from backend.items.entries import ApproveProcess, Sampling
from backend.log.vocabulary import Entry
from backend.material.entries import LiftHold
from backend.production.entries import PlanOrder, ReleaseOrder
from backend.receiving.entries import ReceiveLot
from e2e.server import RECEIVER, Server, apart
from sync.quantity import Quantity
from tests.builders.processes import check, component, line, parameter, routing, step, structure

CATHETER, HUB, CLIP = "FG-PIVC-20", "CP-HUB-20", "CP-CLP-01"
LOT, ORDER = "FG-EVT-1", "WO-EVT-1"
HUBS, CLIPS, NEXT_CLIPS = "HUB-1", "CLIP-1", "CLIP-2"
PLANNER, QUALITY, SUPERVISOR = "QH-0023", "QH-0004", "QH-0003"
PICTURE = Path(__file__).parents[1] / "docs/screenshot.png"
FIRST = Sampling(kind="first_article", n=None)


def _named(name_en: str, name_zh: str) -> dict[str, str]:
    return {"name_en": name_en, "name_zh": name_zh}


def _processes(picture: str) -> list[Entry]:
    cleared = step(
        10,
        kind="line_clearance",
        two_person=True,
        checks=(check("CLEAR", **_named("Line is clear", "现场无遗留物")),),
        instruction_en="Nothing of the order before may be left: parts, labels, papers.",
        instruction_zh="上一工单的部件、标签、文件均不得遗留。",
        **_named("Line clearance", "清场"),
    )
    join = step(
        20,
        predecessors=(10,),
        components=(component(HUB),),
        checks=(
            check("FIRST", kind="photo", sampling=FIRST, **_named("First article", "首件")),
            check("SHEET", kind="document", **_named("Setting sheet", "设定单")),
        ),
        picture=picture,
        instruction_en="Press the hub onto the tube until it clicks.",
        instruction_zh="将针座压入导管至发出咔嗒声。",
        **_named("Join hub", "针座接合"),
    )
    seal = step(
        30,
        predecessors=(20,),
        components=(component(CLIP),),
        parameters=(
            parameter("SEAL_TEMP", second="entered_twice", **_named("Seal temperature", "封口温度")),
            parameter("PEEL", "1.2", "4.0", unit="N", second="second_person", **_named("Peel force", "剥离力")),
        ),
        checks=(check("SEAL", **_named("Seal closed all around", "封口四周完整")),),
        instruction_en="Put the clip on, form the blister and seal it.",
        instruction_zh="装上安全夹，成型并封口。",
        **_named("Form and seal", "成型封口"),
    )
    pack = step(
        40,
        predecessors=(30,),
        kind="package",
        checks=(check("BOXED", **_named("Boxed", "已装箱")),),
        **_named("Pack", "装箱"),
    )
    return [structure(CATHETER, line(HUB), line(CLIP)), routing(CATHETER, cleared, join, seal, pack)]


def _received(lot: str, item: str) -> ReceiveLot:
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
        quantity=Quantity(unit="pcs", value="500"),
        scans=(),
        serial=None,
        session="events",
        specification=None,
        supplier="S02",
        supplier_lot=None,
    )


async def _fill(server: Running) -> None:
    async def record(body: Entry, badge: str) -> None:
        outcome = await server.door.record(body, site=SITE, badge=badge, reason="made for a test")
        assert outcome.outcome in ("accepted", "flagged"), (body, outcome)

    for lot, item in ((HUBS, HUB), (CLIPS, CLIP), (NEXT_CLIPS, CLIP)):
        await record(_received(lot, item), RECEIVER)
        for hold in await server.pool.fetch("SELECT id FROM row_hold WHERE lot = $1", lot):
            await record(LiftHold(hold=hold["id"]), QUALITY)
        await record(DecideLot(lot=lot, verdict="release"), QUALITY)
    content = PICTURE.read_bytes()
    picture = sha256(content).hexdigest()
    folder = server.settings.attachments_folder
    await store(server.pool, folder, picture, content, "image/png", datetime.now(UTC))  # noqa: TID251 - the test's clock
    for body in _processes(picture):
        await record(body, PLANNER)
    for kind in ("structure", "routing"):
        query = f"SELECT drafted_by_entry FROM row_{kind} WHERE item = $1"  # noqa: S608 - one of two
        drafted = await server.pool.fetchval(query, CATHETER)
        approve = ApproveProcess(drafted_by_entry=drafted, item=CATHETER, kind=kind, revision="A")
        await record(approve, QUALITY)
    plan = PlanOrder(due=None, item=CATHETER, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="100")
    await record(plan, PLANNER)
    await record(ReleaseOrder(order=ORDER), SUPERVISOR)


def fill_with_an_order(server: Server) -> None:
    """Receive and release material, approve how the catheter is made, and release an order of it."""

    async def fill() -> None:
        async with running(server.settings, server.database_url) as inside:
            await _fill(inside)

    apart(fill())
