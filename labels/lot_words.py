"""Every printed word of a lot label in both languages, how its dates are shown, and what its fields are called.
Separate so that a translator finds them in one place; captions are listed longest first: the first that fits wins.
"""

import datetime as dt
from typing import Literal

from labels.lot_label_data import Language

Caption = Literal["item", "lot", "expiry", "expiry_month", "quantity", "received", "supplier_lot", "mfd", "mfd_month"]

CAPTIONS: dict[Caption, dict[Language, tuple[str, ...]]] = {
    "item": {"zh": ("料号",), "en": ("ITEM",), "zh-en": ("料号 ITEM",)},
    "lot": {"zh": ("批号",), "en": ("LOT",), "zh-en": ("批号 LOT",)},
    "expiry": {"zh": ("有效期至", "效期"), "en": ("EXP",), "zh-en": ("有效期至 EXP", "效期 EXP", "效期")},
    "expiry_month": {
        "zh": ("有效期至（到月）", "效期(到月)"),
        "en": ("EXP (month only)", "EXP (month)"),
        "zh-en": ("效期 EXP (到月 month)", "效期 EXP (到月)", "效期(到月)"),
    },
    "quantity": {"zh": ("数量",), "en": ("QTY",), "zh-en": ("数量 QTY", "数量")},
    "received": {
        "zh": ("收货日期", "收货"),
        "en": ("RECEIVED", "RCVD"),
        "zh-en": ("收货 RECEIVED", "收货 RCVD", "收货"),
    },
    "supplier_lot": {"zh": ("供方批号",), "en": ("SUPPLIER LOT",), "zh-en": ("供方批号 SUPPLIER LOT", "供方批号")},
    "mfd": {"zh": ("生产日期", "生产"), "en": ("MFD",), "zh-en": ("生产 MFD", "生产")},
    "mfd_month": {"zh": ("生产(到月)",), "en": ("MFD (month)",), "zh-en": ("生产 MFD (到月)", "生产(到月)")},
}
NOT_GIVEN = "—"


def in_language(zh: str, en: str, language: Language) -> tuple[str, ...]:
    """The texts to print, in order; one that is missing in the chosen language is shown in the other."""
    wanted = {"zh": (zh or en,), "en": (en or zh,), "zh-en": (zh, en)}[language]
    return tuple(dict.fromkeys(text for text in wanted if text))


def date_text(date: dt.date | None) -> str:
    """YYYY-MM-DD (21 CFR 801.18), or a dash where the label has no such date."""
    return NOT_GIVEN if date is None else date.isoformat()
