"""What is then true of a step. ``subject``: "" for the order, "lot:NUMBER" or "unit:SERIAL"."""

from datetime import datetime
from decimal import Decimal

from backend.log.vocabulary import Event, event


@event(version=1)
class StepStarted(Event, frozen=True, kw_only=True):
    """Work on a step began; ``unverified``: a step before it has not been recorded as done."""

    order: str
    step: int
    subject: str
    revision: str
    equipment: tuple[str, ...]
    unverified: bool


@event(version=1)
class Observed(Event, frozen=True, kw_only=True):
    """A value was read, or something was looked at, and judged by the order's own limits.

    ``verdict``: pass, alarm, action, fail, or unjudged where the order has no such code.
    """

    id: str
    order: str
    step: int
    subject: str
    lot: str | None
    serial: str | None
    code: str
    kind: str
    value: Decimal | None
    unit: str | None
    passed: bool | None
    verdict: str
    source: str
    gauge: str | None
    second_by: str | None
    defect: str | None
    document: str | None
    photos: tuple[str, ...]
    text: str
    message: str | None
    routing_revision: str


@event(version=1)
class MaterialConsumed(Event, frozen=True, kw_only=True):
    """A component of a step went in; the link and the movement say how much of what."""

    order: str
    step: int
    subject: str
    item: str


@event(version=1)
class MaterialTakenBack(Event, frozen=True, kw_only=True):
    """A component of a step is not in what is being made; the step is open again until it is ended anew."""

    order: str
    step: int
    subject: str
    item: str


@event(version=1)
class RunsInherited(Event, frozen=True, kw_only=True):
    """A part of a lot has behind it what the whole had; ``running``: what was going on goes on with this part."""

    order: str
    from_subject: str
    to_subject: str
    running: bool


@event(version=1)
class SentBack(Event, frozen=True, kw_only=True):
    """What was made goes back to ``step`` for rework: the steps before it stay done, the others are to be done again.

    ``to_subject`` is another lot where part of a lot goes back, and the same unit where a unit does.
    """

    order: str
    from_subject: str
    to_subject: str
    step: int


@event(version=1)
class ReadingCorrected(Event, frozen=True, kw_only=True):
    """A reading was written down wrongly; ``id`` is the one that now holds, judged anew."""

    corrects: str
    id: str
    value: Decimal
    verdict: str
    reason: str


@event(version=2)
class StepFinished(Event, frozen=True, kw_only=True):
    """Work on a step is done; ``missing``: what it asks for and nobody recorded; ``second_by``: who looked too."""

    order: str
    step: int
    subject: str
    missing: tuple[str, ...]
    second_by: str | None


@event(version=1)
class StepStopped(Event, frozen=True, kw_only=True):
    """A device stopped somebody beforehand."""

    order: str
    step: int
    subject: str
    code: str
    detail: str


@event(version=1)
class StepSkipped(Event, frozen=True, kw_only=True):
    """A step was left out under a deviation; it may still be done later."""

    order: str
    step: int
    subject: str


@event(version=1)
class CheckCorrected(Event, frozen=True, kw_only=True):
    """A check was answered wrongly; ``id`` is the answer that now holds."""

    corrects: str
    id: str
    passed: bool
    verdict: str
    defect: str | None
    reason: str


@event(version=1)
class ReadingSuperseded(Event, frozen=True, kw_only=True):
    """The second entry of a value that was entered twice is out with the first one: ``by`` now holds."""

    reading: str
    by: str


@event(version=1)
class SequenceJudged(Event, frozen=True, kw_only=True):
    """A step that began before one it follows is no longer in doubt: ``in_sequence``, or a deviation was opened."""

    order: str
    step: int
    subject: str
    in_sequence: bool


@event(version=1)
class LotOpened(Event, frozen=True, kw_only=True):
    """A lot is open or mixed since ``at``; not ``said``: it was used then, and nobody recorded an opening before."""

    lot: str
    at: datetime
    said: bool
