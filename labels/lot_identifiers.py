"""Which GS1 elements a lot label carries, and how a person reads them (docs/decisions/0010-lot-label-identifiers.md).
AI 10 beside a GTIN means the lot of whoever allocated that GTIN, so a supplier's lot and ours never share a place.
"""

import datetime as dt
import re

from labels.element_string import build
from labels.label_errors import LabelDataInvalid
from labels.lot_label_data import LotLabel
from labels.texts import message
from labels.udi import parse

CSET_82_LOT = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
YEAR_FOR_CHECKING = 2000
OWN_LOT_AI = "91"  # company internal information: legal without a GTIN, unlike AI 10

Elements = tuple[tuple[str, str], ...]


def identifiers(label: LotLabel) -> Elements:
    """(AI, value) pairs in encoding order, fixed-length ones first.

    Without GTIN: our lot alone, as AI 91. With a supplier's GTIN: 01, 11, 17, supplier lot as 10, our lot as 91.
    With our own GTIN (no supplier lot): 01, 11, 17, our lot as 10. A supplier lot that AI 10 cannot hold (more than 20
    characters or outside CSET 82) stays in print only.
    """
    if label.gtin is None:
        return ((OWN_LOT_AI, label.lot_number),)
    elements = [("01", label.gtin)]
    if label.production is not None:
        elements.append(("11", _date(label.production, day_given=label.production_day_given)))
    if label.expiry is not None:
        elements.append(("17", _date(label.expiry, day_given=label.expiry_day_given)))
    if label.supplier_lot is None:
        return (*elements, ("10", label.lot_number))
    if CSET_82_LOT.fullmatch(label.supplier_lot):
        elements.append(("10", label.supplier_lot))
    return (*elements, (OWN_LOT_AI, label.lot_number))


def _date(date: dt.date, *, day_given: bool) -> str:
    return date.strftime("%y%m%d" if day_given else "%y%m00")


def human_readable(elements: Elements) -> tuple[str, ...]:
    """The elements as printed beside the symbol, one a line, AI in parentheses (GS1 General Specifications, HRI)."""
    return tuple(f"({ai}){value}" for ai, value in elements)


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
