"""What the demo company's labels say beside its master data: who makes the products, under which licence."""

from backend.labeling.entries.texts import DefineLabelTexts, LabelText
from backend.log.vocabulary import Entry


def label_bodies() -> tuple[Entry, ...]:
    """Return the entries that give labels their texts."""
    return (
        DefineLabelTexts(
            item=None,
            texts=(
                LabelText(field="manufacturer_zh", value="青禾血管通路（深圳）有限公司"),
                LabelText(field="manufacturer_en", value="Qinghe Vascular Access (Shenzhen) Co., Ltd."),
                LabelText(field="manufacturer_address_zh", value="深圳市演示区演示路 1 号"),
                LabelText(field="manufacturer_address_en", value="1 Demo Road, Demo District, Shenzhen"),
                LabelText(field="manufacturer_contact", value="0755-5550 0100"),
                LabelText(field="licence", value="演示生产许 00000000 号"),
            ),
        ),
        DefineLabelTexts(
            item="FG-PX1",
            texts=(
                LabelText(field="ref", value="PX-1"),
                LabelText(field="registration", value="国械注准 00000000000 号（演示）"),
                LabelText(field="service_life", value="8 年 yr"),
                LabelText(field="storage_min", value="-10"),
                LabelText(field="storage_max", value="45"),
                LabelText(field="humidity_min", value="10"),
                LabelText(field="humidity_max", value="90"),
            ),
        ),
    )
