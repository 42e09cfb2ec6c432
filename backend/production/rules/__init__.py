"""The rules of production: orders, steps, readings, what goes in, how many come out."""

from backend.production.rules.changeover import decide_change_lot
from backend.production.rules.consume import decide_consume, decide_take_back
from backend.production.rules.corrections import decide_correct_check, decide_correct_reading
from backend.production.rules.limits import verdict_of
from backend.production.rules.lots import decide_merge_lots, decide_split_lot
from backend.production.rules.open_time import decide_open_container
from backend.production.rules.orders import decide_change_order, decide_plan_order, decide_release_order
from backend.production.rules.quantities import decide_begin_lot, decide_report_quantity
from backend.production.rules.readings import decide_record_check, decide_record_reading
from backend.production.rules.rework import decide_rework_lot, decide_rework_unit
from backend.production.rules.sequence import decide_end_doubt
from backend.production.rules.steps import (
    decide_finish_step,
    decide_report_blocked,
    decide_skip_step,
    decide_start_step,
)
from backend.production.rules.transformations import (
    decide_relabel_lot,
    decide_relabel_unit,
    decide_scrap_stock,
    decide_scrap_unit,
    decide_take_sample,
)

__all__ = [
    "decide_begin_lot",
    "decide_change_lot",
    "decide_change_order",
    "decide_consume",
    "decide_correct_check",
    "decide_correct_reading",
    "decide_end_doubt",
    "decide_finish_step",
    "decide_merge_lots",
    "decide_open_container",
    "decide_plan_order",
    "decide_record_check",
    "decide_record_reading",
    "decide_relabel_lot",
    "decide_relabel_unit",
    "decide_release_order",
    "decide_report_blocked",
    "decide_report_quantity",
    "decide_rework_lot",
    "decide_rework_unit",
    "decide_scrap_stock",
    "decide_scrap_unit",
    "decide_skip_step",
    "decide_split_lot",
    "decide_start_step",
    "decide_take_back",
    "decide_take_sample",
    "verdict_of",
]
