"""What a symbol element carries for given data: its GS1 elements, its text, its modules.
A value is checked against its GS1 rule before it is encoded, because the encoder takes wrong ones.
"""

import re

from labels.digital_link import build_link
from labels.element_string import build
from labels.label_errors import LabelDataInvalid
from labels.symbols import Symbol, encode_elements, encode_text
from labels.templates.fields import DATES, NAMES, LabelData, gs1_date
from labels.templates.model import SymbolElement
from labels.texts import message
from labels.udi import parse

YEAR_FOR_CHECKING = 2000
INTERNAL_AIS = re.compile(r"9\d")
TRADE_ITEM = "01"

Elements = tuple[tuple[str, str], ...]


def gs1_elements(element: SymbolElement, data: LabelData) -> Elements:
    """(AI, value) pairs in the order bound, fields without a value left out.

    Where a bound GTIN is not given, only company internal elements (AI 90-99) remain: lot, serial and dates are
    attributes of a trade item and illegal without it. Raises LabelDataInvalid if nothing remains.
    """
    bound = [(binding.ai, _value(binding.field, data)) for binding in element.elements]
    found = [(ai, value) for ai, value in bound if value]
    if any(ai == TRADE_ITEM and not value for ai, value in bound):
        found = [(ai, value) for ai, value in found if INTERNAL_AIS.fullmatch(ai)]
    if not found:
        first = element.elements[0].field if element.elements else "gtin"
        english, chinese = NAMES[first]
        raise LabelDataInvalid(
            f"The symbol has nothing to say: the {english} is not given. Enter it first.",
            f"条码没有可承载的数据：{chinese}未给出。先补上再打印。",
        )
    return tuple(found)


def _value(field: str, data: LabelData) -> str:
    value = data.get(field, "")
    return gs1_date(value) if value and field in DATES else value


def element_string(elements: Elements) -> str:
    """What a reader of the symbol delivers: elements joined, U+001D where needed, no leading FNC1.

    Raises LabelDataInvalid when a value breaks its GS1 rule (format, check digit, date) or an AI lacks its company
    (AI 10, 11 and 17 without AI 01).
    """
    try:
        text = build(elements)
    except ValueError as refusal:
        format_en = f"A value does not have the format of its Application Identifier ({refusal})."
        raise _invalid(elements, format_en, "有数据不符合其应用标识符（AI）的格式。") from refusal
    # Two-digit years need a year to be read from; whether a day exists does not depend on which one is handed in.
    # The text is whole, as a reader that sends separators would deliver it: it has one reading.
    errors = parse(f"]d2{text}", year=YEAR_FOR_CHECKING, separators_sent=True).errors
    if errors:
        raise _invalid(elements, message(errors[0], "en"), message(errors[0], "zh"))
    return text


def _invalid(elements: Elements, reason_en: str, reason_zh: str) -> LabelDataInvalid:
    shown = "".join(human_readable(elements))
    return LabelDataInvalid(
        f"The symbol cannot carry {shown}. {reason_en} Correct the value in the record, then print again.",
        f"二维码不能承载 {shown}。{reason_zh} 更正记录中的数据后再打印。",
    )


def human_readable(elements: Elements) -> tuple[str, ...]:
    """The elements as printed beside the symbol, one a line, AI in parentheses (GS1 General Specifications, HRI)."""
    return tuple(f"({ai}){value}" for ai, value in elements)


def digital_link(elements: Elements) -> str:
    """The elements as an uncompressed GS1 Digital Link URI. Raises LabelDataInvalid where none of them is its key."""
    try:
        return build_link(elements)
    except ValueError as refusal:
        reason_en = f"They make no Digital Link: {refusal}."
        raise _invalid(elements, reason_en, "这些数据不能组成 GS1 数字链接。") from refusal


def hri_of(element: SymbolElement, data: LabelData) -> tuple[str, ...]:
    """What stands beside a symbol for people; one element a line."""
    if element.elements:
        return human_readable(gs1_elements(element, data))
    return (_bound_text(element, data),)


def symbol_of(element: SymbolElement, data: LabelData) -> Symbol:
    """The symbol for checked data. Raises a LabelError where the data cannot be carried."""
    if element.kind in ("itf_14", "qr"):
        return encode_text(element.kind, _bound_text(element, data))
    elements = gs1_elements(element, data)
    text = element_string(elements)
    if element.kind == "digital_link_qr":
        return encode_text(element.kind, digital_link(elements))
    return encode_elements(element.kind, elements, text)


def _bound_text(element: SymbolElement, data: LabelData) -> str:
    text = data.get(element.field or "", "")
    if not text:
        english, chinese = NAMES[element.field or "gtin"]
        raise LabelDataInvalid(
            f"The symbol has nothing to say: the {english} is not given. Enter it first.",
            f"条码没有可承载的数据：{chinese}未给出。先补上再打印。",
        )
    return text
