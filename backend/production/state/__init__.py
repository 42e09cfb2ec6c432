"""Rows of work orders and their steps, and what entries touch."""

from backend.production.state.rows import (
    MachineMessage,
    OrderAccount,
    OrderSnapshot,
    Reading,
    StepRun,
    WorkOrder,
    scope_of,
    subject_of,
)
from backend.production.state.touches import (
    input_of,
    output_of,
    touches_change_order,
    touches_consume,
    touches_correct_reading,
    touches_merge_lots,
    touches_plan_order,
    touches_release_order,
    touches_report_quantity,
    touches_split_lot,
    touches_step,
    touches_take_back,
)

__all__ = [
    "MachineMessage",
    "OrderAccount",
    "OrderSnapshot",
    "Reading",
    "StepRun",
    "WorkOrder",
    "input_of",
    "output_of",
    "scope_of",
    "subject_of",
    "touches_change_order",
    "touches_consume",
    "touches_correct_reading",
    "touches_merge_lots",
    "touches_plan_order",
    "touches_release_order",
    "touches_report_quantity",
    "touches_split_lot",
    "touches_step",
    "touches_take_back",
]
