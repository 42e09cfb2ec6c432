"""How the label of a record is drawn on request: as SVG to look at, as PDF once every symbol has been read back."""

import asyncio
from typing import Annotated, Literal

import asyncpg
from litestar import Response
from litestar.params import QueryParameter

from backend.labeling.queries.templates import approved_content
from backend.log.problem import Problem
from labels.label_errors import LabelError
from labels.templates.fields import LabelData, Language
from labels.templates.model import Template, decode
from labels.templates.print_run import Order, print_run
from labels.templates.render import svg
from labels.templates.shipped import shipped
from labels.x_dimension import SUPPORTED_DPI

MAX_COPIES = 100
Dpi = Annotated[Literal[203, 300, 600], QueryParameter(description="the printer's resolution")]


async def in_use(db: asyncpg.pool.PoolConnectionProxy, number: str) -> tuple[Template, str]:
    """Return the approved template and its revision; the one that the product brings, where none is kept yet."""
    kept = await approved_content(db, number)
    return (shipped()[number], "1") if kept is None else (decode(kept[1]), kept[0])


async def previewed(template: Template, data: LabelData, dpi: Dpi, language: Language) -> Response[str]:
    """Return a label as SVG; raises Problem 422 with what it lacks."""
    try:
        image = await asyncio.to_thread(svg, template, data, dpi, language)
    except LabelError as error:
        raise _problem(error) from error
    return Response(image, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


async def printed(template: Template, data: LabelData, dpi: Dpi, language: Language, copies: int) -> Response[bytes]:
    """Return a PDF of one page a copy, each symbol read back at every resolution; raises Problem 422."""
    numbered = tuple({**data, "copy": str(n), "copies": str(copies)} for n in range(1, copies + 1))
    dpis = (dpi, *(each for each in SUPPORTED_DPI if each != dpi))
    try:
        rendered = await asyncio.to_thread(print_run, Order(template, numbered, dpis, language))
    except LabelError as error:
        raise _problem(error) from error
    headers = {"Cache-Control": "no-store", "X-Unitrail-Readback": f"{len(rendered.readback)} ok"}
    return Response(rendered.pdf, media_type="application/pdf", headers=headers)


def _problem(error: LabelError) -> Problem:
    return Problem(422, "LABEL_REFUSED", reason=error.code, en=error.text_en, zh=error.text_zh)
