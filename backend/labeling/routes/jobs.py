"""Label jobs over HTTP: what a label of a job looks like, which labels there are and where they went."""

import asyncio
from datetime import datetime
from typing import Annotated, Literal

import asyncpg
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.queries import jobs as queries
from backend.labeling.state.contents import label_data
from backend.labeling.state.jobs import Label, LabelJob, LabelState
from backend.log.caller import DeviceIdentity
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from labels.label_errors import LabelError
from labels.layout import Page
from labels.svg import svg_page
from labels.templates.render import page

MOST_AT_ONCE = 500


class JobDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class LabelLine(msgspec.Struct, frozen=True, kw_only=True):
    """A label of a job, whether it was sent to paper ("open": never) or not; ``number``: its serial or SSCC."""

    n: int
    number: str | None
    state: LabelState | Literal["open"] = "open"
    copies: int = 0
    printed_at: datetime | None = None
    scanned_at: datetime | None = None
    by: str = ""


class LabelsView(msgspec.Struct, frozen=True):
    """Labels in their order; ``position``: the answer holds everything up to there; ``more``: go on after the last.

    ``states``: how many labels of the whole job are in each state.
    """

    job: str
    position: int
    more: bool
    states: dict[str, int]
    labels: list[LabelLine]


InjectedDesk = NamedDependency[SkipValidation[JobDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
N = Annotated[int, QueryParameter(ge=1, le=10_000)]


@get("/label-jobs/{job:str}/preview", summary="A label of a job as it will look")
async def preview_job_label(
    label_jobs: InjectedDesk, caller: InjectedCaller, job: FromPath[str], n: N = 1
) -> Response[str]:
    """Return the n-th label as SVG."""
    found = await job_here(label_jobs, caller, job)
    (drawn,) = await pages_of(label_jobs, found, LabelSpan(first=n, last=n))
    return Response(svg_page(drawn), media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def label_wish(
    wanted: Annotated[LabelState | Literal["open"] | None, QueryParameter(name="state")] = None,
    number: Annotated[
        str | None, QueryParameter(min_length=1, max_length=60, description="a place, or a part of a serial or SSCC")
    ] = None,
    after: Annotated[int, QueryParameter(ge=0, le=10_000, description="place of the last label seen")] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_AT_ONCE)] = 100,
) -> queries.LabelWish:
    """Return which labels are looked for, one more than are shown."""
    return queries.LabelWish(after=after, limit=limit + 1, state=wanted, number=number)


@get(
    "/label-jobs/{job:str}/labels",
    summary="The labels of a job, and where they are",
    dependencies={"wish": Provide(label_wish, sync_to_thread=False)},
)
async def show_job_labels(
    label_jobs: InjectedDesk,
    caller: InjectedCaller,
    job: FromPath[str],
    wish: NamedDependency[SkipValidation[queries.LabelWish]],
) -> LabelsView:
    """Return labels in their order, those never sent to paper too."""
    async with label_jobs.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await _job_in(db, caller, job)
        lines = [_line(*each) for each in await queries.labels(db, found, wish)]
        states = await queries.label_states(db, found)
    shown = wish.limit - 1
    return LabelsView(found.id, position, len(lines) > shown, states, lines[:shown])


def _line(n: int, number: str | None, label: Label | None) -> LabelLine:
    if label is None:
        return LabelLine(n=n, number=number)
    return LabelLine(
        n=n,
        number=number,
        state=label.state,
        copies=label.copies,
        printed_at=label.printed_at,
        scanned_at=label.scanned_at,
        by=label.by,
    )


async def job_here(desk: JobDesk, caller: DeviceIdentity, number: str) -> LabelJob:
    """Return a job of the caller's site. Raises 404 LABEL_JOB_UNKNOWN."""
    async with desk.pool.acquire() as db:
        return await _job_in(db, caller, number)


async def _job_in(db: queries.Db, caller: DeviceIdentity, number: str) -> LabelJob:
    found = await queries.job(db, number)
    if found is None or found.site != caller.site:
        raise Problem(404, "LABEL_JOB_UNKNOWN", job=number[:90])
    return found


async def pages_of(desk: JobDesk, job: LabelJob, span: LabelSpan) -> list[Page]:
    """Return labels of a job as they are drawn."""
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


def problem(error: LabelError) -> Problem:
    """Return the answer to a label that cannot be made."""
    return Problem(422, "LABEL_REFUSED", reason=error.code, en=error.text_en, zh=error.text_zh)
