"""The rows about label jobs: the job, each of its labels once it was sent to paper, and which numbers are claimed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from backend.labeling.entries.jobs import LabelNumbers
from backend.labeling.entries.printing import Span, Unread
from backend.log.row import Row, row_type
from backend.log.working_set import AnyTouch, Touch
from backend.material.state import at_site

JobStatus = Literal[
    "requested", "blocked", "read_back", "released", "printing", "stopped", "printed", "closed", "cancelled"
]
"""Closed: all issued labels are accounted for. Cancelled: nothing was ever printed."""

LabelState = Literal[
    "sent", "uncertain", "printed", "scanned", "applied", "sample", "destroyed", "returned", "void", "waiting"
]
"""``waiting``: to be printed again."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Where the labels of a job went, as counted by a person."""

    applied: int
    sample: int
    destroyed: int
    returned: int


@row_type("label_job", key=("id",), rank=82, lock="update", streams=at_site)
class LabelJob(Row, frozen=True, kw_only=True):
    """A label job. ``todo``: what is to be printed, in this order; ``sending``: what was sent last and not yet seen.

    ``issued`` counts every copy that came out; ``void`` those of them that were replaced or made void. ``incident``:
    why its labels may be mixed up, "" for not. ``counter``: the printer's, before ``sending``. ``applied`` and the
    other uses count scans; ``contents``: what the first label's symbols say; ``counted`` is what the last reconciliation said.
    """

    id: str
    number: str
    site: str
    template: str
    revision: str
    item: str | None
    lot: str | None
    di: str | None
    numbers: LabelNumbers | None
    count: int
    dpi: int
    language: str
    data: dict[str, str]
    requested_by: str
    requested_at: datetime
    status: JobStatus = "requested"
    incident: str = ""
    contents: tuple[str, ...] = ()
    drawing_sha256: str = ""
    failed: int = 0
    unread: tuple[Unread, ...] = ()
    released_by: str | None = None
    released_person: str | None = None
    released_at: datetime | None = None
    printer: str | None = None
    method: str = ""
    todo: tuple[Span, ...] = ()
    sending: Span | None = None
    in_doubt: tuple[Span, ...] = ()
    counter: int | None = None
    stop_cause: str = ""
    stop_detail: str = ""
    printed_by: str | None = None
    printed_at: datetime | None = None
    issued: int = 0
    scanned: int = 0
    applied: int = 0
    sample: int = 0
    destroyed: int = 0
    returned: int = 0
    void: int = 0
    counted: Counts | None = None
    reconciled_by: str | None = None
    reconciled_at: datetime | None = None


@row_type("label", key=("job", "n"), rank=83, lock="parent", part_of=("label_job", ("job",)))
class Label(Row, frozen=True, kw_only=True):
    """A label that was sent to paper at least once. ``copies`` came out; ``number``: its serial or SSCC."""

    job: str
    n: int
    site: str
    number: str | None
    state: LabelState
    copies: int
    scanned_at: datetime | None
    printed_at: datetime | None
    by: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Counts that a job has, written in at least ``width`` digits."""

    first: int
    last: int
    width: int
    job: str


@row_type("label_block", key=("scope", "stem", "block"), rank=81, lock="update")
class LabelBlock(Row, frozen=True, kw_only=True):
    """Which jobs have numbers of a block: by DI (or all SSCC), by what stands before the count, by thousand."""

    scope: str
    stem: str
    block: int
    claims: tuple[Claim, ...]


@row_type("label_job_count", key=("site",), rank=79, lock="update")
class LabelJobCount(Row, frozen=True, kw_only=True):
    """The number of a site's next label job."""

    site: str
    next: int


def touches_labels(job: str, span: Span) -> Iterable[AnyTouch]:
    """Return the rows of some labels of a job, to be changed under the job's lock."""
    return (Touch(Label, (job, n), write=True) for n in range(span.first, span.last + 1))
