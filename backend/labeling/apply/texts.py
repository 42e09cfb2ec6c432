"""The effect of events about texts on the rows."""

from backend.labeling.events.texts import LabelTextsDefined
from backend.labeling.state.texts import LabelTexts
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_texts_defined(rows: WorkingSet, event: LabelTextsDefined, _ctx: EventContext) -> None:
    """Put the texts."""
    rows.put(LabelTexts(item=event.item, texts=event.texts))
