"""What is then true of structures and routings."""

from backend.items.entries.process import Effectivity, ProcessKind, Step, StructureLine
from backend.log.vocabulary import Event, event


@event(version=1)
class StructureDrafted(Event, frozen=True, kw_only=True):
    """A revision of a structure was written down; an earlier draft of it is superseded."""

    item: str
    revision: str
    effectivity: Effectivity
    lines: tuple[StructureLine, ...]


@event(version=1)
class RoutingDrafted(Event, frozen=True, kw_only=True):
    """A revision of a routing was written down; an earlier draft of it is superseded."""

    item: str
    revision: str
    effectivity: Effectivity
    steps: tuple[Step, ...]


@event(version=1)
class ProcessApproved(Event, frozen=True, kw_only=True):
    """A revision holds from its effectivity on and never changes again."""

    kind: ProcessKind
    item: str
    revision: str


@event(version=1)
class ProcessWithdrawn(Event, frozen=True, kw_only=True):
    """A revision is not used for new work orders."""

    kind: ProcessKind
    item: str
    revision: str
    reason: str
