"""What is then true while labels are printed."""

from backend.labeling.entries.printing import LabelSpan, StopCause
from backend.log.vocabulary import Event, event


@event(version=1)
class PrintingStarted(Event, frozen=True, kw_only=True):
    """What is not printed yet is being printed."""

    job: str
    method: str
    printer: str | None


@event(version=1)
class LabelsSent(Event, frozen=True, kw_only=True):
    """Labels are on their way to paper: from now on they may have been printed."""

    job: str
    counter: int | None
    span: LabelSpan


@event(version=1)
class LabelsPrinted(Event, frozen=True, kw_only=True):
    """Labels came out."""

    job: str
    span: LabelSpan


@event(version=1)
class LabelsUnprinted(Event, frozen=True, kw_only=True):
    """Labels that were sent surely did not come out: they are to be printed next."""

    job: str
    span: LabelSpan


@event(version=1)
class LabelsInDoubt(Event, frozen=True, kw_only=True):
    """Labels that were sent may or may not have come out: a person must look."""

    job: str
    span: LabelSpan


@event(version=1)
class PrintingPaused(Event, frozen=True):
    """A person stopped a printer: nothing more is sent, what is on its way comes out."""

    job: str


@event(version=1)
class PrintingStopped(Event, frozen=True, kw_only=True):
    """Nothing more is printed until somebody says so. ``cause`` None: what was printed by hand has come to its end."""

    job: str
    cause: StopCause | None
    detail: str


@event(version=1)
class LabelsSettled(Event, frozen=True, kw_only=True):
    """A person looked at labels in doubt."""

    job: str
    came_out: bool
    span: LabelSpan
