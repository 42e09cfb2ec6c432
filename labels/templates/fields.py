"""Everything a label may say: the closed set of fields, what each is called, and what a value must look like.
A template binds these names; whoever prints hands in values for them, checked once so that drawing can rely on them.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from labels.check_digits import has_check_digit
from labels.label_errors import LabelDataInvalid
from labels.typesetting import FieldName, check_printable

Language = Literal["zh", "en", "zh-en"]
Field = Literal[
    "gtin", "lot", "serial", "expiry", "production", "sscc", "content_gtin", "content_quantity",
    "supplier_lot", "symbol_lot", "internal_lot", "received",
    "item_number", "item_name_zh", "item_name_en", "specification", "ref", "quantity", "unit",
    "registration", "licence", "manufacturer_zh", "manufacturer_en", "manufacturer_address_zh",
    "manufacturer_address_en", "manufacturer_contact", "eu_representative", "notified_body", "sterile",
    "storage_min", "storage_max", "humidity_min", "humidity_max", "service_life", "control",
    "status_zh", "status_en", "status_shape",
    "location_code", "location_name_zh", "location_name_en", "zone", "site",
    "equipment_code", "equipment_name_zh", "equipment_name_en", "equipment_class",
    "badge", "person_name_zh", "person_name_en", "roles_zh", "roles_en",
    "ship_from", "ship_to", "order", "gross_weight",
    "printed_at", "printed_by", "copy", "copies", "template",
]  # fmt: skip
"""`symbol_lot` is the lot that AI 10 may carry beside the GTIN, `internal_lot` ours as AI 91 (decision 0010).
`control`: by which number the item is kept apart, `lot` or `serial`.
"""
Bilingual = Literal[
    "item_name", "manufacturer", "manufacturer_address", "status", "location_name", "equipment_name", "person_name",
    "roles",
]  # fmt: skip
"""Printed from the fields of that name with `_zh` and `_en`, in the label's language."""
Derived = Literal[
    "quantity_unit", "storage_limits", "humidity_limits", "print_note", "copy_of", "expiry_month_only",
    "production_month_only",
]  # fmt: skip
"""Put together from other fields; the last two are set when a date was given without a day."""
Printable = Literal[Field, Bilingual, Derived]
LabelData = Mapping[str, str]

FIELDS: frozenset[str] = frozenset(get_args(Field))
BILINGUAL: frozenset[str] = frozenset(get_args(Bilingual))
LANGUAGES: tuple[Language, ...] = get_args(Language)

VALUE_LENGTH_MAX = 400
DATES = frozenset({"expiry", "production", "received"})
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
KEY_LENGTHS = {"gtin": 14, "content_gtin": 14, "sscc": 18}
DECIMALS = frozenset(
    {"quantity", "content_quantity", "storage_min", "storage_max", "humidity_min", "humidity_max", "gross_weight"}
)
DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,9})?")
NOTIFIED_BODY = re.compile(r"[0-9]{4}")
STATUS_SHAPES = frozenset({"ok", "warn", "stop", "hold", "recall", "provisional", "quarantine"})

