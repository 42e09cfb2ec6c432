"""All labels of a span as pictures in one ZIP, for programs that print pictures; drawn and read back as it is sent."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Annotated, Literal

from litestar import get
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.routes.job_files import DOTS_AT_ONCE, by_hand_now, checked_pdf, made, png_of
from backend.labeling.routes.jobs import InjectedCaller, InjectedDesk, JobDesk, N, pages_of
from backend.labeling.state.jobs import LabelJob
from labels.archive import Archive
from labels.layout import Page
from labels.svg import svg_page
from labels.templates.render import dots

Kind = Literal["png", "svg"]
WantedKind = Annotated[Kind, QueryParameter(description="dots of the printer's resolution, or outlines")]
PLACES = 5
"""Digits of a label's place in a file name, so that names sort as the labels do."""


@get("/label-jobs/{job:str}/pictures", summary="Labels to print by hand, as pictures in one ZIP")
async def print_job_pictures(
    label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], first: N, last: N, kind: WantedKind = "png"
) -> Stream:
    """Stream a picture of each label, named by its place. What is refused is refused before the first byte is sent.

    A label that does not read back breaks the transfer off: what came until then is no ZIP.
    """
    span = LabelSpan(first=first, last=last)
    found = await by_hand_now(label_jobs, caller, job, span)
    parts = _parts(label_jobs, found, span, kind)
    begun = await anext(parts)

    async def whole() -> AsyncIterator[bytes]:
        yield begun
        async for part in parts:
            yield part

    name = f"{found.number}-{first}-{last}-{kind}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Stream(whole(), media_type="application/zip", headers=headers)


async def _parts(desk: JobDesk, job: LabelJob, span: LabelSpan, kind: Kind) -> AsyncIterator[bytes]:
    """Yield the archive piece by piece; no more labels are in memory than are drawn at once."""
    archive = Archive()
    for start in range(span.first, span.last + 1, DOTS_AT_ONCE):
        part = LabelSpan(first=start, last=min(span.last, start + DOTS_AT_ONCE - 1))
        pages = await pages_of(desk, job, part)
        await made(_adding(archive, job, part, pages, kind))
        yield archive.taken()
    archive.close()
    yield archive.taken()


def _adding(archive: Archive, job: LabelJob, span: LabelSpan, pages: Sequence[Page], kind: Kind) -> Callable[[], None]:
    def work() -> None:
        for n, picture in enumerate(_pictures(pages, job.dpi, kind), span.first):
            archive.add(f"{job.number}-{n:0{PLACES}}.{kind}", picture, shrink=kind == "svg")

    return work


def _pictures(pages: Sequence[Page], dpi: int, kind: Kind) -> Iterator[bytes]:
    pdf, _ = checked_pdf(pages, dpi, "label")
    if kind == "svg":
        return (svg_page(each).encode() for each in pages)
    return (png_of(image, dpi) for image in dots(pdf, dpi))
