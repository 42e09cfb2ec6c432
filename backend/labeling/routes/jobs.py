"""Label jobs over HTTP: what a label of a job looks like, which labels there are, and what is printed by hand.

Previews are free; what can be put on paper is given only for labels that the log says are being printed by hand.
"""

import asyncio
import io
from typing import Annotated, Literal

import asyncpg
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation
from PIL import Image

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.queries import jobs as queries
from backend.labeling.state.contents import label_data
from backend.labeling.state.jobs import Label, LabelJob
from backend.log.caller import DeviceIdentity
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from labels.label_errors import LabelError
from labels.layout import Page
from labels.pdf import pdf_pages
from labels.sheet import fitting, sheets
from labels.svg import svg_page
from labels.templates.print_run import unreadable
from labels.templates.render import dots, expected, page
from labels.verify import Readback, read_back
from labels.zpl import zpl_label

MOST_AT_ONCE = 500
Layout = Literal["label", "a4"]
WantedLayout = Annotated[Layout, QueryParameter(description="a page a label, or A4 sheets")]


class JobDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class LabelsView(msgspec.Struct, frozen=True):
    """Labels that were sent to paper; ``position``: the answer holds everything up to there; ``more``: go on after."""

    job: str
    position: int
    more: bool
    labels: list[Label]


class DrawingsView(msgspec.Struct, frozen=True):
    """Labels as SVG, in their order, and the size of each in mm."""

    width_mm: float
    height_mm: float
    svg: list[str]


InjectedDesk = NamedDependency[SkipValidation[JobDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
N = Annotated[int, QueryParameter(ge=1, le=10_000)]


@get("/label-jobs/{job:str}/preview", summary="A label of a job as it will look")
async def preview_job_label(
    label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], n: N = 1
) -> Response[str]:
    """Return the n-th label as SVG."""
    found = await _job(label_jobs, caller, job)
    (drawn,) = await _pages(label_jobs, found, LabelSpan(first=n, last=n))
    return Response(svg_page(drawn), media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@get("/label-jobs/{job:str}/labels", summary="Which labels of a job were printed, and where they are")
async def show_job_labels(
    label_jobs: InjectedDesk,
    caller: InjectedCaller,
    job: FromPath[str],
    after: Annotated[int, QueryParameter(ge=0, le=10_000, description="number of the last label seen")] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_AT_ONCE)] = 100,
) -> LabelsView:
    """Return labels in their order."""
    found = await _job(label_jobs, caller, job)
    async with label_jobs.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        lines = await queries.labels(db, found.id, after=after, limit=limit + 1)
    return LabelsView(found.id, position, len(lines) > limit, lines[:limit])


@get("/label-jobs/{job:str}/drawings", summary="Labels that the browser prints")
async def draw_job_labels(
    label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], first: N, last: N
) -> DrawingsView:
    """Return the labels from first to last as SVG, for labels that are being printed by hand."""
    pages = await _by_hand(label_jobs, caller, job, (first, last))
    return DrawingsView(pages[0].width_mm, pages[0].height_mm, [svg_page(each) for each in pages])


@get("/label-jobs/{job:str}/pdf", summary="Labels to print by hand, as PDF")
async def print_job_pdf(
    label_jobs: InjectedDesk,
    caller: InjectedCaller,
    job: FromPath[str],
    first: N,
    last: N,
    layout: WantedLayout = "label",
) -> Response[bytes]:
    """Return a page a label, or labels on A4 sheets; each symbol was read back from this very file."""
    found = await _job(label_jobs, caller, job)
    pages = await _by_hand(label_jobs, caller, job, (first, last))
    try:
        pdf, results = await asyncio.to_thread(_pdf, pages, found.dpi, layout)
    except LabelError as error:
        raise problem(error) from error
    headers = {"Cache-Control": "no-store", "X-Unitrail-Readback": f"{len(results)} ok"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@get("/label-jobs/{job:str}/png", summary="A label to print by hand, as PNG at the printer's dots")
async def print_job_png(label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], n: N) -> Response[bytes]:
    """Return the n-th label in black and white, read back."""
    found = await _job(label_jobs, caller, job)
    image = await _dots(label_jobs, caller, found, n)
    buffer = io.BytesIO()
    image.convert("1").save(buffer, "PNG", dpi=(found.dpi, found.dpi))
    return Response(buffer.getvalue(), media_type="image/png", headers={"Cache-Control": "no-store"})


