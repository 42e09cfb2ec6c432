"""The effect of publication on its row."""

import msgspec

from backend.items.events.publication import IdentifierPublished
from backend.items.state.publication import Publication
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_identifier_published(rows: WorkingSet, event: IdentifierPublished, _ctx: EventContext) -> None:
    """Put what the database says."""
    rows.put(Publication(**msgspec.structs.asdict(event)))
