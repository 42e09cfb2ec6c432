"""What is then true of single printed labels; ``n`` None: labels of the job are all alike."""

from backend.labeling.entries.issued import LabelUse
from backend.log.vocabulary import Event, event


@event(version=1)
class LabelScannedBack(Event, frozen=True, kw_only=True):
    """A label was scanned and is of its job."""

    job: str
    n: int | None


@event(version=1)
class LabelUsed(Event, frozen=True, kw_only=True):
    """A label was applied, kept as a sample, destroyed or returned."""

    job: str
    n: int | None
    use: LabelUse


@event(version=1)
class LabelReprintAsked(Event, frozen=True, kw_only=True):
    """The copy there is is void, and the label is to be printed again."""

    job: str
    n: int
    reason: str


@event(version=1)
class LabelVoided(Event, frozen=True, kw_only=True):
    """The copy there is is void."""

    job: str
    n: int
    reason: str