@get("/label-jobs/{job:str}/zpl", summary="A label to print by hand, as ZPL")
async def print_job_zpl(label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], n: N) -> Response[bytes]:
    """Return the n-th label as the format that a printer of its resolution is sent."""
    found = await _job(label_jobs, caller, job)
    image = await _dots(label_jobs, caller, found, n)
    return Response(zpl_label(image), media_type="application/zpl", headers={"Cache-Control": "no-store"})


async def _dots(desk: JobDesk, caller: DeviceIdentity, job: LabelJob, n: int) -> Image.Image:
    pages = await _by_hand(desk, caller, job.id, (n, n))
    try:
        pdf, _ = await asyncio.to_thread(_pdf, pages, job.dpi, "label")
    except LabelError as error:
        raise problem(error) from error
    return (await asyncio.to_thread(dots, pdf, job.dpi))[0]


async def _job(desk: JobDesk, caller: DeviceIdentity, number: str) -> LabelJob:
    async with desk.pool.acquire() as db:
        found = await queries.job(db, number)
    if found is None or found.site != caller.site:
        raise Problem(404, "LABEL_JOB_UNKNOWN", job=number[:90])
    return found


async def _by_hand(desk: JobDesk, caller: DeviceIdentity, number: str, between: tuple[int, int]) -> list[Page]:
    """Return the pages of labels that are being printed by hand now; refuses all others."""
    job = await _job(desk, caller, number)
    first, last = between
    sent = job.sending
    inside = sent is not None and sent.first <= first <= last <= sent.last
    if job.status != "printing" or job.method == "printer" or not inside or last - first >= MOST_AT_ONCE:
        raise Problem(409, "LABELS_NOT_BEING_PRINTED", job=job.number, sending="-", found=f"{first}-{last}")
    return await _pages(desk, job, LabelSpan(first=first, last=last))


async def _pages(desk: JobDesk, job: LabelJob, span: LabelSpan) -> list[Page]:
    if span.last > job.count:
        raise Problem(404, "LABEL_JOB_UNKNOWN", job=f"{job.number} {span.last}")
    async with desk.pool.acquire() as db:
        template = await queries.template(db, job)
        numbers = await queries.numbers_on(db, job, span)
    data = [label_data(job, n, number) for n, number in enumerate(numbers, span.first)]
    try:
        return await asyncio.to_thread(lambda: [page(template, each, job.dpi, job.language) for each in data])
    except LabelError as error:
        raise problem(error) from error


def _pdf(pages: list[Page], dpi: int, layout: Layout) -> tuple[bytes, tuple[Readback, ...]]:
    laid = pages if layout == "label" else sheets(pages, fitting(pages[0].width_mm, pages[0].height_mm), dpi)
    pdf = pdf_pages(laid)
    results = read_back(pdf, [expected(each) for each in laid], (dpi,))
    for result in results:
        if not result.ok:
            raise unreadable(result, len(laid))
    return pdf, results


def problem(error: LabelError) -> Problem:
    """Return the answer to a label that cannot be made."""
    return Problem(422, "LABEL_REFUSED", reason=error.code, en=error.text_en, zh=error.text_zh)


JOB_ROUTES = (
    preview_job_label,
    show_job_labels,
    draw_job_labels,
    print_job_pdf,
    print_job_png,
    print_job_zpl,
)
