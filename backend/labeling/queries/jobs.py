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


_LABELS = """
SELECT g.n, to_jsonb(t)::text FROM generate_series($2::bigint + 1, $3) AS g(n)
LEFT JOIN row_label t ON t.job = $1 AND t.n = g.n
WHERE ($4::text IS NULL OR coalesce(t.state, 'open') = $4) AND ($5::bigint[] IS NULL OR g.n = ANY($5))
ORDER BY g.n LIMIT $6
"""


class LabelWish(msgspec.Struct, frozen=True, kw_only=True):
    """Which labels of a job are looked for: from behind ``after``, in a state ("open": never sent to paper), carrying
    a number that contains ``number`` or standing at that place.
    """

    after: int
    limit: int
    state: str | None = None
    number: str | None = None


async def labels(db: Db, of: LabelJob, wish: LabelWish) -> list[tuple[int, str | None, Label | None]]:
    """Return labels of a job in their order: place, number, and what is known once it was sent to paper."""
    found = await db.fetch(
        _LABELS, of.id, wish.after, of.count, wish.state, await _places(db, of, wish.number), wish.limit
    )
    if not found:
        return []
    span = LabelSpan(first=found[0][0], last=found[-1][0])
    numbers = await numbers_on(db, of, span)
    return [(n, numbers[n - span.first], _LABEL.decode(row) if row is not None else None) for n, row in found]


async def _places(db: Db, of: LabelJob, number: str | None) -> list[int] | None:
    """Return the places of the labels that carry a number like this one, and that place itself; None for all."""
    if number is None:
        return None
    sought = number.casefold()
    carried = enumerate(await numbers_on(db, of, LabelSpan(first=1, last=of.count)), 1)
    return [n for n, each in carried if str(n) == sought or (each is not None and sought in each.casefold())]


async def label_states(db: Db, of: LabelJob) -> dict[str, int]:
    """Return how many labels of a job are in each state."""
    found = {
        row[0]: row[1]
        for row in await db.fetch("SELECT state, count(*) FROM row_label WHERE job = $1 GROUP BY state", of.id)
    }
    never_sent = of.count - sum(found.values())
    return found | ({"open": never_sent} if never_sent else {})


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
