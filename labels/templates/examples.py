"""Data of an invented company for every shipped template: what an editor shows before real records are chosen."""

from labels.templates.fields import LabelData
from labels.templates.lot_data import lot_identity

LOT: LabelData = {
    "item_number": "RM-FEP-0010",
    "item_name_zh": "FEP 树脂（含硫酸钡）",
    "item_name_en": "FEP resin with BaSO4, medical grade",
    "quantity": "25.000",
    "unit": "kg",
    "status_shape": "quarantine",
    "status_zh": "待检",
    "status_en": "Quarantine",
    "received": "2026-11-22",
    "expiry": "2028-10-31",
    "production": "2026-10-03",
    "printed_at": "2026-11-22 10:42 UTC",
    "printed_by": "王敏",
    "template": "LT-LOT",
    "copy": "1",
    "copies": "2",
    **lot_identity(lot="L2611-00042", supplier_lot="FX24-118", gtin="06912345678902"),
}
UNIT: LabelData = {
    "gtin": "09521234000013",
    "item_name_zh": "一次性使用静脉留置针（带安全夹）",
    "item_name_en": "Safety IV catheter with clip, single use",
    "specification": "20G×32 mm / 直型 Y 型",
    "ref": "PIVC-20G-32",
    "lot": "FG2611-00017",
    "serial": "A7K2M9X04Q",
    "production": "2026-11-20",
    "expiry": "2029-11-19",
    "registration": "国械注准20263140123",
    "licence": "苏药监械生产许20200088号",
    "manufacturer_zh": "青禾医疗器械（苏州）有限公司",
    "manufacturer_en": "Qinghe Medical Devices (Suzhou) Co., Ltd.",
    "manufacturer_address_zh": "江苏省苏州市工业园区星湖街 218 号",
    "manufacturer_address_en": "218 Xinghu St, Suzhou, China",
    "manufacturer_contact": "0512-5550 0100",
    "eu_representative": "Northsea Devices B.V., Keizersgracht 210, 1016 DX Amsterdam, NL",
    "notified_body": "0000",
    "sterile": "EO",
    "storage_min": "5",
    "storage_max": "30",
}
DEVICE: LabelData = {
    "gtin": "09521234000105",
    "control": "serial",
    "item_name_zh": "输液泵",
    "item_name_en": "Infusion pump",
    "specification": "PX-1",
    "serial": "PX1-000042",
    "production": "2026-11-20",
    "service_life": "10 年 yr",
    "humidity_min": "10",
    "humidity_max": "95",
    **{
        name: UNIT[name]
        for name in (
            "registration", "licence", "manufacturer_zh", "manufacturer_en", "manufacturer_address_zh",
            "manufacturer_address_en", "manufacturer_contact", "eu_representative", "notified_body", "storage_min",
            "storage_max",
        )
    },
}  # fmt: skip
BOX: LabelData = {
    **{name: value for name, value in UNIT.items() if name != "serial"},
    "gtin": "19521234000010",
    "quantity": "50",
    "unit": "支 pcs",
}
CARTON: LabelData = {
    "sscc": "095212340000000013",
    "content_gtin": "19521234000010",
    "content_quantity": "10",
    "lot": "FG2611-00017",
    "expiry": "2029-11-19",
    "item_name_zh": "一次性使用静脉留置针（带安全夹）",
    "item_name_en": "Safety IV catheter with clip, single use",
    "specification": "20G×32 mm / 直型 Y 型",
    "ship_from": "青禾医疗器械（苏州）有限公司 苏州市工业园区星湖街 218 号",
    "ship_to": "华东医疗供应链（上海）有限公司 上海市浦东新区张江路 88 号 3 号库",
    "order": "SO-2611-0093",
    "gross_weight": "12.4",
    "copy": "3",
    "copies": "24",
}
LOCATION: LabelData = {
    "location_code": "QUAR-01",
    "location_name_zh": "待检货架 1",
    "location_name_en": "Quarantine rack 1",
    "zone": "RAW",
    "site": "SZ",
    "printed_at": "2026-11-22 10:42 UTC",
    "template": "LT-LOCATION",
}
EQUIPMENT: LabelData = {
    "equipment_code": "FG-03",
    "equipment_name_zh": "测力计 3",
    "equipment_name_en": "Force gauge 3",
    "equipment_class": "force gauge",
    "printed_at": "2026-11-22 10:42 UTC",
    "template": "LT-EQUIPMENT",
}
BADGE: LabelData = {
    "badge": "QH-0009",
    "person_name_zh": "汤姆·贝克尔",
    "person_name_en": "Tom Becker",
    "roles_zh": "收货、仓库",
    "roles_en": "Receiving, warehouse",
    "site": "苏州 SZ",
}
EXAMPLES: dict[str, LabelData] = {
    "LT-UNIT": UNIT,
    "LT-DEVICE": DEVICE,
    "LT-BOX": BOX,
    "LT-CARTON": CARTON,
    "LT-LOT": LOT,
    "LT-LOCATION": LOCATION,
    "LT-EQUIPMENT": EQUIPMENT,
    "LT-BADGE": BADGE,
}
