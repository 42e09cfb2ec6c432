"""What can be recorded about a label job as a whole: asked for, released, called off, reconciled."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from backend.items.entries.numbers import PoolName, Spans
from backend.labeling.entries.printers import Dpi
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText
from sync.text import Identifier

MAX_LABELS = 10_000
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


@entry(version=2, kind=Kind.DECISION, action="request_labels")
class RequestLabels(Entry, frozen=True, kw_only=True):
    """Labels are wanted: of which template in which revision, for what, how many, for which printer or resolution.

    Each label takes a number of its own from ``pool`` (then drawn now), or those of ``spans``, which are leased; with
    neither all labels are alike. ``quantity``: as printed; what the DI stands for if null.
    ``production``: when devices that are in no lot are made; a lot brings its own date.
    """

    count: Annotated[int, msgspec.Meta(ge=1, le=MAX_LABELS)]
    di: Identifier | None
    dpi: Dpi
    item: Identifier | None
    language: Literal["zh", "en", "zh-en"]
    lot: Identifier | None
    pool: PoolName | None
    printer: Identifier | None
    production: date | None
    quantity: DecimalText | None
    revision: Identifier
    spans: Spans
    template: Identifier


@entry(version=1, kind=Kind.DECISION, action="release_labels")
class ReleaseLabels(Entry, frozen=True):
    """Somebody has looked at the labels and their read-back: they may be printed."""

    job: Identifier


@entry(version=1, kind=Kind.DECISION, action="release_labels")
class CancelLabels(Entry, frozen=True):
    """What is not printed yet will not be; the envelope says why. What was printed still has to be reconciled."""

    job: Identifier


@entry(version=1, kind=Kind.DECISION, action="reconcile_labels")
class ReconcileLabels(Entry, frozen=True, kw_only=True):
    """Where the issued labels went. Closes the job when the sum is what was issued."""

    applied: Count
    destroyed: Count
    job: Identifier
    returned: Count
    sample: Count


@entry(version=1, kind=Kind.DECISION, action="clear_label_incident")
class ClearLabelIncident(Entry, frozen=True):
    """The labels have been looked for and counted: the job goes on; the envelope says what was found."""

    job: Identifier
