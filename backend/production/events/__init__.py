"""What is then true of work orders and their steps."""

from backend.production.events.orders import (
    OrderPlanned,
    OrderReleased,
    OrderStatusChanged,
    QuantityReported,
    QuantityTransferred,
)
from backend.production.events.steps import (
    CheckCorrected,
    LotOpened,
    MaterialConsumed,
    MaterialTakenBack,
    Observed,
    ReadingCorrected,
    ReadingSuperseded,
    RunsInherited,
    SentBack,
    SequenceJudged,
    StepFinished,
    StepSkipped,
    StepStarted,
    StepStopped,
)

__all__ = [
    "CheckCorrected",
    "LotOpened",
    "MaterialConsumed",
    "MaterialTakenBack",
    "Observed",
    "OrderPlanned",
    "OrderReleased",
    "OrderStatusChanged",
    "QuantityReported",
    "QuantityTransferred",
    "ReadingCorrected",
    "ReadingSuperseded",
    "RunsInherited",
    "SentBack",
    "SequenceJudged",
    "StepFinished",
    "StepSkipped",
    "StepStarted",
    "StepStopped",
]
