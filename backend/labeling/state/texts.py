"""The rows of texts on labels and what their entries touch."""

from collections.abc import Iterable

from backend.items.state import Item, everywhere
from backend.labeling.entries.texts import DefineLabelTexts
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet


@row_type("label_texts", key=("item",), rank=78, lock="share", streams=everywhere)
class LabelTexts(Row, frozen=True, kw_only=True):
    """What the labels of an item print, by field; ``item`` "" for all that say nothing else."""

    item: str
    texts: dict[str, str]


def touches_define_texts(body: DefineLabelTexts, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the texts and their item."""
    yield Touch(LabelTexts, (body.item or "",), write=True)
    if body.item is not None:
        yield Touch(Item, (body.item,))
