"""Decides on texts of labels: every value in the form that its field has on a label."""

from backend.items.state import Item
from backend.labeling.entries.texts import DefineLabelTexts
from backend.labeling.events.texts import LabelTextsDefined
from backend.labeling.state.texts import LabelTexts
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from labels.label_errors import LabelError
from labels.templates.fields import checked


def decide_define_texts(rows: WorkingSet, body: DefineLabelTexts, _ctx: Context) -> Decision:
    """Take the texts that can be printed; unchanged ones give no event."""
    if body.item is not None and rows.find(Item, body.item) is None:
        return refuse("LABEL_ITEM_UNKNOWN", item=body.item)
    try:
        texts = checked({text.field: text.value for text in body.texts})
    except LabelError as error:
        return refuse("LABEL_TEXT_WRONG", en=error.text_en, zh=error.text_zh)
    item = body.item or ""
    if rows.find(LabelTexts, item) == LabelTexts(item=item, texts=texts):
        return Decision()
    return Decision((LabelTextsDefined(item=item, texts=texts),))
