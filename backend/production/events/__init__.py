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
    MaterialTakenBack,
    Observed,
    ReadingCorrected,
    RunsInherited,
    SentBack,
    StepFinished,
    StepStarted,
    StepStopped,
)

__all__ = [
    "MaterialConsumed",
    "MaterialTakenBack",
    "Observed",
    "OrderPlanned",
    "OrderReleased",
    "OrderStatusChanged",
    "QuantityReported",
    "QuantityTransferred",
    "ReadingCorrected",
    "RunsInherited",
    "SentBack",
    "StepFinished",
    "StepStarted",
    "StepStopped",
]