NAMES: dict[str, FieldName] = {
    "gtin": ("GTIN (DI)", "产品标识 DI"),
    "lot": ("lot number", "批号"),
    "serial": ("serial number", "序列号"),
    "expiry": ("expiry date", "有效期"),
    "production": ("production date", "生产日期"),
    "sscc": ("SSCC", "物流单元代码 SSCC"),
    "content_gtin": ("GTIN of the contents", "内装产品标识"),
    "content_quantity": ("number contained", "内装数量"),
    "supplier_lot": ("supplier lot", "供方批号"),
    "symbol_lot": ("lot in the symbol", "条码内批号"),
    "internal_lot": ("own lot in the symbol", "条码内本厂批号"),
    "received": ("receiving date", "收货日期"),
    "item_number": ("item number", "料号"),
    "item_name": ("item name", "品名"),
    "item_name_zh": ("item name (Chinese)", "中文品名"),
    "item_name_en": ("item name (English)", "英文品名"),
    "specification": ("model and specification", "规格型号"),
    "ref": ("catalogue number", "货号"),
    "quantity": ("quantity", "数量"),
    "unit": ("unit", "单位"),
    "quantity_unit": ("quantity", "数量"),
    "registration": ("registration number", "注册证号"),
    "licence": ("production licence number", "生产许可证号"),
    "manufacturer": ("manufacturer", "生产企业"),
    "manufacturer_zh": ("manufacturer (Chinese)", "生产企业（中文）"),
    "manufacturer_en": ("manufacturer (English)", "生产企业（英文）"),
    "manufacturer_address": ("manufacturer's address", "生产地址"),
    "manufacturer_address_zh": ("manufacturer's address (Chinese)", "生产地址（中文）"),
    "manufacturer_address_en": ("manufacturer's address (English)", "生产地址（英文）"),
    "manufacturer_contact": ("manufacturer's contact", "联系方式"),
    "eu_representative": ("EU representative", "欧盟授权代表"),
    "notified_body": ("notified body number", "公告机构编号"),
    "sterile": ("sterilisation method", "灭菌方式"),
    "storage_min": ("lower storage temperature", "贮存温度下限"),
    "storage_max": ("upper storage temperature", "贮存温度上限"),
    "storage_limits": ("storage temperature", "贮存温度"),
    "humidity_min": ("lower storage humidity in %", "贮存湿度下限（%）"),
    "humidity_max": ("upper storage humidity in %", "贮存湿度上限（%）"),
    "humidity_limits": ("storage humidity", "贮存湿度"),
    "service_life": ("service life", "使用期限"),
    "control": ("production control (lot or serial)", "生产控制方式（批号或序列号）"),
    "status": ("status", "状态"),
    "status_zh": ("status (Chinese)", "状态（中文）"),
    "status_en": ("status (English)", "状态（英文）"),
    "status_shape": ("status shape", "状态图形"),
    "location_code": ("location code", "库位编码"),
    "location_name": ("location name", "库位名称"),
    "location_name_zh": ("location name (Chinese)", "库位名称（中文）"),
    "location_name_en": ("location name (English)", "库位名称（英文）"),
    "equipment_code": ("equipment code", "设备编号"),
    "equipment_name": ("equipment name", "设备名称"),
    "equipment_name_zh": ("equipment name (Chinese)", "设备名称（中文）"),
    "equipment_name_en": ("equipment name (English)", "设备名称（英文）"),
    "equipment_class": ("equipment class", "设备类别"),
    "zone": ("zone", "库区"),
    "site": ("site", "厂区"),
    "badge": ("badge", "工牌号"),
    "person_name": ("person's name", "姓名"),
    "person_name_zh": ("person's name (Chinese)", "姓名（中文）"),
    "person_name_en": ("person's name (English)", "姓名（英文）"),
    "roles": ("roles", "岗位"),
    "roles_zh": ("roles (Chinese)", "岗位（中文）"),
    "roles_en": ("roles (English)", "岗位（英文）"),
    "ship_from": ("sender", "发货方"),
    "ship_to": ("recipient", "收货方"),
    "order": ("order number", "订单号"),
    "gross_weight": ("gross weight in kg", "毛重（kg）"),
    "printed_at": ("time of printing", "打印时间"),
    "printed_by": ("printed by", "打印人"),
    "copy": ("number of this label", "本张序号"),
    "copies": ("number of labels", "总张数"),
    "template": ("template and revision", "模板及版次"),
    "print_note": ("print note", "打印说明"),
    "copy_of": ("label x of y", "第几张"),
    "expiry_month_only": ("expiry given to the month", "有效期只到月"),
    "production_month_only": ("production given to the month", "生产日期只到月"),
}


def checked(data: LabelData) -> dict[str, str]:
    """The values that are given, blanks left out. Raises LabelDataInvalid or TextUnprintable naming the first field
    whose value cannot be printed: unknown field, control character, no date, wrong check digit, no decimal.
    """
    unknown = sorted(set(data) - FIELDS)
    if unknown:
        raise LabelDataInvalid(
            f"A label has no field {unknown[0]!r}. Use one of the listed fields.",
            f"标签没有 {unknown[0]!r} 这一数据项。请从列出的数据项中选用。",
        )
    given = {name: value for name, value in data.items() if value.strip()}
    for name, value in given.items():
        check_printable(NAMES[name], value)
        _check_form(name, value)
    return given


