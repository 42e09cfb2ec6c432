"""Labels of a job that are printed by hand: drawings for the browser's print view, PDF, PNG, ZPL.

Given only for labels that the log says are on their way to paper; each symbol is read back from what is given.
"""

import asyncio
import io
from collections.abc import Callable, Sequence
from typing import Annotated, Literal, TypeVar

import msgspec
from litestar import Response, get
from litestar.params import FromPath, QueryParameter
from PIL import Image

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.routes.jobs import (
    MOST_AT_ONCE,
    InjectedCaller,
    InjectedDesk,
    JobDesk,
    N,
    job_here,
    pages_of,
    problem,
)
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.spans import text_of
from backend.log.caller import DeviceIdentity
from backend.log.problem import Problem
from labels.label_errors import LabelError
from labels.layout import Page
from labels.pdf import pdf_pages
from labels.sheet import fitting, sheets
from labels.svg import svg_page
from labels.templates.print_run import unreadable
from labels.templates.render import dots, expected
from labels.verify import Readback, read_back
from labels.zpl import zpl_label

T = TypeVar("T")
DOTS_AT_ONCE = 25
"""Labels kept in memory as dots: a label of 600 dpi has some millions."""
Layout = Literal["label", "a4"]
WantedLayout = Annotated[Layout, QueryParameter(description="a page a label, or A4 sheets")]


class DrawingsView(msgspec.Struct, frozen=True):
    """Labels as SVG, in their order, and the size of each in mm."""

    width_mm: float
    height_mm: float
    svg: list[str]


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
    found = await job_here(label_jobs, caller, job)
    pages = await _by_hand(label_jobs, caller, job, (first, last))
    pdf, results = await made(lambda: checked_pdf(pages, found.dpi, layout))
    headers = {"Cache-Control": "no-store", "X-Unitrail-Readback": f"{len(results)} ok"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@get("/label-jobs/{job:str}/png", summary="A label to print by hand, as PNG at the printer's dots")
async def print_job_png(label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], n: N) -> Response[bytes]:
    """Return the n-th label in black and white, read back."""
    found = await job_here(label_jobs, caller, job)
    pages = await _by_hand(label_jobs, caller, job, (n, n))
    png = await made(lambda: _png(pages, found.dpi))
    return Response(png, media_type="image/png", headers={"Cache-Control": "no-store"})


@get("/label-jobs/{job:str}/zpl", summary="Labels to print by hand, as ZPL")
async def print_job_zpl(
    label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], first: N, last: N
) -> Response[bytes]:
    """Return the labels from first to last as the formats that a printer of their resolution is sent, read back."""
    found = await job_here(label_jobs, caller, job)
    pages = await _by_hand(label_jobs, caller, job, (first, last))
    zpl = await made(lambda: _zpl(pages, found.dpi))
    return Response(zpl, media_type="application/zpl", headers={"Cache-Control": "no-store"})


async def made(work: Callable[[], T]) -> T:
    """Do the work in a thread; a label that cannot be made is answered as such."""
    try:
        return await asyncio.to_thread(work)
    except LabelError as error:
        raise problem(error) from error


async def _by_hand(desk: JobDesk, caller: DeviceIdentity, number: str, between: tuple[int, int]) -> list[Page]:
    """Return the pages of labels that are being printed by hand now; refuses all others."""
    first, last = between
    span = LabelSpan(first=first, last=last)
    job = await by_hand_now(desk, caller, number, span)
    if span.count > MOST_AT_ONCE:
        raise Problem(422, "LABELS_AT_ONCE", found=span.count, most=MOST_AT_ONCE)
    return await pages_of(desk, job, span)


async def by_hand_now(desk: JobDesk, caller: DeviceIdentity, number: str, span: LabelSpan) -> LabelJob:
    """Return the job whose labels these are, if they are all being printed by hand now; refuses all others."""
    job = await job_here(desk, caller, number)
    sent = job.sending
    inside = sent is not None and sent.first <= span.first <= span.last <= sent.last
    if job.status != "printing" or job.method == "printer" or not inside:
        on_its_way = text_of(sent) if sent is not None and job.method != "printer" else "-"
        raise Problem(409, "LABELS_NOT_ON_THEIR_WAY", job=job.number, sending=on_its_way, found=text_of(span))
    return job


def checked_pdf(pages: Sequence[Page], dpi: int, layout: Layout) -> tuple[bytes, tuple[Readback, ...]]:
    """Return labels as PDF, and what was read back from it. Raises a LabelError if that is not what was intended."""
    laid = pages if layout == "label" else sheets(pages, fitting(pages[0].width_mm, pages[0].height_mm), dpi)
    pdf = pdf_pages(laid)
    results = read_back(pdf, [expected(each) for each in laid], (dpi,))
    for result in results:
        if not result.ok:
            raise unreadable(result, len(laid))
    return pdf, results


def _png(pages: Sequence[Page], dpi: int) -> bytes:
    (image,) = dots(checked_pdf(pages, dpi, "label")[0], dpi)
    return png_of(image, dpi)


def png_of(image: Image.Image, dpi: int) -> bytes:
    """Return dots as PNG in black and white that says its resolution."""
    buffer = io.BytesIO()
    image.convert("1").save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def _zpl(pages: Sequence[Page], dpi: int) -> bytes:
    formats: list[bytes] = []
    for start in range(0, len(pages), DOTS_AT_ONCE):
        pdf, _ = checked_pdf(pages[start : start + DOTS_AT_ONCE], dpi, "label")
        formats += [zpl_label(image) for image in dots(pdf, dpi)]
    return b"\n".join(formats)


FILE_ROUTES = (draw_job_labels, print_job_pdf, print_job_png, print_job_zpl)
