"""The rules about places, holds and a lot's life, and what other capabilities ask of material: pure, and here."""

from backend.material.rules.genealogy import GENEALOGY_CYCLE, UNIT_BUILT_IN_TWICE, link, upstream_holds
from backend.material.rules.loads import decide_hold_load, decide_lift_load_hold, open_load_holds
from backend.material.rules.stock import (
    BELONGS,
    NEXT_STATUS,
    balance,
    belongs,
    decide_deactivate_location,
    decide_define_location,
    decide_import_locations,
    decide_lift_hold,
    decide_place_hold,
    decide_reactivate_location,
    ids,
    measured,
    negative,
    next_status,
    open_holds,
)
from backend.material.rules.units import decide_hold_unit, decide_lift_unit_hold
from backend.people.rules import FACTORY_TIME, factory_day

__all__ = [
    "BELONGS",
    "FACTORY_TIME",
    "GENEALOGY_CYCLE",
    "NEXT_STATUS",
    "UNIT_BUILT_IN_TWICE",
    "balance",
    "belongs",
    "decide_deactivate_location",
    "decide_define_location",
    "decide_hold_load",
    "decide_hold_unit",
    "decide_import_locations",
    "decide_lift_hold",
    "decide_lift_load_hold",
    "decide_lift_unit_hold",
    "decide_place_hold",
    "decide_reactivate_location",
    "factory_day",
    "ids",
    "link",
    "measured",
    "negative",
    "next_status",
    "open_holds",
    "open_load_holds",
    "upstream_holds",
]
