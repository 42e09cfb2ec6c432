"""`GET /labels/equipment/{code}`: the tag of a machine or gauge, which people scan before they use it."""

from typing import Annotated

from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter

from backend.labeling.queries.templates import PieceFacts, piece_facts
from backend.labeling.routes.lots import InjectedCaller, InjectedDesk, LabelDesk
from backend.labeling.routes.record_label import MAX_COPIES, Dpi, in_use, previewed, printed
from backend.log.caller import DeviceIdentity
from backend.log.problem import Problem
from labels.templates.fields import LabelData, Language
from labels.templates.model import Template

TAG_TEMPLATE = "LT-EQUIPMENT"


@get("/labels/equipment/{code:str}/preview", summary="Preview of the tag of a machine or gauge")
async def preview_tag(
    labels: InjectedDesk,
    caller: InjectedCaller,
    code: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
) -> Response[str]:
    """Return the tag as SVG."""
    template, data = await _tag(labels, caller, code)
    return await previewed(template, data, dpi, language)


@get("/labels/equipment/{code:str}/pdf", summary="The tag of a machine or gauge to print")
async def print_tag(
    labels: InjectedDesk,
    caller: InjectedCaller,
    code: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
    copies: Annotated[int, QueryParameter(ge=1, le=MAX_COPIES)] = 1,
) -> Response[bytes]:
    """Return a PDF of one page a copy, each symbol read back before it is offered."""
    template, data = await _tag(labels, caller, code)
    return await printed(template, data, dpi, language, copies)


async def _tag(labels: LabelDesk, caller: DeviceIdentity, code: str) -> tuple[Template, LabelData]:
    async with labels.pool.acquire() as db:
        piece = await piece_facts(db, caller.site, code)
        template, revision = await in_use(db, TAG_TEMPLATE)
    if piece is None:
        raise Problem(404, "EQUIPMENT_NOT_THERE", equipment=code[:90])
    at = labels.clock.now()
    return template, {
        **tag_data(piece),
        "printed_at": f"{at:%Y-%m-%d %H:%M} UTC",
        "template": f"{TAG_TEMPLATE} {revision}",
    }


def tag_data(piece: PieceFacts) -> LabelData:
    """Return the fields of a tag."""
    return {
        "equipment_code": piece.code,
        "equipment_name_zh": piece.name_zh,
        "equipment_name_en": piece.name_en,
        "equipment_class": piece.equipment_class,
    }
