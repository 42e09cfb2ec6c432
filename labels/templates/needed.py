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
    now_en, now_zh = _NOW.get(field, ("Enter it first.", "先补上再打印。"))
    return LabelDataInvalid(
        f"Template {template.number} needs the {english}, which is not given. {now_en}",
        f"模板 {template.number} 必须有{chinese}，但没有给出。{now_zh}",
    )


def _demanded(field: str) -> LabelDataInvalid:
    english, chinese = NAMES[field]
    now_en, now_zh = _NOW["serial"] if field == "serial" else _OF_A_LOT
    return LabelDataInvalid(
        f"The item is controlled by {english}, so its UDI must carry it, and none is given. {now_en}",
        f"该物料按{chinese}管理，UDI 须含{chinese}，但没有给出。{now_zh}",
    )


_OF_A_LOT = ("Ask for labels of a lot.", "申请时填写批号。")
_OF_TEXTS = ("Enter it under Texts of labels.", "在“标签文字”中填写。")
_NOW: dict[str, tuple[str, str]] = {
    "lot": (
        "Ask for labels of a lot; for devices in no lot, by the template LT-DEVICE.",
        "申请时填写批号；不成批的器械改用模板 LT-DEVICE。",
    ),
    "serial": (
        "Ask for labels that carry serial numbers of the DI; for devices in no lot, by the template LT-DEVICE.",
        "申请时选择该 DI 的序列号；不成批的器械用模板 LT-DEVICE。",
    ),
    "gtin": ("Ask for labels of a DI that GS1 issued.", "申请时填写 GS1 的产品标识 DI。"),
    "sscc": ("Ask for labels that carry an SSCC.", "申请时选择物流单元 SSCC。"),
    "production": (
        "Give the date of manufacture, or a lot that has one.",
        "填写生产日期，或填写已有生产日期的批号。",
    ),
    **dict.fromkeys(
        ("manufacturer_zh", "manufacturer_en", "manufacturer_address_zh", "manufacturer_address_en", "registration"),
        _OF_TEXTS,
    ),
}
"""What to do about a field that is not given."""
