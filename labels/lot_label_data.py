"""What a lot label says: plain data, checked once, so that layout and symbol can rely on it.
The label is printed at receiving and again whenever the status changes.
"""

import datetime as dt
import re
from typing import Literal

import msgspec

from labels.label_errors import LabelDataInvalid
from labels.status_shapes import StatusShape
from labels.typesetting import FieldName, check_printable

Language = Literal["zh", "en", "zh-en"]
QUANTITY = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,9})?")
SMALLEST_SIDE_MM, WIDEST_MM = 20, 300
FIELD_NAMES: dict[str, FieldName] = {
    "item_number": ("item number", "料号"),
    "item_name_zh": ("item name (Chinese)", "中文品名"),
    "item_name_en": ("item name (English)", "英文品名"),
    "lot_number": ("lot number", "批号"),
    "supplier_lot": ("supplier lot", "供方批号"),
    "unit": ("unit", "单位"),
    "printed_at": ("time of printing", "打印时间"),
    "printed_by": ("printed by", "打印人"),
    "quantity": ("quantity", "数量"),
    "expiry": ("expiry date", "有效期"),
    "production": ("production date", "生产日期"),
    "received": ("receiving date", "收货日期"),
    "status": ("status word", "状态"),
}
TEXTS = (
    "item_number",
    "item_name_zh",
    "item_name_en",
    "lot_number",
    "supplier_lot",
    "unit",
    "printed_at",
    "printed_by",
)


class StatusMark(msgspec.Struct, frozen=True, kw_only=True):
    """A status as printed: its shape and its word in both languages."""

    shape: StatusShape
    word_zh: str
    word_en: str


class LotLabel(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one lot label shows.

    Quantity is the decimal string as recorded, unit as shown. A date whose day was not given (AI 11/17 with day 00)
    is the last day of its month with `*_day_given` false. `gtin` is the 14-digit GTIN of the trade item, allocated by
    the supplier if there is a supplier lot and otherwise by this company (see lot_identifiers). Sizes in mm.
    """

    item_number: str
    item_name_zh: str
    item_name_en: str
    lot_number: str
    quantity: str
    unit: str
    status: StatusMark
    received: dt.date | None = None
    supplier_lot: str | None = None
    expiry: dt.date | None = None
    expiry_day_given: bool = True
    production: dt.date | None = None
    production_day_given: bool = True
    gtin: str | None = None
    printed_at: str = ""
    printed_by: str = ""
    copy: int = 1
    copies: int = 1
    width_mm: float = 70
    height_mm: float = 40
    dpi: Literal[203, 300] = 203
    language: Language = "zh-en"


def check(label: LotLabel) -> None:
    """Raise LabelDataInvalid or TextUnprintable, naming the field, for the first value that cannot be printed."""
    for name in TEXTS:
        check_printable(FIELD_NAMES[name], getattr(label, name) or "")
    for word in (label.status.word_zh, label.status.word_en):
        check_printable(FIELD_NAMES["status"], word)
    for name in ("item_number", "lot_number"):
        if not getattr(label, name).strip():
            english, chinese = FIELD_NAMES[name]
            raise LabelDataInvalid(f"The {english} is empty. Enter it first.", f"{chinese}为空，先补上再打印。")
    if not QUANTITY.fullmatch(label.quantity):
        raise LabelDataInvalid(
            f"The quantity must be a plain decimal such as 1200 or 25.000; found “{label.quantity}”.",
            f"数量须写成普通小数，如 1200 或 25.000；现为“{label.quantity}”。",
        )
    _check_size(label)
    _check_day("expiry", label.expiry, day_given=label.expiry_day_given)
    _check_day("production", label.production, day_given=label.production_day_given)


def _check_size(label: LotLabel) -> None:
    if min(label.width_mm, label.height_mm) >= SMALLEST_SIDE_MM and max(label.width_mm, label.height_mm) <= WIDEST_MM:
        return
    raise LabelDataInvalid(
        f"A label must be {SMALLEST_SIDE_MM}-{WIDEST_MM} mm on each side; found {label.width_mm} x {label.height_mm}.",
        f"标签每边须为 {SMALLEST_SIDE_MM}-{WIDEST_MM} mm；现为 {label.width_mm} x {label.height_mm}。",
    )


def _check_day(name: str, date: dt.date | None, *, day_given: bool) -> None:
    if date is None or day_given or (date + dt.timedelta(days=1)).day == 1:
        return
    english, chinese = FIELD_NAMES[name]
    raise LabelDataInvalid(
        f"The {english} was given without a day, so it must be the last day of its month; found {date.isoformat()}.",
        f"{chinese}只到月，应取当月最后一天；现为 {date.isoformat()}。",
    )
