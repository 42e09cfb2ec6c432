"""Builders: a lot label that prints, changed where a test needs it."""

import datetime as dt
from typing import Any

import msgspec

from labels.layout import Code, Page, Text
from labels.lot_label_data import LotLabel, StatusMark
from labels.typesetting import CJK_FIRST

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
OWN_GTIN = "06912345678902"

QUARANTINE = StatusMark(shape="quarantine", word_zh="待验", word_en="QUARANTINE")
FEP_RESIN = LotLabel(
    item_number="RM-FEP-0010",
    item_name_zh="FEP 树脂（含硫酸钡）",
    item_name_en="FEP resin with BaSO4, medical grade",
    lot_number="L2611-00042",
    supplier_lot="FX24-118",
    quantity="25.000",
    unit="kg",
    status=QUARANTINE,
    received=dt.date(2026, 11, 22),
    expiry=dt.date(2028, 10, 31),
    production=dt.date(2026, 10, 3),
    gtin=OWN_GTIN,
    printed_at="2026-11-22 10:42",
    printed_by="王敏",
)


def a_lot_label(**changes: Any) -> LotLabel:  # noqa: ANN401 - any field of the label
    return msgspec.structs.replace(FEP_RESIN, **changes)


Box = tuple[float, float, float, float]  # left, top, right, bottom in mm


def text_box(text: Text) -> Box:
    """The ink a line may use: a Chinese character fills its square, Latin letters descend further."""
    cjk = any(ord(character) >= CJK_FIRST for character in text.content)
    up, down = (0.88, 0.12) if cjk else (0.76, 0.2)
    top, bottom = text.baseline_mm - up * text.size_mm, text.baseline_mm + down * text.size_mm
    return text.x_mm, top, text.x_mm + text.width_mm, bottom


def quiet_box(code: Code) -> Box:
    """The symbol with the quiet zone GS1 asks for (1X)."""
    x = code.x_dimension.mm
    return code.x_mm - x, code.y_mm - x, code.x_mm + code.side_mm + x, code.y_mm + code.side_mm + x


def overlap(one: Box, other: Box) -> bool:
    tolerance = 0.01
    apart = (
        one[2] <= other[0] + tolerance
        or other[2] <= one[0] + tolerance
        or one[3] <= other[1] + tolerance
        or other[3] <= one[1] + tolerance
    )
    return not apart


def texts_of(page: Page) -> list[Text]:
    return [mark for mark in page.marks if isinstance(mark, Text)]


def code_of(page: Page) -> Code:
    (code,) = [mark for mark in page.marks if isinstance(mark, Code)]
    return code