def _check_form(name: str, value: str) -> None:
    expected = _expected(name, value)
    if expected is None:
        return
    english, chinese = NAMES[name]
    raise LabelDataInvalid(
        f"The {english} must be {expected[0]}; found “{value[:60]}”. Correct the record, then print again.",
        f"{chinese}须为{expected[1]}；现为“{value[:60]}”。更正记录后再打印。",
    )


def _expected(name: str, value: str) -> FieldName | None:
    """What the value of a field must be, if it is not."""
    if len(value) > VALUE_LENGTH_MAX:
        return f"at most {VALUE_LENGTH_MAX} characters", f"最多 {VALUE_LENGTH_MAX} 个字符"
    if name in DATES and not _is_date(value):
        return "a date YYYY-MM-DD, or YYYY-MM where the day was not given", "日期 YYYY-MM-DD；未给出日时为 YYYY-MM"
    length = KEY_LENGTHS.get(name)
    if length and not (len(value) == length and value.isascii() and value.isdigit() and has_check_digit(value)):
        return f"{length} digits with a correct check digit", f"{length} 位数字且校验位正确"
    if name in DECIMALS and not DECIMAL.fullmatch(value):
        return "a plain decimal such as 1200 or 25.000", "普通小数，如 1200 或 25.000"
    return _expected_of_closed_sets(name, value)


def _expected_of_closed_sets(name: str, value: str) -> FieldName | None:
    if name == "notified_body" and not NOTIFIED_BODY.fullmatch(value):
        return "the four digits of a notified body", "公告机构的四位编号"
    if name == "status_shape" and value not in STATUS_SHAPES:
        return "one of " + ", ".join(sorted(STATUS_SHAPES)), "下列之一：" + "、".join(sorted(STATUS_SHAPES))
    return None


def _is_date(value: str) -> bool:
    try:
        return DATE.fullmatch(value) is not None and bool(last_day(value))
    except ValueError:
        return False


def last_day(date: str) -> dt.date:
    """The date that YYYY-MM-DD or YYYY-MM (then the last day of the month) names. Raises ValueError for none."""
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1]
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004 - year, month, day
    return dt.date(year, month, day)


def gs1_date(date: str) -> str:
    """YYMMDD as AI 11 and 17 carry it; day 00 where the day was not given."""
    day = date[8:10] if len(date) > len("YYYY-MM") else "00"
    return f"{date[2:4]}{date[5:7]}{day}"


def in_language(zh: str, en: str, language: Language) -> tuple[str, ...]:
    """The texts to print, in order; one that is missing in the chosen language is shown in the other."""
    wanted = {"zh": (zh or en,), "en": (en or zh,), "zh-en": (zh, en)}[language]
    return tuple(dict.fromkeys(text for text in wanted if text))


def texts_of(field: str, data: LabelData, language: Language) -> tuple[str, ...]:
    """What a bound field prints, from checked data: dates as YYYY-MM-DD (21 CFR 801.18); () where nothing is given."""
    if field in BILINGUAL:
        return in_language(data.get(f"{field}_zh", ""), data.get(f"{field}_en", ""), language)
    if field in DATES and field in data:
        return (last_day(data[field]).isoformat(),)
    value = _DERIVED[field](data) if field in _DERIVED else data.get(field, "")
    return (value,) if value else ()


def _month_only(field: str, data: LabelData) -> str:
    return "month" if len(data.get(field, "")) == len("YYYY-MM") else ""


def _limits(least: str, most: str, unit: str) -> str:
    if least and most:
        return f"{least} {unit} ~ {most} {unit}"
    return f"≤ {most} {unit}" if most else (f"≥ {least} {unit}" if least else "")


_DERIVED: dict[str, Callable[[LabelData], str]] = {
    "quantity_unit": lambda data: f"{data.get('quantity', '')} {data.get('unit', '')}".strip(),
    "storage_limits": lambda data: _limits(data.get("storage_min", ""), data.get("storage_max", ""), "°C"),
    "humidity_limits": lambda data: _limits(data.get("humidity_min", ""), data.get("humidity_max", ""), "%"),
    "print_note": lambda data: " | ".join(
        data[name] for name in ("template", "printed_at", "printed_by") if data.get(name)
    ),
    "copy_of": lambda data: f"{data['copy']}/{data['copies']}" if data.get("copy") and data.get("copies") else "",
    "expiry_month_only": lambda data: _month_only("expiry", data),
    "production_month_only": lambda data: _month_only("production", data),
}
