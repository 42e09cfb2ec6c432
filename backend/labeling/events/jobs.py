"""What is then true of a label job as a whole."""

import msgspec

from backend.items.entries import Span as NumberSpan
from backend.labeling.entries.printers import Dpi
from backend.labeling.entries.printing import Unread
from backend.log.vocabulary import Event, event
from labels.templates.fields import Language


class NumberSequence(msgspec.Struct, frozen=True, kw_only=True):
    """``prefix`` and a count of at least ``digits`` digits from ``first``, ``checked`` with a check digit."""

    prefix: str
    digits: int
    first: int
    checked: bool


@event(version=1)
class LabelJobRequested(Event, frozen=True, kw_only=True):
    """Labels are wanted; ``data`` is what they say, frozen now, beside each label's own number."""

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
    dpi: Dpi
    language: Language
    printer: str | None
    data: dict[str, str]
    by: str


@event(version=1)
class LabelsReadBack(Event, frozen=True, kw_only=True):
    """Every label was drawn and read back; ``failed`` of them did not say what they should."""

    job: str
    checked: int
    contents: tuple[str, ...]
    drawing_sha256: str
    failed: int
    unread: tuple[Unread, ...]


@event(version=1)
class LabelsReleased(Event, frozen=True, kw_only=True):
    """The labels may be printed. ``person``: who must not be the one to reconcile them."""

    job: str
    person: str


@event(version=1)
class LabelsCancelled(Event, frozen=True, kw_only=True):
    """What is not printed yet will not be."""

    job: str
    reason: str


@event(version=1)
class LabelsReconciled(Event, frozen=True, kw_only=True):
    """Where the issued labels went; ``balanced`` closes the job."""

    job: str
    applied: int
    sample: int
    destroyed: int
    returned: int
    balanced: bool
    person: str


@event(version=1)
class LabelIncidentOpened(Event, frozen=True, kw_only=True):
    """Labels of a job may be mixed up with others: nothing of it is printed or closed until that is cleared.

    ``others``: live jobs that have numbers in common with it.
    """

    job: str
    code: str
    others: tuple[str, ...] = ()


@event(version=1)
class LabelIncidentCleared(Event, frozen=True, kw_only=True):
    """The labels were looked for and counted."""

    job: str
    reason: str
