"""What can be recorded in production."""

from backend.production.entries.materials import (
    BeginLot,
    Bucket,
    ChangeLot,
    MergeLots,
    Part,
    ReportQuantity,
    SplitLot,
    TakeBack,
)
from backend.production.entries.orders import ChangeOrder, PlanOrder, ReleaseOrder
from backend.production.entries.steps import (
    ConsumeMaterial,
    CorrectCheck,
    CorrectReading,
    FinishStep,
    RecordCheck,
    RecordReading,
    ReportBlocked,
    SkipStep,
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
    "BeginLot",
    "Bucket",
    "ChangeLot",
    "ChangeOrder",
    "ConsumeMaterial",
    "CorrectCheck",
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
    "SkipStep",
    "SplitLot",
    "StartStep",
    "TakeBack",
    "TakeSample",
]
