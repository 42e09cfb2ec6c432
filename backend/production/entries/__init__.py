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
from backend.production.entries.transformations import (
    RelabelLot,
    RelabelUnit,
    ReworkLot,
    ReworkUnit,
    ScrapStock,
    ScrapUnit,
    TakeSample,
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
    "RelabelLot",
    "RelabelUnit",
    "ReleaseOrder",
    "ReportBlocked",
    "ReportQuantity",
    "ReworkLot",
    "ReworkUnit",
    "ScrapStock",
    "ScrapUnit",
    "SplitLot",
    "StartStep",
    "TakeBack",
    "TakeSample",
]
