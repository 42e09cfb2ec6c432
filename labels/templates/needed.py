"""What must be given before a label prints: what its template demands, and the number its item is kept apart by."""

from labels.label_errors import LabelDataInvalid
from labels.templates.fields import NAMES, LabelData, texts_of
from labels.templates.model import SymbolElement, Template

CONTROLS = ("lot", "serial")


def missing(template: Template, data: LabelData) -> list[LabelDataInvalid]:
    """One error for each field that is not given, from checked data.

    Of a device whose UDI may carry lot and serial, the one is demanded by which the item is controlled (21 CFR 801.40,
    (EU) 2017/745 Annex I 23.2(g)); the other may be absent.
    """
    found = [_mandatory(template, field) for field in template.mandatory if not texts_of(field, data, "zh-en")]
    control = data.get("control", "")
    if control in CONTROLS and control not in template.mandatory and _carries(template, control):
        found += [] if data.get(control) else [_demanded(control)]
    return found


def _carries(template: Template, field: str) -> bool:
    """Whether a UDI of the template has a place for the field."""
    symbols = [element for element in template.elements if isinstance(element, SymbolElement)]
    return template.use == "healthcare" and any(field == bound.field for each in symbols for bound in each.elements)


def _mandatory(template: Template, field: str) -> LabelDataInvalid:
    english, chinese = NAMES[field]
    return LabelDataInvalid(
        f"Template {template.number} needs the {english}, which is not given. Enter it first.",
        f"模板 {template.number} 必须有{chinese}，但没有给出。先补上再打印。",
    )


def _demanded(field: str) -> LabelDataInvalid:
    english, chinese = NAMES[field]
    return LabelDataInvalid(
        f"The item is controlled by {english}, so its UDI must carry it, and none is given. Ask for labels with it.",
        f"该物料按{chinese}管理，UDI 须含{chinese}，但没有给出。请带上{chinese}重新申请标签。",
    )
