"""What routes and the printing worker read about label jobs, their numbers and their printers."""

from collections.abc import Iterable, Sequence

import asyncpg
import msgspec

from backend.labeling.entries.printing import LabelSpan
from backend.labeling.state.jobs import Label, LabelJob
from backend.labeling.state.numbers import spans_for
from backend.labeling.state.printers import Printer
from labels.templates.model import Template, decode

Db = asyncpg.pool.PoolConnectionProxy

_JOB = msgspec.json.Decoder(LabelJob)
_LABEL = msgspec.json.Decoder(Label)
_PRINTER = msgspec.json.Decoder(Printer)


async def job(db: Db, number: str) -> LabelJob | None:
    """Return a job, or None if there is none of that id."""
    found = await db.fetchval("SELECT to_jsonb(t)::text FROM row_label_job t WHERE id = $1", number)
    return None if found is None else _JOB.decode(found)


async def jobs_at(db: Db, statuses: Sequence[str]) -> list[LabelJob]:
    """Return the jobs of all sites that have one of the statuses and no open incident, oldest first."""
    found = await db.fetch(
        "SELECT to_jsonb(t)::text FROM row_label_job t WHERE status = ANY($1) AND incident = '' "
        "ORDER BY requested_at, id",
        list(statuses),
    )
    return [_JOB.decode(each[0]) for each in found]


async def template(db: Db, of: LabelJob) -> Template:
    """Return the template of a job in its revision, whatever became of the revision since."""
    found = await db.fetchval(
        "SELECT content FROM row_template_revision WHERE number = $1 AND revision = $2", of.template, of.revision
    )
    return decode(found)


async def printer(db: Db, site: str, code: str) -> Printer | None:
    """Return a printer of a site, or None."""
    found = await db.fetchval("SELECT to_jsonb(t)::text FROM row_printer t WHERE site = $1 AND code = $2", site, code)
    return None if found is None else _PRINTER.decode(found)


async def labels(db: Db, number: str, *, after: int, limit: int) -> list[Label]:
    """Return labels of a job that were sent to paper, in their order, from behind ``after``."""
    found = await db.fetch(
        "SELECT to_jsonb(t)::text FROM row_label t WHERE job = $1 AND n > $2 ORDER BY n LIMIT $3", number, after, limit
    )
    return [_LABEL.decode(each[0]) for each in found]


async def numbers_on(db: Db, of: LabelJob, span: LabelSpan) -> list[str | None]:
    """Return the number of each label of a span, None where the labels of the job are all alike."""
    if of.pool is None:
        return [None] * span.count
    parts = list(spans_for(of.spans, span))
    written = await _ranges(db, {part.range for part in parts})
    return [number for part in parts for number in written[part.range].between(part.first, part.last)]


class _Range(msgspec.Struct, frozen=True):
    """The numbers of a range, and the place of the first."""

    first: int
    numbers: tuple[str, ...]

    def between(self, first: int, last: int) -> tuple[str, ...]:
        """Return the numbers at places ``first`` to ``last``."""
        return self.numbers[first - self.first : last - self.first + 1]


async def _ranges(db: Db, ids: Iterable[str]) -> dict[str, _Range]:
    found = await db.fetch("SELECT id, first, numbers::text FROM row_number_range WHERE id = ANY($1)", list(ids))
    return {row["id"]: _Range(row["first"], tuple(msgspec.json.decode(row["numbers"]))) for row in found}
