"""What can be recorded in production."""

from backend.production.entries.materials import Bucket, MergeLots, Part, ReportQuantity, SplitLot, TakeBack
from backend.production.entries.orders import ChangeOrder, PlanOrder, ReleaseOrder
from backend.production.entries.steps import (
    ConsumeMaterial,
    CorrectReading,
    FinishStep,
    RecordCheck,
    RecordReading,
    ReportBlocked,
    StartStep,
)

__all__ = [
    "Bucket",
    "ChangeOrder",
    "ConsumeMaterial",
    "CorrectReading",
    "FinishStep",
    "MergeLots",
    "Part",
    "PlanOrder",
    "RecordCheck",
    "RecordReading",
    "ReleaseOrder",
    "ReportBlocked",
    "ReportQuantity",
    "SplitLot",
    "StartStep",
    "TakeBack",
]
