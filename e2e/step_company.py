"""A catheter whose four steps ask for everything a step can ask for, and a released order of a hundred of them."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from backend.intake.attachments import store
from backend.items.entries import Sampling
from backend.log.vocabulary import Entry
from backend.production.entries import PlanOrder
from e2e.filling import PLANNER, Filling, filled
from e2e.server import Server
from tests.builders.processes import check, component, line, parameter, routing, step, structure

CATHETER, HUB, CLIP = "FG-PIVC-20", "CP-HUB-20", "CP-CLP-01"
LOT, ORDER = "FG-EVT-1", "WO-EVT-1"
HUBS, CLIPS, NEXT_CLIPS = "HUB-1", "CLIP-1", "CLIP-2"
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


async def _fill(to: Filling) -> None:
    for lot, item in ((HUBS, HUB), (CLIPS, CLIP), (NEXT_CLIPS, CLIP)):
        await to.stock(lot, item, "pcs")
    content = PICTURE.read_bytes()
    picture = sha256(content).hexdigest()
    server = to.server
    folder = server.settings.attachments_folder
    await store(server.pool, folder, picture, content, "image/png", datetime.now(UTC))  # noqa: TID251 - the test's clock
    for body in _processes(picture):
        await to.record(body, PLANNER)
    await to.approve()
    plan = PlanOrder(
        due=None, item=CATHETER, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="100", serials=()
    )
    await to.order(plan)


def fill_with_an_order(server: Server) -> None:
    """Receive and release material, approve how the catheter is made, and release an order of it."""
    filled(server, _fill)
