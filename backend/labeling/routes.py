"""`GET /labels/lots/{number}`: a lot's label as SVG preview, and as PDF once every symbol has been read back."""

import asyncio
from typing import Annotated

import asyncpg
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation

from backend.labeling.queries import LotFacts, lot_facts
from backend.log.caller import DeviceIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from labels.calibration_sheet import sheet_svg
from labels.label_errors import LabelError
from labels.lot_label import preview, render
from labels.lot_label_data import Language, LotLabel, StatusMark

MAX_COPIES = 100


class LabelDesk(msgspec.Struct, frozen=True):
    """What label routes work with; made by the composition root."""

    pool: asyncpg.Pool
    clock: Clock


InjectedDesk = NamedDependency[SkipValidation[LabelDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
Dpi = Annotated[int, QueryParameter(ge=203, le=300, description="203 or 300")]

_MARKS = {
    "released": StatusMark(shape="ok", word_zh="放行", word_en="Released"),
    "conditional": StatusMark(shape="provisional", word_zh="有条件放行", word_en="Conditional"),
    "rejected": StatusMark(shape="stop", word_zh="拒收", word_en="Rejected"),
    "expired": StatusMark(shape="stop", word_zh="过期", word_en="Expired"),
}
_HELD = StatusMark(shape="hold", word_zh="扣留", word_en="On hold")
_QUARANTINE = StatusMark(shape="quarantine", word_zh="待检", word_en="Quarantine")


@get("/labels/calibration-sheet", summary="The sheet a scanner is tried out on")
async def calibration_sheet() -> Response[str]:
    """Return the sheet as an SVG of A4 size; anybody may print it."""
    return Response(sheet_svg(), media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


@get("/labels/lots/{number:str}/preview", summary="Preview of a lot label")
async def preview_lot_label(
    labels: InjectedDesk,
    caller: InjectedCaller,
    number: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
) -> Response[str]:
    """Return the label as SVG."""
    label = await _label(labels, caller, number, dpi, language)
    try:
        image = await asyncio.to_thread(preview, label)
    except LabelError as error:
        raise _problem(error) from error
    return Response(image, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@get("/labels/lots/{number:str}/pdf", summary="A lot label to print")
async def print_lot_label(
    labels: InjectedDesk,
    caller: InjectedCaller,
    number: FromPath[str],
    dpi: Dpi = 203,
    language: FromQuery[Language] = "zh-en",
    copies: Annotated[int, QueryParameter(ge=1, le=MAX_COPIES)] = 1,
) -> Response[bytes]:
    """Return a PDF of one page a copy, each symbol read back at 203 and 300 dpi before it is offered."""
    label = await _label(labels, caller, number, dpi, language)
    numbered = [msgspec.structs.replace(label, copy=n, copies=copies) for n in range(1, copies + 1)]
    try:
        rendered = await asyncio.to_thread(render, numbered)
    except LabelError as error:
        raise _problem(error) from error
    headers = {"Cache-Control": "no-store", "X-Unitrail-Readback": f"{len(rendered.readback)} ok"}
    return Response(rendered.pdf, media_type="application/pdf", headers=headers)


async def _label(labels: LabelDesk, caller: DeviceIdentity, number: str, dpi: int, language: Language) -> LotLabel:
    async with labels.pool.acquire() as db:
        lot = await lot_facts(db, number)
    if lot is None or lot.site != caller.site:
        raise Problem(404, "LOT_NOT_HERE", lot=number[:90])
    at = labels.clock.now()
    return LotLabel(
        item_number=lot.item or "?",
        item_name_zh=lot.name_zh,
        item_name_en=lot.name_en,
        lot_number=lot.number,
        quantity=f"{lot.quantity.normalize():f}",
        unit=lot.unit,
        status=_mark(lot),
        received=lot.received_at.date() if lot.received_at else None,
        supplier_lot=lot.supplier_lot,
        expiry=lot.expiry,
        expiry_day_given=lot.expiry_day_given,
        production=lot.production,
        production_day_given=lot.production_day_given,
        gtin=lot.gtin,
        printed_at=f"{at:%Y-%m-%d %H:%M} UTC",
        dpi=203 if dpi < 300 else 300,  # noqa: PLR2004 - printers come with 203 or 300
        language=language,
    )


def _mark(lot: LotFacts) -> StatusMark:
    return _HELD if lot.held else _MARKS.get(lot.status, _QUARANTINE)


def _problem(error: LabelError) -> Problem:
    return Problem(422, "LABEL_REFUSED", reason=error.code, en=error.text_en, zh=error.text_zh)
