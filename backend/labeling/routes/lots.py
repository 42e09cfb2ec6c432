"""`GET /labels/lots/{number}`: a lot's label as SVG preview, and as PDF once every symbol has been read back."""

import datetime as dt
from typing import Annotated

import asyncpg
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation

from backend.labeling.queries.lots import LotFacts, lot_facts
from backend.labeling.routes.record_label import MAX_COPIES, Dpi, in_use, previewed, printed
from backend.labeling.state.contents import printed_date, status_mark
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from labels.calibration_sheet import sheet_svg
from labels.scanner_profiles import FILES, profile_file
from labels.templates.fields import LabelData, Language
from labels.templates.lot_data import lot_identity
from labels.templates.model import Template


class LabelDesk(msgspec.Struct, frozen=True):
    """What label routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


InjectedDesk = NamedDependency[SkipValidation[LabelDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]

LOT_TEMPLATE = "LT-LOT"


@get("/labels/calibration-sheet", summary="The sheet a scanner is tried out on")
async def calibration_sheet() -> Response[str]:
    """Return the sheet as an SVG of A4 size; anybody may print it."""
    return Response(sheet_svg(), media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


@get("/labels/scanner-profiles/{file:str}", summary="The settings of a family of scanners, as a file")
async def scanner_profile(file: FromPath[str]) -> Response[str]:
    """Return a profile to load into scanners; anybody may. 404 PROFILE_NOT_HERE for another name."""
    if file not in FILES:
        raise Problem(404, "PROFILE_NOT_HERE", expected=", ".join(FILES), found=file[:90])
    kind = "application/json" if file.endswith(".json") else "text/plain; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "max-age=3600"}
    return Response(profile_file(FILES[file]), media_type=kind, headers=headers)


@get("/labels/lots/{number:str}/preview", summary="Preview of a lot label")
async def preview_lot_label(
    labels: InjectedDesk,
    caller: InjectedCaller,
    number: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
) -> Response[str]:
    """Return the label as SVG."""
    template, data = await _label(labels, caller, number)
    return await previewed(template, data, dpi, language)


@get("/labels/lots/{number:str}/pdf", summary="A lot label to print")
async def print_lot_label(
    labels: InjectedDesk,
    caller: InjectedCaller,
    number: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
    copies: Annotated[int, QueryParameter(ge=1, le=MAX_COPIES)] = 1,
) -> Response[bytes]:
    """Return a PDF of one page a copy, each symbol read back at 203, 300 and 600 dpi before it is offered."""
    template, data = await _label(labels, caller, number)
    return await printed(template, data, dpi, language, copies)


async def _label(labels: LabelDesk, caller: DeviceIdentity, number: str) -> tuple[Template, LabelData]:
    """The approved template of lots (the one that the product brings, where none is kept yet) and the lot's data."""
    async with labels.pool.acquire() as db:
        lot = await lot_facts(db, number)
        template, revision = await in_use(db, LOT_TEMPLATE)
    if lot is None or lot.site != caller.site:
        raise Problem(404, "LOT_NOT_HERE", lot=number[:90])
    return template, {**lot_data(lot, labels.clock.now()), "template": f"{LOT_TEMPLATE} {revision}"}


def lot_data(lot: LotFacts, at: dt.datetime) -> LabelData:
    """Return the fields of a lot's label, as it is now."""
    shape, status_zh, status_en = status_mark(lot.status, held=lot.held)
    return {
        **lot_identity(lot=lot.number, supplier_lot=lot.supplier_lot, gtin=lot.gtin),
        "item_number": lot.item or "?",
        "item_name_zh": lot.name_zh,
        "item_name_en": lot.name_en,
        "quantity": f"{lot.quantity.normalize():f}",
        "unit": lot.unit,
        "status_shape": shape,
        "status_zh": status_zh,
        "status_en": status_en,
        "received": lot.received_at.date().isoformat() if lot.received_at else "",
        "expiry": printed_date(lot.expiry, day_given=lot.expiry_day_given),
        "production": printed_date(lot.production, day_given=lot.production_day_given),
        "printed_at": f"{at:%Y-%m-%d %H:%M} UTC",
    }
