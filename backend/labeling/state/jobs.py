"""The rows about label jobs: the job, and each of its labels once it was sent to paper."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import msgspec

from backend.items.entries import Span as NumberSpan
from backend.items.state.numbers import SSCC
from backend.labeling.entries.printing import LabelSpan, Unread
from backend.labeling.events.jobs import NumberSequence
from backend.log.row import Row, row_type
from backend.log.working_set import AnyTouch, Touch
from backend.material.state import at_site
from labels.templates.fields import Language

JobStatus = Literal[
    "requested", "blocked", "read_back", "released", "printing", "stopped", "printed", "closed", "cancelled"
]
"""Closed: all issued labels are accounted for. Cancelled: nothing was ever printed."""

PAUSED = "paused"
"""The cause of a stop that a person wanted; the others are StopCause."""

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

    ``spans``: the numbers of its labels, in their order; ``sequence``: the same where they ascend. ``contents``: what
    the first label's symbols say. ``incident``: why its labels may be mixed up, "" for not; ``conflicts``: with which
    jobs. ``issued`` counts every copy that came out, ``void`` those of them that were replaced or made void; the uses
    count scans, ``counted`` is what the last reconciliation said. ``counter``: the printer's, before ``sending``.
    """

    id: str
    number: str
    site: str
    template: str
    revision: str
    item: str | None
    lot: str | None
    di: str | None
    pool: str | None
    spans: tuple[NumberSpan, ...]
    sequence: NumberSequence | None
    count: int
    dpi: int
    language: Language
    data: dict[str, str]
    requested_by: str
    requested_at: datetime
    status: JobStatus = "requested"
    incident: str = ""
    conflicts: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    drawing_sha256: str = ""
    failed: int = 0
    unread: tuple[Unread, ...] = ()
    released_by: str | None = None
    released_person: str | None = None
    released_at: datetime | None = None
    printer: str | None = None
    method: str = ""
    todo: tuple[LabelSpan, ...] = ()
    sending: LabelSpan | None = None
    in_doubt: tuple[LabelSpan, ...] = ()
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

    @property
    def paused(self) -> bool:
        """A person stopped the printer; what is on its way is still waited for."""
        return self.stop_cause == PAUSED

    @property
    def in_container(self) -> bool:
        """The labels are those of shipping containers, each with an SSCC."""
        return self.pool is not None and self.pool.startswith(f"{SSCC}:")


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


@row_type("label_job_count", key=("site",), rank=79, lock="update")
class LabelJobCount(Row, frozen=True, kw_only=True):
    """The number of a site's next label job."""

    site: str
    next: int


def touches_labels(job: str, span: LabelSpan) -> Iterable[AnyTouch]:
    """Return the rows of some labels of a job, to be changed under the job's lock."""
    return (Touch(Label, (job, n), write=True) for n in range(span.first, span.last + 1))
