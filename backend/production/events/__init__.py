"""What is then true of work orders and their steps."""

from backend.production.events.orders import (
    OrderPlanned,
    OrderReleased,
    OrderStatusChanged,
    QuantityReported,
    QuantityTransferred,
)
from backend.production.events.steps import (
    MaterialConsumed,
    Observed,
    ReadingCorrected,
    StepFinished,
    StepStarted,
    StepStopped,
)

__all__ = [
    "MaterialConsumed",
    "Observed",
    "OrderPlanned",
    "OrderReleased",
    "OrderStatusChanged",
    "QuantityReported",
    "QuantityTransferred",
    "ReadingCorrected",
    "StepFinished",
    "StepStarted",
    "StepStopped",
]
