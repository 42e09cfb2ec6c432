"""What a template can be looked at with: real lots, devices and places, and the examples of an invented company."""

from datetime import datetime
from typing import Literal

import asyncpg
import msgspec

from backend.labeling.queries.lots import lot_facts
from backend.labeling.queries.templates import DeviceFacts, PlaceFacts, devices, newest_lots, pieces, places
from backend.labeling.routes.equipment import tag_data
from backend.labeling.routes.lots import lot_data
from labels.templates.examples import BOX, EXAMPLES, UNIT
from labels.templates.fields import LabelData
from labels.templates.shipped import shipped

EACH = 20


class Subject(msgspec.Struct, frozen=True):
    """Something with a label: its kind, its number and names, and the fields of its label.

    Of a device not everything is on record (lot, dates, certificates): such fields hold the example's values.
    """

    kind: Literal["example", "lot", "device", "location", "equipment"]
    key: str
    name_en: str
    name_zh: str
    data: LabelData


async def subjects(db: asyncpg.pool.PoolConnectionProxy, site: str, at: datetime) -> list[Subject]:
    """Return up to 20 of each kind."""
    lots = [await lot_facts(db, number) for number in await newest_lots(db, site, EACH)]
    return [
        *(
            Subject("device", facts.di, facts.name_en, facts.name_zh, _device(facts))
            for facts in await devices(db, EACH)
        ),
        *(Subject("lot", lot.number, lot.name_en, lot.name_zh, lot_data(lot, at)) for lot in lots if lot is not None),
        *(Subject("location", p.code, p.name_en, p.name_zh, _place(p)) for p in await places(db, site, EACH)),
        *(Subject("equipment", p.code, p.name_en, p.name_zh, tag_data(p)) for p in await pieces(db, site, EACH)),
        *(
            Subject("example", number, shipped()[number].name_en, shipped()[number].name_zh, data)
            for number, data in EXAMPLES.items()
        ),
    ]


def _device(facts: DeviceFacts) -> LabelData:
    names = {"item_name_zh": facts.name_zh, "item_name_en": facts.name_en, "item_number": facts.item, "ref": facts.item}
    if facts.level == "package":
        return {**BOX, **names, "gtin": facts.di, "quantity": facts.quantity, "unit": facts.unit}
    return {**UNIT, **names, "gtin": facts.di}


def _place(facts: PlaceFacts) -> LabelData:
    return {
        "location_code": facts.code,
        "location_name_zh": facts.name_zh,
        "location_name_en": facts.name_en,
        "zone": facts.zone,
        "site": facts.site,
    }
