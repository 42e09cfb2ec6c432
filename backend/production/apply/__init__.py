"""The effect of production events on orders, accounts, steps and readings."""

from backend.production.apply.corrections import (
    apply_check_corrected,
    apply_reading_corrected,
    apply_reading_superseded,
)
from backend.production.apply.orders import (
    apply_order_planned,
    apply_order_released,
    apply_order_status_changed,
    apply_quantity_reported,
    apply_quantity_transferred,
)
from backend.production.apply.steps import (
    apply_lot_opened,
    apply_material_consumed,
    apply_material_taken_back,
    apply_observed,
    apply_runs_inherited,
    apply_sent_back,
    apply_sequence_judged,
    apply_step_finished,
    apply_step_skipped,
    apply_step_started,
    apply_step_stopped,
)

__all__ = [
    "apply_check_corrected",
    "apply_lot_opened",
    "apply_material_consumed",
    "apply_material_taken_back",
    "apply_observed",
    "apply_order_planned",
    "apply_order_released",
    "apply_order_status_changed",
    "apply_quantity_reported",
    "apply_quantity_transferred",
    "apply_reading_corrected",
    "apply_reading_superseded",
    "apply_runs_inherited",
    "apply_sent_back",
    "apply_sequence_judged",
    "apply_step_finished",
    "apply_step_skipped",
    "apply_step_started",
    "apply_step_stopped",
]
